"""One objective over steps: nothing hidden, own unit, each split its own way."""

from dataclasses import replace

from paretoscope.figures import FIGURES
from paretoscope.figures.parts.template import Figure
from paretoscope.figures.parts.traces import smooth
from paretoscope.pareto.run_data import EvaluationData, RunData, SeriesData

from ..runs import make_run, with_series, without_series

OBJECTIVE = FIGURES["objective"]


def drawn(run: RunData, name: str = "accuracy") -> Figure:
    return OBJECTIVE.figure([run], "light", {"objective": name})


def test_train_is_drawn_raw_and_smoothed_and_validation_as_joined_points() -> None:
    raw, smoothed, validation = drawn(make_run())["data"]
    assert raw["meta"]["key"] == "objective/accuracy/train"
    assert raw["y"] == [20.0 + step for step in range(1, 21)]
    assert smoothed["meta"]["smooths"] == "objective/accuracy/train"
    assert (validation["x"], validation["y"]) == ([0, 5, 10, 15, 20], [0.6, 0.7, 0.65, 0.8, 0.72])
    assert validation["mode"] == "lines+markers"
    assert validation["meta"]["key"] == "objective/accuracy/validation"


def test_test_split_is_dashed() -> None:
    tested = EvaluationData(20, "test", {"accuracy": 0.7})
    run = replace(make_run(), evaluations=[*make_run().evaluations, tested])
    (trace,) = [trace for trace in drawn(run)["data"] if trace["name"] == "test"]
    assert trace["line"]["dash"] == "dash"
    assert drawn(run)["layout"]["meta"]["subtitle"] == "fraction right; train and validation, test dashed"


def test_a_spike_inside_a_folded_bucket_stays_visible_and_the_count_is_honest() -> None:
    folded = SeriesData("objective/accuracy/train", [5, 10], [0.1, 0.2], [0.3, 9.0], [0.2, 0.25], 10)
    figure = drawn(with_series(make_run(), folded))
    low, high, smoothed = figure["data"][:3]
    assert (low["y"], high["y"]) == ([0.1, 0.2], [0.3, 9.0])
    assert high["fill"] == "tonexty"
    assert "key" not in high["meta"]
    assert smoothed.get("hoverinfo") != "skip"
    assert (figure["layout"]["meta"]["points"], figure["layout"]["meta"]["total_points"]) == (7, 15)


def test_minimised_objective_is_shown_in_its_own_unit_and_says_that_fewer_is_better() -> None:
    figure = drawn(make_run(), "conciseness")
    assert figure["layout"]["meta"]["title"] == "Conciseness"
    assert figure["layout"]["meta"]["subtitle"] == "completion length, tokens, fewer is better; train and validation"
    assert figure["data"][-1]["y"] == [25.0, 20.0, 22.0, 24.0, 15.0]


def test_the_label_is_the_last_validation_value() -> None:
    (label,) = drawn(make_run())["layout"]["annotations"]
    assert (label["text"], label["y"], label["name"]) == ("0.720", 0.72, "objective/accuracy/validation")


def test_a_run_that_has_only_trained_shows_train_and_one_only_evaluated_shows_points() -> None:
    trained = drawn(replace(make_run(), evaluations=[]))
    assert [trace["name"] for trace in trained["data"]] == ["train", "train, smoothed"]
    evaluated = drawn(without_series(make_run(), "objective/"))
    assert [trace["name"] for trace in evaluated["data"]] == ["validation"]


def test_gaps_stay_gaps() -> None:
    holed = SeriesData("objective/accuracy/train", [1, 2, 3], *[[1.0, None, 3.0]] * 3, 3)
    raw, smoothed = drawn(with_series(make_run(), holed))["data"][:2]
    assert raw["y"] == [1.0, None, 3.0]
    assert smoothed["y"][1] is None


def test_smoothing_starts_at_the_first_value_and_leaves_a_constant_alone() -> None:
    assert smooth([4.0, 4.0, None, 4.0]) == [4.0, 4.0, None, 4.0]
    assert smooth([1.0, 0.0], 0.25) == [1.0, 0.75]
    assert smooth([None, 2.0]) == [None, 2.0]


def measured() -> RunData:
    """The run with a standard error of 0.04 at each validation but the first."""
    rows = [replace(row, standard_errors={"accuracy": 0.04} if row.step else {}) for row in make_run().evaluations]
    return replace(make_run(), evaluations=rows)


def test_standard_errors_are_drawn_on_request() -> None:
    options = {"objective": "accuracy", "errors": "whiskers"}
    *_, validation = OBJECTIVE.figure([measured()], "light", options)["data"]
    assert validation["error_y"]["array"] == [None, 0.04, 0.04, 0.04, 0.04]
    assert all("error_y" not in trace for trace in drawn(measured())["data"])


def test_a_band_holds_one_standard_error_around_the_validation_line() -> None:
    *_, around, validation = OBJECTIVE.figure([measured()], "light", {"objective": "accuracy", "errors": "band"})[
        "data"
    ]
    assert (around["meta"]["part"], around["fill"], around["hoverinfo"]) == ("standard_error", "toself", "skip")
    assert around["x"] == [5, 10, 15, 20, 20, 15, 10, 5]
    assert around["y"][0] == 0.74
    assert around["y"][-1] == 0.66
    assert validation["meta"]["key"] == "objective/accuracy/validation"


def test_a_run_without_standard_errors_is_drawn_without() -> None:
    without = OBJECTIVE.figure([make_run()], "light", {"objective": "accuracy", "errors": "band"})
    assert [trace["meta"].get("part") for trace in without["data"]] == [None] * 3
