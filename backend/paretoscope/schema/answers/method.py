"""Ways of moving the reward weights."""

from paretoscope.schema.answers.base import Answer
from paretoscope.schema.methods import Family, MovedBy


class MethodView(Answer):
    """A way of moving the reward weights."""

    type: str
    """Type of the weighting in a run config."""
    title: str
    """What it is called."""
    family: Family
    """What it steers by; methods of one family share a colour."""
    moved_by: MovedBy
    """Who moves the weights; under `hypervolume` they stay and what is learnt from is multiplied."""
    needs_gradients: bool
    """Whether it looks at the gradient of each objective."""
    is_linear: bool
    """Whether the scalar reward is the weighted sum of the rewards."""
    nominal: str
    """What the nominal weights are."""
    explained_by: str | None
    """Pattern of the metric that it goes by; null where no number does."""
    follows_from: str | None
    """Pattern of a metric that the other follows from."""
    when_to_use: str
    """When to choose it."""
    cost: str
    """What it takes compared with fixed weights."""


class MethodsAnswer(Answer):
    """The ways of moving the reward weights."""

    methods: list[MethodView]
    """In the order in which they are shown."""
