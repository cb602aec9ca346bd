"""Finds the runs that a comparison or a re-evaluation is about: single ones, those of sweeps, and those with tags."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from paretoscope.runs.read.listing import has_tag
from paretoscope.runs.refusals import InvalidError, NotFoundError
from paretoscope.runs.rows import find_runs
from paretoscope.store.models import RunRow, SweepRow


@dataclass(frozen=True)
class Choice:
    """What runs are chosen by. Each run is taken once, whatever chooses it."""

    run_ids: Sequence[str] = ()
    """Ids of runs."""
    sweep_ids: Sequence[str] = ()
    """Ids of sweeps, which stand for all their runs."""
    tags: Sequence[str] = ()
    """Tags, which stand for the runs that have them and are not archived."""


def selected_runs(session: Session, choice: Choice) -> list[RunRow]:
    """Returns the chosen runs, each once, in the order of the request. Only their ids and versions are read now.

    Raises:
        NotFoundError: a run, a sweep or a tag does not exist.
        InvalidError: nothing was chosen.
    """
    if not choice.run_ids and not choice.sweep_ids and not choice.tags:
        raise InvalidError(
            "No runs were chosen",
            "Neither a run nor a sweep nor a tag was given.",
            "Give run=<id>, sweep=<id> or tag=<tag>, which may all be repeated.",
            "run",
        )
    chosen = [
        *choice.run_ids,
        *(run_id for sweep_id in choice.sweep_ids for run_id in _runs_of(session, sweep_id)),
        *(run_id for tag in choice.tags for run_id in _tagged(session, tag)),
    ]
    return find_runs(session, list(dict.fromkeys(chosen)), (RunRow.id, RunRow.version), tags=False)


def _runs_of(session: Session, sweep_id: str) -> Sequence[str]:
    """Returns the ids of a sweep's runs, cell by cell.

    Raises:
        NotFoundError: the sweep does not exist.
    """
    if session.get(SweepRow, sweep_id) is None:
        raise NotFoundError(
            "Sweep not found",
            f"There is no sweep '{sweep_id[:100]}'; it may have been deleted.",
            "Choose a sweep that GET /api/sweeps lists.",
        )
    runs = select(RunRow.id).where(RunRow.sweep_id == sweep_id)
    return session.scalars(runs.order_by(RunRow.sweep_cell, RunRow.created_at, RunRow.id)).all()


def _tagged(session: Session, tag: str) -> Sequence[str]:
    """Returns the ids of the runs with a tag, the oldest first.

    Raises:
        NotFoundError: no run has the tag.
    """
    runs = select(RunRow.id).where(has_tag(tag), RunRow.archived.is_(False))
    found = session.scalars(runs.order_by(RunRow.created_at, RunRow.id)).all()
    if not found:
        raise NotFoundError(
            "Tag not found",
            f"No run that is not archived has the tag '{tag}'.",
            "Choose a tag that GET /api/tags lists.",
        )
    return found
