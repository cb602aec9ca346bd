"""What reward functions see and log beside their rewards: TRL's `trainer_state`, `log_metric` and `log_extra`.

As in TRL, the functions of a run share the names of metrics and columns. A metric is the mean of all that was logged
under its name in one scoring. A column has one value per completion.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, SupportsFloat, TypeVar

from paretoscope.schema.metrics.keys import LOGGED_VALIDATION
from paretoscope.schema.records import MAX_COLUMNS, MAX_COUNT, MAX_EXTRA_TEXT, MAX_KEY, Extra, is_key
from paretoscope_worker.objectives.faults import Faults

if TYPE_CHECKING:
    from transformers import TrainerState

Value = TypeVar("Value")

MAX_METRICS = 200
"""Metrics kept of one scoring. A function that makes up names would fill the database."""


@dataclass(frozen=True)
class Logged:
    """What reward functions logged in one scoring."""

    metrics: Mapping[str, float] = field(default_factory=dict)
    """Mean of each metric, by the name that the function gave it."""
    columns: Mapping[str, Sequence[Extra]] = field(default_factory=dict)
    """Values of each column, one per completion."""

    def row(self, place: int) -> dict[str, Extra]:
        """Returns the value of each column for one completion."""
        return {column: values[place] for column, values in self.columns.items()}


class SideLogs:
    """Collects what reward functions log. What cannot be kept is left out, and a fault says why.

    Args:
        faults: where faults are noted.
        max_steps: steps of the run.
        steps_per_epoch: steps in which the run sees each training prompt once.
    """

    def __init__(self, faults: Faults, max_steps: int = 0, steps_per_epoch: float = 1.0) -> None:
        self._faults, self._max_steps, self._steps_per_epoch = faults, max_steps, steps_per_epoch
        self._metrics: dict[str, list[float]] = defaultdict(list)
        self._columns: dict[str, list[Any]] = defaultdict(list)
        self._step = 0

    @property
    def trainer_state(self) -> "TrainerState":
        """The state of the run as transformers describes it; `global_step` is the number of updates done."""
        self._state.global_step = self._step
        self._state.epoch = self._step / self._steps_per_epoch
        return self._state

    @cached_property
    def _state(self) -> "TrainerState":
        from transformers import TrainerState

        epochs = math.ceil(self._max_steps / self._steps_per_epoch)
        return TrainerState(max_steps=self._max_steps, num_train_epochs=epochs)

    def start(self, step: int) -> None:
        """Begins a scoring after this number of updates."""
        self._step = step
        self._metrics.clear()
        self._columns.clear()

    def log_metric(self, name: str, value: SupportsFloat) -> None:
        """Logs a number, as TRL's argument of this name does."""
        self._metrics[str(name)].append(float(value))

    def log_extra(self, column: str, values: Sequence[Any]) -> None:
        """Logs one value per completion, as TRL's argument of this name does."""
        self._columns[str(column)].extend(values)

    def finish(self, completions: int) -> Logged:
        """Ends a scoring of this number of completions, and returns what was logged in it."""
        metrics = {name: sum(values) / len(values) for name, values in self._metrics.items() if self._keeps(name)}
        columns: dict[str, Sequence[Extra]] = {
            name: [_plain(value) for value in values]
            for name, values in self._columns.items()
            if self._fits(name, len(values), completions)
        }
        return Logged(self._first("log_metric", metrics, MAX_METRICS), self._first("log_extra", columns, MAX_COLUMNS))

    def _first(self, argument: str, named: Mapping[str, Value], most: int) -> dict[str, Value]:
        if len(named) > most:
            self._note(argument, f"gave {len(named)} names in one scoring. The first {most} are kept; use fewer names.")
        return dict(islice(named.items(), most))

    def _keeps(self, name: str) -> bool:
        if is_key(name) and is_key(LOGGED_VALIDATION.of(name)):
            return True
        self._note(
            "log_metric",
            f"was called with the name {name[:80]!r}, which no metric can have. Give a name of at most "
            f"{MAX_KEY - len(LOGGED_VALIDATION.of(''))} printable characters without white space at its ends.",
        )
        return False

    def _fits(self, name: str, values: int, completions: int) -> bool:
        if not is_key(name):
            what = f"was called with the name {name[:80]!r}, which no column can have. Give a printable name."
        elif values != completions:
            what = (
                f"gave {values} values for {completions} completions in the column '{name}', which is left out. Give "
                "one value per completion, and use each name in one function only."
            )
        else:
            return True
        self._note("log_extra", what)
        return False

    def _note(self, argument: str, what: str) -> None:
        self._faults.note(argument, f"{argument}_unusable", f"{argument} {what}")


def _plain(value: Any) -> Extra:
    """Returns a value as a column can hold it: a number, a truth value, nothing, or else text."""
    with suppress(AttributeError, TypeError, ValueError, RuntimeError):
        value = value.item()  # a number of NumPy or torch
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int) and abs(value) <= MAX_COUNT:
        return int(value)
    if isinstance(value, float):
        return float(value)
    return str(value).encode("utf-8", "replace").decode()[:MAX_EXTRA_TEXT]
