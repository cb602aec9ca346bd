"""How many GPUs a run trains on, and what each of them holds."""

from typing import Literal

from pydantic import Field

from paretoscope.schema.base import Section, refuse
from paretoscope.schema.training import Budget, Policy, Rollout, VllmRollout
from paretoscope.schema.weighting import GradientWeighting, Weighting


class Resources(Section):
    """What one run takes of its worker: a process for each GPU, all on one machine."""

    gpus: int = Field(default=1, ge=1, le=64)
    """GPUs that train the run together, each its share of every rollout; with policy.device 'cpu', so many processes on the processor."""
    sharding: Literal["ddp", "fsdp"] = "ddp"
    """What several GPUs hold: each the whole policy, gradient and optimizer state (`ddp`), or each its share of them, with the whole parameters only while completions are sampled (`fsdp`)."""


def check_resources(
    resources: Resources, policy: Policy, rollout: Rollout, budget: Budget, weighting: Weighting, *, interpolates: bool
) -> None:
    """Refuses what several GPUs cannot do together.

    Raises:
        PydanticCustomError: what is wrong and what to do instead; its context carries the field.
    """
    if resources.gpus == 1:
        return
    if interpolates:
        refuse(
            "resources.gpus",
            "An interpolation only evaluates, in one process. Set resources.gpus to 1.",
        )
    if budget.prompts_per_step < resources.gpus:
        refuse(
            "resources.gpus",
            f"Each of {resources.gpus} GPUs samples its share of the prompts of a step, but there are only {budget.prompts_per_step}. "
            "Raise budget.prompts_per_step, or lower it.",
        )
    if isinstance(rollout, VllmRollout):
        refuse(
            "rollout.engine",
            "vLLM samples for a run of one process, and several GPUs are several processes. Set it to 'transformers', or resources.gpus to 1.",
        )
    if resources.sharding == "fsdp":
        _check_sharding(policy, weighting)


def _check_sharding(policy: Policy, weighting: Weighting) -> None:
    if policy.quantize != "none":
        refuse(
            "resources.sharding",
            "Parameters of 4 bits cannot be cut into shares. Set it to 'ddp', or policy.quantize to 'none'.",
        )
    if isinstance(weighting, GradientWeighting) and weighting.influence == "jvp":
        refuse(
            "weighting.influence",
            "Forward-mode differentiation needs the whole policy in one process, and with resources.sharding 'fsdp' each has only a share. "
            "Set it to 'directional' or 'exact', or resources.sharding to 'ddp'.",
        )
