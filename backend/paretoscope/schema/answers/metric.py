"""Metrics: which there are, and which a run has reported."""

from paretoscope.schema.answers.base import Answer


class MetricView(Answer):
    """A metric that Paretoscope's own training reports."""

    pattern: str
    """Its key, with a name in braces where the name of an objective goes, such as `weight/{objective}`."""
    label: str
    """What a value is called."""
    unit: str
    """Unit of its values; empty for a plain number."""
    meaning: str
    """What a value says."""


class MetricsAnswer(Answer):
    """The metrics that Paretoscope's own training reports."""

    metrics: list[MetricView]
    """Related ones beside each other."""


class RunMetricView(Answer):
    """A metric that a run has reported."""

    key: str
    """Metric key."""
    label: str
    """What a value is called; the key itself for a metric that only another trainer knows."""
    unit: str
    """Unit of its values; empty for a plain number and where it is not known."""
    count: int
    """Number of points."""
    last_step: int
    """Last step with a point."""
    last: float | None
    """Value at that step; null for a gap."""


class RunMetricsAnswer(Answer):
    """The metrics that a run has reported."""

    metrics: list[RunMetricView]
    """In the alphabetical order of their keys."""
