"""Checks that a policy fits the rest of its run: its precision, adapters, layers and rollout engine."""

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


def _check_quantisation(policy: Policy) -> None:
    if policy.quantize != "none" and policy.lora is None:
        refuse(
            "policy.quantize",
            "4-bit parameters cannot be trained. Add policy.lora to train adapters beside them, or set policy.quantize to 'none'.",
        )
    if policy.quantize != "none" and policy.device == "cpu":
        refuse(
            "policy.quantize",
            "4-bit parameters need a GPU, but policy.device is 'cpu'. Set policy.device to 'auto' or 'cuda', or policy.quantize to 'none'.",
        )


def _check_adapters(policy: Policy, influence: str | None, *, interpolates: bool) -> None:
    if policy.lora is None:
        return
    if interpolates:
        refuse(
            "policy.lora",
            "An adapter is a product of two matrices, so averaging the matrices of two adapters does not average what they do. Leave policy.lora out, and interpolate between policies whose parameters were all trained.",
        )
    if policy.lora.dropout > 0 and influence in {"sketched", "directional"}:
        refuse(
            "policy.lora.dropout",
            "This influence may compare two forward passes, and dropout would drop different inputs in each. Set policy.lora.dropout to 0, or weighting.influence to 'exact'.",
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
            "vLLM receives the policy's whole parameters after each update, which is not possible with adapters. Leave policy.lora out, or set rollout.engine to 'transformers'.",
        )
    if rollout.devices is not None and policy.device == "cpu":
        refuse(
            "rollout.devices",
            "policy.device is 'cpu', so this run uses no GPU. Leave rollout.devices out, or set policy.device to 'auto'.",
        )
    if rollout.max_model_len is not None and rollout.max_model_len <= rollout.max_new_tokens:
        refuse(
            "rollout.max_model_len",
            f"{rollout.max_model_len} tokens leave no room for a prompt, because a completion may take {rollout.max_new_tokens}. "
            "Raise rollout.max_model_len or leave it out, or lower rollout.max_new_tokens.",
        )
