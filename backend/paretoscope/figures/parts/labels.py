"""Labels at the right end of lines, instead of a legend. They are moved apart so that they do not overlap."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from paretoscope.figures.parts.template import FONT_SIZE
from paretoscope.figures.parts.text import MAX_LABEL, cut, safe

GAP = 14.0
"""Smallest distance between two labels, in pixels."""
CHARACTER_WIDTH = 6.1
"""Mean width of a character of the label font, in pixels."""
OFFSET = 7
"""Distance of a label from the end of its line, in pixels."""


@dataclass(frozen=True)
class EndLabel:
    """The label at the end of a line."""

    key: str
    """Metric key of the line, so that a live page can move the label."""
    name: str
    y: float
    """End of the line, in the unit of the axis."""
    color: str
    value: str = ""
    """Last value of the line, as text."""

    @property
    def text(self) -> str:
        """Name, which is cut if it is long, and value."""
        return " ".join(filter(None, [cut(self.name), self.value]))


def end_labels(
    labels: Sequence[EndLabel], low: float, high: float, height: float, *, axis: str = "y"
) -> list[dict[str, Any]]:
    """Returns annotations at the right end of the plot.

    Args:
        labels: the labels, in any order.
        low: value at the bottom of the axis.
        high: value at the top of the axis, which may be the smaller one.
        height: height of the axis in pixels. If the plot is taller than this, the labels still do not overlap.
        axis: Plotly id of the value axis.
    """
    kept = sorted(fitting(labels, height), key=lambda label: (label.y - low) / (high - low))
    natural = [(label.y - low) / (high - low) * height for label in kept]
    moved = spread(natural, height)
    return [_annotation(label, at - was, axis) for label, was, at in zip(kept, natural, moved, strict=True)]


def labels_at(ends: Sequence[tuple[float, EndLabel]], span: Sequence[float], height: float) -> list[dict[str, Any]]:
    """Returns annotations to the right of lines that end at different places of a plane.

    Args:
        ends: where each line ends on the horizontal axis, and its label.
        span: values at the bottom and at the top of the vertical axis.
        height: height of the axis in pixels.
    """
    where = {label.key: at for at, label in ends}
    annotations = end_labels([label for _, label in ends], span[0], span[1], height)
    return [{**one, "x": where[one["name"]], "xref": "x"} for one in annotations]


def right_margin(labels: Sequence[EndLabel], least: int = 12) -> int:
    """Returns the right margin in pixels that has room for the longest label."""
    longest = max((len(label.text) for label in labels), default=0)
    return max(least, round(OFFSET + 5 + min(longest, MAX_LABEL + 8) * CHARACTER_WIDTH)) if longest else least


def fitting(labels: Sequence[EndLabel], height: float) -> list[EndLabel]:
    """Returns as many labels as fit into the height, by ascending value; labels in the middle are left out."""
    ordered = sorted(labels, key=lambda label: label.y)
    room = max(int(height // GAP) + 1, 1)
    if len(ordered) <= room:
        return ordered
    chosen = {round(index * (len(ordered) - 1) / max(room - 1, 1)) for index in range(room)}
    return [label for index, label in enumerate(ordered) if index in chosen]


def spread(positions: Sequence[float], height: float, gap: float = GAP) -> list[float]:
    """Moves ascending `positions` to at least `gap` apart and into 0 to `height`, with the least sum of squares.

    This is isotonic regression of ``positions[i] - i * gap`` (pool adjacent violators).
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
