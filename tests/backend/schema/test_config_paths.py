"""Fields of run configs by dotted paths."""

from typing import Any

import pytest

from paretoscope.schema.config_paths import value_at, with_value

CONFIG: dict[str, Any] = {
    "seed": 0,
    "weighting": {"type": "fixed", "weights": {"accuracy": 0.5, "clarity": 0.5}},
    "objectives": [{"type": "accuracy"}],
}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("seed", 0),
        ("weighting.type", "fixed"),
        ("weighting.weights.accuracy", 0.5),
        ("weighting.eta", None),
        ("seed.deeper", None),
        ("nothing.at.all", None),
    ],
)
def test_a_value_is_found_by_its_path(path: str, value: Any) -> None:
    assert value_at(CONFIG, path) == value


def test_one_field_is_set_and_its_neighbours_stay() -> None:
    assert with_value(CONFIG, "weighting.weights.accuracy", 0.7)["weighting"] == {
        "type": "fixed",
        "weights": {"accuracy": 0.7, "clarity": 0.5},
    }
    assert CONFIG["weighting"]["weights"]["accuracy"] == 0.5


def test_another_type_replaces_its_section() -> None:
    assert with_value(CONFIG, "weighting.type", "gradient") == {**CONFIG, "weighting": {"type": "gradient"}}


def test_a_missing_section_is_created_and_a_list_is_replaced() -> None:
    assert with_value(CONFIG, "budget.steps", 10)["budget"] == {"steps": 10}
    assert with_value(CONFIG, "objectives", [])["objectives"] == []
