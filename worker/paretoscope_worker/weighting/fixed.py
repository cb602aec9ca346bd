"""Linear scalarisation with the user's preference, which is the baseline."""

from paretoscope_worker.weighting.method import WeightingMethod


class Fixed(WeightingMethod):
    """The weights are the preference and never move."""
