"""Why weights move, what updates learn from, and which objectives pull apart."""

from dataclasses import replace

import plotly.graph_objects as go
import pytest

from paretoscope.figures import FIGURES
from paretoscope.figures.parts.colors import objective_color
from paretoscope.pareto.run_data import ObjectiveData, RunData
from paretoscope.schema.methods import METHODS
from paretoscope.schema.metrics.metric import PerObjective

from .runs import THREE, make_run, series, with_series, without_series

NAMES = [one.name for one in THREE]


def with_area(run: RunData, area: str) -> RunData:
    return with_series(run, *(series(f"{area}/{name}", [1, 2], [0.2, 0.1 * at]) for at, name in enumerate(NAMES)))


BY_NUMBERS = {name: one.explained_by for name, one in METHODS.items() if isinstance(one.explained_by, PerObjective)}


@pytest.mark.parametrize("method", BY_NUMBERS)
def test_the_numbers_a_method_goes_by_have_a_raw_and_a_smoothed_line_an_objective(method: str) -> None:
    shown = BY_NUMBERS[method]
    area = shown.prefix.removesuffix("/")
    figure = FIGURES["cause"].figure([with_area(without_series(make_run(method=method), "influence"), area)])
    keyed = [trace["meta"]["key"] for trace in figure["data"] if "key" in trace["meta"]]
    smoothed = [trace for trace in figure["data"] if "smooths" in trace["meta"]]
    assert keyed == [shown.of(name) for name in NAMES]
    assert [trace["line"]["color"] for trace in smoothed] == [objective_color(at, "light") for at in range(3)]
    assert figure["layout"]["meta"]["title"].lower() == shown.label
    assert figure["layout"]["yaxis"]["zeroline"]


def test_the_step_size_of_the_weights_stands_beside_what_moves_them() -> None:
    run = with_series(make_run(), series("weighting/eta", [1, 2, 3], [0.1, 0.1, 0.05]))
    assert FIGURES["cause"].figure([run])["layout"]["meta"]["subtitle"].endswith("; eta is 0.0500")
    assert "eta" not in FIGURES["cause"].figure([make_run()])["layout"]["meta"]["subtitle"]


def test_what_the_numbers_follow_from_has_a_panel_of_its_own() -> None:
    run = with_area(make_run(method="lagrangian"), "weighting/multiplier")
    run = with_series(run, series("weighting/missing/clarity", [1], [0.3]))
    drawn = FIGURES["cause"].figure([run])["data"]
    assert {trace["yaxis"] for trace in drawn if trace["meta"].get("key") == "weighting/missing/clarity"} == {"y2"}


def test_gradients_that_were_only_compared_at_first_have_no_panel() -> None:
    run = with_series(make_run(), series("gradient/norm/clarity", [1, 2, 3], [1.0] * 3))
    drawn = FIGURES["cause"].figure([run])["data"]
    assert not [trace for trace in drawn if trace["meta"].get("key", "").startswith("gradient/")]


def test_the_one_multiplier_of_a_hypervolume_guided_run_stands_over_what_sets_it() -> None:
    told = series("weighting/multiplier", [1, 2], [0.5, 1.5]), series("pareto/contribution", [0, 2], [0.0, 0.1])
    drawn = FIGURES["cause"].figure([with_series(make_run(method="hypervolume"), *told)])["data"]
    assert [trace["meta"]["key"] for trace in drawn if "key" in trace["meta"]] == [one.key for one in told]


def test_a_method_without_numbers_says_so() -> None:
    figure = FIGURES["cause"].figure([make_run(method="fixed")])
    assert figure["layout"]["annotations"][0]["text"] == "With 'fixed', the weights do not depend on a metric"


def test_the_signal_names_the_objective_that_updates_make_worse() -> None:
    meta = FIGURES["signal"].figure([make_run()])["layout"]["meta"]
    assert meta["note"] == "Clarity is being pushed down: its covariance with the advantage is -0.100."
    helped = with_series(make_run(), series("covariance/clarity", [1], [-0.001]))
    assert FIGURES["signal"].figure([helped])["layout"]["meta"]["note"] == ""


def test_pairs_stand_in_the_order_of_their_conflict_with_the_last_value_at_their_end() -> None:
    figure = FIGURES["conflict"].figure([make_run()])
    assert [trace["name"] for trace in figure["data"]] == [
        "conciseness × clarity, advantages",
        "accuracy × clarity, advantages",
        "accuracy × conciseness, advantages",
    ]
    texts = [note["text"] for note in figure["layout"]["annotations"]]
    assert texts[1::2] == ["-0.50", "+0.00", "+0.50"]
    assert all((trace["zmin"], trace["zmax"]) == (-1, 1) for trace in figure["data"])


def test_gradients_have_strips_too_where_they_were_computed() -> None:
    run = with_series(make_run(), series("gradient/cosine/accuracy/clarity", [1], [-0.9]))
    assert FIGURES["conflict"].figure([run])["data"][0]["name"] == "accuracy × clarity, gradients"


def test_of_many_pairs_those_that_conflict_most_are_shown_and_counted() -> None:
    many = [ObjectiveData(f"objective_{at}", "", "maximize", "") for at in range(8)]
    pairs = [(a.name, b.name) for at, a in enumerate(many) for b in many[at + 1 :]]
    told = [series(f"advantage/correlation/{a}/{b}", [1], [at / 28]) for at, (a, b) in enumerate(pairs)]
    figure = FIGURES["conflict"].figure([replace(with_series(make_run(), *told), objectives=many)])
    assert len(figure["data"]) == 9
    assert figure["layout"]["meta"]["subtitle"].endswith("the 9 of 28 pairs that conflict most")
    assert len(go.Figure(figure).data) == 9
