"""Draws some of many runs, evenly from their groups, so that a comparison of them stays readable and fast."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sqlalchemy.orm import InstrumentedAttribute, Session

from paretoscope.runs.read.grouping import GROUPED_COLUMNS, TAG, group_runs
from paretoscope.runs.rows import find_runs
from paretoscope.store.models import RunRow

MOST_RUNS = 300
"""Runs that are compared at once."""
SEED = 2509
"""The same runs are drawn for every chart and table of a comparison."""


def compared_runs(
    session: Session,
    run_ids: Sequence[str],
    by: Sequence[str],
    most: int = MOST_RUNS,
    columns: Sequence[InstrumentedAttribute[Any]] = (),
) -> list[RunRow]:
    """Returns runs in the order of their ids. Of more than `most` runs, it draws some from each group.

    Each group gives the same number of runs, or all of its runs if it has fewer.

    Args:
        session: a read transaction.
        run_ids: the runs.
        by: dotted fields of the config, `preference` or `tag`; if empty, replicates form a group.
        most: the largest number of runs.
        columns: what is read of the runs now; if empty, everything.

    Raises:
        NotFoundError: a run does not exist.
        InvalidError: no run has one of the fields in `by`.
    """
    if len(run_ids) <= most:
        return find_runs(session, run_ids, columns)
    groups = group_runs(find_runs(session, run_ids, GROUPED_COLUMNS, tags=TAG in by), by)
    drawn = _drawn([[run.id for run in group.runs] for group in groups], most)
    return find_runs(session, [run_id for run_id in run_ids if run_id in drawn], columns)


def shares(sizes: Mapping[int, int], most: int) -> dict[int, int]:
    """Returns how many members each group gives so that there are `most` in total, as equal as the sizes allow."""
    given: dict[int, int] = {}
    left = most
    for done, group in enumerate(sorted(sizes, key=lambda one: sizes[one])):
        given[group] = min(sizes[group], left // (len(sizes) - done))
        left -= given[group]
    return given


def _drawn(groups: Sequence[Sequence[str]], most: int) -> set[str]:
    rng = np.random.default_rng(SEED)
    counts = shares({place: len(group) for place, group in enumerate(groups)}, most)
    return {
        group[member]
        for place, group in enumerate(groups)
        for member in rng.permutation(len(group))[: counts[place]].tolist()
    }
