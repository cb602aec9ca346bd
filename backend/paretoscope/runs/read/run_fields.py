"""Finds the config fields in which runs differ, which are those that grouping them by makes sense."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

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


class Configured(NamedTuple):
    """What a run was asked to do."""

    config: Mapping[str, Any]
    preference: Mapping[str, Any]
    objectives: Sequence[Mapping[str, Any]]


def list_fields(session: Session, chosen: RunFilter) -> RunFields:
    """Returns the fields of which runs have several values, looking at their newest 1,000 configs."""
    differing = differing_fields(one_of_each_config(session, chosen))
    return RunFields(fields=sorted(differing, key=lambda path: path != _METHOD))


def one_of_each_config(session: Session, chosen: RunFilter) -> Sequence[Configured]:
    """Returns one run for each of the newest 1,000 configs; of the runs, what fields and objectives they have."""
    one_each = select(func.max(RunRow.id)).where(*conditions_of(chosen)).group_by(RunRow.config_hash)
    columns = (type_coerce(column, StoredJson()) for column in (RunRow.config, RunRow.preference, RunRow.objectives))
    query = select(*columns).where(RunRow.id.in_(one_each)).order_by(RunRow.created_at.desc()).limit(MAX_CONFIGS)
    rows = session.execute(query).all()
    return list(map(Configured, *(values_of([row[place] for row in rows]) for place in range(3))))


def differing_fields(runs: Sequence[Configured]) -> dict[str, list[Any]]:
    """Returns the fields of which the runs have several values, with the values, each once."""
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for run in runs:
        for path, value in [*config_leaves(run.config), (PREFERENCE, run.preference)]:
            if _can_be_read(path, value):
                found[path][canonical_text(value)] = value
    return {path: list(values.values()) for path, values in found.items() if len(values) > 1}


def _can_be_read(path: str, value: Any) -> bool:
    """Whether a value can be told in words; weights are told as the preference, whatever field they are kept in."""
    is_list_of_sections = isinstance(value, list) and any(isinstance(one, dict) for one in value)
    return not is_list_of_sections and not _WEIGHTS.match(path)
