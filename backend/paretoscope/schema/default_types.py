"""Default types of sections that a run config leaves out, so that single fields of them can be set."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from paretoscope.schema.config_paths import TAGS
from paretoscope.schema.run_config import RunConfig


def with_default_types(config: Mapping[str, Any], paths: Iterable[str]) -> dict[str, Any]:
    """Returns a config in which missing sections have their default type, if a path leads into them.

    Without it, ``weighting.weights`` could not be set in a config that leaves out ``weighting``.
    """
    filled = dict(config)
    for path in paths:
        section, dot, _ = path.partition(".")
        if dot and filled.get(section) is None:
            filled |= _default_type(section)
    return filled


def _default_type(section: str) -> dict[str, Any]:
    known = RunConfig.model_fields.get(section)
    default = known.get_default(call_default_factory=True, validated_data={}) if known else None
    if not isinstance(default, BaseModel):
        return {}
    return {section: {tag: getattr(default, tag) for tag in TAGS if tag in type(default).model_fields}}
