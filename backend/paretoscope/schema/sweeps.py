"""A sweep as data: a base config, what varies, and with which seeds."""

import json
import math
from collections.abc import Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from paretoscope.schema.base import Section, refuse
from paretoscope.schema.known_fields import is_field
from paretoscope.schema.run_config import MAX_NAME
from paretoscope.schema.tags import Tags

MAX_RUNS = 10_000
MAX_SEEDS = 1000
MAX_PRIORITY = 1000

Mode = Literal["grid", "zip", "list", "random", "ols"]
Seed = Annotated[int, Field(ge=0, le=2**31 - 1)]
FieldPath = Annotated[str, Field(min_length=1, max_length=200)]
Priority = Annotated[int, Field(ge=-MAX_PRIORITY, le=MAX_PRIORITY)]
Overrides = dict[str, Any]
"""New values by dotted path of their field."""

_EXAMPLE: dict[str, Any] = {
    "name": "fixed or gradient",
    "base": {
        "policy": {"model": "arithmetic-small"},
        "task": {"type": "arithmetic"},
        "objectives": [{"type": "accuracy"}, {"type": "conciseness"}],
    },
    "axes": [{"field": "weighting.type", "values": ["fixed", "gradient"]}],
    "seeds": [0, 1, 2],
}


class Axis(Section):
    """A field of the run config that varies, with its values."""

    field: FieldPath
    """Dotted path of the field, such as `weighting.type`."""
    values: list[Any] = Field(min_length=1, max_length=MAX_RUNS)
    """Its values; a value may be a whole section."""


class Range(Section):
    """A field of the run config that is drawn at random, with its bounds."""

    field: FieldPath
    """Dotted path of the field, such as `optimizer.learning_rate`."""
    low: float
    """Smallest value that may be drawn."""
    high: float
    """Largest value that may be drawn."""
    scale: Literal["linear", "log"] = "linear"
    """Whether values are spread evenly over the numbers or over their logarithms."""
    integer: bool = False
    """Whether only whole numbers are drawn."""


class LinearSupport(Section):
    """How optimistic linear support chooses preferences."""

    tolerance: float = Field(default=0.02, ge=0.0, le=1.0)
    """The sweep ends once no preference can improve by more than this share of the range of the values found."""
    max_cells: int = Field(default=20, ge=1, le=200)
    """Largest number of preferences to try."""
    parallel: int = Field(default=1, ge=1, le=100)
    """Largest number of preferences to try at the same time. More than one keeps more workers busy, but may try some that the results of the others would have ruled out."""
    split: Literal["validation", "test"] = "validation"
    """Split whose last evaluation is the value of a preference."""


class SweepDefinition(Section):
    """What the runs of a sweep are: everything but its name and its place in the queue."""

    base: dict[str, Any] = Field(max_length=100)
    """The run config that all runs start from; its `name` is not used, because runs are named after what differs."""
    mode: Mode = "grid"
    """How cells are made: `grid` combines all values of all axes, `zip` takes the axes in step, `list` takes the given cells, `random` draws them, and `ols` finds preferences by optimistic linear support while runs finish."""
    axes: list[Axis] = Field(default_factory=list, max_length=20)
    """The fields that vary, with their values; `random` chooses one value of each for every draw."""
    ranges: list[Range] = Field(default_factory=list, max_length=20)
    """For `random`: the fields that are drawn between bounds."""
    cells: list[Overrides] = Field(default_factory=list, max_length=MAX_RUNS)
    """For `list`: the cells, each with new values by dotted path."""
    draws: int | None = Field(default=None, ge=1, le=MAX_RUNS)
    """For `random`: number of cells to draw."""
    draw_seed: int = Field(default=0, ge=0, le=2**31 - 1)
    """For `random`: seed of the draws; the same seed draws the same cells."""
    linear_support: LinearSupport | None = None
    """For `ols`: when it ends and what it measures; if left out, with the defaults."""
    seeds: list[Seed] | None = Field(default=None, min_length=1, max_length=MAX_SEEDS)
    """Seeds of the runs of each cell; if left out, the seed of the base alone."""
    tags: Tags = Field(default_factory=list)
    """Tags of all its runs, including those that are added later."""

    @property
    def all_seeds(self) -> list[int]:
        """The seeds of each cell: those given, else that of the base."""
        if self.seeds is not None:
            return self.seeds
        seed = self.base.get("seed", 0)
        return [seed] if isinstance(seed, int) else [0]

    @property
    def number_of_cells(self) -> int:
        """Number of cells; for `ols`, the largest that is possible."""
        lengths = [len(axis.values) for axis in self.axes]
        match self.mode:
            case "grid":
                return math.prod(lengths)
            case "zip":
                return lengths[0] if lengths else 1
            case "list":
                return len(self.cells)
            case "random":
                return self.draws or 0
            case "ols":
                return (self.linear_support or LinearSupport()).max_cells


