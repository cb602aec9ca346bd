"""Nominal weights: what is drawn, and the sentence that says why they moved."""

import pytest

from paretoscope.figures import FIGURES, FigureOptionError
from paretoscope.figures.parts.colors import objective_color
from paretoscope.figures.parts.moves import moves
from paretoscope.figures.parts.template import Figure, Trace
from paretoscope.schema.methods import METHODS

from ..runs import ACCURACY, CLARITY, CONCISENESS, make_run, series, with_series, without_series

WEIGHTS = FIGURES["weights"]


def area_traces(figure: Figure) -> list[Trace]:
    return [trace for trace in figure["data"] if "stackgroup" in trace]


def test_one_area_an_objective_in_the_configs_order_and_colours() -> None:
    traces = area_traces(WEIGHTS.figure([make_run((CLARITY, ACCURACY, CONCISENESS))]))
    assert [trace["name"] for trace in traces] == ["clarity", "accuracy", "conciseness"]
    assert [trace["line"]["color"] for trace in traces] == [objective_color(index, "light") for index in range(3)]


def test_values_are_the_reported_ones_and_sum_to_one() -> None:
    traces = area_traces(WEIGHTS.figure([make_run()]))
    assert traces[0]["x"] == list(range(21))
    assert traces[0]["y"][7] == pytest.approx(1 / 3 + 0.08, abs=1e-4)
    assert [sum(values) for values in zip(*(trace["y"] for trace in traces), strict=True)] == pytest.approx(
        [1] * 21, abs=1e-4
    )


def test_a_trace_names_its_metric_and_each_point_its_run_and_step() -> None:
    for view in ("area", "lines"):
        figure = WEIGHTS.figure([make_run()], "light", {"view": view})
        keyed = [trace for trace in figure["data"] if "key" in trace["meta"]]
        assert [trace["meta"]["key"] for trace in keyed] == ["weight/accuracy", "weight/conciseness", "weight/clarity"]
        assert keyed[0]["customdata"][3] == ["run1", 3]


def test_the_note_tells_the_largest_move_and_the_influences_behind_it() -> None:
    meta = WEIGHTS.figure([make_run()])["layout"]["meta"]
    assert meta["note"] == (
        "Largest move: step 7, accuracy +0.02. Influence 1.50 against 0.50 (conciseness) and -0.50 (clarity)."
    )
    assert meta["note_strong"] == "accuracy +0.02"
    assert meta["note_strong"] in meta["note"]


def test_each_move_is_marked_in_the_colour_of_the_objective_that_moved_most() -> None:
    (strip,) = [trace for trace in WEIGHTS.figure([make_run()])["data"] if trace["type"] == "bar"]
    assert strip["x"] == list(range(1, 21))
    assert strip["marker"]["color"] == objective_color(0, "light")
    assert strip["y"][6] == 1.0
    assert strip["y"][0] == 0.5
    assert strip["hovertext"][6] == "accuracy +0.02: influence 1.50, largest of 3"


def test_a_loss_of_weight_is_told_as_a_loss() -> None:
    run = make_run((ACCURACY, CONCISENESS))
    falling = series("weight/accuracy", [0, 1], [0.6, 0.55]), series("weight/conciseness", [0, 1], [0.4, 0.449])
    (move,) = moves(with_series(run, *falling))
    assert (move.objective, move.step, round(move.change, 3)) == ("accuracy", 1, -0.05)


def test_a_folded_move_names_the_steps_between_which_it_happened() -> None:
    run = make_run((ACCURACY, CONCISENESS))
    folded = [
        series("weight/accuracy", [0, 100, 200], [0.5, 0.5, 0.7], 201),
        series("weight/conciseness", [0, 100, 200], [0.5, 0.5, 0.3], 201),
        series("influence/accuracy", [99, 199], [1.0, 2.0], 200),
        series("influence/conciseness", [99, 199], [1.0, 0.5], 200),
    ]
    meta = WEIGHTS.figure([with_series(run, *folded)])["layout"]["meta"]
    assert meta["note"] == "Largest move: steps 100 to 200, accuracy +0.20. Influence 2.00 against 0.50 (conciseness)."
    assert (meta["points"], meta["total_points"]) == (3, 201)


