"""Several runs: one reference point and scale for all, recomputed."""

from dataclasses import replace

import pytest

from paretoscope.figures import FIGURES, FigureOptionError
from paretoscope.figures.parts.colors import run_color
from paretoscope.pareto.comparison import compare
from paretoscope.pareto.hypervolume import hypervolume
from paretoscope.pareto.run_data import ObjectiveData, RunData

from ..figures.runs import ACCURACY, CLARITY, CONCISENESS, POINTS, THREE, evaluations, make_run

OTHER_REFERENCE = {"accuracy": 0.55, "conciseness": 40.0, "clarity": 0.1}
BETTER = [(accuracy + 0.1, tokens - 2, clarity + 0.1) for accuracy, tokens, clarity in POINTS]


def two_runs() -> list[RunData]:
    other = replace(
        make_run(id="run2", name="fixed, clarity", method="fixed"),
        reference_point=OTHER_REFERENCE,
        scale={"accuracy": 2.0, "conciseness": 10.0, "clarity": 1.0},
        evaluations=evaluations(THREE, BETTER, OTHER_REFERENCE),
    )
    return [make_run(), other]


def test_all_runs_are_measured_from_the_worst_reference_with_the_largest_scale() -> None:
    compared = compare(two_runs())
    assert compared.axes.reference_point == {"accuracy": 0.5, "conciseness": 40.0, "clarity": 0.0}
    assert compared.axes.scale == {"accuracy": 2.0, "conciseness": 20.0, "clarity": 1.0}


def test_every_hypervolume_is_recomputed_on_the_common_axes() -> None:
    compared = compare(two_runs())
    for run in compared.runs:
        points = compared.axes.to_internal_points([point.objectives for point in run.points])
        assert run.final is not None
        assert run.final.hypervolume == pytest.approx(hypervolume(points))
    first = two_runs()[0].evaluations[-1].hypervolume
    assert compared.runs[0].points[-1].hypervolume != pytest.approx(first)


def test_only_shared_objectives_take_part_in_the_first_runs_order() -> None:
    pair = make_run((CONCISENESS, ACCURACY), id="run2")
    compared = compare([make_run((CLARITY, ACCURACY, CONCISENESS)), pair])
    assert compared.axes.names == ["accuracy", "conciseness"]
    assert [objective.name for objective in compared.objectives] == ["accuracy", "conciseness"]


@pytest.mark.parametrize("figure", ["fronts", "hypervolumes"])
def test_objectives_that_a_comparison_drops_are_named(figure: str) -> None:
    runs = [make_run(THREE), make_run((CONCISENESS, ACCURACY), id="run2")]
    assert compare(runs).left_out == ["clarity"]
    note = FIGURES[figure].figure(runs)["layout"]["meta"]["note"]
    assert note == "clarity is left out, because not all of these runs train it."
    assert FIGURES[figure].figure([make_run(THREE)])["layout"]["meta"]["note"] == ""


def test_a_run_without_evaluations_takes_part_without_points() -> None:
    waiting = RunData("run3", "queued", "fixed", THREE)
    compared = compare([waiting, make_run()])
    assert [len(run.points) for run in compared.runs] == [0, 5]
    assert compared.runs[0].final is None
    assert compare([waiting]).objectives == []


def test_points_on_a_front_are_those_of_the_run_itself() -> None:
    compared = compare(two_runs())
    assert [[point.step for point in run.front] for run in compared.runs] == [[15, 20], [15, 20]]


def test_fronts_draw_one_staircase_a_run_in_its_colour_and_one_reference() -> None:
    figure = FIGURES["fronts"].figure(two_runs(), "light", {"x": "conciseness", "y": "clarity"})
    stairs = [trace for trace in figure["data"] if trace["meta"]["part"] == "staircase"]
    crosses = [trace for trace in figure["data"] if trace["meta"]["part"] == "reference_point"]
    assert [trace["meta"]["run"] for trace in stairs] == ["run1", "run2"]
    assert [trace["line"]["color"] for trace in stairs] == [run_color(0, "light"), run_color(1, "light")]
    assert [(trace["x"], trace["y"]) for trace in crosses] == [([40.0], [0.0])]
    symbols = {
        trace["meta"]["run"]: trace["marker"]["symbol"] for trace in figure["data"] if trace["meta"]["part"] == "front"
    }
    assert symbols["run1"] != symbols["run2"]


