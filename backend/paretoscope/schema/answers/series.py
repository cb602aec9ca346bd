"""Metrics of a run over steps."""

from paretoscope.schema.answers.base import Answer


class SeriesView(Answer):
    """A metric of a run, folded to an envelope where it has more points than asked for."""

    key: str
    """Metric key, `area/what[/part]`."""
    unit: str
    """Unit of the values; empty for a plain number."""
    total: int
    """Number of stored points between the steps asked for."""
    steps: list[int]
    """Last step of each bucket, increasing. The first and the last point are always among them."""
    min: list[float | None]
    """Least value of each bucket; null for a gap."""
    max: list[float | None]
    """Greatest value of each bucket."""
    last: list[float | None]
    """Last value of each bucket."""


class SeriesAnswer(Answer):
    """Metrics of a run."""

    series: list[SeriesView]
    """In the order asked for; a key without points has empty lists."""


class SeriesKey(Answer):
    """A metric that a run has reported."""

    key: str
    """Metric key."""
    unit: str
    """Unit of its values."""
    count: int
    """Number of points."""
    last: float | None
    """Value at the last step."""
    min: float | None
    """Least value."""
    max: float | None
    """Greatest value."""
    last_step: int
    """Last step with a point."""


class SeriesKeys(Answer):
    """Metrics that a run has reported."""

    keys: list[SeriesKey]
    """In alphabetical order."""
