"""The scalars of one step, by metric key."""

from collections.abc import Mapping, Sequence

import psutil
import torch
from torch import Tensor

from paretoscope.pareto.archive import Added
from paretoscope.schema.metrics import keys
from paretoscope_worker.objectives.rewards import Scored, mean_rewards, mean_scalar_reward, tie_fractions
from paretoscope_worker.runtime.stopwatch import Stopwatch
from paretoscope_worker.text.rollout import Completion
from paretoscope_worker.updates.update import Update
from paretoscope_worker.weighting.learning_signal import LearningSignal
from paretoscope_worker.weighting.method import WeightingMethod, by_objective, by_pair

GIB = 2**30
PARTS = {"rollout": keys.ROLLOUT_SECONDS, "update": keys.UPDATE_SECONDS}
"""The parts of a step that a stopwatch measures."""


def weight_metrics(names: Sequence[str], weights: Tensor) -> dict[str, float]:
    """Returns the nominal reward weights."""
    return by_objective(keys.WEIGHT, names, weights)


def front_metrics(added: Added) -> dict[str, float]:
    """Returns what a validation point did to the archive."""
    return {keys.HYPERVOLUME.key: added.hypervolume, keys.CONTRIBUTION.key: added.contribution}


def reward_metrics(
    names: Sequence[str],
    scored: Scored,
    signal: LearningSignal,
    weighting: WeightingMethod,
    moved: Mapping[str, float],
) -> dict[str, float]:
    """Returns weights, rewards and objectives of a step, and the relations between the objectives.

    The total reward is computed from the plotted values. The reward difference is its distance from the reward that was
    trained.

    Args:
        names: the trained objectives, in order.
        scored: rewards, float64 [K, B, G], and values of the rollout, including those of monitors.
        signal: the learning signal of the update.
        weighting: the weighting method that produced the signal.
        moved: the weighting method's own metrics of the step.
    """
    parts = weight_metrics(names, weighting.weights) | by_objective(keys.REWARD, names, mean_rewards(scored.rewards))
    plotted = weighting.plotted_reward({**parts, **moved}, names, scored.rewards)
    trained = mean_scalar_reward(signal.scalar_rewards)
    return (
        parts
        | dict(moved)
        | by_objective(keys.EFFECTIVE_WEIGHT, names, signal.effective_weights)
        | by_objective(keys.TIE_FRACTION, names, tie_fractions(scored.rewards))
        | by_objective(keys.COVARIANCE, names, signal.covariances)
        | by_pair(keys.ADVANTAGE_CORRELATION, names, signal.advantage_correlations)
        | {keys.OBJECTIVE_TRAIN.of(name): value for name, value in scored.values.items()}
        | {keys.LOGGED_TRAIN.of(name): value for name, value in scored.logged.metrics.items()}
        | {keys.TOTAL_REWARD.key: plotted, keys.REWARD_DIFFERENCE.key: abs(plotted - trained)}
    )


def update_metrics(update: Update) -> dict[str, float]:
    """Returns the results of the updates, and the policy's distance from the reference policy and the engine."""
    known = {
        keys.POLICY_LOSS.key: update.loss,
        keys.ENTROPY.key: update.entropy,
        keys.UPDATE_NORM.key: update.gradient_norm,
        keys.LEARNING_RATE.key: update.learning_rate,
        keys.CLIP_FRACTION.key: update.clip_fraction,
        keys.LARGEST_RATIO.key: update.ratio_max,
        keys.KL.key: update.kl,
        keys.MEAN_MISMATCH.key: update.mismatch_mean,
        keys.LARGEST_MISMATCH.key: update.mismatch_max,
    }
    return {key: value for key, value in known.items() if value is not None}


def rollout_metrics(completions: Sequence[Completion]) -> dict[str, float]:
    """Returns the mean length of the completions and the share that was cut."""
    return {
        keys.COMPLETION_TOKENS.key: sum(completion.tokens for completion in completions) / len(completions),
        keys.TRUNCATED_FRACTION.key: sum(completion.truncated for completion in completions) / len(completions),
    }


def system_metrics(stopwatch: Stopwatch, completions: Sequence[Completion]) -> dict[str, float]:
    """Returns durations, throughput and memory of a step."""
    step_seconds = stopwatch.total()
    metrics = {PARTS[part].key: seconds for part, seconds in stopwatch.seconds.items()}
    metrics[keys.STEP_SECONDS.key] = step_seconds
    metrics[keys.THROUGHPUT.key] = sum(completion.tokens for completion in completions) / step_seconds
    metrics[keys.MEMORY.key] = psutil.Process().memory_info().rss / GIB
    if torch.cuda.is_available():
        metrics[keys.GPU_MEMORY.key] = torch.cuda.max_memory_allocated() / GIB
    return metrics
