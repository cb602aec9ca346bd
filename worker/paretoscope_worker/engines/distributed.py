"""One rollout sampled by several processes, each its share of the prompts, with the completions that one would draw."""

from collections.abc import Sequence
from dataclasses import replace

from paretoscope_worker.text.problems import Problem
from paretoscope_worker.text.rollout import Completion, RolloutEngine, Sampling
from paretoscope_worker.updates.trained_policy import TrainedPolicy


class DistributedEngine:
    """Engines of several processes; see `RolloutEngine`. All of them must be asked for the same together."""

    def __init__(self, engine: RolloutEngine, trained: TrainedPolicy) -> None:
        self._engine = engine
        self._trained = trained

    def generate(
        self, problems: Sequence[Problem], completions_per_prompt: int, sampling: Sampling
    ) -> list[Completion]:
        """Samples this process's share and returns the completions of all, in the order of their prompts."""
        ranks = self._trained.ranks
        share = ranks.share(len(problems))
        mine = replace(sampling, first=sampling.first + share.start * completions_per_prompt)
        with self._trained.whole():
            drawn = self._engine.generate(problems[share], completions_per_prompt, mine) if problems[share] else []
        everyone = [completion for part in ranks.gather(drawn) for completion in part]
        # Completions of one prompt are known by having one problem, not an equal one from another process.
        return [replace(one, problem=problems[i // completions_per_prompt]) for i, one in enumerate(everyone)]

    def push(self) -> None:
        """Gives the engine the policy's weights."""
        self._engine.push()

    def rest(self) -> None:
        """Lets the engine rest."""
        self._engine.rest()


def distributed_engine(engine: RolloutEngine, trained: TrainedPolicy) -> RolloutEngine:
    """Returns the engine, or where several processes train the policy, one that samples with all of theirs."""
    return engine if trained.ranks.size == 1 else DistributedEngine(engine, trained)
