"""Hypervolume of one run: its steps, its ticks, its reference, and why it may be empty."""

from dataclasses import replace

import pytest

from paretoscope.figures import FIGURES

from .runs import REFERENCE, THREE, evaluations, make_run

HYPERVOLUME = FIGURES["hypervolume"]


def test_a_step_line_holds_each_value_until_the_next_evaluation() -> None:
    line, _ = HYPERVOLUME.figure([make_run()])["data"]
    assert line["line"]["shape"] == "hv"
    assert line["x"] == [0, 5, 10, 15, 20]
    assert line["y"][:3] == pytest.approx([0.1 * 0.25 * 0.2, 0.2 * 0.5 * 0.4, 0.2 * 0.5 * 0.4])
    assert line["meta"]["key"] == "pareto/hypervolume"


def test_a_tick_marks_each_point_that_joined_with_its_contribution() -> None:
    line, ticks = HYPERVOLUME.figure([make_run()])["data"]
    assert ticks["x"] == [0, 5, 15, 20]
    assert ticks["customdata"][1] == ["run1", 5, pytest.approx(0.04 - 0.005), ""]
    assert sum(row[2] for row in ticks["customdata"]) == pytest.approx(line["y"][-1], abs=1e-5)


def test_a_bar_at_the_last_point_shows_the_interval_of_its_hypervolume() -> None:
    *earlier, last = make_run().evaluations
    rows = [*earlier, replace(last, hypervolume_interval=(0.05, 0.12))]
    figure = HYPERVOLUME.figure([replace(make_run(), evaluations=rows)])
    *_, bar = figure["data"]
    assert (bar["x"], bar["y"]) == ([20, 20], [0.05, 0.12])
    assert figure["layout"]["meta"]["subtitle"].endswith("the bar is the 95 % interval of the last value over prompts")


def test_a_tick_is_hollow_where_the_contribution_is_within_its_noise() -> None:
    rows = [
        replace(row, contribution_error=2 * (row.contribution or 0.0) if row.step == 5 else 0.001)
        for row in make_run().evaluations
    ]
    figure = HYPERVOLUME.figure([replace(make_run(), evaluations=rows)])
    _, ticks = figure["data"]
    assert ticks["marker"]["symbol"] == ["line-ns", "diamond-tall-open", "line-ns", "line-ns"]
    assert ticks["marker"]["color"] == ticks["marker"]["line"]["color"]
    assert [row[3].endswith("within noise") for row in ticks["customdata"]] == [False, True, False, False]
    assert figure["layout"]["meta"]["subtitle"].endswith("joined the archive, hollow within noise")


def test_reference_and_scale_stand_under_the_title() -> None:
    subtitle = HYPERVOLUME.figure([make_run()])["layout"]["meta"]["subtitle"]
    assert subtitle == (
        "reference: initial policy less 10 %; scale: accuracy 1, conciseness 20 tokens, clarity 1; "
        "a tick is a point that joined the archive"
    )


@pytest.mark.parametrize(
    ("kind", "words"),
    [("initial", "initial policy;"), (None, "as given, accuracy 0.5, conciseness 30 tokens,")],
)
def test_the_reference_is_named_as_it_was_chosen(kind: str | None, words: str) -> None:
    subtitle = HYPERVOLUME.figure([replace(make_run(), reference_kind=kind)])["layout"]["meta"]["subtitle"]
    assert subtitle.startswith(f"reference: {words}")


def empty(points: list[tuple[float, float, float]]) -> str:
    run = replace(make_run(), evaluations=evaluations(THREE, points, REFERENCE))
    return str(HYPERVOLUME.figure([run])["layout"]["meta"]["note"])


def test_an_empty_volume_names_the_objective_that_never_beat_the_reference() -> None:
    assert empty([(0.5, 25.0, 0.2), (0.4, 15.0, 0.9)]) == (
        "The volume is empty: no validation point is better than the reference in accuracy."
    )


def test_an_empty_volume_of_points_that_each_lose_somewhere_says_so() -> None:
    assert empty([(0.7, 35.0, 0.2), (0.4, 15.0, 0.9)]) == (
        "The volume is empty: every validation point is worse than the reference in some objective."
    )


def test_a_volume_that_is_not_empty_needs_no_note() -> None:
    assert HYPERVOLUME.figure([make_run()])["layout"]["meta"]["note"] == ""
