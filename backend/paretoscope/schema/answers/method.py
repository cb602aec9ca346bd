"""Answers about the weighting methods."""

from paretoscope.schema.answers.base import Answer
from paretoscope.schema.methods import Family, MovedBy


class MethodView(Answer):
    """A weighting method."""

    type: str
    """Type of the weighting in a run config."""
    title: str
    """Name of the method."""
    family: Family
    """What the method is based on; methods of one family share a colour."""
    moved_by: MovedBy
    """What moves the weights. With `hypervolume`, they are constant and the advantages are multiplied."""
    needs_gradients: bool
    """Whether it needs the gradient of each objective."""
    is_linear: bool
    """Whether the scalar reward is the weighted sum of the rewards."""
    nominal: str
    """What the nominal weights of the method are."""
    explained_by: str | None
    """Pattern of the metric that explains its moves; null if there is none."""
    follows_from: str | None
    """Pattern of the metric from which that one is computed; null if there is none."""
    when_to_use: str
    """When to use it, in one sentence."""
    cost: str
    """Cost compared with fixed weights, in words."""


class MethodsAnswer(Answer):
    """All weighting methods."""

    methods: list[MethodView]
    """The methods, in the order in which they are shown."""
