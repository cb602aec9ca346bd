"""Which metric keys a run may report."""

import pytest
from pydantic import ValidationError

from paretoscope.schema.records import MetricsRecord


@pytest.mark.parametrize(
    "key",
    [
        "loss",
        "policy/loss",
        "val-core/openai/gsm8k/acc/mean@1",
        "rewards / [0] (mean)",
        "a/b/c/d/e/f/g",
        "é",
        "<b>",
        "a" * 250,
    ],
)
def test_a_key_is_anything_that_can_be_printed(key: str) -> None:
    assert MetricsRecord(step=1, values={key: 1.0}).values == {key: 1.0}


@pytest.mark.parametrize("key", ["", " loss", "loss ", "loss\n", "a\nb", "a\x00b", "\ud800", "\u202eloss", "a" * 251])
def test_any_other_key_is_refused(key: str) -> None:
    with pytest.raises(ValidationError, match="values"):
        MetricsRecord(step=1, values={key: 1.0})
