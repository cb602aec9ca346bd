"""Formats numbers and names for figures."""

import html
import math
from collections.abc import Sequence

from paretoscope.pareto.run_data import ObjectiveData

MAX_LABEL = 22
MAX_TITLE = 44
"""Largest number of characters of an axis title that fits a narrow card."""
DIGITS = 3


def number(value: float | None, digits: int = DIGITS) -> str:
    """Returns `value` with `digits` significant digits, without an exponent if possible; an en dash for None."""
    if value is None or not math.isfinite(value):
        return "–"
    if value == 0:
        return "0"
    rounded = float(f"{value:.{digits}g}")
    if abs(rounded) >= 1e6 or abs(rounded) < 1e-4:
        return f"{rounded:.{digits}g}"
    decimals = max(digits - 1 - math.floor(math.log10(abs(rounded))), 0)
    return f"{rounded:,.{decimals}f}"


def change(value: float) -> str:
    """Returns the change of a weight with its sign, with three decimals or one significant digit."""
    if abs(value) < 5e-4:
        return f"{value:+.1g}"
    return f"{value:+.3f}".removesuffix("0")


def aligned(values: Sequence[float]) -> list[str]:
    """Returns `values` with as many decimals as the largest needs for three significant digits, for easy comparison."""
    largest = max((abs(value) for value in values), default=0.0)
    if not 1e-4 <= largest < 1e6:
        return [number(value) for value in values]
    decimals = max(DIGITS - 1 - math.floor(math.log10(largest)), 0)
    return [f"{round(value, decimals) or 0.0:.{decimals}f}" for value in values]


def rounded(value: float | None) -> float | None:
    """Returns `value` with five significant digits, which is finer than a pixel; None for a gap."""
    return float(f"{value:.5g}") if value is not None and math.isfinite(value) else None


def cut(name: str, limit: int = MAX_LABEL) -> str:
    """Returns `name`, cut in the middle if it is longer than `limit` characters."""
    if len(name) <= limit:
        return name
    head = limit // 2
    return f"{name[:head].rstrip()}…{name[len(name) - (limit - 1 - head) :].lstrip()}"


def safe(name: str) -> str:
    """Returns `name` with markup and template characters escaped for Plotly."""
    return html.escape(name, quote=False).replace("%{", "%\u200b{")


def sentence_case(name: str) -> str:
    """Returns `name` with a capital first letter, and with spaces instead of separators."""
    words = name.replace("_", " ").replace("-", " ")
    return words[:1].upper() + words[1:]


def phrase(sentence: str) -> str:
    """Returns `sentence` as a subtitle, with a small first letter and without the full stop."""
    return sentence[:1].lower() + sentence[1:].removesuffix(".")


def better(objective: ObjectiveData) -> str:
    """Returns which direction is better, in words; empty if larger is better."""
    if objective.direction == "maximize":
        return ""
    return "fewer is better" if objective.unit == "tokens" else "lower is better"


def quantity(objective: ObjectiveData) -> str:
    """Returns what the objective measures and its unit, such as ``completion length, tokens``."""
    if not objective.unit or objective.unit in objective.axis_label:
        return objective.axis_label or objective.name
    return ", ".join(filter(None, [objective.axis_label, objective.unit]))


def axis_title(objective: ObjectiveData, *, short: bool = False) -> str:
    """Returns the title of the objective's axis with unit and direction; `short` is for vertical or crowded axes."""
    way = better(objective)
    if short:
        return safe(f"{objective.unit}, {way}" if way else _with_unit(objective))
    title = quantity(objective) if way else f"{objective.name}, {quantity(objective)}"
    if len(title) > MAX_TITLE:
        title = _with_unit(objective)
    return safe(title + (f" ({way})" if way else ""))


def _with_unit(objective: ObjectiveData) -> str:
    return ", ".join(filter(None, [cut(objective.name), objective.unit]))
