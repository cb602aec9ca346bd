"""Unit passes over a rollout that sketch the objectives' gradients on the way."""

from collections.abc import Iterator
from dataclasses import dataclass

from torch import Tensor

from paretoscope_worker.influence.gramian import Gramian
from paretoscope_worker.influence.separation import Separation
from paretoscope_worker.influence.sketches import Sketches
from paretoscope_worker.influence.targets import Targets
from paretoscope_worker.updates.micro_batches import PolicyPass
from paretoscope_worker.updates.unit_pass import UnitPass


@dataclass(frozen=True)
class KeptPasses:
    """The unit passes of a rollout, kept for its update."""

    policy_pass: PolicyPass
    units: list[UnitPass]

    def __iter__(self) -> Iterator[UnitPass]:
        """Yields the pass over each of this process's micro-batches."""
        return iter(self.units)


class SketchedPasses:
    """Makes the unit passes of a rollout, once, and sketches the gradients of K objectives."""

    def __init__(
        self, separation: Separation, policy_pass: PolicyPass, advantages: Tensor, targets: Targets, seed: int
    ) -> None:
        """Prepares the passes.

        Args:
            separation: makes the passes.
            policy_pass: the rollout.
            advantages: float32 [K, S], advantage of each completion under each objective.
            targets: the trained parameters, and those over which inner products are summed.
            seed: seed of the projections.
        """
        self._separation = separation
        self._policy_pass = policy_pass
        self._advantages = advantages
        self._targets = targets
        self._sketches = Sketches(targets.trained, len(advantages), seed)

    def __iter__(self) -> Iterator[UnitPass]:
        """Makes and yields the pass over each of this process's micro-batches."""
        for unit in self._separation.passes(self._policy_pass):
            self._sketches.add(unit, -self._advantages[:, unit.micro_batch.completions])
            yield unit

    def kept(self) -> KeptPasses | None:
        """Makes the passes now, and returns them if they fit into the memory of every process."""
        ranks = self._policy_pass.trained.ranks
        if all(ranks.gather(self._policy_pass.keeps_factors)):
            return KeptPasses(self._policy_pass, list(self))
        for _ in self:
            pass
        return None

    def gramian(self) -> Gramian:
        """Returns the estimated inner products of the objectives' gradients, after all passes were made."""
        return self._sketches.gramian(self._targets.places, self._policy_pass.trained.ranks)
