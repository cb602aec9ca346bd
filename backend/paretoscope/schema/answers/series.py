"""Answers with metrics of a run over steps."""

from paretoscope.schema.answers.base import Answer


class SeriesView(Answer):
    """A metric of a run, put into buckets if it has more points than requested."""

    key: str
    """Metric key, `area/what[/part]`."""
    unit: str
    """Unit of the values; empty for a plain number."""
    total: int
    """Number of stored points between the requested steps."""
    steps: list[int]
    """Last step of each bucket, in ascending order. The first and the last point are always included."""
    min: list[float | None]
    """Smallest value of each bucket; null for a gap."""
    max: list[float | None]
    """Largest value of each bucket; null for a gap."""
    last: list[float | None]
    """Last value of each bucket; null for a gap."""


class SeriesAnswer(Answer):
    """Metrics of a run."""

    series: list[SeriesView]
    """The metrics, in the order of the request; a key without points has empty lists."""


class SeriesKey(Answer):
    """A metric that a run has reported."""

    key: str
    """Metric key."""
    unit: str
    """Unit of its values."""
    count: int
    """Number of points."""
    last: float | None
    """Value at the last step; null for a gap."""
    min: float | None
    """Smallest value; null if all values are gaps."""
    max: float | None
    """Largest value; null if all values are gaps."""
    last_step: int
    """Last step with a point."""


class SeriesKeys(Answer):
    """Metrics that a run has reported."""

    keys: list[SeriesKey]
    """The metrics, in alphabetical order of their keys."""
