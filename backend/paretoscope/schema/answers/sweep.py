"""Answers about sweeps: what they vary, their runs, and how far they have come."""

from datetime import datetime
from typing import Any

from pydantic import Field

from paretoscope.schema.answers.base import Answer
from paretoscope.schema.sweeps import Axis, Mode, SweepDefinition


class SweepCell(Answer):
    """The replicates of one config of a sweep."""

    index: int
    """Position in the sweep, counted from 0; runs are trained in this order."""
    name: str
    """What differs from the other cells, such as `gradient`."""
    overrides: dict[str, Any]
    """New values by dotted path of their field."""
    run_ids: list[str]
    """Ids of its runs, in the order of the seeds."""
    counts: dict[str, int]
    """Number of its runs by status; statuses without runs are left out."""
    step: int
    """Number of policy updates of its runs together."""
    total_steps: int
    """The same once all of them are complete."""
    error: str | None
    """Why the first of its failed or crashed runs ended; null if none did."""


class SweepSummary(Answer):
    """A sweep, as lists show it."""

    id: str
    """Id of the sweep, which is part of its URLs."""
    name: str
    """Name of the sweep in tables and charts."""
    notes: str
    """Notes about the sweep."""
    mode: Mode
    """How its cells are made."""
    created_at: datetime
    """When the sweep was created."""
    axes: list[Axis]
    """The fields that vary, with their values."""
    seeds: list[int]
    """Seeds of the runs of each cell."""
    priority: int
    """Priority of its queued runs."""
    paused: bool
    """Whether its queued runs wait until it is continued."""
    total_cells: int
    """Number of its cells."""
    total_runs: int
    """Number of its runs, without those that were deleted."""
    counts: dict[str, int]
    """Number of its runs by status; statuses without runs are left out."""
    finished: int
    """Number of its runs that have ended."""
    seconds_left: float | None
    """Estimated seconds until all its runs have ended, with the slots of the workers that are alive; null if it is not known."""

    complete: bool
    """Whether all its runs have ended and no more will come."""


class SupportValue(Answer):
    """What the runs of a preference have found."""

    cell: int
    """Index of the cell."""
    weights: dict[str, float]
    """The preference."""
    values: dict[str, float]
    """Mean of each objective over the completed runs, from the reference point in units of the scale of the first run; larger is better."""


class SupportCorner(Answer):
    """A preference that may be tried next."""

    weights: dict[str, float]
    """The preference, one weight per objective."""
    gap: float
    """How much it could improve at most, as a share of the range of the values found."""


class Support(Answer):
    """How far optimistic linear support has come."""

    tolerance: float
    """Gap at which it ends."""
    done: bool
    """Whether it tries no more preferences."""
    reason: str | None = None
    """Why it ended."""
    gap: float | None = None
    """Largest gap of the corners; null before each objective was tried alone."""
    corners: list[SupportCorner] = Field(default_factory=list)
    """Corners of the upper envelope that were not tried, the largest gap first."""
    values: list[SupportValue] = Field(default_factory=list)
    """What was found for the preferences that were tried."""


class Sweep(SweepSummary):
    """A sweep with its definition, its cells and the ids of its runs."""

    definition: SweepDefinition
    """What was asked for, including what was added later."""
    base: dict[str, Any]
    """The run config that all its runs start from."""
    runs: list[str]
    """Ids of its runs, cell by cell in the order of the seeds."""
    cells: list[SweepCell]
    """Its cells, in the order in which they are trained."""
    support: Support | None
    """Corners and gap of optimistic linear support; null in other modes, and before its first runs have ended."""


class SweepsAnswer(Answer):
    """All sweeps."""

    sweeps: list[SweepSummary]
    """The sweeps, the newest first."""


class PlannedCell(Answer):
    """A cell that would be created."""

    index: int
    """Position in the sweep."""
    name: str
    """What differs from the other cells."""
    overrides: dict[str, Any]
    """New values by dotted path of their field."""
    run_names: list[str]
    """Names of its runs."""


class SweepPlan(Answer):
    """What a sweep would create."""

    cells: list[PlannedCell]
    """The cells, in the order in which they would be trained."""
    total_runs: int
    """Number of runs."""
    estimated_seconds: float | None
    """Estimated seconds for all runs, from runs like these and with the slots of the workers that are alive; null without such runs."""
    estimated_tokens: float | None
    """Estimated number of completion tokens of all runs; null without runs like these."""
    compared_runs: int
    """Number of runs like these that the estimates are made from."""
