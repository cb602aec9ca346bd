"""Which dotted paths are fields of run configs, such as ``weighting.eta``."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from paretoscope.schema.run_config import RunConfig


def is_field(path: str) -> bool:
    """Whether some run config has a field at a dotted path. Sections of different types have different fields."""
    schema = _schema()
    shapes: list[Any] = [schema]
    for name in path.split("."):
        shapes = [inner for shape in shapes for inner in _inside(shape, name, schema["$defs"])]
    return bool(shapes)


@cache
def _schema() -> dict[str, Any]:
    return RunConfig.model_json_schema()


def _inside(shape: Any, name: str, definitions: Mapping[str, Any]) -> Iterator[Any]:
    """Yields what a section may have under a name: once per kind of section that has it."""
    for kind in _kinds(shape, definitions):
        if name in kind.get("properties", {}):
            yield kind["properties"][name]
        elif isinstance(kind.get("additionalProperties"), dict):
            yield kind["additionalProperties"]


def _kinds(shape: Mapping[str, Any], definitions: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if "$ref" in shape:
        yield from _kinds(definitions[shape["$ref"].rsplit("/", 1)[1]], definitions)
        return
    alternatives = [*shape.get("anyOf", ()), *shape.get("oneOf", ()), *shape.get("allOf", ())]
    for alternative in alternatives:
        yield from _kinds(alternative, definitions)
    if not alternatives:
        yield shape
