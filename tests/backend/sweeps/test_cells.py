"""The configs of cells: what overrides change, and what they keep of the base."""

from typing import Any

import pytest

from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.sweeps import SweepDefinition
from paretoscope.schema.weighting import preference_field
from paretoscope.sweeps.cells import applied, overrides_of

from ..run_configs import MINIMAL

LEANING = {"accuracy": 0.8, "conciseness": 0.2}


def weighting(base: dict[str, Any], **overrides: Any) -> dict[str, Any]:
    """Returns the weighting of a cell, whose config must be valid."""
    config = applied(MINIMAL | base, {field.replace("__", "."): value for field, value in overrides.items()})
    RunConfig.model_validate(config)
    section = config["weighting"]
    assert isinstance(section, dict)
    return section


@pytest.mark.parametrize(
    ("method", "field"),
    [("hypervolume", "weights"), ("tchebycheff", "weights"), ("gradient", "initial"), ("manual", "initial")],
)
def test_another_method_starts_with_the_preference_of_the_base(method: str, field: str) -> None:
    base = {"weighting": {"type": "fixed", "weights": LEANING}}
    assert weighting(base, weighting__type=method) == {"type": method, field: LEANING}
    assert preference_field(method) == field


def test_the_preference_comes_back_under_the_name_of_a_method_with_weights() -> None:
    base = {"weighting": {"type": "gradient", "initial": LEANING, "eta": 0.5}}
    assert weighting(base, weighting__type="fixed") == {"type": "fixed", "weights": LEANING}
    assert weighting(base, weighting={"type": "ctwa"}) == {"type": "ctwa", "initial": LEANING}


def test_a_preference_of_the_cell_itself_is_kept() -> None:
    base = {"weighting": {"type": "fixed", "weights": LEANING}}
    own = {"accuracy": 0.1, "conciseness": 0.9}
    assert weighting(base, weighting__type="gradient", weighting__initial=own)["initial"] == own
    assert weighting(base, weighting__type="fixed", weighting__weights=own)["weights"] == own
    assert weighting(base, weighting={"type": "gradient", "initial": None})["initial"] is None


def test_a_preference_that_does_not_fit_is_left_out() -> None:
    base = {"weighting": {"type": "fixed", "weights": LEANING}}
    assert weighting(base, weighting__type="mgda") == {"type": "mgda"}
    others = [{"type": "accuracy"}, {"type": "clarity"}]
    assert weighting(base, weighting__type="gradient", objectives=others) == {"type": "gradient"}


@pytest.mark.parametrize("section", [None, {"type": "fixed"}, {"type": "fixed", "weights": None}])
def test_without_a_preference_nothing_is_carried_over(section: dict[str, Any] | None) -> None:
    base = {} if section is None else {"weighting": section}
    assert weighting(base, weighting__type="gradient") == {"type": "gradient"}


def test_a_method_takes_a_varied_preference_in_its_own_field_and_one_without_it_has_one_cell() -> None:
    other = {"accuracy": 0.1, "conciseness": 0.9}
    axes = [
        {"field": "weighting.type", "values": ["fixed", "gradient", "mgda"]},
        {"field": "weighting.weights", "values": [LEANING, other]},
    ]
    definition = SweepDefinition.model_validate({"base": MINIMAL, "axes": axes})
    cells = overrides_of(definition)
    assert cells == [
        {"weighting.type": "fixed", "weighting.weights": LEANING},
        {"weighting.type": "fixed", "weighting.weights": other},
        {"weighting.type": "gradient", "weighting.initial": LEANING},
        {"weighting.type": "gradient", "weighting.initial": other},
        {"weighting.type": "mgda"},
    ]
    for cell in cells:
        RunConfig.model_validate(applied(MINIMAL, cell))


def test_in_step_each_method_takes_the_preference_beside_it() -> None:
    axes = [
        {"field": "weighting.type", "values": ["fixed", "gradient"]},
        {"field": "weighting.initial", "values": [LEANING, LEANING]},
    ]
    definition = SweepDefinition.model_validate({"base": MINIMAL, "axes": axes, "mode": "zip"})
    assert overrides_of(definition) == [
        {"weighting.type": "fixed", "weighting.weights": LEANING},
        {"weighting.type": "gradient", "weighting.initial": LEANING},
    ]


def test_an_unknown_method_has_no_field_for_a_preference() -> None:
    assert preference_field("steady") is None
