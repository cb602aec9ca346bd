"""Pareto front of one run: better is right and up, in real units."""

from dataclasses import replace

import pytest

from paretoscope.figures import FIGURES, FigureOptionError
from paretoscope.figures.parts.template import Figure, Trace
from paretoscope.pareto.run_data import RunData

from ..runs import ACCURACY, CONCISENESS, make_run

FRONT = FIGURES["front"]


def part(figure: Figure, name: str) -> Trace:
    (found,) = [trace for trace in figure["data"] if trace["meta"].get("part") == name]
    return dict(found)


def test_axes_are_turned_so_that_better_is_right_and_up() -> None:
    layout = FRONT.figure([make_run()], "light", {"x": "conciseness", "y": "accuracy"})["layout"]
    worst, best = layout["xaxis"]["range"]
    assert worst > 30.0
    assert best < 15.0
    low, high = layout["yaxis"]["range"]
    assert low < 0.5
    assert high > 0.8
    swapped = FRONT.figure([make_run()], "light", {"x": "accuracy", "y": "conciseness"})["layout"]
    assert swapped["yaxis"]["range"][0] > swapped["yaxis"]["range"][1]
    assert swapped["xaxis"]["range"][0] < swapped["xaxis"]["range"][1]


def test_titles_carry_the_real_unit() -> None:
    layout = FRONT.figure([make_run()])["layout"]
    assert layout["xaxis"]["title"]["text"] == "completion length, tokens (fewer is better)"
    assert layout["yaxis"]["title"]["text"] == "accuracy, fraction"


def test_front_points_are_those_no_other_dominates_in_all_objectives() -> None:
    figure = FRONT.figure([make_run()])
    front, dominated = part(figure, "front"), part(figure, "dominated")
    assert list(zip(front["x"], front["y"], strict=True)) == [(24.0, 0.8), (15.0, 0.72)]
    assert dominated["x"] == [25.0, 20.0, 22.0]
    assert front["marker"]["size"] > dominated["marker"]["size"]


def test_steps_are_coloured_on_one_scale_and_the_newest_is_ringed() -> None:
    figure = FRONT.figure([make_run()])
    front, dominated = part(figure, "front"), part(figure, "dominated")
    assert (front["marker"]["color"], dominated["marker"]["color"]) == ([15, 20], [0, 5, 10])
    assert (front["marker"]["cmin"], front["marker"]["cmax"]) == (dominated["marker"]["cmin"], 20) == (0, 20)
    newest = part(figure, "newest")
    assert (newest["x"], newest["y"]) == ([15.0], [0.72])


def test_staircase_joins_the_front_of_the_pair_and_the_shade_ends_at_the_reference() -> None:
    figure = FRONT.figure([make_run()])
    stairs, shade, cross = (part(figure, name) for name in ("staircase", "dominated_region", "reference_point"))
    assert list(zip(stairs["x"], stairs["y"], strict=True)) == [(24.0, 0.8), (24.0, 0.72), (15.0, 0.72)]
    assert (shade["x"][0], shade["y"][0]) == (shade["x"][-1], shade["y"][-1]) == (30.0, 0.5)
    assert (cross["x"], cross["y"]) == ([30.0], [0.5])
    assert [note["text"] for note in figure["layout"]["annotations"]] == ["reference: initial policy less 10 %"]


def test_a_point_carries_run_step_values_and_weights_for_its_card() -> None:
    row = part(FRONT.figure([make_run()]), "front")["customdata"][0]
    assert row == [
        "run1",
        15,
        0.8,
        24.0,
        0.5,
        pytest.approx(1 / 3, abs=1e-4),
        *[pytest.approx(1 / 3, abs=1e-4)] * 2,
        "",
    ]


def noisy_run() -> RunData:
    """The run with a standard error that its last contribution is within, and one that it is not."""
    *rows, before, last = make_run().evaluations
    added = float(last.contribution or 0.0)
    return replace(
        make_run(),
        evaluations=[
            *rows,
            replace(before, contribution_error=float(before.contribution or 0.0) / 2),
            replace(last, contribution_error=added * 2),
        ],
    )


@pytest.mark.parametrize("options", [{}, {"x": "accuracy", "y": "conciseness", "z": "clarity"}])
def test_a_point_that_added_less_than_its_noise_is_hollow_and_says_so(options: dict[str, str]) -> None:
    figure = FRONT.figure([noisy_run()], "light", options)
    front = part(figure, "front")
    assert front["marker"]["symbol"] == ["circle", "circle-open"]
    clear, within = (row[-1] for row in front["customdata"])
    assert clear.startswith("<br>hypervolume +")
    assert "within noise" not in clear
    assert within.endswith(", within noise")
    assert figure["layout"]["meta"]["subtitle"].endswith("hollow added less than its noise")
    assert "customdata[8]" in front["hovertemplate"]


def test_a_third_objective_makes_space_with_less_is_better_reversed() -> None:
    figure = FRONT.figure([make_run()], "light", {"x": "accuracy", "y": "conciseness", "z": "clarity"})
    scene = figure["layout"]["scene"]
    assert scene["yaxis"]["range"][0] > scene["yaxis"]["range"][1]
    assert scene["xaxis"]["range"][0] < scene["xaxis"]["range"][1]
    assert part(figure, "front")["z"] == [0.5, 0.6]
    assert "xaxis" not in figure["layout"]


def test_axes_left_out_take_the_objectives_not_chosen() -> None:
    layout = FRONT.figure([make_run()], "light", {"x": "accuracy"})["layout"]
    assert layout["yaxis"]["title"]["text"] == "tokens, fewer is better"


def test_a_single_objective_shows_its_best_value_so_far() -> None:
    figure = FRONT.figure([make_run((ACCURACY,))])
    stairs = part(figure, "staircase")
    assert stairs["y"] == [0.6, 0.7, 0.7, 0.8, 0.8]
    shortest = FRONT.figure([make_run((CONCISENESS,))])
    assert part(shortest, "staircase")["y"] == [25.0, 20.0, 20.0, 20.0, 15.0]


def test_points_with_an_undefined_value_on_an_axis_are_left_out() -> None:
    rows = list(make_run().evaluations)
    rows[1] = replace(rows[1], objectives={**rows[1].objectives, "accuracy": None})
    figure = FRONT.figure([replace(make_run(), evaluations=rows)])
    assert part(figure, "dominated")["x"] == [25.0, 22.0]


@pytest.mark.parametrize(
    ("options", "option", "message"),
    [
        ({"x": "accuracy", "y": "accuracy"}, "x", "on two axes"),
        ({"x": "speed"}, "x", r"is not an objective of this run. Choose from: accuracy, conciseness, clarity"),
        ({"w": "accuracy"}, "w", "has no option 'w'. Its options are: x, y, z"),
    ],
)
def test_wrong_axes_are_refused_with_the_choices(options: dict[str, str], option: str, message: str) -> None:
    with pytest.raises(FigureOptionError, match=message) as refusal:
        FRONT.figure([make_run()], "light", options)
    assert refusal.value.option == option


def test_space_needs_three_objectives() -> None:
    with pytest.raises(FigureOptionError, match="too few for three axes"):
        FRONT.figure([make_run((ACCURACY, CONCISENESS))], "light", {"z": "accuracy"})
