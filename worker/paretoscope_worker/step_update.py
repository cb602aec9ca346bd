"""The update of one step, and what its backward pass tells about the gradients of the objectives."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from torch import Tensor

from paretoscope.schema.methods import method_of
from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.influence.probe import Influence, Probe
from paretoscope_worker.influence.sketched_passes import SketchedPasses
from paretoscope_worker.updates.micro_batches import PolicyPass
from paretoscope_worker.updates.optimization import PolicyOptimizer
from paretoscope_worker.updates.unit_pass import UnitPass
from paretoscope_worker.updates.update import Update, sums_completions, update_policy
from paretoscope_worker.weighting.gradient import gradient_metrics
from paretoscope_worker.weighting.method import WeightingMethod


@dataclass(frozen=True)
class StepUpdate:
    """The results of an update."""

    update: Update
    metrics: dict[str, float]
    """Metrics of the objectives' gradients, by key; empty if they were not measured."""


class Updater:
    """Updates the policy of a run.

    The objectives' gradients are sketched during the update if the weighting method learns from them afterwards, or if
    they are due to be reported.
    """

    def __init__(self, config: RunConfig, probe: Probe, optimizer: PolicyOptimizer, weighting: WeightingMethod) -> None:
        self._config = config
        self._probe = probe
        self._optimizer = optimizer
        self._weighting = weighting

    def update(
        self, step: int, policy_pass: PolicyPass, advantages: Tensor, alone: Callable[[], Tensor], rate: float
    ) -> StepUpdate:
        """Takes the optimizer steps with a rollout.

        Args:
            step: number of the update.
            policy_pass: log-probs of the rollout.
            advantages: float32 [N], advantages of its tokens.
            alone: returns the advantages of its tokens under each objective alone, float32 [K, N].
            rate: learning rate.
        """
        is_sum = sums_completions(policy_pass, advantages, self._config.algorithm)
        kept = self._probe.take(policy_pass)
        passes = self._sketched(step, policy_pass, alone) if is_sum and kept is None else None
        if passes is not None:
            comparison = self._probe.comparison(policy_pass, alone(), step) if self._is_lagged else None
            update = self._take(policy_pass, advantages, rate, passes)
            return StepUpdate(update, self._learnt(self._probe.influence_of(passes.gramian(), comparison)))
        influence = self._probe.influence(policy_pass, alone(), step) if self._is_lagged else None
        units = kept or self._probe.take(policy_pass)
        update = self._take(policy_pass, advantages, rate, units if is_sum else None)
        return StepUpdate(update, {} if influence is None else self._learnt(influence))

    @property
    def _is_lagged(self) -> bool:
        return self._weighting.learns_from_updates

    def _sketched(self, step: int, policy_pass: PolicyPass, alone: Callable[[], Tensor]) -> SketchedPasses | None:
        """Returns passes that sketch the objectives' gradients during the update, if someone wants to know them."""
        every = self._config.evaluation.gradients_every
        is_due = every > 0 and step % every == 0 and not method_of(self._config.weighting).needs_gradients
        return self._probe.during_update(policy_pass, alone(), step) if is_due or self._is_lagged else None

    def _take(
        self, policy_pass: PolicyPass, advantages: Tensor, rate: float, units: Iterable[UnitPass] | None
    ) -> Update:
        return update_policy(policy_pass, advantages, self._config.algorithm, self._optimizer, rate, units=units)

    def _learnt(self, influence: Influence) -> dict[str, float]:
        """Shows the weighting method the influences, if it learns from updates, and returns metrics."""
        if self._is_lagged:
            return self._weighting.after_gradients(influence)
        assert influence.gramian is not None  # noqa: S101 - sketched passes have one
        return gradient_metrics(self._config.objective_names, influence.gramian)
