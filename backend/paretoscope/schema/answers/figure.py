"""Answers with figures, and the list of figures."""

from typing import Any

from paretoscope.schema.answers.base import Answer


class Figure(Answer):
    """A figure as Plotly JSON."""

    data: list[dict[str, Any]]
    """Traces. Live records of `meta.key` extend a trace; `customdata` holds run and step of each point."""
    layout: dict[str, Any]
    """Layout; `meta` holds title, subtitle, note, and the numbers of drawn points and of all points."""


class FigureInfo(Answer):
    """A figure that can be drawn."""

    name: str
    """Name of the figure in its URL."""
    description: str
    """One sentence on what it shows."""
    many: bool
    """Whether it shows several runs together."""
    series: list[str]
    """Prefixes of metric keys. If a run has reported none of these metrics, its figure is empty. May be an empty list."""
    options: dict[str, Any]
    """JSON Schema of its options, which are query parameters."""


class FigureList(Answer):
    """The figures that can be drawn."""

    figures: list[FigureInfo]
    """The figures, in the order of a run's page."""