def test_moves_without_reported_influence_are_told_without_a_cause() -> None:
    note = WEIGHTS.figure([without_series(make_run(), "influence/")])["layout"]["meta"]["note"]
    assert note == "Largest move: step 7, accuracy +0.02."


def moved_by(method: str, area: str, values: tuple[float, float]) -> str:
    """The note below the weights of a run of two objectives that moved once."""
    run = make_run((ACCURACY, CONCISENESS), method=method)
    moved = series("weight/accuracy", [0, 1], [0.5, 0.6]), series("weight/conciseness", [0, 1], [0.5, 0.4])
    causes = [series(f"{area}/{name}", [1], [value]) for name, value in zip(NAMES, values, strict=True)] if area else []
    return str(WEIGHTS.figure([with_series(run, *moved, *causes)])["layout"]["meta"]["note"])


NAMES = ("accuracy", "conciseness")


@pytest.mark.parametrize(
    ("method", "area", "cause"),
    [
        ("ctwa", "weighting/deficit", "Missing covariance 0.300 against 0.100 (conciseness)."),
        ("saw", "weighting/dispersion", "Spread over mean 0.300 against 0.100 (conciseness)."),
        ("lagrangian", "weighting/multiplier", "Multiplier 0.300 against 0.100 (conciseness)."),
        ("mgda", "gradient/norm", "Gradient norm 0.300 against 0.100 (conciseness)."),
        ("gradnorm", "weighting/pace", "Share of the first shortfall 0.300 against 0.100 (conciseness)."),
        ("pama", "weighting/positive_advantage", "Mean positive advantage 0.300 against 0.100 (conciseness)."),
        ("scheduled", "", "By the schedule."),
        ("manual", "", "By a person."),
    ],
)
def test_every_method_tells_what_moved_its_weights(method: str, area: str, cause: str) -> None:
    assert moved_by(method, area, (0.3, 0.1)) == f"Largest move: step 1, accuracy +0.10. {cause}"


def test_a_move_by_a_person_is_marked_as_one() -> None:
    run = make_run((ACCURACY, CONCISENESS), method="manual")
    moved = series("weight/accuracy", [0, 1], [0.5, 0.6]), series("weight/conciseness", [0, 1], [0.5, 0.4])
    figure = WEIGHTS.figure([with_series(run, *moved)])
    (strip,) = [trace for trace in figure["data"] if trace["type"] == "bar"]
    assert strip["hovertext"] == ["accuracy +0.10: by a person"]


@pytest.mark.parametrize("method", ["tchebycheff", "smooth_tchebycheff"])
def test_a_method_of_the_worst_shortfall_names_the_bottleneck(method: str) -> None:
    constant = [series(f"weight/{name}", range(3), [0.5] * 3) for name in NAMES]
    shares = (
        series("weighting/bottleneck/accuracy", [1, 2], [0.9, 0.3]),
        series("weighting/bottleneck/conciseness", [1, 2], [0.1, 0.7]),
    )
    run = with_series(make_run((ACCURACY, CONCISENESS), method=method), *constant, *shares)
    meta = WEIGHTS.figure([run])["layout"]["meta"]
    assert meta["note"] == "Conciseness is the bottleneck of 70 % of the newest completions."
    assert meta["note_strong"] in meta["note"]


def test_every_weighting_says_what_its_nominal_weights_are() -> None:
    for name, method in METHODS.items():
        subtitle = WEIGHTS.figure([make_run(method=name)])["layout"]["meta"]["subtitle"]
        assert subtitle == method.nominal != ""


def test_a_method_that_is_not_known_here_still_has_its_weights_drawn() -> None:
    figure = WEIGHTS.figure([make_run(method="theirs")])
    assert figure["layout"]["meta"]["subtitle"] == "nominal"
    assert len(area_traces(figure)) == 3


