"""Which dotted paths are fields of run configs, and the default types of sections that are left out."""

from typing import Any

import pytest

from paretoscope.schema.default_types import with_default_types
from paretoscope.schema.known_fields import is_field


@pytest.mark.parametrize(
    "path",
    [
        "seed", "weighting", "weighting.type", "weighting.eta", "weighting.weights", "weighting.weights.accuracy",
        "optimizer.learning_rate", "algorithm.kl.coefficient", "rollout.engine", "task.path", "fork.step", "objectives",
    ],
)  # fmt: skip
def test_a_field_of_some_kind_of_section_is_one(path: str) -> None:
    assert is_field(path)


@pytest.mark.parametrize(
    "path", ["", "nothing", "weighting.nothing", "seed.deeper", "objectives.0.type", "weighting..eta", "optimizer."]
)
def test_anything_else_is_none(path: str) -> None:
    assert not is_field(path)


@pytest.mark.parametrize(
    ("config", "paths", "filled"),
    [
        ({}, ["weighting.weights"], {"weighting": {"type": "fixed"}}),
        ({}, ["rollout.temperature"], {"rollout": {"engine": "transformers"}}),
        ({}, ["weighting", "seed", "nothing.at"], {}),
        ({}, ["optimizer.learning_rate"], {"optimizer": {}}),
        ({"weighting": {"type": "gradient"}}, ["weighting.eta"], {"weighting": {"type": "gradient"}}),
    ],
)
def test_a_section_that_is_left_out_has_its_default_type(
    config: dict[str, Any], paths: list[str], filled: dict[str, Any]
) -> None:
    assert with_default_types(config, paths) == filled
