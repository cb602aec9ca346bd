"""Facts about each way of moving the reward weights, once: training, figures, API and page read them here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypedDict, cast

from paretoscope.schema.metrics import keys
from paretoscope.schema.metrics.metric import PerObjective, Scalar
from paretoscope.schema.weighting import Weighting

MovedBy = Literal["nobody", "schedule", "hypervolume", "gradients", "rewards", "person"]
Family = Literal["preference", "hypervolume", "gradients", "rewards", "ideal point"]


@dataclass(frozen=True)
class Method:
    """What is true of a weighting whatever its settings."""

    title: str
    """What it is called in a list."""
    family: Family
    """What it steers by: methods of one family share a colour."""
    moved_by: MovedBy
    """Who moves the weights; under `hypervolume` they stay and what is learnt from is multiplied."""
    needs_gradients: bool
    """Whether it looks at the gradient of each objective."""
    is_linear: bool
    """Whether the scalar reward is the weighted sum of the rewards."""
    nominal: str
    """What the nominal weights are, as a subtitle."""
    explained_by: PerObjective | Scalar | None
    """The metric that it goes by; None where no number does."""
    follows_from: PerObjective | Scalar | None
    """A metric that the other follows from."""
    when_to_use: str
    """When to choose it, in one sentence."""
    cost: str
    """What it takes compared with fixed weights, in words."""


class _Methods(TypedDict):
    """One method for each type of weighting."""

    fixed: Method
    scheduled: Method
    hypervolume: Method
    gradient: Method
    ctwa: Method
    saw: Method
    tchebycheff: Method
    smooth_tchebycheff: Method
    lagrangian: Method
    mgda: Method
    gradnorm: Method
    pama: Method
    hvo: Method
    manual: Method


BY_TYPE: _Methods = {
    "fixed": Method(
        title="Fixed weights",
        family="preference",
        moved_by="nobody",
        needs_gradients=False,
        is_linear=True,
        nominal="nominal: the preference, which this method keeps",
        explained_by=None,
        follows_from=None,
        when_to_use="Use it as the baseline, or when you know what each objective is worth to you.",
        cost="the least of all",
    ),
    "scheduled": Method(
        title="Scheduled weights",
        family="preference",
        moved_by="schedule",
        needs_gradients=False,
        is_linear=True,
        nominal="nominal: as planned",
        explained_by=None,
        follows_from=None,
        when_to_use="Use it when the policy shall learn one objective first and others later.",
        cost="no more than fixed weights",
    ),
    "hypervolume": Method(
        title="Hypervolume-guided",
        family="hypervolume",
        moved_by="hypervolume",
        needs_gradients=False,
        is_linear=True,
        nominal="nominal: the preference; a multiplier pushes while the hypervolume grows",
        explained_by=keys.HYPERVOLUME_MULTIPLIER,
        follows_from=keys.CONTRIBUTION,
        when_to_use="Use it when you have a preference and want more push while the front still grows.",
        cost="frequent evaluations, each of which sets the multiplier anew",
    ),
    "gradient": Method(
        title="Gradient-based",
        family="gradients",
        moved_by="gradients",
        needs_gradients=True,
        is_linear=True,
        nominal="nominal: what the method sets",
        explained_by=keys.INFLUENCE,
        follows_from=keys.GRADIENT_NORM,
        when_to_use="Use it when you have no preference and want weights on objectives whose gradients help the others too.",
        cost="one more backward pass per objective, or one backward and one forward pass in all with directional influence",
    ),
    "ctwa": Method(
        title="Covariance targets (CTWA)",
        family="rewards",
        moved_by="rewards",
        needs_gradients=False,
        is_linear=True,
        nominal="nominal: raised where covariance is missing",
        explained_by=keys.MISSING_COVARIANCE,
        follows_from=keys.AVERAGE_COVARIANCE,
        when_to_use="Use it when some objective is drowned by the others and every one shall keep improving.",
        cost="no more than fixed weights",
    ),
    "saw": Method(
        title="Stage-aware weights (SAW)",
        family="rewards",
        moved_by="rewards",
        needs_gradients=False,
        is_linear=True,
        nominal="nominal: shares of spread over mean",
        explained_by=keys.DISPERSION,
        follows_from=None,
        when_to_use="Use it when objectives are learnt at different speeds and those already learnt shall make room.",
        cost="no more than fixed weights",
    ),
    "tchebycheff": Method(
        title="Tchebycheff",
        family="ideal point",
        moved_by="nobody",
        needs_gradients=False,
        is_linear=False,
        nominal="nominal: the preference; only the worst weighted shortfall of a completion counts",
        explained_by=keys.BOTTLENECK,
        follows_from=keys.IDEAL,
        when_to_use="Use it to reach trade-offs on a front that bulges inwards, which no weighted sum finds.",
        cost="no more than fixed weights",
    ),
    "smooth_tchebycheff": Method(
        title="Smooth Tchebycheff",
        family="ideal point",
        moved_by="nobody",
        needs_gradients=False,
        is_linear=False,
        nominal="nominal: the preference; the worst weighted shortfalls of a completion count most",
        explained_by=keys.BOTTLENECK,
        follows_from=keys.IDEAL,
        when_to_use="Use it as Tchebycheff, when objectives near the worst shall count too and training shall be calmer.",
        cost="no more than fixed weights",
    ),
    "lagrangian": Method(
        title="Lagrangian constraints",
        family="rewards",
        moved_by="rewards",
        needs_gradients=False,
        is_linear=True,
        nominal="nominal: multipliers over their sum",
        explained_by=keys.MULTIPLIER,
        follows_from=keys.MISSING,
        when_to_use="Use it when one objective matters and the others must only not fall below a threshold.",
        cost="no more than fixed weights",
    ),
    "mgda": Method(
        title="Multiple-gradient descent (MGDA)",
        family="gradients",
        moved_by="gradients",
        needs_gradients=True,
        is_linear=True,
        nominal="nominal: of the shortest common gradient",
        explained_by=keys.GRADIENT_NORM,
        follows_from=keys.COMMON_GRADIENT_NORM,
        when_to_use="Use it when no objective may get worse, even if all then improve slowly.",
        cost="one more backward pass per objective",
    ),
    "gradnorm": Method(
        title="GradNorm",
        family="gradients",
        moved_by="gradients",
        needs_gradients=True,
        is_linear=True,
        nominal="nominal: evens out weighted gradients",
        explained_by=keys.PACE,
        follows_from=keys.GRADIENT_NORM,
        when_to_use="Use it when all objectives shall be learnt at a like pace.",
        cost="one more backward pass per objective",
    ),
    "pama": Method(
        title="Pareto alignment (PAMA)",
        family="rewards",
        moved_by="rewards",
        needs_gradients=False,
        is_linear=True,
        nominal="nominal: of the smallest common advantage",
        explained_by=keys.POSITIVE_ADVANTAGE,
        follows_from=None,
        when_to_use="Use it as MGDA, when the policy is too large for a gradient per objective.",
        cost="no more than fixed weights",
    ),
    "hvo": Method(
        title="Hypervolume reward (HVO)",
        family="hypervolume",
        moved_by="nobody",
        needs_gradients=False,
        is_linear=False,
        nominal="equal: this method has no weights, its reward is a product; see the effective ones",
        explained_by=keys.FLOOR,
        follows_from=None,
        when_to_use="Use it when you have no preference and each completion shall be good in every objective.",
        cost="no more than fixed weights",
    ),
    "manual": Method(
        title="Moved by hand",
        family="preference",
        moved_by="person",
        needs_gradients=False,
        is_linear=True,
        nominal="nominal: as a person sets them",
        explained_by=None,
        follows_from=None,
        when_to_use="Use it when you want to watch the run and set the weights while it trains.",
        cost="no more than fixed weights",
    ),
}
"""The facts by type of weighting; the type checker asks for all of them."""

METHODS = cast("Mapping[str, Method]", BY_TYPE)
"""The same for types that are plain text, such as those of stored runs, some of which may be no weighting."""


def method_of(weighting: Weighting) -> Method:
    """Returns the facts about a weighting."""
    return BY_TYPE[weighting.type]