def test_fixed_weights_have_no_moves_to_explain() -> None:
    constant = [series(f"weight/{name}", range(3), [1 / 3] * 3) for name in ("accuracy", "conciseness", "clarity")]
    figure = WEIGHTS.figure([with_series(make_run(method="fixed"), *constant)])
    assert figure["layout"]["meta"]["note"] == ""
    assert not [trace for trace in figure["data"] if trace["type"] == "bar"]
    assert "yaxis2" not in figure["layout"]


def test_a_hypervolume_guided_run_marks_evaluations_that_grew_the_hypervolume() -> None:
    multiplier = series("weighting/multiplier", range(1, 21), [0.5] * 5 + [1.1] * 10 + [0.9] * 5)
    run = with_series(make_run(method="hypervolume"), multiplier)
    figure = WEIGHTS.figure([run])
    (strip,) = [trace for trace in figure["data"] if trace["type"] == "bar"]
    assert strip["x"] == [5, 15]
    assert figure["layout"]["meta"]["note_strong"] == "multiplier 1.10"
    assert figure["layout"]["meta"]["note"].startswith("Largest push: step 5, multiplier 1.10: the point added 0.0")


def test_simplex_places_the_three_weights_and_rings_the_newest() -> None:
    trail, newest = WEIGHTS.figure([make_run()], "light", {"view": "simplex"})["data"]
    assert (trail["a"][0], trail["b"][0], trail["c"][0]) == pytest.approx((1 / 3, 1 / 3, 1 / 3), abs=1e-4)
    assert newest["a"] == trail["a"][-1:]
    assert newest["marker"]["symbol"] == "circle-open"
    assert trail["meta"]["keys"] == {"a": "weight/accuracy", "b": "weight/conciseness", "c": "weight/clarity"}


def test_simplex_of_two_objectives_is_refused_with_the_alternative() -> None:
    with pytest.raises(FigureOptionError, match=r"this run has 2\. Choose view=area or view=lines") as refusal:
        WEIGHTS.figure([make_run((ACCURACY, CONCISENESS))], "light", {"view": "simplex"})
    assert refusal.value.option == "view"


def test_of_two_objectives_that_moved_alike_the_one_that_gained_tells_the_move() -> None:
    run = make_run((ACCURACY, CONCISENESS))
    moved = series("weight/accuracy", [0, 1], [0.7, 0.6]), series("weight/conciseness", [0, 1], [0.3, 0.4])
    (move,) = moves(with_series(run, *moved))
    assert move.objective == "conciseness"


def test_influence_reported_before_the_last_move_is_not_its_cause() -> None:
    run = make_run((ACCURACY, CONCISENESS))
    changed = [
        *(series("weight/accuracy", [5, 6], [0.5, 0.6]), series("weight/conciseness", [5, 6], [0.5, 0.4])),
        *(series("influence/accuracy", [5], [9.0]), series("influence/conciseness", [5], [1.0])),
    ]
    (move,) = moves(with_series(run, *changed))
    assert (move.cause, move.rank) == ("", "")


def test_labels_stand_in_the_middle_of_their_band_or_at_the_end_of_their_line() -> None:
    weights = 1 / 3 + 0.21, 1 / 3 - 0.105, 1 / 3 - 0.105
    in_area = WEIGHTS.figure([make_run()])["layout"]["annotations"][:3]
    middles = [weights[0] / 2, weights[0] + weights[1] / 2, 1 - weights[2] / 2]
    assert [label["y"] for label in in_area] == pytest.approx(middles)
    assert [label["text"] for label in in_area] == ["accuracy 0.54", "conciseness 0.23", "clarity 0.23"]
    on_lines = WEIGHTS.figure([make_run()], "light", {"view": "lines"})["layout"]["annotations"][:3]
    assert sorted(label["y"] for label in on_lines) == pytest.approx(sorted(weights))
