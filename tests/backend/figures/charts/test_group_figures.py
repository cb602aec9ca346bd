"""Figures of groups of runs: attainment bands, means with intervals, difference maps."""

from dataclasses import replace
from typing import Any

import pytest

from paretoscope.figures import FIGURES, FigureOptionError
from paretoscope.figures.parts.colors import RUN_COLORS
from paretoscope.pareto.run_data import RunData

from ..runs import POINTS, THREE, evaluations, make_run

SHIFTS = {"fixed": (0.0, 0.02, 0.04), "gradient": (0.1, 0.11, 0.12)}


def runs(shifts: dict[str, tuple[float, ...]] = SHIFTS) -> list[RunData]:
    """Runs whose accuracy is shifted by a constant."""
    return [
        replace(
            make_run(id=f"{group}{seed}", name=f"{group} {seed}"),
            group=group,
            evaluations=evaluations(THREE, [(accuracy + shift, *rest) for accuracy, *rest in POINTS]),
        )
        for group, listed in shifts.items()
        for seed, shift in enumerate(listed)
    ]


def traces(figure: dict[str, Any], part: str) -> list[dict[str, Any]]:
    return [trace for trace in figure["data"] if trace["meta"].get("part") == part]


def test_a_group_is_one_median_staircase_with_a_band_in_one_colour() -> None:
    figure = FIGURES["group_fronts"].figure(runs(), "light", {"x": "accuracy", "y": "clarity"})
    lines, bands = traces(figure, "attainment"), traces(figure, "band")
    assert [trace["name"] for trace in lines] == ["fixed, n = 3", "gradient, n = 3"]
    assert [trace["line"]["color"] for trace in lines] == list(RUN_COLORS["light"][:2])
    # The second of three shifts is the median: points (0.82, 0.5) and (0.74, 0.6).
    # It goes on to the reference point.
    assert lines[0]["x"] == pytest.approx([0.5, 0.74, 0.74, 0.82, 0.82])
    assert lines[0]["y"] == pytest.approx([0.6, 0.6, 0.5, 0.5, 0.0])
    assert len(bands) == 2
    assert len(traces(figure, "union")) == 1
    assert traces(figure, "member") == []


def test_members_are_shown_on_request() -> None:
    figure = FIGURES["group_fronts"].figure(runs(), "light", {"members": "faint"})
    assert len(traces(figure, "member")) == 6
    assert "0.25" in traces(figure, "member")[0]["marker"]["color"]


def test_one_run_has_no_band() -> None:
    figure = FIGURES["group_fronts"].figure(runs({"fixed": (0.0,)}))
    assert (len(traces(figure, "band")), len(traces(figure, "attainment"))) == (0, 1)
    means = FIGURES["group_means"].figure(runs({"fixed": (0.0,), "gradient": (0.1, 0.2)}))
    assert traces(means, "interval") == []
    assert len(traces(means, "mean")) == 6


def test_means_have_t_intervals_on_common_steps() -> None:
    short = runs()
    short[0] = replace(short[0], evaluations=short[0].evaluations[:3])
    figure = FIGURES["group_means"].figure(short, "light", {"objective": "accuracy"})
    fixed, gradient = traces(figure, "mean")
    assert (fixed["x"], gradient["x"]) == ([0, 5, 10], [0, 5, 10, 15, 20])
    assert fixed["y"][0] == pytest.approx(0.62)
    low, high = (trace for trace in traces(figure, "interval") if trace["meta"]["group"] == "fixed")
    half = 4.302652730 * 0.02 / 3**0.5
    assert (low["y"][0], high["y"][0]) == pytest.approx((0.62 - half, 0.62 + half), abs=1e-4)


@pytest.mark.parametrize(("show", "panels"), [("objectives", 3), ("weights", 3), ("hypervolume", 1)])
def test_means_of_objectives_weights_and_hypervolume(show: str, panels: int) -> None:
    figure = FIGURES["group_means"].figure(runs(), "dark", {"show": show, "members": "faint"})
    assert len(traces(figure, "mean")) == 2 * panels
    assert len(traces(figure, "member")) == 6 * panels


def test_a_difference_map_is_in_the_colour_of_the_group_that_attains_more() -> None:
    figure = FIGURES["difference_map"].figure(runs(), "light", {"x": "accuracy", "y": "clarity"})
    shaded = traces(figure, "difference")
    assert {trace["meta"]["group"] for trace in shaded} == {"gradient"}
    assert min(trace["meta"]["difference"] for trace in shaded) == -1.0
    turned = FIGURES["difference_map"].figure(
        runs(), "light", {"x": "accuracy", "y": "clarity", "one": "gradient", "other": "fixed"}
    )
    assert max(trace["meta"]["difference"] for trace in traces(turned, "difference")) == 1.0


def test_a_difference_map_needs_two_known_groups() -> None:
    alone = FIGURES["difference_map"].figure(runs({"fixed": (0.0, 0.1)}))
    assert traces(alone, "difference") == []
    assert "only one group" in alone["layout"]["meta"]["note"]
    for options in ({"one": "fixed", "other": "fixed"}, {"one": "nobody"}):
        with pytest.raises(FigureOptionError):
            FIGURES["difference_map"].figure(runs(), "light", options)
