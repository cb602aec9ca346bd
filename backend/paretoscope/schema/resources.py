"""The GPUs that a run trains on, and what each of them holds."""

from typing import Literal

from pydantic import Field

from paretoscope.schema.base import Section, refuse
from paretoscope.schema.training import Budget, Policy, Rollout, VllmRollout


class Resources(Section):
    """What one run uses of its worker: one process per GPU, all on one machine."""

    gpus: int = Field(default=1, ge=1, le=64)
    """Number of GPUs that train the run together; each takes a share of every rollout. With policy.device 'cpu' it is the number of processes on the CPU."""
    sharding: Literal["ddp", "fsdp"] = "ddp"
    """What each GPU holds: the whole policy, its gradient and the optimizer state (`ddp`), or only a share of them (`fsdp`). With `fsdp` a GPU holds all parameters only while it samples completions."""


def check_resources(resources: Resources, policy: Policy, rollout: Rollout, budget: Budget, *, trains: bool) -> None:
    """Refuses what several GPUs cannot do together.

    Raises:
        PydanticCustomError: what is wrong and what to do instead; its context carries the field.
    """
    if resources.gpus == 1:
        return
    if not trains:
        refuse(
            "resources.gpus",
            "This run trains nothing and only evaluates, which takes one process. Set resources.gpus to 1.",
        )
    if budget.prompts_per_step < resources.gpus:
        refuse(
            "resources.gpus",
            f"Each of the {resources.gpus} GPUs needs at least one prompt per step, but a step has only {budget.prompts_per_step}. "
            "Raise budget.prompts_per_step, or lower resources.gpus.",
        )
    if isinstance(rollout, VllmRollout):
        refuse(
            "rollout.engine",
            "vLLM works only for a run of one process, and a run on several GPUs has several. Set rollout.engine to 'transformers', or resources.gpus to 1.",
        )
    if resources.sharding == "fsdp":
        _check_sharding(policy)


def _check_sharding(policy: Policy) -> None:
    if policy.quantize != "none":
        refuse(
            "resources.sharding",
            "4-bit parameters cannot be divided among GPUs. Set resources.sharding to 'ddp', or policy.quantize to 'none'.",
        )
