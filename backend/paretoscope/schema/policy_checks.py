"""What a policy must be for the rest of a run: its precision, its adapters, its layers, its rollout engine."""

from paretoscope.schema.base import refuse
from paretoscope.schema.training import Policy, VllmRollout
from paretoscope.schema.weighting import GradientWeighting, Weighting


def check_policy(policy: Policy, weighting: Weighting, *, interpolates: bool) -> None:
    """Refuses a policy that cannot be trained as the run asks.

    Raises:
        PydanticCustomError: what is wrong and what to do instead; its context carries the field.
    """
    influence = weighting.influence if isinstance(weighting, GradientWeighting) else None
    _check_quantisation(policy)
    _check_adapters(policy, influence, interpolates=interpolates)
    if policy.gradient_checkpointing and influence == "jvp":
        refuse(
            "weighting.influence",
            "Forward-mode differentiation has no formula for layers that are computed again. Set it to 'directional' or 'exact', or policy.gradient_checkpointing to false.",
        )


def _check_quantisation(policy: Policy) -> None:
    if policy.quantize != "none" and policy.lora is None:
        refuse(
            "policy.quantize",
            "Parameters of 4 bits cannot be trained themselves. Add policy.lora, whose adapters are trained beside them, or set it to 'none'.",
        )
    if policy.quantize != "none" and policy.device == "cpu":
        refuse(
            "policy.quantize",
            "Parameters of 4 bits need a GPU, but policy.device is 'cpu'. Set policy.device to 'auto' or 'cuda', or policy.quantize to 'none'.",
        )


def _check_adapters(policy: Policy, influence: str | None, *, interpolates: bool) -> None:
    if policy.lora is None:
        return
    if interpolates:
        refuse(
            "policy.lora",
            "Adapters are products of matrices, so what stands between two of them is no mean of both. Interpolate between policies whose parameters were all trained.",
        )
    if policy.lora.dropout > 0 and influence in {"directional", "jvp"}:
        refuse(
            "policy.lora.dropout",
            "Influence is found by comparing two passes, between which dropout leaves out other inputs. Set it to 0, or weighting.influence to 'exact'.",
        )


def check_vllm(rollout: VllmRollout, policy: Policy) -> None:
    """Refuses what vLLM cannot do for a policy.

    Raises:
        PydanticCustomError: what is wrong and what to do instead; its context carries the field.
    """
    if rollout.devices is not None and rollout.placement == "colocated":
        refuse(
            "rollout.devices",
            "A colocated engine runs on the policy's own device. Leave rollout.devices out, or set rollout.placement to 'separate'.",
        )
    if policy.lora is not None:
        refuse(
            "policy.lora",
            "vLLM is given whole parameters after each update, and adapters stand beside theirs. Leave policy.lora out, or set rollout.engine to 'transformers'.",
        )
    if rollout.devices is not None and policy.device == "cpu":
        refuse(
            "rollout.devices",
            "policy.device is 'cpu', so this run uses no GPU. Leave rollout.devices out, or set policy.device to 'auto'.",
        )
    if rollout.max_model_len is not None and rollout.max_model_len <= rollout.max_new_tokens:
        refuse(
            "rollout.max_model_len",
            f"{rollout.max_model_len} tokens leave no room for a prompt beside the {rollout.max_new_tokens} of a completion. "
            "Raise it, lower rollout.max_new_tokens, or leave it out.",
        )
