"""Texts for the reference point and scale that are shown with every hypervolume."""

from collections.abc import Mapping, Sequence

from paretoscope.pareto.run_data import ObjectiveData, RunData

REFERENCE_NAMES = {"initial": "initial policy", "margin": "initial policy less 10 %"}
MAX_NAMED = 5


def reference_name(run: RunData) -> str:
    """Returns how the reference point of a run was chosen, in words."""
    return REFERENCE_NAMES.get(run.reference_kind or "", "as given")


def amounts(objectives: Sequence[ObjectiveData], values: Mapping[str, float]) -> str:
    """Returns each objective's value with its unit, such as ``accuracy 1, conciseness 20 tokens``."""
    parts = [_amount(objective, values[objective.name]) for objective in objectives[:MAX_NAMED]]
    if len(objectives) > MAX_NAMED:
        parts.append(f"{len(objectives) - MAX_NAMED} more")
    return ", ".join(parts)


def _amount(objective: ObjectiveData, value: float) -> str:
    unit = "" if objective.unit in ("", "fraction") else f" {objective.unit}"
    return f"{objective.name} {value:.3g}{unit}"
