"""Figures, and which there are."""

from typing import Any

from paretoscope.schema.answers.base import Answer


class Figure(Answer):
    """A figure as Plotly draws it."""

    data: list[dict[str, Any]]
    """Traces; `meta.key` names the series a live record extends, `customdata` holds run and step of each point."""
    layout: dict[str, Any]
    """Layout; `meta` holds title, subtitle, note and how many of how many points are drawn."""


class FigureInfo(Answer):
    """A figure that can be drawn."""

    name: str
    """Name of the figure in its address."""
    description: str
    """What it shows."""
    many: bool
    """Whether it shows several runs at once."""
    options: dict[str, Any]
    """JSON Schema of its options, which are query parameters."""


class FigureList(Answer):
    """The figures that can be drawn."""

    figures: list[FigureInfo]
    """In the order of a run's page."""
