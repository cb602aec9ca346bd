"""Turns rewards into advantages, with one estimator per file."""

from typing import assert_never

from paretoscope.schema import algorithms as schema
from paretoscope_worker.advantages.estimator import AdvantageEstimator
from paretoscope_worker.advantages.grpo import Grpo
from paretoscope_worker.advantages.reinforce_pp import ReinforcePlusPlus
from paretoscope_worker.advantages.rloo import Rloo


def build_estimator(config: schema.Algorithm) -> AdvantageEstimator:
    """Builds the advantage estimator of a run."""
    match config:
        case schema.Grpo(combination=combination, std=std, epsilon=epsilon):
            return Grpo(std, epsilon, combination)
        case schema.Rloo(combination=combination, epsilon=epsilon):
            return Rloo(epsilon, combination)
        case schema.ReinforcePlusPlus(combination=combination, baseline=baseline, discount=discount, epsilon=epsilon):
            return ReinforcePlusPlus(baseline, discount, epsilon, combination)
        case _:
            assert_never(config)
