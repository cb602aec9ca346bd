"""The moving average of the figures, by the cases that also hold the one with which the page extends it live."""

import json
from pathlib import Path
from typing import Any

import pytest

from paretoscope.figures.parts.traces import smooth

CASES = json.loads((Path(__file__).parents[3] / "data" / "moving_average.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=[case["behaviour"] for case in CASES])
def test_the_moving_average_follows_the_cases_shared_with_the_page(case: dict[str, Any]) -> None:
    assert smooth(case["values"], case["weight"]) == pytest.approx(case["averages"], nan_ok=True)
