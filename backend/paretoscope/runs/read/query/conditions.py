"""Turns a query into a condition of SQL. All that people write becomes bound parameters."""

import math
import operator
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any as AnyValue
from typing import NoReturn, get_args

from sqlalchemy import ColumnElement, and_, false, func, not_, or_, select

from paretoscope.runs.read.query.grammar import All, Any, Comparison, Not, Query, parse, refuse
from paretoscope.runs.read.query.names import NAMES, PREFIXES, Name, config_values, find_name
from paretoscope.schema.control import RunStatus
from paretoscope.store.models import RunRow, RunTagRow, SweepRow
from paretoscope.store.record_models import SeriesRow

NONE = "none"
"""Written without quotes, it stands for no value."""
_COMPARE: Mapping[str, Callable[[AnyValue, AnyValue], AnyValue]] = {
    "=": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
Column = ColumnElement[AnyValue]
Condition = ColumnElement[bool]


def query_condition(text: str) -> Condition:
    """Returns the condition that a run matches a query.

    A run without a value matches no comparison but ``= none``, and so it does match what is negated.

    Raises:
        InvalidError: the text is no query, or compares what cannot be compared; the message names the place.
    """
    return _condition(parse(text), text)


def _condition(query: Query, text: str) -> Condition:
    match query:
        case All(parts):
            return and_(*(_condition(part, text) for part in parts))
        case Any(parts):
            return or_(*(_condition(part, text) for part in parts))
        case Not(part):
            return not_(_condition(part, text))
        case Comparison():
            return _Compared(query, text).condition()


class _Compared:
    """One comparison of a query."""

    def __init__(self, comparison: Comparison, text: str) -> None:
        self._text, self._given = text, comparison
        self._name, self._rest = self._found()
        self._sign = "=" if comparison.operator == "!=" else comparison.operator
        value = comparison.value
        self._is_none = self._sign == "=" and not value.quoted and value.text.lower() == NONE

    def condition(self) -> Condition:
        """Returns the condition, which is true or false for every run."""
        found = func.coalesce(self._holds(), false())
        return not_(found) if self._given.operator == "!=" else found

    def _found(self) -> tuple[Name, str]:
        found = find_name(self._given.name)
        if found is None:
            name = self._given.name[:100]
            known = ", ".join([*NAMES, *(f"{prefix}.…" for prefix in PREFIXES)])
            refuse(
                self._text,
                self._given.place,
                f"runs have no '{name}'.",
                f"Compare one of {known}, or a field of the config such as weighting.type.",
            )
        return found

    def _holds(self) -> Condition:
        match self._name.kind:
            case "tag":
                return self._tag()
            case "sweep":
                return self._sweep()
            case "metric":
                return self._metric()
            case "config":
                return self._config()
            case _:
                assert self._name.column is not None  # noqa: S101 - the other kinds have one
                return self._column(self._name.column, self._name.kind)

    def _column(self, column: Column, kind: str) -> Condition:
        if self._is_none:
            return column.is_(None)
        if kind == "number":
            return self._compare(column, self._number())
        if kind == "time":
            return self._compare(column, self._time())
        self._check_status()
        return self._match(column)

    def _compare(self, column: Column, value: float | datetime) -> Condition:
        if self._sign == "~":
            self._refuse_sign("it is no text that could contain another.", "Use =, !=, <, <=, > or >=.")
        found: Condition = _COMPARE[self._sign](column, value)
        return found

    def _match(self, column: Column) -> Condition:
        if self._sign == "~":
            return column.icontains(self._given.value.text, autoescape=True)
        if self._sign != "=":
            self._refuse_sign("it is a text, and no larger or smaller than another.", "Use =, != or ~ (contains).")
        return column == self._given.value.text

    def _tag(self) -> Condition:
        if self._is_none:
            return RunRow.id.not_in(select(RunTagRow.run_id))
        return RunRow.id.in_(select(RunTagRow.run_id).where(self._match(RunTagRow.tag.expression)))

    def _sweep(self) -> Condition:
        if self._is_none:
            return RunRow.sweep_id.is_(None)
        named = RunRow.sweep_id.in_(select(SweepRow.id).where(self._match(SweepRow.name.expression)))
        return named if self._sign == "~" else or_(named, RunRow.sweep_id == self._given.value.text)

    def _metric(self) -> Condition:
        own = select(SeriesRow.run_id).where(SeriesRow.key == self._rest)
        if self._is_none:
            return RunRow.id.not_in(own)
        return RunRow.id.in_(own.where(self._compare(SeriesRow.last.expression, self._number())))

    def _config(self) -> Condition:
        any_value, number, text = config_values(self._rest)
        if self._is_none:
            return any_value.is_(None)
        value = self._given.value
        if self._sign == "~" or value.quoted or (self._sign == "=" and _finite(value.text) is None):
            return self._match(text)
        return self._compare(number, self._number())

    def _number(self) -> float:
        found = _finite(self._given.value.text)
        if found is None:
            self._refuse_value(f"{self._given.name} is compared with a number", "Write a number, such as 0.8 or 3e-4.")
        return found

    def _time(self) -> datetime:
        try:
            time = datetime.fromisoformat(self._given.value.text)
            return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            self._refuse_value(
                f"{self._given.name} is compared with a time",
                'Write a day or a time in UTC, such as "2026-11-26 14:00".',
            )

    def _check_status(self) -> None:
        known, value = get_args(RunStatus), self._given.value.text
        if self._given.name == "status" and self._sign == "=" and value not in known:
            self._refuse_value("this is no status", f"Choose one of: {', '.join(known)}.")

    def _refuse_value(self, why: str, instead: str) -> NoReturn:
        value = self._given.value
        refuse(self._text, value.place, f"{why}, not '{value.text[:50]}'.", instead)

    def _refuse_sign(self, why: str, instead: str) -> NoReturn:
        sign = self._given.operator
        refuse(self._text, self._given.place, f"'{self._given.name[:50]}' cannot be compared by {sign}: {why}", instead)


def _finite(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
