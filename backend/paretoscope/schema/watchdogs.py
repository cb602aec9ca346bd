"""When training that goes wrong raises an alarm."""

from typing import Literal

from pydantic import Field

from paretoscope.schema.base import Fraction, Section

AlarmKind = Literal[
    "not_finite",
    "reward_difference",
    "influence_disagreement",
    "policy_diverged",
    "objective_undefined",
    "groups_tied",
    "completions_truncated",
    "objective_collapse",
    "entropy_collapse",
    "kl_explosion",
    "hang",
]


class Watchdogs(Section):
    """Alarms for training that goes wrong: each is an event with what was seen and the settings that mend it, once until it is over."""

    on_alarm: Literal["warn", "stop"] = "warn"
    """What an alarm does: `warn` shows it on the run's page; `stop` also saves a checkpoint and ends the run as failed, with the alarm as the reason."""
    ignore: list[AlarmKind] = Field(default_factory=list, max_length=16)
    """Alarms that are not raised, such as `groups_tied` where most prompts are meant to be too hard at first."""
    patience_steps: int = Field(default=5, ge=1, le=1000)
    """Steps in a row on which something must be wrong before it is an alarm; a value that is not finite is one at once."""
    tied_fraction: float = Field(default=1.0, gt=0.0, le=1.0)
    """`groups_tied`: share of groups whose completions all earn the same, under each objective that has weight, so that they teach nothing."""
    truncated_fraction: float = Field(default=0.95, gt=0.0, le=1.0)
    """`completions_truncated`: share of completions that are cut at the limit."""
    collapse_fraction: float = Field(default=0.5, gt=0.0, le=1.0)
    """`objective_collapse`: share of its best validation value that an objective loses while the weighted total rises."""
    entropy_fraction: Fraction = 0.1
    """`entropy_collapse`: the policy's entropy as a share of that of its first ten steps, below which it hardly explores."""
    kl_limit_nats: float = Field(default=1.0, gt=0.0, le=1e6)
    """`kl_explosion`: KL divergence from the reference policy a token, in nats, where the run measures it."""
    hang_factor: float = Field(default=10.0, ge=1.5, le=1e6)
    """`hang`: how many times longer than the longest before it a step or evaluation may take."""
    hang_minimum_seconds: float = Field(default=300.0, ge=0.1, le=1e6)
    """`hang`: no step or evaluation counts as hanging before this time, in seconds, however short those before it were."""
    hang_first_seconds: float = Field(default=1800.0, ge=0.1, le=1e6)
    """`hang`: the same for the first step and the first evaluation, which may load and compile."""
