"""Adds seeds, values, cells and draws to a sweep. Cells and runs that it has already stay as they are."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from paretoscope.runs.refusals import ConflictError, InvalidError
from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.sweeps import Axis, CheckedDefinition, SweepDefinition, SweepExtension
from paretoscope.settings import Settings
from paretoscope.store.models import RunRow, SweepCellRow, SweepRow
from paretoscope.sweeps.cells import new_overrides
from paretoscope.sweeps.creating import add_cells, add_runs
from paretoscope.sweeps.planning import Planned, plan_cells, sources_of
from paretoscope.sweeps.rows import cell_rows, definition_of, lock_sweep


def extend_sweep(
    session: Session, sweep_id: str, extension: SweepExtension, settings: Settings, now: datetime
) -> tuple[SweepRow, list[RunRow]]:
    """Adds to a sweep and returns it with its new runs.

    Raises:
        NotFoundError: the sweep does not exist.
        ConflictError: its cells are found while its runs finish.
        InvalidError: the extension does not fit the sweep.
        InvalidCellError: the config of a new cell is not valid.
        ValidationError: the extended sweep would not be valid.
    """
    sweep = lock_sweep(session, sweep_id)
    before = definition_of(sweep)
    if before.mode == "ols":
        raise ConflictError(
            "The sweep finds its cells itself",
            f"Sweep {sweep.id} chooses its preferences by optimistic linear support.",
            "Make a new sweep with more seeds or a smaller tolerance.",
        )
    after = extended(before, extension)
    rows = cell_rows(session, sweep.id)
    old = _known_cells(session, sweep, before, rows, settings) if extension.seeds else []
    overrides = new_overrides([row.overrides for row in rows], after)
    first = max((row.index for row in rows), default=-1) + 1
    new = plan_cells(after.base, overrides, settings, first=first, taken=[row.name for row in rows])
    runs = add_runs(session, sweep, list(zip(old, sources_of(session, old), strict=True)), extension.seeds, now)
    runs += add_cells(session, sweep, new, after.all_seeds, now)
    sweep.definition = after.model_dump(mode="json")
    return sweep, runs


def _known_cells(
    session: Session, sweep: SweepRow, definition: SweepDefinition, rows: Sequence[SweepCellRow], settings: Settings
) -> list[Planned]:
    """Returns the cells that a sweep has, each with the config of its runs, so that further seeds are replicates.

    The config is planned anew for cells without runs, and where the stored one is no config any more.
    """
    query = select(RunRow.sweep_cell, RunRow.config).where(RunRow.sweep_id == sweep.id)
    stored = {row.sweep_cell: row.config for row in session.execute(query)}
    return [
        Planned(row.index, row.name, row.overrides, _trained(stored.get(row.index)) or cell.config)
        for row, cell in zip(rows, plan_cells(definition.base, [row.overrides for row in rows], settings), strict=True)
    ]


def _trained(config: Mapping[str, Any] | None) -> RunConfig | None:
    try:
        return RunConfig.model_validate(config) if config else None
    except ValidationError:
        return None


def extended(before: SweepDefinition, extension: SweepExtension) -> SweepDefinition:
    """Returns the definition of a sweep with what is added.

    Raises:
        InvalidError: the extension does not fit the sweep, or adds nothing.
        ValidationError: the extended sweep would not be valid.
    """
    if not (extension.seeds or extension.axes or extension.cells or extension.draws):
        raise InvalidError("Nothing is added", "The extension is empty.", "Give seeds, axes, cells or draws.", "seeds")
    if extension.axes and before.mode == "random":
        raise InvalidError(
            "The axes cannot change",
            "Other values would change which cells were drawn.",
            "Give draws, or make a new sweep.",
            "axes",
        )
    changes: dict[str, object] = {"axes": _longer(before.axes, extension.axes)}
    if extension.seeds:
        changes["seeds"] = [*before.all_seeds, *extension.seeds]
    if extension.cells:
        changes["cells"] = [*before.cells, *extension.cells]
    if extension.draws:
        changes["draws"] = (before.draws or 0) + extension.draws
    return CheckedDefinition.model_validate(before.model_dump() | changes)


def _longer(before: list[Axis], more: list[Axis]) -> list[Axis]:
    added = {axis.field: axis.values for axis in more}
    known = [axis.field for axis in before]
    for at, axis in enumerate(more):
        if axis.field not in known:
            raise InvalidError(
                "The sweep has no such axis",
                f"'{axis.field}' does not vary in this sweep; what varies is: {', '.join(known) or 'nothing'}.",
                "Add values to one of its axes, or make a new sweep.",
                f"axes.{at}.field",
            )
    return [Axis(field=axis.field, values=[*axis.values, *added.get(axis.field, [])]) for axis in before]
