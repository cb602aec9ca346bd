"""Colours of the product in light and dark.

Objectives own colours by their order in the config; runs own others, used only where runs are compared.

Objectives take the Okabe-Ito palette (https://jfly.uni-koeln.de/color/), which colour-blind eyes can tell apart.
"""

import colorsys
from dataclasses import dataclass
from typing import Literal

ThemeName = Literal["light", "dark"]


@dataclass(frozen=True)
class Theme:
    """Neutral colours of one theme, the same as the page's."""

    name: ThemeName
    card: str
    ink: str
    quiet: str
    line: str
    single: str
    """Data that belongs to one run and to no objective: its front and its hypervolume."""
    fill: float
    """Opacity of an area."""
    wash: float
    """Opacity of a shaded region and of the band a fold leaves."""


THEMES: dict[ThemeName, Theme] = {
    "light": Theme("light", "#ffffff", "#1c1c1a", "#6b6a66", "#e6e5e1", "#4c5fd5", 0.28, 0.07),
    "dark": Theme("dark", "#1a1a18", "#ececea", "#96958f", "#2c2b28", "#8a97f2", 0.34, 0.06),
}

OBJECTIVE_COLORS: dict[ThemeName, tuple[str, ...]] = {
    "light": ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9"),
    "dark": ("#4fa3d9", "#f2b84b", "#3cc49a", "#d995bb", "#ec8440", "#7cc5ef"),
}
"""Blue, orange, green, purple, vermilion, sky; lightened on dark."""

OBJECTIVE_TEXT_COLORS: dict[ThemeName, tuple[str, ...]] = {
    "light": ("#0068a3", "#a87200", "#00805d", "#a8527f", "#b85100", "#2b7fae"),
    "dark": OBJECTIVE_COLORS["dark"],
}
"""The same hues, dark enough to be read as small text on the card."""

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
"""Against each other and alike; neither is an objective's colour."""

GOLDEN_ANGLE = 0.381966
"""Share of a turn that keeps any number of hues apart."""


def objective_color(index: int, theme: ThemeName) -> str:
    """Colour, ``#rrggbb``, of the objective at `index` in the config's order; beyond the palette, a hue of its own."""
    palette = OBJECTIVE_COLORS[theme]
    return palette[index] if index < len(palette) else _hue(index, theme)


def objective_text_color(index: int, theme: ThemeName) -> str:
    """Colour of the objective's name beside its line: the same hue, legible as small text."""
    palette = OBJECTIVE_TEXT_COLORS[theme]
    return palette[index] if index < len(palette) else _hue(index, theme)


def run_color(index: int, theme: ThemeName) -> str:
    """Colour, ``#rrggbb``, of the run at `index` of a comparison; the palette repeats after ten."""
    palette = RUN_COLORS[theme]
    return palette[index % len(palette)]


def run_marker(index: int) -> str:
    """Plotly marker symbol of the run at `index` of a comparison; shifts against the colours with each repeat."""
    return RUN_MARKERS[(index + index // len(RUN_COLORS["light"])) % len(RUN_MARKERS)]


def conflict_scale(theme: Theme) -> list[list[float | str]]:
    """Plotly colour scale from -1, against each other, through the faint line colour to 1, alike."""
    against, alike = CONFLICT[theme.name]
    return [[0, against], [0.5, theme.line], [1, alike]]


def alpha(color: str, opacity: float) -> str:
    """`color` as ``rgba()`` with an opacity."""
    red, green, blue = _channels(color)
    return f"rgba({red},{green},{blue},{opacity:g})"


def mix(color: str, other: str, share: float) -> str:
    """`color` with `share` (0 to 1) of `other` in it."""
    pairs = zip(_channels(color), _channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _hue(index: int, theme: ThemeName) -> str:
    lightness = 0.36 if theme == "light" else 0.68
    channels = colorsys.hls_to_rgb(index * GOLDEN_ANGLE % 1.0, lightness, 0.55)
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)
