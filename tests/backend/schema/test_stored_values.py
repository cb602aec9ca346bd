"""What is stored can be read again, whatever was given."""

import json
import math
from typing import Any

import orjson
from hypothesis import given
from hypothesis import strategies as st

from paretoscope.schema.stored_values import MAX_DATA_DEPTH, cleaned, find_trouble

TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("\x00\ud800\udc00")), max_size=8)
ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**80), 2**80), st.floats(), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=20,
)


@given(ANYTHING)
def test_what_was_mended_has_no_trouble_and_any_writer_takes_it(value: Any) -> None:
    whole = cleaned(value)
    assert find_trouble(whole, MAX_DATA_DEPTH) is None
    orjson.dumps(whole)
    assert cleaned(whole) == whole or json.dumps(whole) == json.dumps(cleaned(whole))


@given(ANYTHING)
def test_what_has_no_trouble_stays_as_it_is(value: Any) -> None:
    if find_trouble(value, MAX_DATA_DEPTH) is None:
        assert json.dumps(cleaned(value)) == json.dumps(value)


def test_trouble_is_named_by_its_place() -> None:
    assert find_trouble({"a": [1, {"b": "\x00"}]}) == (("a", 1, "b"), find_trouble("\x00")[1])  # type: ignore[index]
    assert find_trouble({"a": {"\ud800": 1}})[0] == ("a", "\ud800")  # type: ignore[index]
    assert find_trouble([2**63])[0] == (0,)  # type: ignore[index]
    assert find_trouble([[1]], 1)[0] == (0,)  # type: ignore[index]
    assert find_trouble({"a": [2**63 - 1, -(2**63), 1.5, math.inf, None, True, "é"]}, 2) is None
