"""All watchdogs of a run: when what they see becomes an alarm, and what an alarm does."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from paretoscope.schema.watchdogs import AlarmKind
from paretoscope_worker.runtime.reporting import SafeReporter
from paretoscope_worker.watchdogs.watchdog import Alarm, Seen, Watchdog

CALM_STEPS = 5
"""Looks in a row that must find nothing before the same alarm is raised again."""


class AlarmError(Exception):
    """An alarm that ends the run."""


@dataclass(frozen=True)
class Episode:
    """How long a watchdog has seen the same."""

    wrong: int = 0
    """Looks in a row that found something wrong."""
    calm: int = 0
    """Looks in a row that found nothing."""
    raised: bool = False
    """Whether the alarm was raised and is not over."""

    def after(self, is_wrong: bool, patience: int) -> "Episode":
        """Returns the episode after another look."""
        if is_wrong:
            return Episode(self.wrong + 1, 0, self.raised or self.wrong + 1 >= patience)
        return Episode(0, self.calm + 1, self.raised and self.calm + 1 < max(patience, CALM_STEPS))


class Watch:
    """Looks after each step and raises each alarm once, until what it is about has been over for a while."""

    def __init__(self, watchdogs: Sequence[Watchdog], reporter: SafeReporter, *, stops: bool) -> None:
        """Args: `stops` says whether an alarm is to end the run."""
        self._watchdogs, self._reporter, self._stops = watchdogs, reporter, stops
        self._episodes: dict[AlarmKind, Episode] = {watchdog.kind: Episode() for watchdog in watchdogs}

    def look(self, seen: Seen) -> AlarmError | None:
        """Reports the alarms that begin with this step; returns the first of them if it is to end the run."""
        raised = [(watchdog.kind, alarm) for watchdog in self._watchdogs if (alarm := self._ask(watchdog, seen))]
        for kind, alarm in raised:
            report_alarm(self._reporter, seen.step, kind, replace(alarm, level="error") if self._stops else alarm)
        if not raised or not self._stops:
            return None
        return ending(*raised[0])

    def state_dict(self) -> dict[str, Any]:
        """Returns each watchdog's state and how long it has seen the same."""
        return {
            watchdog.kind: {"episode": vars(self._episodes[watchdog.kind]), "own": watchdog.state_dict()}
            for watchdog in self._watchdogs
        }

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Takes back what `state_dict` returned."""
        for watchdog in self._watchdogs:
            self._episodes[watchdog.kind] = Episode(**state[watchdog.kind]["episode"])
            watchdog.load_state_dict(state[watchdog.kind]["own"])

    def _ask(self, watchdog: Watchdog, seen: Seen) -> Alarm | None:
        """Returns an alarm that begins with this step."""
        alarm, before = watchdog.look(seen), self._episodes[watchdog.kind]
        now = before.after(alarm is not None, watchdog.patience_steps)
        self._episodes[watchdog.kind] = now
        return alarm if now.raised and not before.raised else None


def report_alarm(reporter: SafeReporter, step: int, kind: AlarmKind, alarm: Alarm) -> None:
    """Reports an alarm as an event, the settings that mend it beside its numbers."""
    data = {name: _for_json(value) for name, value in alarm.data.items()}
    reporter.event(step, alarm.level, kind, alarm.message, settings=list(alarm.settings), **data)


def _for_json(value: Any) -> Any:
    """Returns NaN and infinity, which JSON lacks, as words."""
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def ending(kind: AlarmKind, alarm: Alarm) -> AlarmError:
    """Returns the reason a run ends with."""
    return AlarmError(f"{alarm.message} ({kind}; the run ended here because watchdogs.on_alarm is 'stop'.)")
