"""A run while it trains: its parts, which are built from the config, and their state for checkpoints."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import torch
from torch import Tensor

from paretoscope.schema.control import Steering
from paretoscope.schema.metrics.keys import EVALUATION_SECONDS
from paretoscope.schema.provenance import Provenance
from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.advantages import build_estimator
from paretoscope_worker.advantages.estimator import AdvantageEstimator
from paretoscope_worker.advantages.tokens import completion_means, token_row
from paretoscope_worker.engines.choice import build_engine
from paretoscope_worker.engines.distributed import distributed_engine
from paretoscope_worker.evaluation import Evaluator, Front
from paretoscope_worker.influence.probe import Probe
from paretoscope_worker.objectives import build_objectives
from paretoscope_worker.objectives.faults import Faults
from paretoscope_worker.objectives.objective import Objective
from paretoscope_worker.objectives.rewards import Scored, score
from paretoscope_worker.objectives.side_logs import SideLogs
from paretoscope_worker.policy.loading import Policy
from paretoscope_worker.policy.provenance import provenance
from paretoscope_worker.runtime.random_state import random_state, restore_random_state, seed_all
from paretoscope_worker.runtime.ranks import Ranks
from paretoscope_worker.runtime.reporting import SafeReporter
from paretoscope_worker.runtime.seeds import Stream, derive_seed
from paretoscope_worker.runtime.stopwatch import Stopwatch
from paretoscope_worker.step_metrics import front_metrics, weight_metrics
from paretoscope_worker.step_update import StepUpdate, Updater
from paretoscope_worker.tasks.fingerprint import fingerprint
from paretoscope_worker.tasks.prompt_order import PromptOrder
from paretoscope_worker.tasks.splits import fitting_splits
from paretoscope_worker.text.rollout import Completion, RolloutEngine, Sampling
from paretoscope_worker.updates.micro_batches import PolicyPass, forward_pass
from paretoscope_worker.updates.optimization import PolicyOptimizer, learning_rate
from paretoscope_worker.updates.reference import kl_rewards
from paretoscope_worker.updates.trained_policy import TrainedPolicy
from paretoscope_worker.watchdogs import build_watch
from paretoscope_worker.watchdogs.watch import Watch
from paretoscope_worker.weighting import build_weighting
from paretoscope_worker.weighting.learning_signal import LearningSignal, learning_signal, objective_advantages
from paretoscope_worker.weighting.method import Signals, WeightingMethod


@dataclass
class Session:
    """The parts of a run. Each part with a state has `state_dict` and `load_state_dict`."""

    config: RunConfig
    policy: Policy
    reference: Policy | None
    """The policy before training; None if the run has no KL penalty."""
    optimizer: PolicyOptimizer
    engine: RolloutEngine
    prompts: PromptOrder
    objectives: list[Objective]
    estimator: AdvantageEstimator
    weighting: WeightingMethod
    evaluator: Evaluator
    probe: Probe
    reporter: SafeReporter
    steering: Callable[[], Steering | None]
    faults: Faults
    side_logs: SideLogs
    watch: Watch
    provenance: Provenance
    """What produces the results of this attempt."""
    updater: Updater
    trained: TrainedPolicy
    """The policy as updates train it, in one process or in several processes together."""
    step: int = 0
    """Number of policy updates done."""
    resumed_at: int | None = None
    """Step of the checkpoint that the run continued from; None if it started from the beginning."""

    @property
    def ranks(self) -> Ranks:
        """The processes that train the run. The first one does everything that is visible outside."""
        return self.trained.ranks

    def sample(self, step: int) -> list[Completion]:
        """Samples the rollout of a step: B * G completions of the next B prompts."""
        rollout = self.config.rollout
        seed = derive_seed(self.config.seed, Stream.ROLLOUT, step)
        completions = self.engine.generate(
            self.prompts.take(self.config.budget.prompts_per_step),
            self.config.algorithm.group_size,
            Sampling(rollout.temperature, rollout.max_new_tokens, seed),
        )
        self.engine.rest()
        return completions

    def score(self, completions: Sequence[Completion]) -> Scored:
        """Computes the rewards of a rollout, float64 [K, B, G]. Every objective observes the rollout first.

        Raises:
            ObjectiveError: an objective cannot compute rewards, or has not done so for too many steps.
        """
        return self.ranks.first(partial(self._score, completions))

    def _score(self, completions: Sequence[Completion]) -> Scored:
        for objective in self.objectives:
            objective.observe(completions)
        scored = score(self.objectives, completions, self.side_logs, self.step)
        self.faults.report(self.step + 1)
        defined = (~scored.rewards.isnan()).any(dim=1).tolist()
        self.faults.require_rewards(dict(zip(self.config.objective_names, defined, strict=True)))
        groups = scored.rewards.view(len(scored.rewards), -1, self.config.algorithm.group_size)
        return replace(scored, rewards=groups)

    def forward(self, completions: Sequence[Completion]) -> PolicyPass:
        """Prepares the forward pass over a rollout."""
        return forward_pass(
            self.trained,
            completions,
            self.config.algorithm.loss_aggregation,
            max_new_tokens=self.config.rollout.max_new_tokens,
            temperature=self.config.rollout.temperature,
            with_entropy=self.config.algorithm.entropy_coefficient > 0,
            reference=self.reference,
        )

    def signals(self, step: int, rewards: Tensor, policy_pass: PolicyPass) -> Signals:
        """Returns the inputs of the weighting method before the update of a step."""
        lengths = policy_pass.lengths.view_as(rewards[0])
        alone = objective_advantages(rewards, self.estimator, lengths)
        on_device = self._on_device(token_row(alone, lengths))
        return Signals(
            step=step,
            rewards=rewards,
            advantages=completion_means(alone, lengths),
            learning_rate=self.learning_rate(step),
            gramian=partial(self.probe.gramian, policy_pass, on_device, step),
            influence=partial(self.probe.influence, policy_pass, on_device, step),
            event=partial(self.reporter.event, step, "info"),
            steering=self.ranks.first(self.steering),
        )

    def learning_rate(self, step: int) -> float:
        """Returns the learning rate of a step."""
        return learning_rate(self.config.optimizer, step, self.config.budget.steps)

    def learning_signal(self, rewards: Tensor, policy_pass: PolicyPass) -> LearningSignal:
        """Combines the rewards [K, B, G] of a step, minus the KL penalty if it acts on rewards."""
        lengths = policy_pass.lengths.view_as(rewards[0])
        penalties = kl_rewards(policy_pass, lengths, self.config.algorithm.kl)
        return learning_signal(rewards, self.weighting, self.estimator, lengths, penalties)

    def update(self, step: int, policy_pass: PolicyPass, signal: LearningSignal, rewards: Tensor) -> StepUpdate:
        """Updates the policy with a rollout and its learning signal, and gives the new weights to the engine.

        Args:
            step: number of the update.
            policy_pass: log-probs of the rollout.
            signal: the learning signal.
            rewards: float64 [K, B, G], the rewards behind it.
        """
        lengths = policy_pass.lengths.view_as(rewards[0])
        alone = partial(self._objective_advantages, rewards, lengths)
        advantages = self._on_device(signal.token_advantages)
        update = self.updater.update(step, policy_pass, advantages, alone, self.learning_rate(step))
        self.engine.push()
        self.step = step
        return update

    def _objective_advantages(self, rewards: Tensor, lengths: Tensor) -> Tensor:
        """Returns the advantages of all tokens under each objective alone, float32 [K, N] on the policy's device."""
        return self._on_device(token_row(objective_advantages(rewards, self.estimator, lengths), lengths))

    def evaluate(self, on_stage: Callable[[str], None]) -> dict[str, float]:
        """Runs the evaluations that are due after this step, and gives the result to the weighting method.

        Returns:
            Metrics; empty if nothing was due. Those of step 0 include the initial weights.
        """
        stopwatch = Stopwatch()
        weights = dict(zip(self.config.objective_names, self.weighting.weights.tolist(), strict=True))
        metrics: dict[str, float] = {}
        if self._is_due(self.step, self.config.evaluation.every):
            on_stage("evaluating")
            added = self.evaluator.validate(self.step, weights)
            metrics = front_metrics(added)
            if self.step == 0:
                metrics |= weight_metrics(self.config.objective_names, self.weighting.weights)
            else:
                self.weighting.after_evaluation(added.contribution)
        if self.is_tested(self.step):
            on_stage("evaluating")
            self.evaluator.test(self.step, weights)
        return metrics | {EVALUATION_SECONDS.key: stopwatch.total()} if metrics else metrics

    def state_dict(self) -> dict[str, Any]:
        """Returns all state except tensors. It can be converted to JSON."""
        return {
            "step": self.step,
            "config": self.config.model_dump(mode="json"),
            "provenance": self.provenance.model_dump(mode="json"),
            "prompts": self.prompts.state_dict(),
            "weighting": self.weighting.state_dict(),
            "objectives": {objective.name: objective.state_dict() for objective in self.objectives},
            "faults": self.faults.state_dict(),
            "front": self.evaluator.front.state_dict(),
            "watchdogs": self.watch.state_dict(),
        }

    def tensors(self) -> dict[str, Any]:
        """Returns the tensors of a checkpoint except the policy's: optimizer and random number generators.

        All processes must call this together, and all get the same result.
        """
        first, *others = self.ranks.gather(random_state())
        return {"optimizer": self.optimizer.state_dict(), "random": first} | (
            {"random_of_others": others} if others else {}
        )

    def restore(self, state: dict[str, Any], tensors: dict[str, Any]) -> None:
        """Restores what `state_dict` and `tensors` returned. The number of processes may differ from then."""
        self.step = self.resumed_at = state["step"]
        self.prompts.load_state_dict(state["prompts"])
        self.weighting.load_state_dict(state["weighting"])
        self.evaluator.front.load_state_dict(state["front"])
        self.watch.load_state_dict(state["watchdogs"])
        self.faults.load_state_dict(state["faults"])
        for objective in self.objectives:
            objective.load_state_dict(state["objectives"][objective.name])
        self.optimizer.load_state_dict(tensors["optimizer"])
        generators = [tensors["random"], *tensors.get("random_of_others", [])]
        if self.ranks.rank < len(generators):
            restore_random_state(generators[self.ranks.rank])

    def is_tested(self, step: int) -> bool:
        """Whether training evaluates a step on the test split."""
        return self._is_due(step, self.config.evaluation.test_every)

    def _is_due(self, step: int, every: int | None) -> bool:
        """Whether something is due that is done every `every` steps and always at the first and the last step."""
        return step in {0, self.config.budget.steps} or (every is not None and step % every == 0)

    def _on_device(self, advantages: Tensor) -> Tensor:
        return advantages.to(self.policy.device, torch.float32)


