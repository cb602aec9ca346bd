"""Tags: what a tag may be."""

import pytest
from pydantic import TypeAdapter, ValidationError

from paretoscope.schema.tags import MAX_TAG, MAX_TAGS, Tag, Tags

TAG, TAGS = TypeAdapter[str](Tag), TypeAdapter[list[str]](Tags)


@pytest.mark.parametrize("tag", ["paper", "Table 2", "é", "lr=3e-4", "a/b:c", "🙂", "x" * MAX_TAG, "a\u00a0b"])
def test_a_short_line_is_a_tag(tag: str) -> None:
    assert TAG.validate_python(tag) == tag


def test_spaces_around_a_tag_are_no_part_of_it() -> None:
    assert TAG.validate_python("  paper \n") == "paper"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "at least 1"),
        ("   ", "at least 1"),
        ("x" * (MAX_TAG + 1), "at most 64"),
        ("a,b", "no comma"),
        ("a\nb", "one line"),
        ("a\x00b", "one line"),
        ("a\u2028b", "one line"),
        ("a\u200bb", "one line"),
        ("a\ud800", "valid string"),
    ],
)
def test_anything_else_is_refused_and_says_why(text: str, why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        TAG.validate_python(text)


def test_tags_are_in_order_and_each_once() -> None:
    assert TAGS.validate_python(["b", " a", "b"]) == ["a", "b"]


def test_there_are_not_too_many_tags() -> None:
    with pytest.raises(ValidationError, match="at most 50"):
        TAGS.validate_python([f"tag {number}" for number in range(MAX_TAGS + 1)])
