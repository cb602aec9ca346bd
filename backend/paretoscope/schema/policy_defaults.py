"""Default settings that depend on the policy."""

from typing import Any

from pydantic import model_validator

from paretoscope.schema.base import Section

LEARNING_RATES = {"arithmetic-small": 1.5e-4}
"""Learning rates of embedded policies. The general default is for models that are far larger."""


class PolicyDefaults(Section):
    """Base of a run config: fills in the learning rate of an embedded policy, so that the stored config shows it."""

    @model_validator(mode="before")
    @classmethod
    def _own_learning_rate(cls, values: Any) -> Any:
        if not isinstance(values, dict):
            return values
        policy, optimizer = values.get("policy"), values.get("optimizer", {})
        model = policy.get("model") if isinstance(policy, dict) else getattr(policy, "model", None)
        if (
            not isinstance(model, str)
            or model not in LEARNING_RATES
            or not isinstance(optimizer, dict)
            or "learning_rate" in optimizer
        ):
            return values
        return {**values, "optimizer": {**optimizer, "learning_rate": LEARNING_RATES[model]}}
