"""The preferences that optimistic linear support tries, as overrides of a run config."""

from collections.abc import Mapping, Sequence
from typing import Any

from paretoscope.runs.refusals import InvalidError
from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.sweeps import Overrides
from paretoscope.schema.weighting import PREFERENCE_FIELDS
from paretoscope.schema.weighting import preference_field as own_field

DIGITS = 6
_PREFERENCE_PATHS = tuple(f"weighting.{name}" for name in PREFERENCE_FIELDS)


def extremes(config: RunConfig, max_cells: int) -> list[Overrides]:
    """Returns one cell per objective, which has all weight; their values bound all others.

    Raises:
        InvalidError: the run has no preference to choose, or fewer cells are allowed than it has objectives.
    """
    names = config.objective_names
    if len(names) < 2:
        raise InvalidError(
            "There is no preference to choose",
            "With a single trained objective, all preferences are the same.",
            "Add an objective to the base, or choose another mode.",
            "objectives",
        )
    if max_cells < len(names):
        raise InvalidError(
            "There are too few cells",
            f"Each of the {len(names)} objectives is tried alone first.",
            f"Give at least {len(names)}.",
            "linear_support.max_cells",
        )
    return [overrides(config, [float(name == chosen) for name in names]) for chosen in names]


def overrides(config: RunConfig, weights: Sequence[float]) -> Overrides:
    """Returns the override that gives a run a preference, one weight per trained objective."""
    rounded = [round(weight, DIGITS) for weight in weights]
    return {preference_field(config): dict(zip(config.objective_names, rounded, strict=True))}


def preference_field(config: RunConfig) -> str:
    """Returns the dotted path of the field that holds a run's preference.

    Raises:
        InvalidError: its weighting has none.
    """
    name = own_field(config.weighting.type)
    if name is not None:
        return f"weighting.{name}"
    raise InvalidError(
        "The weighting has no preference",
        f"The weights of '{config.weighting.type}' cannot be chosen, so there is nothing to find.",
        "Choose a weighting with weights, such as fixed.",
        "weighting.type",
    )


def weights_of(cell: Overrides, config: RunConfig) -> list[float]:
    """Returns the preference of a cell, one weight per trained objective."""
    chosen: Mapping[str, float] = cell[preference_field(config)]
    return [chosen[name] for name in config.objective_names]


def with_own_preference(cell: Overrides) -> Overrides:
    """Returns a cell that varies the type of its weighting with the preference in the field that this type has for it.

    Some types call the preference `weights`, others `initial`; an axis over one of them stands for both. For a type
    without a preference, it is left out.
    """
    given = [path for path in _PREFERENCE_PATHS if path in cell]
    if "weighting.type" not in cell or len(given) != 1:
        return cell
    others = {path: value for path, value in cell.items() if path != given[0]}
    field = own_field(str(cell["weighting.type"]))
    return others if field is None else others | {f"weighting.{field}": cell[given[0]]}


def with_preference_of(base: Mapping[str, Any], config: dict[str, Any]) -> dict[str, Any]:
    """Returns a config whose weighting has another type than that of its base, with the preference of the base.

    Another type replaces the whole section, and some types call the preference `weights`, others `initial`. It is
    carried over if the new section has none, its type has a field for one, and the objectives are the same.
    """
    before, after = base.get("weighting"), config.get("weighting")
    if not isinstance(before, Mapping) or not isinstance(after, Mapping) or after.get("type") == before.get("type"):
        return config
    given = next((before[name] for name in PREFERENCE_FIELDS if before.get(name) is not None), None)
    field = own_field(str(after.get("type")))
    if given is None or field is None or field in after or config.get("objectives") != base.get("objectives"):
        return config
    return config | {"weighting": {**after, field: given}}
