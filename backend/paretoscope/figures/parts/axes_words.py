"""Texts for the reference point and scale that are shown with every hypervolume."""

from collections.abc import Mapping, Sequence

from paretoscope.pareto.run_data import ObjectiveData, RunData

REFERENCE_NAMES = {"initial": "initial policy", "margin": "initial policy less 10 %"}
MAX_NAMED = 5


def reference_name(run: RunData, shown: Sequence[ObjectiveData] | None = None) -> str:
    """Returns how the reference point was chosen, in words; if it was given, its values for `shown`, or for all."""
    name = REFERENCE_NAMES.get(run.reference_kind or "")
    if name or run.axes is None:
        return name or "as given"
    named = [one for one in (shown or run.objectives) if one.name in run.axes.names]
    return f"as given, {amounts(named, run.axes.reference_point)}"


def left_out_note(left_out: Sequence[str]) -> str:
    """Returns a sentence that names the objectives which a comparison leaves out; empty if there are none."""
    if not left_out:
        return ""
    verb = "is" if len(left_out) == 1 else "are"
    return f"{', '.join(left_out)} {verb} left out, because not all of these runs train it."


def amounts(objectives: Sequence[ObjectiveData], values: Mapping[str, float]) -> str:
    """Returns each objective's value with its unit, such as ``accuracy 1, conciseness 20 tokens``."""
    parts = [_amount(objective, values[objective.name]) for objective in objectives[:MAX_NAMED]]
    if len(objectives) > MAX_NAMED:
        parts.append(f"{len(objectives) - MAX_NAMED} more")
    return ", ".join(parts)


def _amount(objective: ObjectiveData, value: float) -> str:
    unit = "" if objective.unit in ("", "fraction") else f" {objective.unit}"
    return f"{objective.name} {value:.3g}{unit}"
