"""The README names every choice there is, and every setting of an operator."""

from pathlib import Path
from typing import Any, get_args

import pytest

from paretoscope.schema.algorithms import Algorithm
from paretoscope.schema.objectives import Objective
from paretoscope.schema.tasks import Task
from paretoscope.schema.weighting import Weighting
from paretoscope.settings import Settings

ROWS = [
    line.split("|")[1]
    for line in (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("|")
]
"""First cell of every row of a table."""


def types_of(union: Any) -> list[str]:
    return [section.model_fields["type"].default for section in get_args(get_args(union)[0])]


@pytest.mark.parametrize(
    "name", [kind for union in (Weighting, Algorithm, Objective, Task) for kind in types_of(union)]
)
def test_every_type_has_a_row(name: str) -> None:
    assert any(f"`{name}`" in row for row in ROWS)


@pytest.mark.parametrize("setting", Settings.model_fields)
def test_every_setting_has_a_row(setting: str) -> None:
    assert any(f"`PARETOSCOPE_{setting.upper()}`" in row for row in ROWS)
