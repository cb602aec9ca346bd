"""Reads and changes run configs by dotted paths of their fields, such as ``weighting.type``."""

from collections.abc import Mapping
from typing import Any

TAGS = ("type", "engine")
"""Fields that say which kind of section a section is."""


def value_at(config: Mapping[str, Any], path: str) -> Any:
    """Returns the value of a field; None if the config has no such field, as sections of other kinds have others."""
    value: Any = config
    for name in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(name)
    return value


def with_value(config: Mapping[str, Any], path: str, value: Any) -> dict[str, Any]:
    """Returns a config with one field set; see `changed`. Sections that are missing are created."""
    change = value
    for name in reversed(path.split(".")):
        change = {name: change}
    return changed(config, change)


def changed(config: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Returns a config with changes merged into it.

    A section is merged field by field, unless its `type` or `engine` changes: then the new section replaces it. A list
    is always replaced.
    """
    return {**config, **{name: _merged(config.get(name), value) for name, value in changes.items()}}


def _merged(before: Any, change: Any) -> Any:
    if not isinstance(before, Mapping) or not isinstance(change, Mapping):
        return change
    is_other = any(tag in change and change[tag] != before.get(tag) for tag in TAGS)
    return dict(change) if is_other else changed(before, change)