class CheckedDefinition(SweepDefinition):
    """A definition whose parts fit together. Stored ones are not checked again, as fields of run configs may change."""

    @model_validator(mode="after")
    def _parts_fit_the_mode(self) -> Self:
        for name, modes in _MODES_OF.items():
            if self.mode not in modes and getattr(self, name):
                refuse(name, f"The mode {self.mode} has no {name}. Leave it out, or choose the mode {modes[0]}.")
        if self.mode == "list" and not self.cells:
            refuse("cells", "A list needs at least one cell. Give the cells, or choose another mode.")
        if self.mode == "random" and self.draws is None:
            refuse("draws", "The number of draws is missing. Give draws, such as 20.")
        if self.mode == "random" and not self.axes and not self.ranges:
            refuse("ranges", "There is nothing to draw. Give ranges or axes.")
        if self.mode == "zip" and len({len(axis.values) for axis in self.axes}) > 1:
            lengths = ", ".join(f"{axis.field} has {len(axis.values)}" for axis in self.axes)
            refuse(
                "axes", f"In mode zip all axes need equally many values, but {lengths}. Make them equal, or use grid."
            )
        return self

    @model_validator(mode="after")
    def _fields_may_vary(self) -> Self:
        check_fields([(f"axes.{at}.field", axis.field) for at, axis in enumerate(self.axes)])
        check_fields([(f"ranges.{at}.field", one.field) for at, one in enumerate(self.ranges)])
        for at, cell in enumerate(self.cells):
            check_fields([(f"cells.{at}.{field}", field) for field in cell])
        fields = [axis.field for axis in self.axes] + [one.field for one in self.ranges]
        for field in fields:
            if fields.count(field) > 1:
                refuse("axes", f"The field {field} varies twice. Put all its values into one axis.")
        return self

    @model_validator(mode="after")
    def _values_differ(self) -> Self:
        for at, axis in enumerate(self.axes):
            # In mode zip it is the combination of values that must differ.
            if self.mode != "zip":
                _check_distinct(f"axes.{at}.values", axis.values)
        if self.mode == "zip" and self.axes:
            _check_distinct("axes", [list(row) for row in zip(*(axis.values for axis in self.axes), strict=True)])
        _check_distinct("cells", self.cells)
        _check_distinct("seeds", self.seeds or [])
        return self

    @model_validator(mode="after")
    def _ranges_are_ranges(self) -> Self:
        for at, one in enumerate(self.ranges):
            if one.low >= one.high:
                refuse(f"ranges.{at}.low", f"{one.low:g} is not below high, {one.high:g}. Swap them, or fix the field.")
            if one.scale == "log" and one.low <= 0:
                refuse(f"ranges.{at}.low", f"{one.low:g} has no logarithm. Give a positive low, or use a linear scale.")
            if one.integer and math.ceil(one.low) > math.floor(one.high):
                refuse(f"ranges.{at}.low", f"There is no whole number between {one.low:g} and {one.high:g}.")
        return self

    @model_validator(mode="after")
    def _runs_are_bounded(self) -> Self:
        cells, seeds = self.number_of_cells, len(self.all_seeds)
        if cells * seeds > MAX_RUNS:
            refuse(
                {"list": "cells", "random": "draws", "ols": "linear_support.max_cells"}.get(self.mode, "axes"),
                f"{cells:,} cells with {seeds:,} seeds are {cells * seeds:,} runs, more than the {MAX_RUNS:,} that a sweep may have. Leave values or seeds out, or make several sweeps.",
            )
        return self


class SweepRequest(CheckedDefinition):
    """A sweep to create."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    name: str = Field(min_length=1, max_length=MAX_NAME)
    """Name of the sweep in tables and charts."""
    notes: str = Field(default="", max_length=20_000)
    """Notes about the sweep, as free text."""
    priority: Priority = 0
    """Runs with a higher priority are claimed first."""

    @property
    def definition(self) -> SweepDefinition:
        """What its runs are."""
        return SweepDefinition(**{name: getattr(self, name) for name in SweepDefinition.model_fields})


class SweepExtension(Section):
    """What is added to a sweep. Its cells and runs so far stay as they are."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"seeds": [3, 4]}]})

    seeds: list[Seed] = Field(default_factory=list, max_length=MAX_SEEDS)
    """More seeds for all cells."""
    axes: list[Axis] = Field(default_factory=list, max_length=20)
    """More values of axes that the sweep has; in mode zip, equally many for all axes."""
    cells: list[Overrides] = Field(default_factory=list, max_length=MAX_RUNS)
    """More cells of a list."""
    draws: int = Field(default=0, ge=0, le=MAX_RUNS)
    """Number of further draws of a random sweep."""


class SweepChanges(Section):
    """Changes of a sweep that are possible at any time. Fields that are left out do not change."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"paused": True}]})

    name: str | None = Field(default=None, min_length=1, max_length=MAX_NAME)
    """Name of the sweep in tables and charts."""
    notes: str | None = Field(default=None, max_length=20_000)
    """Notes about the sweep, as free text."""
    priority: Priority | None = None
    """Priority of its queued runs and of runs that are added later."""
    paused: bool | None = None
    """Whether its queued runs wait until the sweep is continued; runs that are training go on."""


_MODES_OF: dict[str, tuple[Mode, ...]] = {
    "axes": ("grid", "zip", "random"),
    "cells": ("list",),
    "ranges": ("random",),
    "draws": ("random",),
    "linear_support": ("ols",),
}


def check_fields(fields: Sequence[tuple[str, str]]) -> None:
    """Refuses fields that no run config has, or that a sweep sets in another way.

    Args:
        fields: where each dotted path stands in the request, and the path.

    Raises:
        PydanticCustomError: what is wrong and what to do instead; its context carries the field of the request.
    """
    for place, field in fields:
        if field == "name":
            refuse(place, "Runs of a sweep are named after what differs, so name cannot vary. Name the sweep instead.")
        if field == "seed":
            refuse(place, "Seeds make replicates, not cells. Give them as seeds, such as [0, 1, 2].")
        if not is_field(field):
            refuse(place, f"Run configs have no field '{field}'. GET /api/schema/run-config lists the fields.")


def _check_distinct(place: str, values: Sequence[Any]) -> None:
    seen: set[str] = set()
    for value in values:
        written = json.dumps(value, sort_keys=True)
        if written in seen:
            refuse(place, f"{written[:100]} is listed twice, which would make the same run twice. List it once.")
        seen.add(written)
