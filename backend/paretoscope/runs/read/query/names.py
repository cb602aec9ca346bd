"""The names that a query may compare: what each means, and which kind of value it has."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement

from paretoscope.schema.known_fields import is_field
from paretoscope.store.json_values import JsonNumber, JsonText, JsonValue
from paretoscope.store.models import RunRow

Kind = Literal["text", "number", "time", "tag", "sweep", "metric", "config"]


@dataclass(frozen=True)
class Name:
    """A name that a query may compare."""

    kind: Kind
    meaning: str
    column: ColumnElement[Any] | None = None
    """What it stands for in the database, where that is one column."""


NAMES: Mapping[str, Name] = {
    "name": Name("text", "Name of the run.", RunRow.name.expression),
    "id": Name("text", "Id of the run.", RunRow.id.expression),
    "notes": Name("text", "Notes about the run.", RunRow.notes.expression),
    "tag": Name("tag", "A tag of the run; none for runs without tags."),
    "status": Name("text", "Status of the run, such as running.", RunRow.status.expression),
    "method": Name("text", "How the reward weights move, such as gradient.", RunRow.method.expression),
    "estimator": Name("text", "How rewards become advantages, such as grpo.", RunRow.estimator.expression),
    "sweep": Name("sweep", "Name or id of the sweep of the run; none for runs of no sweep."),
    "parent": Name("text", "Id of the run that the run was forked from.", RunRow.parent_run_id.expression),
    "worker": Name("text", "Id of the worker that trained the run last.", RunRow.worker_id.expression),
    "step": Name("number", "Policy updates done.", RunRow.step.expression),
    "total_steps": Name("number", "Policy updates in the whole run.", RunRow.total_steps.expression),
    "attempt": Name("number", "Attempts that have started.", RunRow.attempt.expression),
    "priority": Name("number", "Priority of the run.", RunRow.priority.expression),
    "hypervolume": Name("number", "Hypervolume, from the run's own reference point.", RunRow.hypervolume.expression),
    "created": Name("time", "When the run was created, such as 2026-11-26.", RunRow.created_at.expression),
    "started": Name("time", "When its first attempt started.", RunRow.started_at.expression),
    "finished": Name("time", "When the run ended.", RunRow.finished_at.expression),
}
PREFIXES: Mapping[str, str] = {
    "objective": "Value of an objective at the last validation point, such as objective.accuracy.",
    "preference": "Reward weight that the run starts with, such as preference.accuracy.",
    "metric": "Last value of a metric, such as metric.policy/kl.",
}
"""Names that go on with the name of an objective or the key of a metric."""


def find_name(text: str) -> tuple[Name, str] | None:
    """Returns what a name means, and what follows its prefix or is its path in the config; None if it means nothing."""
    if text in NAMES:
        return NAMES[text], ""
    prefix, dot, rest = text.partition(".")
    if dot and rest and prefix in PREFIXES:
        return _prefixed(prefix, rest), rest
    path = text.removeprefix("config.")
    return (Name("config", "A field of the run config."), path) if is_field(path) else None


def _prefixed(prefix: str, rest: str) -> Name:
    meaning = PREFIXES[prefix]
    match prefix:
        case "objective":
            return Name("number", meaning, JsonNumber(RunRow.latest, ["objectives", rest]))
        case "preference":
            return Name("number", meaning, JsonNumber(RunRow.preference, [rest]))
        case _:
            return Name("metric", meaning)


def config_values(path: str) -> tuple[JsonValue, JsonNumber, JsonText]:
    """Returns what a field of the config has, and the same as a number and as a text, of which one at most is not null.

    The first tells only whether it is null.
    """
    names = path.split(".")
    return JsonValue(RunRow.config, names), JsonNumber(RunRow.config, names), JsonText(RunRow.config, names)
