"""Builds the rollout engine of a run."""

from paretoscope.schema.training import Rollout, TransformersRollout, VllmRollout
from paretoscope_worker.engines.parity import ParityGuard
from paretoscope_worker.policy.loading import Policy
from paretoscope_worker.rollouts.transformers_engine import TransformersEngine
from paretoscope_worker.rollouts.vllm_engine import VllmEngine, require_vllm, start_vllm
from paretoscope_worker.text.rollout import RolloutEngine


def require_engine(config: Rollout) -> None:
    """Raises: EngineError if the engine is missing. The message has the command that installs it."""
    if isinstance(config, VllmRollout):
        require_vllm()


def build_engine(policy: Policy, config: Rollout) -> RolloutEngine:
    """Builds the engine and starts what it needs.

    Raises:
        EngineError: the engine does not start.
    """
    match config:
        case TransformersRollout():
            return TransformersEngine(policy)
        case VllmRollout():
            return ParityGuard(VllmEngine(policy, start_vllm(policy, config)), policy, config)