def test_fronts_turn_axes_so_that_better_is_right_and_up() -> None:
    layout = FIGURES["fronts"].figure(two_runs(), "light", {"x": "conciseness", "y": "clarity"})["layout"]
    assert layout["xaxis"]["range"][0] > layout["xaxis"]["range"][1]
    assert layout["yaxis"]["range"][0] < layout["yaxis"]["range"][1]


def test_fronts_in_space_show_every_run() -> None:
    figure = FIGURES["fronts"].figure(two_runs(), "light", {"x": "accuracy", "y": "conciseness", "z": "clarity"})
    shown = [trace["meta"]["run"] for trace in figure["data"] if trace["meta"]["part"] == "front"]
    assert shown == ["run1", "run2"]


def test_hypervolumes_draw_the_recomputed_values_and_name_reference_and_scale() -> None:
    runs = two_runs()
    figure = FIGURES["hypervolumes"].figure(runs)
    compared = compare(runs)
    for trace, run in zip(figure["data"], compared.runs, strict=True):
        assert trace["y"] == pytest.approx([point.hypervolume for point in run.points], rel=1e-4)
        assert trace["line"]["shape"] == "hv"
    assert figure["layout"]["meta"]["subtitle"] == (
        "recomputed for all runs; reference: accuracy 0.5, conciseness 40 tokens, clarity 0; "
        "scale: accuracy 2, conciseness 20 tokens, clarity 1"
    )


def test_hypervolumes_over_time_use_seconds_and_minutes_for_long_runs() -> None:
    figure = FIGURES["hypervolumes"].figure(two_runs(), "light", {"axis": "time"})
    assert figure["data"][0]["x"] == [0.0, 2.0, 4.0, 6.0, 8.0]
    assert figure["data"][0]["customdata"][1] == ["run1", 5]
    assert figure["layout"]["xaxis"]["title"]["text"] == "seconds since the run started"
    slow = [replace(row, seconds=300.0 * index) for index, row in enumerate(make_run().evaluations)]
    figure = FIGURES["hypervolumes"].figure([replace(make_run(), evaluations=slow)], "light", {"axis": "time"})
    assert figure["data"][0]["x"] == [0.0, 5.0, 10.0, 15.0, 20.0]
    assert figure["layout"]["xaxis"]["title"]["text"] == "minutes since the run started"


def test_objectives_over_steps_have_one_panel_an_objective_and_one_line_a_run() -> None:
    figure = FIGURES["objectives_over_steps"].figure(two_runs())
    assert [(trace["meta"]["run"], trace["yaxis"]) for trace in figure["data"]] == [
        *(("run1", "y"), ("run2", "y"), ("run1", "y2"), ("run2", "y2"), ("run1", "y3"), ("run2", "y3"))
    ]
    assert figure["data"][0]["y"] == [0.6, 0.7, 0.65, 0.8, 0.72]
    alone = FIGURES["objectives_over_steps"].figure(two_runs(), "light", {"objective": "clarity"})
    assert len(alone["data"]) == 2


def test_panels_do_not_overlap() -> None:
    layout = FIGURES["objectives_over_steps"].figure(two_runs())["layout"]
    domains = [layout[name]["domain"] for name in ("yaxis", "yaxis2", "yaxis3")]
    assert 1 > domains[0][1] > domains[0][0] > domains[1][1] > domains[1][0] > domains[2][1] > domains[2][0] >= 0


def test_runs_that_share_no_objective_are_refused() -> None:
    speed = ObjectiveData("speed", "", "maximize", "speed")
    stranger = replace(
        make_run((ACCURACY,), id="run9"), objectives=[speed], reference_point={"speed": 0.0}, scale={"speed": 1.0}
    )
    for name in ("fronts", "hypervolumes", "objectives_over_steps"):
        with pytest.raises(ValueError, match="share no objective"):
            FIGURES[name].figure([make_run(), stranger])