def open_session(
    config: RunConfig,
    policy: Policy,
    reporter: SafeReporter,
    reference: Policy | None = None,
    steering: Callable[[], Steering | None] = lambda: None,
    *,
    trained: TrainedPolicy | None = None,
) -> Session:
    """Builds the parts of a run around its policy.

    Args:
        config: the run.
        policy: the policy that is trained.
        reporter: receives the records of the run.
        reference: the policy before training, if the run has a KL penalty.
        steering: returns the weights that a person requested last.
        trained: the policy as updates train it; if left out, this process trains it alone.

    Raises:
        ObjectiveError: an objective cannot be built.
        PolicyError: the policy's context is too short for the task's prompts and completions.
        EngineError: the rollout engine is not installed or does not start.
        TaskDataError: the task's data are missing or have a different layout.
        ValueError: the config names target layers that the policy lacks.
    """
    trained = trained or TrainedPolicy(policy)
    seed_all(config.seed + trained.ranks.rank)
    splits = fitting_splits(config, policy, reporter)
    engine = distributed_engine(build_engine(policy, config.rollout), trained)
    faults = Faults(reporter)
    side_logs = SideLogs(faults, config.budget.steps, len(splits.train) / config.budget.prompts_per_step)
    objectives = build_objectives(config.objectives, faults, side_logs) if trained.ranks.is_first else []
    evaluator = Evaluator(config, engine, objectives, splits, Front(config), reporter, faults, side_logs, trained.ranks)
    optimizer, weighting, probe = (
        PolicyOptimizer(trained.model, config.optimizer),
        build_weighting(config),
        Probe(config, trained),
    )
    return Session(
        config=config,
        policy=policy,
        reference=reference,
        optimizer=optimizer,
        engine=engine,
        prompts=PromptOrder(splits.train, config.seed),
        objectives=objectives,
        estimator=build_estimator(config.algorithm),
        weighting=weighting,
        evaluator=evaluator,
        probe=probe,
        updater=Updater(config, probe, optimizer, weighting),
        reporter=reporter,
        steering=steering,
        faults=faults,
        side_logs=side_logs,
        watch=build_watch(config, reporter),
        provenance=provenance(config, policy.model.device, fingerprint(splits)),
        trained=trained,
    )
