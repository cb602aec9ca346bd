"""Answers about groups of the runs in a list."""

from datetime import datetime
from typing import Any

from paretoscope.schema.answers.base import Answer
from paretoscope.schema.answers.objective import ObjectiveView


class Mean(Answer):
    """Mean of a number over the runs that have it."""

    n: int
    """Number of runs with a value."""
    mean: float | None
    """Mean; null without values."""
    standard_error: float | None
    """Standard error of the mean; null with fewer than 2 values."""


class ListedGroup(Answer):
    """Runs with equal values of the chosen fields, as one row of a list."""

    id: str
    """Id of the group; it stays the same while the fields and their values do."""
    label: str
    """The values in words: a sweep by its name, replicates by the name of the newest without its seed."""
    key: dict[str, Any]
    """Values of the chosen fields; empty for replicates."""
    n: int
    """Number of runs."""
    run_ids: list[str]
    """Ids of the runs, the newest first."""
    statuses: dict[str, int]
    """Number of runs by status."""
    step: int
    """Number of policy updates of all runs together."""
    total_steps: int
    """The same once all of them are complete."""
    methods: list[str]
    """How the reward weights move, each method once."""
    estimators: list[str]
    """How rewards become advantages, each estimator once."""
    preference: dict[str, float] | None
    """Reward weights that the runs start with; null if they differ."""
    objectives: dict[str, Mean]
    """Last validation values of each objective, in its own unit."""
    hypervolume: Mean | None
    """Hypervolumes, measured from the runs' own reference point; null if reference points or scales differ."""
    created_at: datetime
    """When the newest run was created."""


class RunGroupsPage(Answer):
    """One page of groups of runs."""

    by: list[str]
    """Fields that the runs are grouped by."""
    groups: list[ListedGroup]
    """The groups, in the requested order."""
    objectives: list[ObjectiveView]
    """Objectives of the runs on all pages."""
    total: int
    """Number of groups on all pages."""
    total_runs: int
    """Number of runs on all pages."""
    next_cursor: str | None
    """Cursor of the next page; null on the last page."""
    hypervolumes_compare: bool
    """Whether all hypervolumes have the same reference point and scale, so that `sort` may be `hypervolume`."""


class RunFields(Answer):
    """Fields that runs can be grouped by."""

    fields: list[str]
    """Dotted paths of config fields of which the runs have several values, the method first; `preference` stands for the reward weights they start with, `tag` for their tags."""
