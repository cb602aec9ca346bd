"""Samples one rollout with several processes, which divide the prompts; the completions are those of one process."""

from collections.abc import Sequence
from dataclasses import replace

from paretoscope_worker.text.problems import Problem
from paretoscope_worker.text.rollout import Completion, RolloutEngine, Sampling
from paretoscope_worker.updates.trained_policy import TrainedPolicy


class DistributedEngine:
    """The engines of several processes; see `RolloutEngine`. All processes must make the same calls together."""

    def __init__(self, engine: RolloutEngine, trained: TrainedPolicy) -> None:
        self._engine = engine
        self._trained = trained

    def generate(
        self, problems: Sequence[Problem], completions_per_prompt: int, sampling: Sampling
    ) -> list[Completion]:
        """Samples the share of this process and returns the completions of all, in the order of their prompts."""
        ranks = self._trained.ranks
        share = ranks.share(len(problems))
        mine = replace(sampling, first=sampling.first + share.start * completions_per_prompt)
        with self._trained.whole():
            drawn = self._engine.generate(problems[share], completions_per_prompt, mine) if problems[share] else []
        everyone = [completion for part in ranks.gather(drawn) for completion in part]
        # Completions of one prompt must refer to the same problem object, not to a copy from another process.
        return [replace(one, problem=problems[i // completions_per_prompt]) for i, one in enumerate(everyone)]

    def push(self) -> None:
        """Gives the engine the policy's weights."""
        self._engine.push()

    def rest(self) -> None:
        """Frees the engine's memory."""
        self._engine.rest()


def distributed_engine(engine: RolloutEngine, trained: TrainedPolicy) -> RolloutEngine:
    """Returns the engine; if several processes train the policy, returns one that samples with all their engines."""
    return engine if trained.ranks.size == 1 else DistributedEngine(engine, trained)
