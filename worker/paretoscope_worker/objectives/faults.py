"""Collects the faults that occur while completions are rewarded, reports them, and ends runs that cannot learn.

If a reward cannot be computed it is undefined (None), and training continues with the others. A run that trains an
objective which was never defined fails, either at its first validation or after `MAX_UNDEFINED_STEPS` steps.
"""

import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from paretoscope_worker.objectives.errors import ObjectiveError

logger = logging.getLogger(__name__)

MAX_UNDEFINED_STEPS = 10
"""Training steps after which an objective that was never defined ends the run. An objective may be undefined for a
whole batch, because it may not apply to every prompt."""


class EventReporter(Protocol):
    """Receives events."""

    def event(
        self, step: int, level: Literal["info", "warning", "error"], kind: str, message: str, **data: Any
    ) -> None:
        """Receives one event."""
        ...


@dataclass(frozen=True)
class Fault:
    """A fault that made rewards undefined."""

    objective: str
    kind: str
    """Kind of the fault, which is also the kind of its event."""
    message: str
    """What was wrong, why, and which setting corrects it."""
    traceback: str = ""
    """Frames of the user's own code in which it happened; empty if it did not happen there."""


class Faults:
    """Collects the faults of each scoring and reports them as events.

    A fault that the previous scoring also had is not reported again. One that comes and goes is reported at its first,
    second, fourth, eighth, ... outbreak, so that it does not flood the events.
    """

    def __init__(self, reporter: EventReporter | None = None) -> None:
        self._reporter = reporter
        self._noted: dict[tuple[str, str], Fault] = {}
        self._active: set[tuple[str, str]] = set()
        self._outbreaks: Counter[tuple[str, str]] = Counter()
        self._last: dict[str, str] = {}
        self._undefined_steps: Counter[str] = Counter()
        self._proven: set[str] = set()

    def note(self, objective: str, kind: str, message: str, traceback: str = "") -> None:
        """Records a fault; only the first of its kind in a scoring is kept."""
        self._noted.setdefault((objective, kind), Fault(objective, kind, message, traceback))
        self._last[objective] = message

    def report(self, step: int) -> None:
        """Ends a scoring and reports its new faults."""
        for key, fault in self._noted.items():
            if key in self._active:
                continue
            self._outbreaks[key] += 1
            if self._outbreaks[key].bit_count() == 1:
                self._tell(step, fault, self._outbreaks[key])
        self._active = set(self._noted)
        self._noted = {}

    def require_values(self, values: Mapping[str, float]) -> None:
        """Checks that every trained objective is defined at the first validation.

        Args:
            values: mean of each trained objective in its own unit; NaN if it is undefined for all completions.

        Raises:
            ObjectiveError: an objective is undefined.
        """
        for name, value in values.items():
            if value != value:  # noqa: PLR0124 - NaN is the one value that differs from itself
                raise self._never_defined(name, "no completion of the first validation")

    def require_rewards(self, is_defined: Mapping[str, bool]) -> None:
        """Checks after a training step that every trained objective has been defined by now.

        Args:
            is_defined: whether each trained objective rewarded any completion of the step.

        Raises:
            ObjectiveError: an objective was undefined in each of the first `MAX_UNDEFINED_STEPS` steps.
        """
        for name, defined in is_defined.items():
            if defined:
                self._proven.add(name)
            elif name not in self._proven:
                self._undefined_steps[name] += 1
                if self._undefined_steps[name] >= MAX_UNDEFINED_STEPS:
                    raise self._never_defined(name, f"no completion in {MAX_UNDEFINED_STEPS} training steps")

    def state_dict(self) -> dict[str, Any]:
        """Returns which objectives have ever been defined and which faults were reported, as JSON-compatible values."""
        return {
            "proven": sorted(self._proven),
            "undefined_steps": dict(self._undefined_steps),
            "active": sorted(self._active),
            "outbreaks": [[*key, count] for key, count in self._outbreaks.items()],
        }

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Restores the state that `state_dict` returned."""
        self._proven = set(state["proven"])
        self._undefined_steps = Counter(state["undefined_steps"])
        self._active = {(objective, kind) for objective, kind in state["active"]}
        self._outbreaks = Counter({(objective, kind): count for objective, kind, count in state["outbreaks"]})

    def _never_defined(self, name: str, where: str) -> ObjectiveError:
        why = self._last.get(name, "It returned None for all of them.")
        return ObjectiveError(
            f"The objective '{name}' rewarded {where}, so the run cannot train it. {why} "
            "Correct the cause, leave the objective out, or make it a monitor, which is only logged."
        )

    def _tell(self, step: int, fault: Fault, outbreaks: int) -> None:
        message = fault.message if outbreaks == 1 else f"{fault.message} This is outbreak {outbreaks}."
        logger.warning("%s", "\n".join(filter(None, [message, fault.traceback])))
        if self._reporter is not None:
            data = {"traceback": fault.traceback} if fault.traceback else {}
            self._reporter.event(step, "warning", fault.kind, message, **data)
