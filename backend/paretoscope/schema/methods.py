"""Facts about each weighting method, for training, figures, API and page."""

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
    """Facts about a weighting method that hold for all its settings."""

    title: str
    """Name of the method in lists."""
    family: Family
    """What the method is based on; methods of one family share a colour."""
    moved_by: MovedBy
    """What moves the weights. With `hypervolume`, they are constant and the advantages are multiplied."""
    needs_gradients: bool
    """Whether it needs the gradient of each objective."""
    is_linear: bool
    """Whether the scalar reward is the weighted sum of the rewards."""
    nominal: str
    """What the nominal weights are, as a subtitle."""
    explained_by: PerObjective | Scalar | None
    """The metric that explains the method; None if there is none."""
    follows_from: PerObjective | Scalar | None
    """The metric from which that one is computed."""
    when_to_use: str
    """When to choose it, in one sentence."""
    cost: str
    """Cost compared with fixed weights, in words."""


class _Methods(TypedDict):
    """One method per type of weighting."""

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
        nominal="nominal: the preference, which is constant",
        explained_by=None,
        follows_from=None,
        when_to_use="Use it as the baseline, or when you know what each objective is worth to you.",
        cost="the lowest of all methods",
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
        when_to_use="Use it when the policy should learn one objective first and others later.",
        cost="no more than fixed weights",
    ),
    "hypervolume": Method(
        title="Hypervolume-guided",
        family="hypervolume",
        moved_by="hypervolume",
        needs_gradients=False,
        is_linear=True,
        nominal="nominal: the preference; a multiplier is larger while the hypervolume grows",
        explained_by=keys.HYPERVOLUME_MULTIPLIER,
        follows_from=keys.CONTRIBUTION,
        when_to_use="Use it when you have a preference and want larger updates while the front still grows.",
        cost="frequent evaluations, because each one sets the multiplier",
    ),
    "gradient": Method(
        title="Gradient-based",
        family="gradients",
        moved_by="gradients",
        needs_gradients=True,
        is_linear=True,
        nominal="nominal: set by the method",
        explained_by=keys.INFLUENCE,
        follows_from=keys.GRADIENT_NORM,
        when_to_use="Use it when you have no preference and want weights on objectives whose gradients help the others too.",
        cost="sketches of the gradients, which add about a fifth to an update and more where prompts are long; exact gradients take one more backward pass per objective",
    ),
    "ctwa": Method(
        title="Covariance targets (CTWA)",
        family="rewards",
        moved_by="rewards",
        needs_gradients=False,
        is_linear=True,
        nominal="nominal: increased for objectives with too little covariance",
        explained_by=keys.MISSING_COVARIANCE,
        follows_from=keys.AVERAGE_COVARIANCE,
        when_to_use="Use it when the other objectives hide one of them and every objective should keep improving.",
        cost="no more than fixed weights",
    ),
    "saw": Method(
        title="Stage-aware weights (SAW)",
        family="rewards",
        moved_by="rewards",
        needs_gradients=False,
        is_linear=True,
        nominal="nominal: proportional to the spread of the rewards divided by their mean",
        explained_by=keys.DISPERSION,
        follows_from=None,
        when_to_use="Use it when objectives are learnt at different speeds and those already learnt should lose weight.",
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
        when_to_use="Use it to reach trade-offs on the non-convex part of a front, which no weighted sum finds.",
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
        when_to_use="Use it like Tchebycheff, when objectives near the worst should count too and training should be smoother.",
        cost="no more than fixed weights",
    ),
    "lagrangian": Method(
        title="Lagrangian constraints",
        family="rewards",
        moved_by="rewards",
        needs_gradients=False,
        is_linear=True,
        nominal="nominal: multipliers divided by their sum",
        explained_by=keys.MULTIPLIER,
        follows_from=keys.MISSING,
        when_to_use="Use it when one objective matters and the others only have to stay above thresholds.",
        cost="no more than fixed weights",
    ),
    "mgda": Method(
        title="Multiple-gradient descent (MGDA)",
        family="gradients",
        moved_by="gradients",
        needs_gradients=True,
        is_linear=True,
        nominal="nominal: those of the shortest common gradient",
        explained_by=keys.GRADIENT_NORM,
        follows_from=keys.COMMON_GRADIENT_NORM,
        when_to_use="Use it when no objective may get worse, even if all of them then improve slowly.",
        cost="sketches of the gradients, which add about a fifth to an update and more where prompts are long",
    ),
    "gradnorm": Method(
        title="GradNorm",
        family="gradients",
        moved_by="gradients",
        needs_gradients=True,
        is_linear=True,
        nominal="nominal: those that make the weighted gradients similar in norm",
        explained_by=keys.PACE,
        follows_from=keys.GRADIENT_NORM,
        when_to_use="Use it when all objectives should be learnt at a similar pace.",
        cost="sketches of the gradients, which add about a fifth to an update and more where prompts are long",
    ),
    "pama": Method(
        title="Pareto alignment (PAMA)",
        family="rewards",
        moved_by="rewards",
        needs_gradients=False,
        is_linear=True,
        nominal="nominal: those of the smallest common advantage",
        explained_by=keys.POSITIVE_ADVANTAGE,
        follows_from=None,
        when_to_use="Use it like MGDA, when the policy is too large for a gradient per objective.",
        cost="no more than fixed weights",
    ),
    "hvo": Method(
        title="Hypervolume reward (HVO)",
        family="hypervolume",
        moved_by="nobody",
        needs_gradients=False,
        is_linear=False,
        nominal="equal: this method has no weights, its reward is a product; see the effective weights",
        explained_by=keys.FLOOR,
        follows_from=None,
        when_to_use="Use it when you have no preference and each completion should be good in every objective.",
        cost="no more than fixed weights",
    ),
    "manual": Method(
        title="Moved by hand",
        family="preference",
        moved_by="person",
        needs_gradients=False,
        is_linear=True,
        nominal="nominal: set by a person",
        explained_by=None,
        follows_from=None,
        when_to_use="Use it when you want to watch the run and set the weights while it trains.",
        cost="no more than fixed weights",
    ),
}
"""The facts by type of weighting; the type checker ensures that no type is missing."""

METHODS = cast("Mapping[str, Method]", BY_TYPE)
"""The same for types that are plain text, such as those of stored runs, which may be unknown."""


def method_of(weighting: Weighting) -> Method:
    """Returns the facts about a weighting."""
    return BY_TYPE[weighting.type]
