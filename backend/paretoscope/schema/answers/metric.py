"""Answers about metrics: all known ones, and those that a run has reported."""

from paretoscope.schema.answers.base import Answer


class MetricView(Answer):
    """A metric that Paretoscope's own training reports."""

    pattern: str
    """Its key, with a placeholder in braces for the name of an objective, such as `weight/{objective}`."""
    label: str
    """Name of a value, as a noun phrase."""
    unit: str
    """Unit of its values; empty for a plain number."""
    meaning: str
    """Meaning of a value, in one sentence."""


class MetricsAnswer(Answer):
    """The metrics that Paretoscope's own training reports."""

    metrics: list[MetricView]
    """The metrics; related ones follow each other."""


class RunMetricView(Answer):
    """A metric that a run has reported."""

    key: str
    """Metric key."""
    label: str
    """Name of a value; the key itself if the metric is unknown."""
    unit: str
    """Unit of its values; empty for a plain number or if it is not known."""
    count: int
    """Number of points."""
    last_step: int
    """Last step with a point."""
    last: float | None
    """Value at the last step; null for a gap."""


class RunMetricsAnswer(Answer):
    """The metrics that a run has reported."""

    metrics: list[RunMetricView]
    """The metrics, in alphabetical order of their keys."""
