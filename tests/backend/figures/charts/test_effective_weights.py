"""Effective weights: smoothed shares, and a warning when they part from the nominal ones."""

import pytest

from paretoscope.figures import FIGURES
from paretoscope.figures.parts.template import Figure

from ..runs import ACCURACY, CONCISENESS, make_run, series, with_series

EFFECTIVE = FIGURES["effective_weights"]


def parted() -> Figure:
    run = make_run((ACCURACY, CONCISENESS))
    changed = [
        series("weight/accuracy", range(3), [0.99] * 3),
        series("weight/conciseness", range(3), [0.01] * 3),
        series("effective_weight/accuracy", range(1, 3), [0.37, 0.37]),
        series("effective_weight/conciseness", range(1, 3), [0.63, 0.63]),
    ]
    return EFFECTIVE.figure([with_series(run, *changed)])


def test_an_objective_that_carries_more_than_its_weight_is_named() -> None:
    meta = parted()["layout"]["meta"]
    assert meta["note"] == "Conciseness carries 63 % of the advantage, with a nominal weight of 0.01."
    assert meta["note_strong"] == "Conciseness carries 63 % of the advantage"


def test_nothing_is_said_while_nominal_and_effective_agree() -> None:
    same = [series(f"weight/{name}", range(3), [1 / 3] * 3) for name in ("accuracy", "conciseness", "clarity")]
    assert EFFECTIVE.figure([with_series(make_run(), *same)])["layout"]["meta"]["note"] == ""


def test_smoothed_shares_still_sum_to_one_and_say_how_they_were_smoothed() -> None:
    run = make_run((ACCURACY, CONCISENESS))
    noisy = [
        series("effective_weight/accuracy", range(1, 5), [0.9, 0.1, 0.5, 0.7]),
        series("effective_weight/conciseness", range(1, 5), [0.1, 0.9, 0.5, 0.3]),
    ]
    one, two = EFFECTIVE.figure([with_series(run, *noisy)])["data"]
    assert [a + b for a, b in zip(one["y"], two["y"], strict=True)] == pytest.approx([1] * 4, abs=1e-4)
    assert one["meta"]["smooths"] == "effective_weight/accuracy"
    assert one["y"][1] == pytest.approx(0.9 + one["meta"]["weight"] * (0.1 - 0.9))


def test_a_smoothed_line_is_not_offered_to_live_records_as_it_is() -> None:
    assert all("key" not in trace["meta"] for trace in EFFECTIVE.figure([make_run()])["data"])


def test_lines_show_the_nominal_weights_dotted_in_the_same_colour_family() -> None:
    data = EFFECTIVE.figure([make_run()], "light", {"view": "lines"})["data"]
    dotted = [trace for trace in data if trace["line"].get("dash") == "dot"]
    assert [trace["meta"]["key"] for trace in dotted] == ["weight/accuracy", "weight/conciseness", "weight/clarity"]
