"""Lists the names and values with which the text of a query can go on."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, get_args

from sqlalchemy import select
from sqlalchemy.orm import Session

from paretoscope.runs.read.grouping import PREFERENCE
from paretoscope.runs.read.listing import RunFilter
from paretoscope.runs.read.query.grammar import OPERATORS
from paretoscope.runs.read.query.names import NAMES, PREFIXES, Kind
from paretoscope.runs.read.run_fields import differing_fields, one_of_each_config
from paretoscope.runs.read.tags import list_tags
from paretoscope.schema.answers.query import QueryName, QueryNames
from paretoscope.schema.control import RunStatus
from paretoscope.store.models import RunRow, SweepRow
from paretoscope.store.record_models import SeriesRow

MAX_VALUES = 100
MAX_METRICS = 500
_OF_TEXTS = ["=", "!=", "~"]
_OF_NUMBERS = [sign for sign in OPERATORS if sign != "~"]
_SIGNS: Mapping[Kind, Sequence[str]] = {
    "text": _OF_TEXTS,
    "tag": _OF_TEXTS,
    "sweep": _OF_TEXTS,
    "number": _OF_NUMBERS,
    "time": _OF_NUMBERS,
    "metric": _OF_NUMBERS,
    "config": OPERATORS,
}


def list_names(session: Session) -> QueryNames:
    """Returns the names that a query may compare, with the values that runs have."""
    runs = one_of_each_config(session, RunFilter())
    known = _values(session)
    always = [_named(name, one.kind, one.meaning, known.get(name, ())) for name, one in NAMES.items()]
    objectives = dict.fromkeys(one["name"] for run in runs for one in run.objectives)
    fields = {path: values for path, values in differing_fields(runs).items() if path != PREFERENCE}
    return QueryNames(
        names=[
            *always,
            *(_named(f"objective.{name}", "number", PREFIXES["objective"]) for name in objectives),
            *(_named(f"preference.{name}", "number", PREFIXES["preference"]) for name in objectives),
            *(_named(path, "config", "A field of the run config.", _texts(values)) for path, values in fields.items()),
            *(_named(f"metric.{key}", "metric", PREFIXES["metric"]) for key in _metrics(session)),
        ]
    )


def _values(session: Session) -> dict[str, Iterable[str]]:
    return {
        "tag": [tag.name for tag in list_tags(session).tags],
        "status": get_args(RunStatus),
        "method": session.scalars(select(RunRow.method).distinct().order_by(RunRow.method)),
        "estimator": session.scalars(select(RunRow.estimator).distinct().order_by(RunRow.estimator)),
        "sweep": session.scalars(select(SweepRow.name).order_by(SweepRow.created_at.desc()).limit(MAX_VALUES)),
    }


def _metrics(session: Session) -> Sequence[str]:
    return session.scalars(select(SeriesRow.key).distinct().order_by(SeriesRow.key).limit(MAX_METRICS)).all()


def _named(name: str, kind: Kind, meaning: str, values: Iterable[str] = ()) -> QueryName:
    shown = list(dict.fromkeys(values))[:MAX_VALUES]
    return QueryName(name=name, meaning=meaning, operators=list(_SIGNS[kind]), values=shown)


def _texts(values: Sequence[Any]) -> list[str]:
    return [_text(value) for value in values if isinstance(value, str | int | float)]


def _text(value: str | float) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
