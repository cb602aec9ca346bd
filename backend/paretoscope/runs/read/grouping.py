"""Puts runs into groups by fields of their configs, or by their tags."""

import json
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from paretoscope.runs.read.preference_words import preference_words
from paretoscope.runs.refusals import InvalidError
from paretoscope.schema.config_hash import NOT_HASHED, stored_config_hash
from paretoscope.schema.config_paths import value_at
from paretoscope.store.models import RunRow

MAX_LABEL = 120
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"))
REPLICATES = "replicates"
"""Stands for no field: runs that differ only in name and seed form a group."""
PREFERENCE = "preference"
"""Stands for the reward weights that runs start with, which methods keep in different fields."""
TAG = "tag"
"""Stands for no field: runs with the same tags form a group, so that each run is in one group alone."""
PREFERENCES = ("weighting.weights", "weighting.initial")
"""Fields in which methods keep the preference."""
GROUPED_COLUMNS = (RunRow.id, RunRow.name, RunRow.config, RunRow.config_hash, RunRow.preference)
"""What `group_runs` reads of a run."""
FIRST_TOLD = ("weighting.type", PREFERENCE)


@dataclass(frozen=True)
class RunGroup:
    """Runs with equal values of the chosen fields."""

    id: str
    """Short name that stays the same while the chosen fields and their values do."""
    key: Mapping[str, Any]
    """Values of the chosen fields; for replicates, of the fields in which the groups differ."""
    label: str
    """The values in words, unique among the groups."""
    runs: Sequence[RunRow]
    """Runs in the order of the request."""
    strata: Mapping[str, Hashable]
    """For each run id, the values of the other fields that vary; runs are paired only with those of equal values."""

    @property
    def seeds(self) -> list[int]:
        """Seeds of the runs, in their order."""
        return [seed_of(run) for run in self.runs]


def replicate_key(run: RunRow) -> str:
    """Returns a text that is the same for replicates, whose configs differ only in name and seed."""
    return run.config_hash


def seed_of(run: RunRow) -> int:
    """Returns the seed of a run."""
    return int(run.config.get("seed") or 0)


def group_runs(runs: Sequence[RunRow], by: Sequence[str]) -> list[RunGroup]:
    """Puts runs into groups, in the order of their first runs.

    Args:
        runs: the runs.
        by: dotted fields of the config, `preference` or `tag`; if empty or `replicates`, replicates form a group.

    Raises:
        InvalidError: no run has one of the fields.
    """
    by = [] if list(by) == [REPLICATES] else by
    refuse_unknown(runs, by)
    members: dict[str, list[RunRow]] = defaultdict(list)
    for run in runs:
        members[canonical_text(_values(run, by)) if by else replicate_key(run)].append(run)
    leaves = {run.id: dict(config_leaves({**run.config, PREFERENCE: run.preference})) for run in runs}
    fields = list(by) or _differing([dict(config_leaves(group[0].config)) for group in members.values()])
    keys = [_values(group[0], fields) for group in members.values()]
    strata = _strata(list(members.values()), leaves, by)
    told = _unfolded(keys) if by else _telling([group[0] for group in members.values()], fields)
    labels = _labels(told, list(members.values()))
    ids = [stored_config_hash({"group": name, "by": list(by)}) for name in members]
    together = zip(ids, keys, labels, members.values(), strict=True)
    return [
        RunGroup(group_id, key, label, group, {run.id: strata[run.id] for run in group})
        for group_id, key, label, group in together
    ]


def find_group(groups: Sequence[RunGroup], wanted: str | None, field_name: str = "baseline") -> int:
    """Returns the index of the group with an id or a label; of the first one if nothing is wanted.

    Raises:
        InvalidError: there is no such group.
    """
    if wanted is None:
        return 0
    for index, group in enumerate(groups):
        if wanted in {group.id, group.label}:
            return index
    raise InvalidError(
        "The group is not known",
        f"No group has the id or label '{wanted[:200]}'.",
        f"Choose one of: {', '.join(group.label for group in groups)[:1000]}.",
        field_name,
    )


def refuse_unknown(runs: Sequence[RunRow], fields: Sequence[str], parameter: str = "by") -> None:
    """Refuses fields of which no run has a value.

    Raises:
        InvalidError: there is one.
    """
    for path in fields:
        if all(value is None for value in values_of(runs, path)):
            raise InvalidError(
                "The runs cannot be grouped" if parameter == "by" else "The groups cannot be coloured",
                f"None of the runs has a value of '{path[:200]}'.",
                "Choose tag if they have tags, or a field of their configs, such as weighting.type. "
                "GET /api/schema/run-config lists all fields.",
                parameter,
            )


def values_of(runs: Sequence[RunRow], path: str) -> list[Any]:
    """Returns the value of a field for each run: a dotted field of its config, `preference` or `tag`; None without one.

    The preference is the same field for all methods, although their configs keep it in different ones.
    """
    return [grouped_value(run, path) for run in runs]


def _values(run: RunRow, fields: Sequence[str]) -> dict[str, Any]:
    return {path: grouped_value(run, path) for path in fields}


