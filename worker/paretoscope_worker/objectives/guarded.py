"""Wraps an objective, so that its faults make rewards undefined instead of ending the run."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from paretoscope_worker.objectives.errors import ObjectiveError
from paretoscope_worker.objectives.faults import Faults
from paretoscope_worker.objectives.finite import finite
from paretoscope_worker.objectives.objective import Objective
from paretoscope_worker.objectives.own_traceback import own_traceback
from paretoscope_worker.objectives.reward_list import NoRewardsError, reward_list
from paretoscope_worker.text.rollout import Completion


class Guarded:
    """Calls an objective and turns its answer into one reward per completion: a finite number or None.

    The last rewards are kept, so that another objective can ask for the rewards of the same completions at no cost.
    """

    def __init__(
        self, objective: Objective, faults: Faults, *, monitor: bool = False, scores_thought: bool = False
    ) -> None:
        """Args: `scores_thought` passes the whole text of a completion to the objective instead of only the answer."""
        self.monitor = monitor
        self._objective = objective
        self._faults = faults
        self._scores_thought = scores_thought
        self._last: tuple[Sequence[Completion], list[float | None]] | None = None

    @property
    def name(self) -> str:
        """Name in weights, charts and tables."""
        return self._objective.name

    def observe(self, completions: Sequence[Completion]) -> None:
        """Passes the completions of a training step to the objective."""
        self._last = None
        self._objective.observe(self._scored(completions))

    def rewards(self, completions: Sequence[Completion]) -> list[float | None]:
        """Returns one finite reward or None for each completion; faults are noted.

        Raises:
            ObjectiveError: the objective cannot reward at all.
        """
        if self._last is None or self._last[0] is not completions:
            self._last = completions, self._checked(completions)
        return self._last[1]

    def values(self, completions: Sequence[Completion], rewards: Sequence[float | None]) -> list[float | None]:
        """Returns each completion's value in the objective's own unit."""
        return self._objective.values(self._scored(completions), rewards)

    def state_dict(self) -> dict[str, Any]:
        """Returns the state of the objective."""
        return self._objective.state_dict()

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Restores the state of the objective."""
        self._objective.load_state_dict(state)

    def _scored(self, completions: Sequence[Completion]) -> Sequence[Completion]:
        if not self._scores_thought:
            return completions
        return [replace(completion, text=completion.whole_text, thought="") for completion in completions]

    def _checked(self, completions: Sequence[Completion]) -> list[float | None]:
        nothing: list[float | None] = [None] * len(completions)
        try:
            rewards = reward_list(self._objective.rewards(self._scored(completions)))
        except ObjectiveError:
            raise
        except NoRewardsError as error:
            self._note("no_rewards", f"{error} All its rewards are left out.")
            return nothing
        except SystemExit as error:
            what = f"called sys.exit({'' if error.code is None else repr(error.code)}). Raise an exception instead"
            self._note("objective_failed", f"{what}. Its rewards are left out.", own_traceback(error))
            return nothing
        except Exception as error:
            what = f"raised {type(error).__name__}: {error}"
            self._note("objective_failed", f"{what}. Its rewards are left out.", own_traceback(error))
            return nothing
        if len(rewards) != len(completions):
            counts = f"{len(rewards)} rewards for {len(completions)} completions"
            self._note(
                "rewards_miscounted",
                f"returned {counts}. It must return one per completion, which may be None. All are left out.",
            )
            return nothing
        checked = [finite(reward) for reward in rewards]
        unusable = [given for given, kept in zip(rewards, checked, strict=True) if kept is None and given is not None]
        if unusable:
            kind = "texts" if all(isinstance(given, str) for given in unusable) else "no finite numbers"
            self._note(
                "rewards_not_finite",
                f"returned {len(unusable)} of {len(rewards)} rewards that are {kind}, such as "
                f"{repr(unusable[0])[:200]}. "
                "They are left out. Return a number for each completion, or None where there is no reward.",
            )
        return checked

    def _note(self, kind: str, what: str, traceback: str = "") -> None:
        self._faults.note(self.name, kind, f"The objective '{self.name}' {what}", traceback)
