"""What goes wrong while completions are rewarded: told once an outbreak, and the end of a run only if it never works.

A reward that cannot be had is undefined (None), and training goes on with the others. An objective that has never been
defined teaches nothing, so a run that trains it fails, at its first validation or after some steps.
"""

import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from paretoscope_worker.objectives.errors import ObjectiveError

logger = logging.getLogger(__name__)

PATIENCE_STEPS = 10
"""Training steps after which an objective that was never defined ends the run; a batch may lack what it applies to."""


class EventReporter(Protocol):
    """Where events go."""

    def event(
        self, step: int, level: Literal["info", "warning", "error"], kind: str, message: str, **data: Any
    ) -> None:
        """Takes something that happened and is worth a line."""
        ...


@dataclass(frozen=True)
class Fault:
    """Something that cost rewards."""

    objective: str
    kind: str
    """What sort of fault, as events name it."""
    message: str
    """What was seen, why, and the setting that mends it."""
    traceback: str = ""
    """Where in a person's own code it happened; empty if it did not happen there."""


class Faults:
    """Collects the faults of one scoring after another.

    A fault that was there at the scoring before is not told again. One that comes and goes is told at its first,
    second, fourth, eighth ... outbreak, so that it cannot flood the events.
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
        """Takes a fault; only the first of its kind in a scoring counts."""
        self._noted.setdefault((objective, kind), Fault(objective, kind, message, traceback))
        self._last[objective] = message

    def report(self, step: int) -> None:
        """Ends a scoring: tells the faults noted in it that are new."""
        for key, fault in self._noted.items():
            if key in self._active:
                continue
            self._outbreaks[key] += 1
            if self._outbreaks[key].bit_count() == 1:
                self._tell(step, fault, self._outbreaks[key])
        self._active = set(self._noted)
        self._noted = {}

    def require_values(self, values: Mapping[str, float]) -> None:
        """Checks the first validation of a run.

        Args:
            values: mean of each trained objective in its own unit; NaN where it is undefined for all.

        Raises:
            ObjectiveError: one is undefined.
        """
        for name, value in values.items():
            if value != value:  # noqa: PLR0124 - NaN is the one value that differs from itself
                raise self._never_defined(name, "no completion of the first validation")

    def require_rewards(self, is_defined: Mapping[str, bool]) -> None:
        """Checks a training step.

        Args:
            is_defined: for each trained objective, whether it rewarded any completion.

        Raises:
            ObjectiveError: one has not since training began, for `PATIENCE_STEPS` steps.
        """
        for name, defined in is_defined.items():
            if defined:
                self._proven.add(name)
            elif name not in self._proven:
                self._undefined_steps[name] += 1
                if self._undefined_steps[name] >= PATIENCE_STEPS:
                    raise self._never_defined(name, f"no completion in {PATIENCE_STEPS} training steps")

    def state_dict(self) -> dict[str, Any]:
        """Returns which objectives have ever rewarded and what was told already, JSON-able."""
        return {
            "proven": sorted(self._proven),
            "undefined_steps": dict(self._undefined_steps),
            "active": sorted(self._active),
            "outbreaks": [[*key, count] for key, count in self._outbreaks.items()],
        }

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Takes back what `state_dict` returned."""
        self._proven = set(state["proven"])
        self._undefined_steps = Counter(state["undefined_steps"])
        self._active = {(objective, kind) for objective, kind in state["active"]}
        self._outbreaks = Counter({(objective, kind): count for objective, kind, count in state["outbreaks"]})

    def _never_defined(self, name: str, where: str) -> ObjectiveError:
        why = self._last.get(name, "It answered None for all of them.")
        return ObjectiveError(
            f"The objective '{name}' rewarded {where}, so there is nothing to train it on. {why} "
            "Mend that, or leave the objective out; as a monitor it would only be logged."
        )

    def _tell(self, step: int, fault: Fault, outbreaks: int) -> None:
        message = fault.message if outbreaks == 1 else f"{fault.message} This is outbreak {outbreaks}."
        logger.warning("%s", "\n".join(filter(None, [message, fault.traceback])))
        if self._reporter is not None:
            data = {"traceback": fault.traceback} if fault.traceback else {}
            self._reporter.event(step, "warning", fault.kind, message, **data)
