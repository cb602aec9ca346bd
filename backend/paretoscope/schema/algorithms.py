"""How rewards become advantages and a policy loss."""

from typing import Annotated, Literal

from pydantic import Field

from paretoscope.schema.base import Section

Combination = Literal["sum_then_normalize", "normalize_then_sum"]
LossAggregation = Literal["token_mean", "sequence_mean", "constant"]
AdvantageStd = Literal["group", "batch", "none"]
Baseline = Literal["none", "group_mean"]
KlEstimator = Literal["k1", "k2", "k3"]


class Kl(Section):
    """Penalty for moving away from the reference policy, which is the policy before training."""

    coefficient: float = Field(default=0.0, ge=0.0, le=100.0)
    """Penalty per nat of divergence. 0 switches it off and saves the memory of the reference policy; the published value is 0.001."""
    estimator: KlEstimator = "k3"
    """How a sampled token estimates the divergence, where d is its log-prob minus its log-prob under the reference policy: `k1` is d, `k2` is d²/2 (verl's `mse`), `k3` is exp(-d) + d - 1. Use `k1` with `acts_on: reward`; in the loss its gradient is 0 on average."""
    acts_on: Literal["loss", "reward"] = "loss"
    """Where the penalty applies: as a term of the loss, or subtracted from the reward of each token before the advantages are computed."""


class AlgorithmBase(Section):
    """Settings that all advantage estimators share: how objectives are combined, and the policy loss."""

    group_size: int = Field(default=8, ge=2, le=1024)
    """Completions sampled per prompt; at least two, because a group of one has no baseline."""
    combination: Combination = "sum_then_normalize"
    """`sum_then_normalize` sums the weighted rewards and then normalises the sum. `normalize_then_sum` normalises each objective within its group and then whitens the weighted sum over the batch (GDPO, arXiv 2601.05242)."""
    epsilon: float = Field(default=1e-6, gt=0.0, le=1.0)
    """Added to each standard deviation that rewards are divided by, so that a group with equal rewards does not divide by zero."""
    loss_aggregation: LossAggregation = "token_mean"
    """How token losses are averaged: over all tokens (`token_mean`), within each completion first (`sequence_mean`), or over the length of the longest possible completion (`constant`, Dr.GRPO)."""
    clip_low: float | None = Field(default=0.2, gt=0.0, lt=1.0)
    """Lower clip range: the loss does not improve further once an importance ratio is below 1 minus this; null switches it off. It matters only with mini-batches or several epochs."""
    clip_high: float | None = Field(default=0.2, gt=0.0, le=100.0)
    """Upper clip range: the loss does not improve further once an importance ratio is above 1 plus this; null switches it off."""
    dual_clip: float | None = Field(default=3.0, gt=1.0, le=1000.0)
    """Limits the loss of a token with a negative advantage to this many times the size of that advantage (dual-clip PPO, arXiv 1912.09729); null switches it off."""
    kl: Kl = Field(default_factory=Kl)
    """Penalty for moving away from the policy before training."""
    entropy_coefficient: float = Field(default=0.0, ge=0.0, le=10.0)
    """Bonus per nat of entropy of each token; 0 switches it off and saves computing the exact entropy."""
    mini_batch_prompts: int | None = Field(default=None, ge=1, le=65_536)
    """Prompts per optimizer step; it must divide `budget.prompts_per_step`. If left out, one optimizer step takes all prompts."""
    epochs: int = Field(default=1, ge=1, le=64)
    """How many times the policy trains on each rollout."""


class Grpo(AlgorithmBase):
    """Group relative policy optimisation (arXiv 2402.03300): the advantage is the reward minus the mean of its group, divided by a standard deviation."""

    type: Literal["grpo"] = "grpo"
    std: AdvantageStd = "group"
    """What the advantage is divided by: the standard deviation of the group, that of the batch, or nothing (`none`, Dr.GRPO). `none` keeps the effective weights close to the nominal ones."""


class Rloo(AlgorithmBase):
    """REINFORCE leave-one-out (arXiv 2402.14740): the advantage is the reward minus the mean of the other rewards in its group, without rescaling."""

    type: Literal["rloo"] = "rloo"


class ReinforcePlusPlus(AlgorithmBase):
    """REINFORCE++ (arXiv 2501.03262): the advantage of a token is its discounted return, whitened over all tokens of the batch."""

    type: Literal["reinforce_pp"] = "reinforce_pp"
    baseline: Baseline = "none"
    """What is subtracted from the reward first: nothing, or the mean of its group."""
    discount: float = Field(default=1.0, gt=0.0, le=1.0)
    """Factor by which the reward of a token shrinks for each token that follows it; 1 gives every token the whole reward."""


Algorithm = Annotated[Grpo | Rloo | ReinforcePlusPlus, Field(discriminator="type")]
