"""Finds the runs that a comparison or a re-evaluation is about: single ones, or those of sweeps, tags or a query."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from paretoscope.runs.read.listing import has_tag
from paretoscope.runs.read.query.conditions import query_condition
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
    query: str = ""
    """A query, which stands for the runs that match it and are not archived; empty for none."""


def selected_runs(session: Session, choice: Choice) -> list[RunRow]:
    """Returns the chosen runs, each once, in the order of the request. Only their ids and versions are read now.

    Raises:
        NotFoundError: a run, a sweep or a tag does not exist.
        InvalidError: nothing was chosen, the query is none, or no run matches it.
    """
    if not (choice.run_ids or choice.sweep_ids or choice.tags or choice.query):
        raise InvalidError(
            "No runs were chosen",
            "Neither a run nor a sweep, a tag or a query was given.",
            "Give run=<id>, sweep=<id> or tag=<tag>, which may all be repeated, or q=<query>.",
            "run",
        )
    chosen = [
        *choice.run_ids,
        *(run_id for sweep_id in choice.sweep_ids for run_id in _runs_of(session, sweep_id)),
        *(run_id for tag in choice.tags for run_id in _tagged(session, tag)),
        *(_matching(session, choice.query) if choice.query else ()),
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
    found = _listed(session, has_tag(tag))
    if not found:
        raise NotFoundError(
            "Tag not found",
            f"No run that is not archived has the tag '{tag}'.",
            "Choose a tag that GET /api/tags lists.",
        )
    return found


def _matching(session: Session, query: str) -> Sequence[str]:
    """Returns the ids of the runs that match a query, the oldest first.

    Raises:
        InvalidError: the text is no query, or no run matches it.
    """
    found = _listed(session, query_condition(query))
    if not found:
        raise InvalidError(
            "No runs were chosen",
            "No run that is not archived matches the query.",
            "Try it with GET /api/runs?q=, and change it until it lists the runs that you want.",
            "q",
        )
    return found


def _listed(session: Session, condition: ColumnElement[bool]) -> Sequence[str]:
    runs = select(RunRow.id).where(condition, RunRow.archived.is_(False))
    return session.scalars(runs.order_by(RunRow.created_at, RunRow.id)).all()
