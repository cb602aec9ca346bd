"""Which metric keys a run may report."""

import pytest
from pydantic import ValidationError

from paretoscope.schema.records import MAX_KEY, MetricsRecord, is_key


@pytest.mark.parametrize(
    "key", ["a", "policy/loss", "val-core/openai/gsm8k/acc/mean@1", "policy loss", "perte/é", "<b>", "a" * MAX_KEY]
)
def test_a_key_is_anything_that_can_be_printed(key: str) -> None:
    assert MetricsRecord(step=1, values={key: 1.0}).values == {key: 1.0}
    assert is_key(key)


@pytest.mark.parametrize(
    "key",
    ["", " ", " loss", "loss ", "loss\n", "policy\nloss", "policy\tloss", "a\0b", "a\u200bb", "a" * (MAX_KEY + 1)],
)
def test_white_space_at_an_end_control_characters_and_great_length_are_refused(key: str) -> None:
    with pytest.raises(ValidationError, match="values"):
        MetricsRecord(step=1, values={key: 1.0})
    assert not is_key(key)
