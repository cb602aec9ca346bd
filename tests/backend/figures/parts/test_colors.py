"""Colours: objectives keep theirs by order, runs have others."""

from itertools import combinations

import pytest

from paretoscope.figures.parts.colors import THEMES, ThemeName, alpha, mix, objective_color, run_color, run_marker


def test_objectives_take_the_okabe_ito_colours_in_the_order_of_the_config() -> None:
    assert [objective_color(index, "light") for index in range(6)] == [
        *("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9")
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_two_of_sixteen_objectives_share_a_colour(theme: ThemeName) -> None:
    assert len({objective_color(index, theme) for index in range(16)}) == 16


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_run_never_takes_the_colour_of_an_objective(theme: ThemeName) -> None:
    objectives = {objective_color(index, theme) for index in range(16)}
    assert objectives.isdisjoint(run_color(index, theme) for index in range(10))


def test_the_first_hundred_runs_differ_in_colour_or_marker() -> None:
    looks = [(run_color(index, "light"), run_marker(index)) for index in range(100)]
    assert all(one != two for one, two in combinations(looks, 2))


def test_mix_and_alpha_are_the_arithmetic_they_say() -> None:
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert mix("#102030", "#ffffff", 0.0) == "#102030"
    assert alpha("#0072b2", 0.28) == "rgba(0,114,178,0.28)"
    assert THEMES["light"].card == "#ffffff"
