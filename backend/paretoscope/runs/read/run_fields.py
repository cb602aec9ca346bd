"""Finds the config fields in which runs differ, which are those that grouping them by makes sense."""

import re
from collections import defaultdict
from typing import Any

from sqlalchemy import func, select, type_coerce
from sqlalchemy.orm import Session

from paretoscope.runs.read.grouping import PREFERENCE, canonical_text, config_leaves
from paretoscope.runs.read.listing import RunFilter, conditions_of
from paretoscope.schema.answers.run_groups import RunFields
from paretoscope.store.models import RunRow
from paretoscope.store.stored_json import StoredJson, values_of

MAX_CONFIGS = 1000
"""Number of newest configs that are looked at."""
_METHOD = "weighting.type"
_WEIGHTS = re.compile(r"weighting\.(weights|initial)(\.|$)")


def list_fields(session: Session, chosen: RunFilter) -> RunFields:
    """Returns the fields of which runs have several values, looking at their newest 1,000 configs."""
    one_each = select(func.max(RunRow.id)).where(*conditions_of(chosen)).group_by(RunRow.config_hash)
    columns = (type_coerce(column, StoredJson()) for column in (RunRow.config, RunRow.preference))
    query = select(*columns).where(RunRow.id.in_(one_each)).order_by(RunRow.created_at.desc()).limit(MAX_CONFIGS)
    rows = session.execute(query).all()
    configs, preferences = (values_of([row[place] for row in rows]) for place in range(2))
    found: dict[str, set[str]] = defaultdict(set)
    for config, preference in zip(configs, preferences, strict=True):
        for path, value in [*config_leaves(config), (PREFERENCE, preference)]:
            if _can_be_read(path, value):
                found[path].add(canonical_text(value))
    differing = [path for path, texts in found.items() if len(texts) > 1]
    return RunFields(fields=sorted(differing, key=lambda path: path != _METHOD))


def _can_be_read(path: str, value: Any) -> bool:
    """Whether a value can be told in words; weights are told as the preference, whatever field they are kept in."""
    is_list_of_sections = isinstance(value, list) and any(isinstance(one, dict) for one in value)
    return not is_list_of_sections and not _WEIGHTS.match(path)
