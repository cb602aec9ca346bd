"""Turns what a sweep varies into its cells, each with new values by dotted path."""

import json
import math
import random
from collections.abc import Iterable, Sequence
from itertools import product

from paretoscope.runs.refusals import InvalidError
from paretoscope.schema.config_paths import TAGS, with_value
from paretoscope.schema.default_types import with_default_types
from paretoscope.schema.sweeps import Overrides, Range, SweepDefinition
from paretoscope.sweeps.preferences import with_own_preference, with_preference_of

ATTEMPTS_PER_DRAW = 100


def overrides_of(definition: SweepDefinition) -> list[Overrides]:
    """Returns the overrides of all cells, in the order in which they are trained. In mode `ols`, cells come later.

    Raises:
        InvalidError: fewer different cells can be drawn than are asked for.
    """
    fields = [axis.field for axis in definition.axes]
    match definition.mode:
        case "grid":
            rows = product(*(axis.values for axis in definition.axes))
            return _told_apart(dict(zip(fields, row, strict=True)) for row in rows)
        case "zip":
            columns = zip(*(axis.values for axis in definition.axes), strict=True)
            return _told_apart(dict(zip(fields, row, strict=True)) for row in columns) or [{}]
        case "list":
            return [dict(cell) for cell in definition.cells]
        case "random":
            return _drawn(definition)
        case "ols":
            return []


def _told_apart(cells: Iterable[Overrides]) -> list[Overrides]:
    """Returns cells with their own preferences; those that have none are equal for all preferences, and kept once."""
    found, known = [], set()
    for cell in cells:
        own = with_own_preference(cell)
        if own is cell or _key(own) not in known:
            found.append(own)
        known.add(_key(own))
    return found


def new_overrides(before: Sequence[Overrides], definition: SweepDefinition) -> list[Overrides]:
    """Returns the overrides of the cells that an extended definition has and its sweep does not have yet."""
    known = {_key(overrides) for overrides in before}
    return [overrides for overrides in overrides_of(definition) if _key(overrides) not in known]


def applied(base: dict[str, object], overrides: Overrides) -> dict[str, object]:
    """Returns the config of a cell, not yet validated and without a name.

    Whole sections are set before their types, and types before other fields, because another type replaces the rest of
    its section. Only the preference stays, under the name that the other type has for it.
    """
    start = with_default_types({name: value for name, value in base.items() if name != "name"}, overrides)
    config = start
    for field in sorted(overrides, key=_rank):
        config = with_value(config, field, overrides[field])
    return with_preference_of(start, config)


def _rank(field: str) -> float:
    parts = field.split(".")
    return len(parts) - 0.5 if parts[-1] in TAGS else len(parts)


def _drawn(definition: SweepDefinition) -> list[Overrides]:
    source = random.Random(definition.draw_seed)
    wanted = definition.draws or 0
    found: dict[str, Overrides] = {}
    for _ in range(wanted * ATTEMPTS_PER_DRAW):
        drawn: Overrides = {axis.field: source.choice(axis.values) for axis in definition.axes}
        drawn |= {one.field: _number(one, source) for one in definition.ranges}
        drawn = with_own_preference(drawn)
        found.setdefault(_key(drawn), drawn)
        if len(found) == wanted:
            return list(found.values())
    raise InvalidError(
        "There are too few cells to draw",
        f"{wanted} different cells were asked for, but only {len(found)} were found.",
        "Lower draws, widen the ranges, or use the mode grid.",
        "draws",
    )


def _number(one: Range, source: random.Random) -> float | int:
    low, high = one.low, one.high
    drawn = low * (high / low) ** source.random() if one.scale == "log" else source.uniform(low, high)
    if one.integer:
        return min(max(round(drawn), math.ceil(low)), math.floor(high))
    return min(max(float(f"{drawn:.6g}"), low), high)


def _key(overrides: Overrides) -> str:
    return json.dumps(overrides, sort_keys=True)
