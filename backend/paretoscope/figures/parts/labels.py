"""Names at the right end of lines, in place of a legend: moved apart just enough not to overlap."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from paretoscope.figures.parts.template import FONT_SIZE
from paretoscope.figures.parts.text import MAX_LABEL, cut, safe

GAP = 14.0
"""Least distance between two labels, in pixels."""
CHARACTER_WIDTH = 6.1
"""Mean width of a character of the label font, in pixels."""
OFFSET = 7
"""Distance of a label from the end of its line, in pixels."""


@dataclass(frozen=True)
class EndLabel:
    """A name at the end of a line."""

    key: str
    """Metric key of the line, so that a live page can move the label."""
    name: str
    y: float
    """Where the line ends, in the axis' own unit."""
    color: str
    value: str = ""
    """The line's last value, as text."""

    @property
    def text(self) -> str:
        """Name, cut if long, and value."""
        return " ".join(filter(None, [cut(self.name), self.value]))


def end_labels(
    labels: Sequence[EndLabel], low: float, high: float, height: float, *, axis: str = "y"
) -> list[dict[str, Any]]:
    """Makes annotations at the right end of the plot.

    Args:
        labels: in any order.
        low: value at the foot of the axis.
        high: value at its top.
        height: pixels between them, rather too few than too many: labels then stay apart in a taller plot too.
        axis: Plotly id of the value axis.
    """
    kept = fitting(labels, height)
    natural = [(label.y - low) / (high - low) * height for label in kept]
    moved = spread(natural, height)
    return [_annotation(label, at - was, axis) for label, was, at in zip(kept, natural, moved, strict=True)]


def right_margin(labels: Sequence[EndLabel], least: int = 12) -> int:
    """Right margin, in pixels, that holds the longest label."""
    longest = max((len(label.text) for label in labels), default=0)
    return max(least, round(OFFSET + 5 + min(longest, MAX_LABEL + 8) * CHARACTER_WIDTH)) if longest else least


def fitting(labels: Sequence[EndLabel], height: float) -> list[EndLabel]:
    """As many labels as the height holds, by ascending end; the middle ones give way."""
    ordered = sorted(labels, key=lambda label: label.y)
    room = max(int(height // GAP) + 1, 1)
    if len(ordered) <= room:
        return ordered
    chosen = {round(index * (len(ordered) - 1) / max(room - 1, 1)) for index in range(room)}
    return [label for index, label in enumerate(ordered) if index in chosen]


def spread(positions: Sequence[float], height: float, gap: float = GAP) -> list[float]:
    """Moves ascending `positions` at least `gap` apart and into 0 to `height`, by the least sum of squares.

    Isotonic regression of ``positions[i] - i * gap`` (pool adjacent violators).
    """
    blocks: list[tuple[float, int]] = []
    for index, position in enumerate(positions):
        mean, size = position - index * gap, 1
        while blocks and blocks[-1][0] > mean:
            before, count = blocks.pop()
            mean, size = (before * count + mean * size) / (count + size), count + size
        blocks.append((mean, size))
    levels = [mean for mean, size in blocks for _ in range(size)]
    top = max(height - (len(levels) - 1) * gap, 0.0)
    return [min(max(level, 0.0), top) + index * gap for index, level in enumerate(levels)]


def _annotation(label: EndLabel, shift: float, axis: str) -> dict[str, Any]:
    annotation: dict[str, Any] = {
        "name": label.key,
        "text": safe(label.text),
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": OFFSET,
        "y": label.y,
        "yref": axis,
        "yanchor": "middle",
        "yshift": round(shift, 1),
        "showarrow": False,
        "font": {"size": FONT_SIZE, "color": label.color},
    }
    if cut(label.name) != label.name:
        annotation["hovertext"] = safe(label.name)
    return annotation
