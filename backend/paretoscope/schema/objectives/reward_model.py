"""Reward model: a trained model rewards the completion."""

from typing import ClassVar, Literal

from pydantic import Field

from paretoscope.schema.base import Name
from paretoscope.schema.objectives.base import Direction, TextObjective


class RewardModel(TextObjective):
    """Reward from a sequence-classification model that reads prompt and completion: its logit, or the probability of a label."""

    direction: ClassVar[Direction] = "maximize"
    natural_range: ClassVar[float | None] = 1.0

    type: Literal["reward_model"] = "reward_model"
    name: Name = "reward_model"
    """Name of the objective in weights, charts and tables."""
    model: str = Field(default="Skywork/Skywork-Reward-V2-Qwen3-0.6B", min_length=1, max_length=4096)
    """Hugging Face id of a sequence-classification model, or a local folder inside the operator's model roots."""
    label: str | None = Field(default=None, min_length=1, max_length=200)
    """Label whose probability is the reward, as named in the model's config. If left out, the model must have a single output, and its logit is the reward."""
    max_tokens: int = Field(default=4096, ge=8, le=131_072)
    """Largest number of tokens in prompt and completion together. A longer text gets no reward, because its shortened form would be a different text."""
    batch_size: int = Field(default=16, ge=1, le=4096)
    """Number of completions per forward pass."""
    precision: Literal["auto", "float32", "bfloat16"] = "auto"
    """Number format of the model; `auto` is bfloat16 on a GPU that supports it and float32 otherwise."""
    device: Literal["auto", "cpu", "cuda"] = "auto"
    """Where the model runs; `auto` takes a GPU if the worker has one."""

    @property
    def unit(self) -> str:
        """Unit of the reward."""
        return "probability" if self.label else "logit"

    @property
    def axis_label(self) -> str:
        """The value in words."""
        return f"probability of {self.label}" if self.label else "reward model"
