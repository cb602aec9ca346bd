"""Colours of charts and page, in light and dark.

The colour of an objective follows from its place in the config. Runs have other colours, which are used only in
comparisons of runs. Objectives use the Okabe-Ito palette (https://jfly.uni-koeln.de/color/), which colour-blind people
can distinguish.
"""

import colorsys
from dataclasses import dataclass
from typing import Literal

ThemeName = Literal["light", "dark"]


@dataclass(frozen=True)
class Theme:
    """Neutral colours of one theme, which are also those of the page."""

    name: ThemeName
    card: str
    ink: str
    quiet: str
    line: str
    single: str
    """Colour of data that belong to a run and not to an objective, such as its front and hypervolume."""
    fill: float
    """Opacity of an area."""
    wash: float
    """Opacity of a shaded region, and of the band of a series that was put into buckets."""


THEMES: dict[ThemeName, Theme] = {
    "light": Theme("light", "#ffffff", "#1c1c1a", "#6b6a66", "#e6e5e1", "#4c5fd5", 0.28, 0.07),
    "dark": Theme("dark", "#1a1a18", "#ececea", "#96958f", "#2c2b28", "#8a97f2", 0.34, 0.06),
}

OBJECTIVE_COLORS: dict[ThemeName, tuple[str, ...]] = {
    "light": ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9"),
    "dark": ("#4fa3d9", "#f2b84b", "#3cc49a", "#d995bb", "#ec8440", "#7cc5ef"),
}
"""Blue, orange, green, purple, vermilion and sky blue; lighter in the dark theme."""

OBJECTIVE_TEXT_COLORS: dict[ThemeName, tuple[str, ...]] = {
    "light": ("#0068a3", "#a87200", "#00805d", "#a8527f", "#b85100", "#2b7fae"),
    "dark": OBJECTIVE_COLORS["dark"],
}
"""The same hues, dark enough for small text on the card."""

RUN_COLORS: dict[ThemeName, tuple[str, ...]] = {
    "light": (
        *("#4c5fd5", "#c2410c", "#0f766e", "#a21caf", "#a16207"),
        *("#0369a1", "#be123c", "#4d7c0f", "#6d28d9", "#475569"),
    ),
    "dark": (
        *("#9aa5ff", "#ff9b71", "#7fd1ae", "#e7a3d3", "#f2c55c"),
        *("#7cc4f5", "#ff8fa3", "#b5d66b", "#c4a7ff", "#b4bfcc"),
    ),
}

RUN_MARKERS = (
    "circle",
    "square",
    "diamond",
    "triangle-up",
    "cross",
    "triangle-down",
    "x",
    "star",
    "pentagon",
    "hexagon",
)

CONFLICT: dict[ThemeName, tuple[str, str]] = {"light": ("#b91c1c", "#0f766e"), "dark": ("#f87171", "#5eead4")}
"""Colours of conflict and agreement, which no objective has."""

GOLDEN_ANGLE = 0.381966
"""Distance between the hues of successive objectives, as a share of the colour circle."""


def objective_color(index: int, theme: ThemeName) -> str:
    """Returns the colour, ``#rrggbb``, of the objective at `index` in the config; beyond the palette, a further hue."""
    palette = OBJECTIVE_COLORS[theme]
    return palette[index] if index < len(palette) else _hue(index, theme)


def objective_text_color(index: int, theme: ThemeName) -> str:
    """Returns the colour of the objective's name, which has the same hue and is legible as small text."""
    palette = OBJECTIVE_TEXT_COLORS[theme]
    return palette[index] if index < len(palette) else _hue(index, theme)


def run_color(index: int, theme: ThemeName) -> str:
    """Returns the colour, ``#rrggbb``, of the run at `index` of a comparison; the palette repeats after ten runs."""
    palette = RUN_COLORS[theme]
    return palette[index % len(palette)]


def run_marker(index: int) -> str:
    """Returns Plotly's marker symbol of the run at `index` of a comparison; runs of equal colour differ in symbol."""
    return RUN_MARKERS[(index + index // len(RUN_COLORS["light"])) % len(RUN_MARKERS)]


def conflict_scale(theme: Theme) -> list[list[float | str]]:
    """Returns a Plotly colour scale from -1 (conflict) through the faint line colour to 1 (agreement)."""
    against, alike = CONFLICT[theme.name]
    return [[0, against], [0.5, theme.line], [1, alike]]


def alpha(color: str, opacity: float) -> str:
    """Returns `color` as ``rgba()`` with an opacity."""
    red, green, blue = _channels(color)
    return f"rgba({red},{green},{blue},{opacity:g})"


def mix(color: str, other: str, share: float) -> str:
    """Returns `color` mixed with the share (0 to 1) of `other`."""
    pairs = zip(_channels(color), _channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _hue(index: int, theme: ThemeName) -> str:
    lightness = 0.36 if theme == "light" else 0.68
    channels = colorsys.hls_to_rgb(index * GOLDEN_ANGLE % 1.0, lightness, 0.55)
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)
