"""Runs all watchdogs of a run, decides when an alarm is raised, and reports it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from paretoscope.schema.watchdogs import AlarmKind
from paretoscope_worker.runtime.reporting import SafeReporter
from paretoscope_worker.watchdogs.watchdog import Alarm, Seen, Watchdog

CALM_STEPS = 5
"""Consecutive checks without the problem before the same alarm can be raised again; the number doubles each time."""
CAUSES: Mapping[AlarmKind, frozenset[AlarmKind]] = {
    "completions_truncated": frozenset({"policy_diverged"}),
    "groups_tied": frozenset({"policy_diverged", "completions_truncated"}),
    "objective_collapse": frozenset({"policy_diverged"}),
    "entropy_collapse": frozenset({"policy_diverged"}),
    "kl_explosion": frozenset({"policy_diverged"}),
}
"""Possible causes of each alarm. An alarm is not raised while one of its causes is."""


class AlarmError(Exception):
    """An alarm ends the run."""


@dataclass(frozen=True)
class Episode:
    """How long a watchdog has found a problem, or none."""

    wrong: int = 0
    """Number of consecutive checks that found the problem."""
    calm: int = 0
    """Number of consecutive checks that did not find it."""
    raised: bool = False
    """Whether the alarm was raised and has not ended."""
    times: int = 0
    """Number of times that the alarm was raised."""

    def after(self, is_wrong: bool, patience: int) -> "Episode":
        """Returns the episode after another check."""
        if is_wrong:
            begins = not self.raised and self.wrong + 1 >= patience
            return Episode(self.wrong + 1, 0, self.raised or begins, self.times + begins)
        needed = max(patience, CALM_STEPS) * 2 ** max(self.times - 1, 0)
        return Episode(0, self.calm + 1, self.raised and self.calm + 1 < needed, self.times)


class Watch:
    """Checks each step. An alarm is raised once until it has ended, and not while another alarm explains it."""

    def __init__(self, watchdogs: Sequence[Watchdog], reporter: SafeReporter, *, stops: bool) -> None:
        """Args: `stops` says whether an alarm ends the run."""
        self._watchdogs, self._reporter, self._stops = watchdogs, reporter, stops
        self._episodes: dict[AlarmKind, Episode] = {watchdog.kind: Episode() for watchdog in watchdogs}

    def look(self, seen: Seen) -> AlarmError | None:
        """Reports the alarms that begin with this step; returns the first one if alarms end the run, otherwise None."""
        begun = [(watchdog.kind, alarm) for watchdog in self._watchdogs if (alarm := self._ask(watchdog, seen))]
        raised = [(kind, alarm) for kind, alarm in begun if not self._has_known_cause(kind)]
        for kind, alarm in raised:
            report_alarm(self._reporter, seen.step, kind, replace(alarm, level="error") if self._stops else alarm)
        if not raised or not self._stops:
            return None
        return ending(*raised[0])

    def _has_known_cause(self, kind: AlarmKind) -> bool:
        """Returns whether an alarm that has not ended explains this one."""
        return any(cause in self._episodes and self._episodes[cause].raised for cause in CAUSES.get(kind, ()))

    def state_dict(self) -> dict[str, Any]:
        """Returns the state of each watchdog and its episode."""
        return {
            watchdog.kind: {"episode": vars(self._episodes[watchdog.kind]), "own": watchdog.state_dict()}
            for watchdog in self._watchdogs
        }

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Restores what `state_dict` returned; a watchdog that is not in it keeps its initial state."""
        for watchdog in self._watchdogs:
            if watchdog.kind not in state:
                continue
            self._episodes[watchdog.kind] = Episode(**state[watchdog.kind]["episode"])
            watchdog.load_state_dict(state[watchdog.kind]["own"])

    def _ask(self, watchdog: Watchdog, seen: Seen) -> Alarm | None:
        """Returns the watchdog's alarm if it begins with this step."""
        alarm, before = watchdog.look(seen), self._episodes[watchdog.kind]
        now = before.after(alarm is not None, watchdog.patience_steps)
        self._episodes[watchdog.kind] = now
        return alarm if now.raised and not before.raised else None


def report_alarm(reporter: SafeReporter, step: int, kind: AlarmKind, alarm: Alarm) -> None:
    """Reports an alarm as an event, with its data and the settings that may correct the problem."""
    data = {name: _for_json(value) for name, value in alarm.data.items()}
    reporter.event(step, alarm.level, kind, alarm.message, settings=list(alarm.settings), **data)


def _for_json(value: Any) -> Any:
    """Returns NaN and infinity as words, because JSON has no numbers for them."""
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def ending(kind: AlarmKind, alarm: Alarm) -> AlarmError:
    """Returns the error that ends the run because of an alarm."""
    return AlarmError(f"{alarm.message} ({kind}; the run ended here because watchdogs.on_alarm is 'stop'.)")
