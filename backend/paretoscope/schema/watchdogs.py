"""When a run raises an alarm because its training goes wrong."""

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
    "weight_collapse",
    "completions_truncated",
    "objective_collapse",
    "entropy_collapse",
    "kl_explosion",
    "hang",
]


class Watchdogs(Section):
    """Alarms for training that goes wrong. Each alarm is an event that says what was seen and which settings help, and it is not repeated until the problem has ended."""

    on_alarm: Literal["warn", "stop"] = "warn"
    """What an alarm does. `warn` shows it on the run's page; `stop` also saves a checkpoint and ends the run as failed, with the alarm as the reason."""
    ignore: list[AlarmKind] = Field(default_factory=list, max_length=16)
    """Alarms that are never raised, for example `groups_tied` if most prompts are meant to be too hard at first."""
    patience_steps: int = Field(default=5, ge=1, le=1000)
    """Number of consecutive steps on which something must be wrong before an alarm is raised. A value that is not finite raises one at once."""
    tied_fraction: float = Field(default=1.0, gt=0.0, le=1.0)
    """`groups_tied` is raised when, for every objective with weight, at least this share of groups is tied: all their completions get the same reward, so they teach nothing."""
    truncated_fraction: float = Field(default=0.95, gt=0.0, le=1.0)
    """`completions_truncated` is raised when at least this share of completions is cut off at the token limit."""
    collapse_fraction: float = Field(default=0.5, gt=0.0, le=1.0)
    """`objective_collapse` is raised when an objective loses at least this share of its best validation value while the weighted total rises."""
    weight_fraction: float = Field(default=0.01, gt=0.0, le=1.0)
    """`weight_collapse` is raised when a weight falls below this share of its start, so that its objective is hardly trained. It is never raised for weights that a person or a schedule moves."""
    entropy_fraction: Fraction = 0.1
    """`entropy_collapse` is raised when the policy's entropy falls below this share of its mean over the first ten steps, so that the policy hardly explores."""
    kl_limit_nats: float = Field(default=1.0, gt=0.0, le=1e6)
    """`kl_explosion` is raised when the KL divergence from the reference policy exceeds this, in nats per token. It needs a run that measures the divergence."""
    hang_factor: float = Field(default=10.0, ge=1.5, le=1e6)
    """`hang` is raised when a step or evaluation takes more than this many times as long as the longest one before it."""
    hang_minimum_seconds: float = Field(default=300.0, ge=0.1, le=1e6)
    """`hang` is never raised for a step or evaluation that has taken less than this, in seconds."""
    hang_first_seconds: float = Field(default=1800.0, ge=0.1, le=1e6)
    """The same for the first step and the first evaluation, in seconds; these may have to load and compile."""
