"""Tags: short words that people give to runs, to find them and to compare them. They are no part of the config."""

import unicodedata
from collections.abc import Iterable
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

MAX_TAG = 64
MAX_TAGS = 50
"""Tags that one run may have."""
_LINE_BREAKS = frozenset({"Zl", "Zp"})


def _refuse_bad_characters(tag: str) -> str:
    if "," in tag:
        raise PydanticCustomError(
            "tag_with_comma", "A tag has no comma, because commas separate tags. Give two tags, or write a space."
        )
    if any(_is_invisible(character) for character in tag):
        raise PydanticCustomError(
            "tag_with_control_character", "A tag is one line without control characters. Leave them out."
        )
    return tag


def _is_invisible(character: str) -> bool:
    category = unicodedata.category(character)
    return category.startswith("C") or category in _LINE_BREAKS


def each_once(tags: Iterable[str]) -> list[str]:
    """Returns tags in alphabetical order, each once."""
    return sorted(set(tags))


Tag = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TAG),
    AfterValidator(_refuse_bad_characters),
]
"""A tag of a run: at most 64 characters on one line, without commas. Upper and lower case differ."""
Tags = Annotated[list[Tag], Field(max_length=MAX_TAGS), AfterValidator(each_once)]
"""Tags in alphabetical order, each once."""
