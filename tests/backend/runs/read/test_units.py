"""Units of metrics."""

import pytest
from paretoscope.runs.read.units import unit_of


@pytest.mark.parametrize(
    ("key", "unit"),
    [
        ("weight/accuracy", "fraction"),
        ("effective_weight/accuracy", "fraction"),
        ("objective/conciseness/train", "tokens"),
        ("objective/accuracy/train", "fraction"),
        ("objective/unknown/train", ""),
        ("system/step_seconds", "s"),
        ("system/gpu_memory_gib", "GiB"),
        ("system/tokens_per_second", "tokens/s"),
        ("rollout/completion_tokens", "tokens"),
        ("rollout/truncated_fraction", "fraction"),
        ("advantage/tie_fraction/accuracy", "fraction"),
        ("policy/loss", ""),
        ("reward/total", ""),
        ("loss", ""),
    ],
)
def test_the_unit_of_a_metric_follows_from_its_key(key: str, unit: str) -> None:
    assert unit_of(key, {"accuracy": "fraction", "conciseness": "tokens"}) == unit
