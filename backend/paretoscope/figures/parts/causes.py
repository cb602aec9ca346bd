"""What moves the reward weights in each method, in words, and which metrics tell it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Cause:
    """Why weights move, or what else a method goes by."""

    subtitle: str
    """What the nominal weights are."""
    area: str = ""
    """The series `<area>/<objective>`, or the one `<area>`, that the method goes by; empty where no number does."""
    noun: str = ""
    """What one value of these series is called, or else what moves the weights, as a clause."""
    title: str = ""
    """What these series are called together."""
    meaning: str = ""
    """What a value of them says."""
    beside: str = ""
    """An area that these follow from."""
    beside_noun: str = ""
    """What one of its values is called."""


CAUSES: Mapping[str, Cause] = {
    "fixed": Cause("nominal: the preference, which this method keeps"),
    "hypervolume": Cause(
        "nominal: the preference; a multiplier pushes while the hypervolume grows",
        "weighting/multiplier",
        "multiplier",
        "Multiplier",
        "on all that is learnt from; it rises with what the newest validation points add to the hypervolume",
        "pareto/contribution",
        "hypervolume that a validation point added",
    ),
    "tchebycheff": Cause(
        "nominal: the preference; only the worst weighted shortfall of a completion counts",
        "weighting/bottleneck",
        "share of completions",
        "Bottlenecks",
        "in what share of completions an objective has the worst weighted shortfall, which alone counts",
        "weighting/ideal",
        "ideal point, from which a shortfall is measured",
    ),
    "smooth_tchebycheff": Cause(
        "nominal: the preference; the worst weighted shortfalls of a completion count most",
        "weighting/bottleneck",
        "part in the reward",
        "Bottlenecks",
        "how much of what counts is an objective's weighted shortfall, mean over completions",
        "weighting/ideal",
        "ideal point, from which a shortfall is measured",
    ),
    "hvo": Cause(
        "equal: this method has no weights, its reward is a product; see the effective ones",
        "weighting/floor",
        "floor",
        "Floors",
        "just below the worst reward of the batch; a reward counts by what it has above its floor",
    ),
    "scheduled": Cause("nominal: as planned", noun="by the schedule"),
    "manual": Cause("nominal: as a person sets them", noun="by a person"),
    "gradient": Cause(
        "nominal: what the method sets",
        "influence",
        "influence",
        "Influence",
        "what each objective's gradient does for all of them; weights move towards the largest",
        "gradient/norm",
        "gradient norm",
    ),
    "ctwa": Cause(
        "nominal: raised where covariance is missing",
        "weighting/deficit",
        "missing covariance",
        "Missing covariance",
        "how far an objective's covariance with the trained signal is below its target; above zero it gains weight",
        "weighting/covariance",
        "moving average of the covariance",
    ),
    "saw": Cause(
        "nominal: shares of spread over mean",
        "weighting/dispersion",
        "spread over mean",
        "Spread over mean",
        "how unevenly an objective is rewarded; what is learnt already makes room",
    ),
    "lagrangian": Cause(
        "nominal: multipliers over their sum",
        "weighting/multiplier",
        "multiplier",
        "Multipliers",
        "what a unit of an objective is worth; it rises while the objective is below its threshold",
        "weighting/missing",
        "missing to the threshold; below zero it is kept",
    ),
    "mgda": Cause(
        "nominal: of the shortest common gradient",
        "gradient/norm",
        "gradient norm",
        "Gradient norms",
        "length of each objective's gradient, and of their shortest common one",
        "gradient/common_norm",
        "length of the common gradient; at 0 nothing helps all",
    ),
    "gradnorm": Cause(
        "nominal: evens out weighted gradients",
        "weighting/pace",
        "share of the first shortfall",
        "Pace",
        "share of its first shortfall that an objective still has; those that lag gain weight",
        "gradient/norm",
        "gradient norm",
    ),
    "pama": Cause(
        "nominal: of the smallest common advantage",
        "weighting/positive_advantage",
        "mean positive advantage",
        "Positive advantages",
        "mean of what completions have above their group, by objective",
    ),
}
"""By the type of the run's weighting."""

OF_OTHERS = Cause("nominal")
"""Of a run whose weighting is not known here, such as one that another program trains."""


def cause_of(method: str) -> Cause:
    """Returns what moves the weights under a method."""
    return CAUSES.get(method, OF_OTHERS)
