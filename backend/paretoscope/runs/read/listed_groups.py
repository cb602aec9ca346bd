"""Lists groups of runs: those of a sweep, replicates, or runs with equal tags or equal values of config fields.

All matching runs are read, so that a group is whole and its mean right, whatever page of the list it is on.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import select, type_coerce
from sqlalchemy.orm import Session

from paretoscope.runs.read.cursors import read_cursor, write_cursor
from paretoscope.runs.read.grouping import PREFERENCE, REPLICATES, TAG, canonical_text, words_of
from paretoscope.runs.read.listing import RunFilter, conditions_of, incomparable
from paretoscope.runs.refusals import InvalidError
from paretoscope.schema.answers.objective import ObjectiveView
from paretoscope.schema.answers.run_groups import ListedGroup, Mean, RunGroupsPage
from paretoscope.schema.config_hash import NOT_HASHED, stored_config_hash
from paretoscope.schema.config_paths import value_at
from paretoscope.schema.control import RunStatus
from paretoscope.schema.known_fields import is_field
from paretoscope.stats.intervals import mean_and_error
from paretoscope.store.models import RunRow, RunTagRow, SweepRow
from paretoscope.store.series import groups
from paretoscope.store.stored_json import StoredJson, values_of

GroupSort = Literal["created_at", "-created_at", "name", "-name", "hypervolume", "-hypervolume"]
SWEEP = "sweep"
"""Stands for no field: runs of one sweep form a group."""
_NO_FIELDS = frozenset({SWEEP, PREFERENCE, TAG})
_SEED_AT_END = re.compile(r"[\s,]*seed\s*\d*$")
_STORED = StoredJson()


class _Listed(NamedTuple):
    """What the list reads of a run; its config is read apart."""

    id: str
    name: str
    status: RunStatus
    step: int
    total_steps: int
    method: str
    estimator: str
    hypervolume: float | None
    hypervolume_axes: str | None
    created_at: datetime
    sweep_id: str | None
    config_hash: str
    preference: Mapping[str, Any]
    objectives: Sequence[Mapping[str, Any]]
    latest: Mapping[str, Any] | None


_JSON = ("preference", "objectives", "latest")


@dataclass(frozen=True)
class GroupListing:
    """Which groups are listed, and in which order."""

    chosen: RunFilter
    """Conditions for the runs."""
    by: Sequence[str]
    """Dotted fields of the config; `preference`, `tag` and `sweep` stand beside them, `replicates` stands alone."""
    sort: GroupSort = "-created_at"
    limit: int = 100
    cursor: str | None = None


def list_groups(session: Session, asked: GroupListing) -> RunGroupsPage:
    """Returns a page of groups.

    Raises:
        InvalidError: a field is not known, the cursor is not from this list, or hypervolumes on different axes would be
            sorted.
    """
    _check(asked.by)
    runs = _read(session, asked.chosen)
    axes = {run.hypervolume_axes for run in runs if run.hypervolume_axes is not None}
    if asked.sort.endswith("hypervolume") and len(axes) > 1:
        raise incomparable(len(axes))
    groups = _sorted(_groups(session, runs, asked.by), asked.sort)
    start = _start(groups, asked.cursor)
    end = start + asked.limit
    return RunGroupsPage(
        by=list(asked.by),
        groups=groups[start:end],
        objectives=_objectives(runs),
        total=len(groups),
        total_runs=len(runs),
        next_cursor=write_cursor(end, groups[end - 1].id) if end < len(groups) else None,
        hypervolumes_compare=len(axes) <= 1,
    )


def _check(by: Sequence[str]) -> None:
    for path in by:
        if path not in _NO_FIELDS and not (path == REPLICATES and len(by) == 1) and not is_field(path):
            raise InvalidError(
                "The runs cannot be grouped",
                f"Run configs have no field '{path[:200]}'.",
                "Group by sweep, by preference, by tag, by a field such as weighting.type, or by replicates alone. "
                "GET /api/run-fields lists the fields in which the runs differ.",
                "by",
            )


def _read(session: Session, chosen: RunFilter) -> list[_Listed]:
    """Returns all matching runs, the newest first."""
    plain = [getattr(RunRow, name) for name in _Listed._fields if name not in _JSON]
    stored = [type_coerce(getattr(RunRow, name), _STORED) for name in _JSON]
    query = select(*plain, *stored).where(*conditions_of(chosen))
    rows = session.execute(query.order_by(RunRow.created_at.desc(), RunRow.id.desc())).all()
    if not rows:
        return []
    columns = list(zip(*rows, strict=True))
    return list(map(_Listed, *columns[: len(plain)], *map(values_of, columns[len(plain) :])))


def _groups(session: Session, runs: Sequence[_Listed], by: Sequence[str]) -> list[ListedGroup]:
    fields = [] if list(by) == [REPLICATES] else by
    keys = _keys(session, runs, fields)
    members: dict[str, list[_Listed]] = defaultdict(list)
    for run, (name, _) in zip(runs, keys, strict=True):
        members[name].append(run)
    known = dict(keys)
    names = _sweep_names(session) if SWEEP in fields else {}
    return [
        _group(stored_config_hash({"group": name, "by": list(by)}), known[name], group, names)
        for name, group in members.items()
    ]


def _keys(session: Session, runs: Sequence[_Listed], fields: Sequence[str]) -> list[tuple[str, dict[str, Any]]]:
    """Returns for each run the values of its fields, after a text that is the same for equal ones."""
    if not fields:
        return [(run.config_hash, {}) for run in runs]
    configs = _configs(session, runs, fields)
    tags = _tags(session, runs) if TAG in fields else {}
    # Replicates of one sweep have equal values, so that each is looked up once.
    found: dict[tuple[str, str | None], tuple[str, dict[str, Any]]] = {}
    for run in runs:
        place = _place(run, fields), run.sweep_id
        if place not in found:
            known = {
                **configs.get(place[0], {}),
                PREFERENCE: run.preference,
                SWEEP: run.sweep_id,
                TAG: tags.get(run.id),
            }
            key = {path: value_at(known, path) for path in fields}
            found[place] = canonical_text(key), key
    return [found[_place(run, fields), run.sweep_id] for run in runs]


def _configs(session: Session, runs: Sequence[_Listed], fields: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    """Returns one config for each place; none if no field of a config is asked for."""
    if _NO_FIELDS.issuperset(fields):
        return {}
    first = {_place(run, fields): run.id for run in runs}
    places = {run_id: place for place, run_id in first.items()}
    found: dict[str, Mapping[str, Any]] = {}
    for group in groups(list(places)):
        rows = session.execute(select(RunRow.id, type_coerce(RunRow.config, _STORED)).where(RunRow.id.in_(group))).all()
        configs = values_of([config for _, config in rows])
        found |= {places[run_id]: config for (run_id, _), config in zip(rows, configs, strict=True)}
    return found


def _place(run: _Listed, fields: Sequence[str]) -> str:
    """Returns what runs with equal values of the fields share: their hash, unless it leaves out one of the fields."""
    return run.id if any(path in {*NOT_HASHED, TAG} for path in fields) else run.config_hash


def _tags(session: Session, runs: Sequence[_Listed]) -> dict[str, list[str]]:
    """Returns the tags of each run that has some."""
    found: dict[str, list[str]] = defaultdict(list)
    for group in groups([run.id for run in runs]):
        query = select(RunTagRow.run_id, RunTagRow.tag).where(RunTagRow.run_id.in_(group))
        for run_id, tag in session.execute(query):
            found[run_id].append(tag)
    return {run_id: sorted(tags) for run_id, tags in found.items()}


def _sweep_names(session: Session) -> dict[str, str]:
    return {row.id: row.name for row in session.execute(select(SweepRow.id, SweepRow.name))}


def _group(group_id: str, key: dict[str, Any], runs: Sequence[_Listed], sweeps: Mapping[str, str]) -> ListedGroup:
    preference = runs[0].preference
    volumes = [run for run in runs if run.hypervolume is not None]
    compare = len({run.hypervolume_axes for run in volumes}) <= 1
    return ListedGroup(
        id=group_id,
        label=_label(key, sweeps) if key else _replicates_name([run.name for run in runs]),
        key=key,
        n=len(runs),
        run_ids=[run.id for run in runs],
        statuses=dict(Counter(run.status for run in runs)),
        step=sum(run.step for run in runs),
        total_steps=sum(run.total_steps for run in runs),
        methods=list(dict.fromkeys(run.method for run in runs)),
        estimators=list(dict.fromkeys(run.estimator for run in runs)),
        preference=preference if all(run.preference == preference for run in runs) else None,
        objectives={name: _mean([_latest(run, name) for run in runs]) for name in _objective_names(runs)},
        hypervolume=_mean([run.hypervolume for run in volumes]) if compare else None,
        created_at=runs[0].created_at,
    )


def _label(key: Mapping[str, Any], sweeps: Mapping[str, str]) -> str:
    known = {path: sweeps.get(value, value) if path == SWEEP else value for path, value in key.items()}
    return ", ".join(words_of(path, value) for path, value in known.items())


def _replicates_name(names: Sequence[str]) -> str:
    """Returns the name of the newest run; that of several without a seed at its end."""
    return (_SEED_AT_END.sub("", names[0]) if len(names) > 1 else "") or names[0]


def _objective_names(runs: Sequence[_Listed]) -> dict[str, None]:
    return dict.fromkeys(one["name"] for run in runs for one in run.objectives)


def _objectives(runs: Sequence[_Listed]) -> list[ObjectiveView]:
    newest = {one["name"]: one for run in reversed(runs) for one in run.objectives}
    return [ObjectiveView.model_validate(newest[name]) for name in _objective_names(runs)]


def _latest(run: _Listed, objective: str) -> float | None:
    value: float | None = run.latest["objectives"].get(objective) if run.latest else None
    return value


def _mean(values: Sequence[float | None]) -> Mean:
    n, mean, error = mean_and_error(values)
    return Mean(n=n, mean=mean, standard_error=error)


def _sorted(groups: list[ListedGroup], sort: GroupSort) -> list[ListedGroup]:
    """Returns the groups in order; those without a hypervolume come last when sorted by it."""
    descending = sort.startswith("-")
    match sort.removeprefix("-"):
        case "name":
            return sorted(groups, key=lambda one: (one.label, one.id), reverse=descending)
        case "hypervolume":
            return sorted(groups, key=lambda one: _volume_place(one, -1 if descending else 1))
        case _:
            return groups if descending else groups[::-1]


def _volume_place(group: ListedGroup, sign: int) -> tuple[bool, float, str]:
    mean = group.hypervolume.mean if group.hypervolume else None
    return mean is None, sign * (mean or 0.0), group.id


def _start(groups: Sequence[ListedGroup], cursor: str | None) -> int:
    """Returns where the page starts: behind the last group of the previous one, or at its place if that is gone."""
    if cursor is None:
        return 0
    place, group_id = read_cursor(cursor, int, str)
    ids = [group.id for group in groups]
    return ids.index(group_id) + 1 if group_id in ids else max(place, 0)