def grouped_value(run: RunRow, path: str) -> Any:
    """Returns what a run is grouped by: its tags, its preference, or the value of a field of its config."""
    if path == TAG:
        return run.tags or None
    return value_at({**run.config, PREFERENCE: run.preference}, path)


def config_leaves(value: Any, path: str = "") -> list[tuple[str, Any]]:
    """Returns the fields of a config that are no sections, without name and seed."""
    if not isinstance(value, Mapping):
        return [(path, value)]
    return [
        leaf
        for name, one in value.items()
        if path or name not in NOT_HASHED
        for leaf in config_leaves(one, f"{path}.{name}" if path else name)
    ]


def _differing(leaves: Sequence[Mapping[str, Any]]) -> list[str]:
    paths = dict.fromkeys(path for one in leaves for path in one)
    return [path for path in paths if len({canonical_text(one.get(path)) for one in leaves}) > 1]


def _strata(
    groups: Sequence[Sequence[RunRow]], leaves: Mapping[str, Mapping[str, Any]], by: Sequence[str]
) -> dict[str, Hashable]:
    """Returns for each run its values of the fields that say which runs of other groups are its pairs.

    These are the fields that every run has, that vary within a group, and of which two groups share a value: in a sweep
    of methods and preferences by method, the preference. The preference counts as a field, because methods keep it in
    different ones.
    """
    everyone = [leaves[run.id] for group in groups for run in group]
    shared = [path for path in everyone[0] if all(path in one for one in everyone)] if everyone else []
    varying = {path for group in groups for path in _differing([leaves[run.id] for run in group])}
    free = [path for path in shared if path in varying and not _within(path, by)]
    fields = [path for path in free if _is_shared(path, groups, leaves)]
    return {run.id: canonical_text([leaves[run.id][path] for path in fields]) for group in groups for run in group}


def _is_shared(path: str, groups: Sequence[Sequence[RunRow]], leaves: Mapping[str, Mapping[str, Any]]) -> bool:
    values = [{canonical_text(leaves[run.id][path]) for run in group} for group in groups]
    return len(set().union(*values)) < sum(len(one) for one in values)


def _within(path: str, by: Sequence[str]) -> bool:
    return any(path == one or path.startswith(f"{one}.") for one in by)


def _unfolded(keys: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Returns for each group the values of the fields, and of a whole section only the type and what differs."""
    parts = [dict(part for path, value in key.items() for part in _parts(path, value)) for key in keys]
    differing = _differing(parts)
    return [
        {path: value for path, value in own.items() if path in key or path in differing or path.endswith(".type")}
        for own, key in zip(parts, keys, strict=True)
    ]


def _parts(path: str, value: Any) -> list[tuple[str, Any]]:
    if path in {PREFERENCE, *PREFERENCES}:
        return [(path, value)]
    return sorted(config_leaves(value, path), key=lambda part: not part[0].endswith(".type"))


def _telling(runs: Sequence[RunRow], fields: Sequence[str]) -> list[dict[str, Any]]:
    """Returns for each run the values of as few fields as tell it from the others, the method and preference first.

    A method has its own fields, and they need not be named where the method or an earlier field tells the runs apart.
    """
    rest = [path for path in fields if path not in FIRST_TOLD and not _within(path, PREFERENCES)]
    told: list[dict[str, Any]] = [{} for _ in runs]
    known = [""] * len(runs)
    for path in (*FIRST_TOLD, *rest):
        values = values_of(runs, path)
        split = [f"{one};{canonical_text(value)}" for one, value in zip(known, values, strict=True)]
        if len(set(split)) > len(set(known)):
            known = split
            for one, value in zip(told, values, strict=True):
                one[path] = value
    return told


def _labels(keys: Sequence[Mapping[str, Any]], groups: Sequence[Sequence[RunRow]]) -> list[str]:
    labels = [
        ", ".join(words_of(path, value) for path, value in key.items() if value is not None or len(key) == 1)
        for key in keys
    ]
    named = [label or group[0].name for label, group in zip(labels, groups, strict=True)]
    short = [label if len(label) <= MAX_LABEL else f"{label[: MAX_LABEL - 1]}…" for label in named]
    return [label if short.count(label) == 1 else f"{label} ({place + 1})" for place, label in enumerate(short)]


def words_of(path: str, value: Any) -> str:
    """Returns a value of a field in words, with the name of the field where the value does not say what it is."""
    name = path.rsplit(".", 1)[-1]
    if value is None:
        return f"no {name}"
    if isinstance(value, Mapping) and value and path in {PREFERENCE, *PREFERENCES}:
        return preference_words(list(value.values()))
    if isinstance(value, Mapping):
        return ", ".join(words_of(part, one) for part, one in value.items())
    if path == TAG:
        return ", ".join(value)
    if isinstance(value, str):
        return value
    return f"{name} {f'{value:g}' if isinstance(value, float) else canonical_text(value)}"


def canonical_text(value: Any) -> str:
    """Returns a text that is the same for equal values."""
    return _ENCODER.encode(value)
