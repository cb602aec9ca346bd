"""Which metric keys a run may report."""

import pytest
from pydantic import ValidationError

from paretoscope.schema.records import MetricsRecord


@pytest.mark.parametrize("key", ["loss", "policy/loss", "objective/accuracy/validation", "A.b-c_1/2", "a/b/c/d/e/f"])
def test_a_key_is_one_to_six_names_with_slashes_between(key: str) -> None:
    assert MetricsRecord(step=1, values={key: 1.0}).values == {key: 1.0}


@pytest.mark.parametrize(
    "key", ["", "/loss", "policy/", "policy//loss", "policy loss", "a/b/c/d/e/f/g", "é", "loss\n", "<b>", "a" * 201]
)
def test_any_other_key_is_refused(key: str) -> None:
    with pytest.raises(ValidationError, match="values"):
        MetricsRecord(step=1, values={key: 1.0})
