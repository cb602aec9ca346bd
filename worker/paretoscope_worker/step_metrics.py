"""The scalars of one step, by metric key."""

from collections.abc import Mapping, Sequence

import psutil
import torch
from torch import Tensor

from paretoscope_worker.objectives.rewards import Scored, mean_rewards, mean_scalar_reward, tie_fractions
from paretoscope_worker.runtime.stopwatch import Stopwatch
from paretoscope_worker.text.rollout import Completion
from paretoscope_worker.updates.update import Update
from paretoscope_worker.weighting.learning_signal import LearningSignal
from paretoscope_worker.weighting.method import WeightingMethod, by_objective, by_pair

GIB = 2**30


def weight_metrics(names: Sequence[str], weights: Tensor) -> dict[str, float]:
    """Returns the nominal reward weights."""
    return by_objective("weight/{}", names, weights)


def reward_metrics(
    names: Sequence[str],
    scored: Scored,
    signal: LearningSignal,
    weighting: WeightingMethod,
    moved: Mapping[str, float],
) -> dict[str, float]:
    """Returns weights, rewards and objectives of a step, and how the objectives relate to each other.

    `reward/total` is made of what is plotted; `check/reward_difference` says how far it is from the reward that was
    trained on.

    Args:
        names: the trained objectives, in order.
        scored: rewards, float64 [K, B, G], and values of the rollout, those of monitors too.
        signal: what the update learnt from.
        weighting: the weights and multiplier it was made with.
        moved: the weighting method's own metrics of the step.
    """
    parts = weight_metrics(names, weighting.weights) | by_objective("reward/{}", names, mean_rewards(scored.rewards))
    plotted = weighting.plotted_reward({**parts, **moved}, names, scored.rewards)
    trained = mean_scalar_reward(signal.scalar_rewards)
    return (
        parts
        | dict(moved)
        | by_objective("effective_weight/{}", names, signal.effective_weights)
        | by_objective("advantage/tie_fraction/{}", names, tie_fractions(scored.rewards))
        | by_objective("covariance/{}", names, signal.covariances)
        | by_pair("advantage/correlation/{}", names, signal.advantage_correlations)
        | {f"objective/{name}/train": value for name, value in scored.values.items()}
        | {"reward/total": plotted, "check/reward_difference": abs(plotted - trained)}
    )


def update_metrics(update: Update) -> dict[str, float]:
    """Returns what the updates did to the policy, and how far its log-probs are from those of others where known."""
    known = {
        "policy/loss": update.loss,
        "policy/entropy": update.entropy,
        "policy/gradient_norm": update.gradient_norm,
        "policy/learning_rate": update.learning_rate,
        "policy/clip_fraction": update.clip_fraction,
        "policy/ratio_max": update.ratio_max,
        "policy/kl": update.kl,
        "rollout/mismatch_mean": update.mismatch_mean,
        "rollout/mismatch_max": update.mismatch_max,
    }
    return {key: value for key, value in known.items() if value is not None}


def rollout_metrics(completions: Sequence[Completion]) -> dict[str, float]:
    """Returns mean length and how many completions were cut."""
    return {
        "rollout/completion_tokens": sum(completion.tokens for completion in completions) / len(completions),
        "rollout/truncated_fraction": sum(completion.truncated for completion in completions) / len(completions),
    }


def system_metrics(stopwatch: Stopwatch, completions: Sequence[Completion]) -> dict[str, float]:
    """Returns seconds, throughput and memory of a step."""
    step_seconds = stopwatch.total()
    metrics = {f"system/{part}_seconds": seconds for part, seconds in stopwatch.seconds.items()}
    metrics["system/step_seconds"] = step_seconds
    metrics["system/tokens_per_second"] = sum(completion.tokens for completion in completions) / step_seconds
    metrics["system/memory_gib"] = psutil.Process().memory_info().rss / GIB
    if torch.cuda.is_available():
        metrics["system/gpu_memory_gib"] = torch.cuda.max_memory_allocated() / GIB
    return metrics
