"""Paths of fields in errors, written as a form writes them."""

from collections.abc import Mapping, Sequence
from typing import Any

from paretoscope.schema.records import RecordBatch
from paretoscope.schema.reevaluations import ReevaluationRequest
from paretoscope.schema.run_config import RunConfig

MAX_PART = 100
SOURCES = frozenset({"body", "query", "path", "header", "cookie"})


def field_of(location: Sequence[int | str]) -> str:
    """Returns the dotted path of the field in which pydantic found an error.

    Where the error came from, the prefix ``config.`` and the tags that pydantic puts in for unions are left out.
    """
    parts = list(location)
    if parts and parts[0] in SOURCES:
        parts = parts[1:]
    in_config = bool(parts) and parts[0] == "config"
    parts = _without_tag(parts[1:], _CONFIG_TAGS) if in_config else _without_tag(parts, _BODY_TAGS)
    return ".".join(str(part)[:MAX_PART] for part in parts if part != "[key]")


def _without_tag(parts: list[int | str], tags: Mapping[str, int]) -> list[int | str]:
    at = tags.get(str(parts[0])) if parts else None
    return parts if at is None else parts[:at] + parts[at + 1 :]


def _tag_positions(schema: Mapping[str, Any]) -> dict[str, int]:
    """Returns, for each property that is a union told apart by a tag, or a list of one, where the tag stands."""
    positions = {}
    for name, shape in schema["properties"].items():
        if any("discriminator" in one for one in (shape, *shape.get("anyOf", ()))):
            positions[name] = 1
        elif "discriminator" in shape.get("items", {}):
            positions[name] = 2
    return positions


_CONFIG_TAGS = _tag_positions(RunConfig.model_json_schema())
_BODY_TAGS = {
    name: at
    for model in (RecordBatch, ReevaluationRequest)
    for name, at in _tag_positions(model.model_json_schema()).items()
}