def test_an_objective_that_not_all_runs_have_is_refused() -> None:
    with pytest.raises(
        FigureOptionError, match=r"is not an objective of all these runs\. Choose from: accuracy, conciseness"
    ):
        FIGURES["fronts"].figure([make_run(), make_run((ACCURACY, CONCISENESS), id="run2")], "light", {"x": "clarity"})


def noisy(run: RunData, error: float) -> RunData:
    """`run` with a standard error at every objective of every point, as a share of the objective's scale."""
    scale = {"accuracy": 1.0, "conciseness": 20.0, "clarity": 1.0}
    errors = {name: error * size for name, size in scale.items()}
    rows = [replace(row, standard_errors={name: errors[name] for name in row.objectives}) for row in run.evaluations]
    return replace(run, evaluations=rows)


def test_contributions_and_their_errors_are_measured_on_the_common_axes() -> None:
    one, other = two_runs()
    for run in compare([noisy(one, 0.02), noisy(other, 0.02)]).runs:
        grown = [point.contribution for point in run.points]
        assert run.final is not None
        assert sum(grown) == pytest.approx(run.final.hypervolume)
        assert all((point.contribution_error is not None) == (point.contribution > 0) for point in run.points)
    assert all(point.contribution_error is None for run in compare([one, other]).runs for point in run.points)


def test_a_run_on_its_own_axes_keeps_its_own_errors_of_contributions() -> None:
    rows = [replace(row, contribution_error=0.123) for row in make_run().evaluations]
    run = noisy(replace(make_run(), evaluations=rows), 0.02)
    (alone,) = compare([run]).runs
    assert {point.contribution_error for point in alone.points} == {0.123}
    moved = compare([run, two_runs()[1]]).runs[0]
    assert 0.123 not in {point.contribution_error for point in moved.points}


@pytest.mark.parametrize(
    "options",
    [{"x": "conciseness", "y": "accuracy"}, {"x": "conciseness", "y": "accuracy", "z": "clarity"}],
    ids=["plane", "space"],
)
def test_fronts_draw_a_point_hollow_where_it_added_less_than_its_noise(options: dict[str, str]) -> None:
    clear, within = noisy(make_run(), 1e-6), replace(noisy(make_run(), 10.0), id="run2")
    figure = FIGURES["fronts"].figure([clear, within], "light", options)
    drawn = {trace["meta"]["run"]: trace for trace in figure["data"] if trace["meta"]["part"] == "front"}
    assert [symbol.endswith("-open") for symbol in drawn["run1"]["marker"]["symbol"]] == [False, False]
    assert [symbol.endswith("-open") for symbol in drawn["run2"]["marker"]["symbol"]] == [True, True]
    assert all("within noise" not in row[-1] for row in drawn["run1"]["customdata"])
    assert all(row[-1].endswith(", within noise") for row in drawn["run2"]["customdata"])
    assert figure["layout"]["meta"]["subtitle"].endswith("hollow added less than its noise")


def test_objectives_over_steps_draw_standard_errors_on_request() -> None:
    runs = [noisy(one, 0.02) for one in two_runs()]
    whiskers = FIGURES["objectives_over_steps"].figure(runs, "light", {"objective": "accuracy", "errors": "whiskers"})
    assert [trace["error_y"]["array"] for trace in whiskers["data"]] == [[0.02] * 5] * 2
    band = FIGURES["objectives_over_steps"].figure(runs, "light", {"objective": "accuracy", "errors": "band"})
    assert [trace["meta"].get("part") for trace in band["data"]] == ["standard_error", "standard_error", None, None]
    assert max(band["data"][0]["y"]) == pytest.approx(0.82)
    assert band["layout"]["meta"]["subtitle"] == "validation, ± one standard error over prompts"
    without = FIGURES["objectives_over_steps"].figure(runs, "light", {"objective": "accuracy"})
    assert all("error_y" not in trace for trace in without["data"])
    assert len(without["data"]) == 2
