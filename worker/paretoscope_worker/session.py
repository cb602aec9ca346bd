"""A run while it trains: its parts, made from the config, and what a checkpoint must hold of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import torch
from torch import Tensor

from paretoscope.schema.control import Steering
from paretoscope.schema.metrics.keys import EVALUATION_SECONDS
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
from paretoscope_worker.policy.loading import Policy
from paretoscope_worker.runtime.random_state import random_state, restore_random_state, seed_all
from paretoscope_worker.runtime.ranks import Ranks
from paretoscope_worker.runtime.reporting import SafeReporter
from paretoscope_worker.runtime.seeds import Stream, derive_seed
from paretoscope_worker.runtime.stopwatch import Stopwatch
from paretoscope_worker.step_metrics import front_metrics, weight_metrics
from paretoscope_worker.tasks.prompt_order import PromptOrder
from paretoscope_worker.tasks.splits import fitting_splits
from paretoscope_worker.text.rollout import Completion, RolloutEngine, Sampling
from paretoscope_worker.updates.micro_batches import PolicyPass, forward_pass
from paretoscope_worker.updates.optimization import PolicyOptimizer, learning_rate
from paretoscope_worker.updates.reference import divergence_prices
from paretoscope_worker.updates.trained_policy import TrainedPolicy
from paretoscope_worker.updates.update import Update, update_policy
from paretoscope_worker.watchdogs import build_watch
from paretoscope_worker.watchdogs.watch import Watch
from paretoscope_worker.weighting import build_weighting
from paretoscope_worker.weighting.learning_signal import LearningSignal, learning_signal, objective_advantages
from paretoscope_worker.weighting.method import Signals, WeightingMethod


@dataclass
class Session:
    """The parts of a run. Each part that remembers something has `state_dict` and `load_state_dict`."""

    config: RunConfig
    policy: Policy
    reference: Policy | None
    """The policy before training, where the run has a price on moving away from it."""
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
    watch: Watch
    trained: TrainedPolicy
    """The policy as updates see it, which several processes may train together."""
    step: int = 0
    """Policy updates done."""
    resumed_at: int | None = None
    """Step of the checkpoint it went on from, if it did."""

    @property
    def ranks(self) -> Ranks:
        """The processes that train the run; all that others may see of it is done by the first."""
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
        """Rewards a rollout, which every objective observes first; rewards are float64 [K, B, G].

        Raises:
            ObjectiveError: an objective cannot reward, or has not for too long.
        """
        return self.ranks.first(partial(self._score, completions))

    def _score(self, completions: Sequence[Completion]) -> Scored:
        for objective in self.objectives:
            objective.observe(completions)
        scored = score(self.objectives, completions)
        self.faults.report(self.step + 1)
        defined = (~scored.rewards.isnan()).any(dim=1).tolist()
        self.faults.require_rewards(dict(zip(self.config.objective_names, defined, strict=True)))
        groups = scored.rewards.view(len(scored.rewards), -1, self.config.algorithm.group_size)
        return Scored(groups, scored.values, scored.monitored)

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
        """Returns what the weighting method may look at before the update of a step."""
        lengths = policy_pass.lengths.view_as(rewards[0])
        alone = objective_advantages(rewards, self.estimator, lengths)
        on_device = self._on_device(token_row(alone, lengths))
        return Signals(
            step=step,
            rewards=rewards,
            advantages=completion_means(alone, lengths),
            learning_rate=self.learning_rate(step),
            gramian=partial(self.probe.gramian, policy_pass, on_device),
            influence=partial(self.probe.influence, policy_pass, on_device, step),
            event=partial(self.reporter.event, step, "info"),
            steering=self.ranks.first(self.steering),
        )

    def learning_rate(self, step: int) -> float:
        """Returns the learning rate of a step."""
        return learning_rate(self.config.optimizer, step, self.config.budget.steps)

    def learning_signal(self, rewards: Tensor, policy_pass: PolicyPass) -> LearningSignal:
        """Combines the rewards [K, B, G] of a step, less the price of divergence where that is paid out of them."""
        lengths = policy_pass.lengths.view_as(rewards[0])
        prices = divergence_prices(policy_pass, lengths, self.config.algorithm.kl)
        return learning_signal(rewards, self.weighting, self.estimator, lengths, prices)

    def update(self, step: int, policy_pass: PolicyPass, signal: LearningSignal) -> Update:
        """Trains the policy on a rollout and what is learnt from it, and hands the new policy to the engine."""
        advantages = self._on_device(signal.token_advantages)
        rate = self.learning_rate(step)
        gradients = self.probe.take(policy_pass)
        update = update_policy(
            policy_pass, advantages, self.config.algorithm, self.optimizer, rate, gradients=gradients
        )
        self.engine.push()
        self.step = step
        return update

    def evaluate(self, on_stage: Callable[[str], None]) -> dict[str, float]:
        """Evaluates what is due after this step and lets the weighting method see it.

        Returns:
            Metrics; empty if nothing was due. Those of step 0 hold the starting weights.
        """
        stopwatch = Stopwatch()
        weights = dict(zip(self.config.objective_names, self.weighting.weights.tolist(), strict=True))
        metrics: dict[str, float] = {}
        if self._is_due(self.config.evaluation.every):
            on_stage("evaluating")
            added = self.evaluator.validate(self.step, weights)
            metrics = front_metrics(added)
            if self.step == 0:
                metrics |= weight_metrics(self.config.objective_names, self.weighting.weights)
            else:
                self.weighting.after_evaluation(added.contribution)
        if self._is_due(self.config.evaluation.test_every):
            on_stage("evaluating")
            self.evaluator.test(self.step, weights)
        return metrics | {EVALUATION_SECONDS.key: stopwatch.total()} if metrics else metrics

    def state_dict(self) -> dict[str, Any]:
        """Returns all state but tensors, JSON-able."""
        return {
            "step": self.step,
            "config": self.config.model_dump(mode="json"),
            "prompts": self.prompts.state_dict(),
            "weighting": self.weighting.state_dict(),
            "objectives": {objective.name: objective.state_dict() for objective in self.objectives},
            "faults": self.faults.state_dict(),
            "front": self.evaluator.front.state_dict(),
            "watchdogs": self.watch.state_dict(),
        }

    def tensors(self) -> dict[str, Any]:
        """Returns the tensors of a checkpoint besides the policy's: optimizer and random number generators.

        All processes must ask for them together, and get the same.
        """
        first, *others = self.ranks.gather(random_state())
        return {"optimizer": self.optimizer.state_dict(), "random": first} | (
            {"random_of_others": others} if others else {}
        )

    def restore(self, state: dict[str, Any], tensors: dict[str, Any]) -> None:
        """Takes back what `state_dict` and `tensors` returned; fewer or more processes go on as well."""
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

    def _is_due(self, every: int | None) -> bool:
        """Whether something done every so many steps, and always first and last, is due."""
        return self.step in {0, self.config.budget.steps} or (every is not None and self.step % every == 0)

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
    """Makes the parts of a run around its policy.

    Args:
        config: the run.
        policy: the one that is trained.
        reporter: is told of prompts that are left out.
        reference: the policy before training, where the run has a price on moving away from it.
        steering: gives the weights that a person asked for last.
        trained: the policy as updates see it; left out, this process trains it alone.

    Raises:
        ObjectiveError: an objective cannot be made.
        PolicyError: the policy is too short for the task's prompts and completions.
        EngineError: the rollout engine is not installed or does not start.
        TaskDataError: the task's data are missing or have another layout.
        ValueError: the policy has no such target layers.
    """
    trained = trained or TrainedPolicy(policy)
    seed_all(config.seed + trained.ranks.rank)
    splits = fitting_splits(config, policy, reporter)
    engine = distributed_engine(build_engine(policy, config.rollout), trained)
    faults = Faults(reporter)
    objectives = build_objectives(config.objectives, faults) if trained.ranks.is_first else []
    return Session(
        config=config,
        policy=policy,
        reference=reference,
        optimizer=PolicyOptimizer(trained.model, config.optimizer),
        engine=engine,
        prompts=PromptOrder(splits.train, config.seed),
        objectives=objectives,
        estimator=build_estimator(config.algorithm),
        weighting=build_weighting(config),
        evaluator=Evaluator(config, engine, objectives, splits, Front(config), reporter, faults, trained.ranks),
        probe=Probe(config, trained),
        reporter=reporter,
        steering=steering,
        faults=faults,
        watch=build_watch(config, reporter),
        trained=trained,
    )
