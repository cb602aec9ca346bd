"""Checks the configs of all cells of a sweep before any run is made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from sqlalchemy.orm import Session

from paretoscope.runs.lifecycle.allowed_paths import settle_paths
from paretoscope.runs.lifecycle.forking import find_source
from paretoscope.runs.refusals import InvalidError, Refusal
from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.sweeps import Overrides, SweepDefinition
from paretoscope.settings import Settings
from paretoscope.store.record_models import CheckpointRow
from paretoscope.sweeps.cells import applied, overrides_of
from paretoscope.sweeps.naming import cell_names
from paretoscope.sweeps.preferences import extremes


class InvalidCellError(Exception):
    """The config of a cell is not valid."""

    def __init__(self, index: int, name: str, cause: ValidationError) -> None:
        super().__init__(f"Cell {index} ({name}): {cause}")
        self.index, self.name, self.cause = index, name, cause


@dataclass(frozen=True)
class Planned:
    """A cell that is to be made."""

    index: int
    name: str
    overrides: Overrides
    config: RunConfig
    """Its config with the seed of the base."""


def plan_sweep(definition: SweepDefinition, settings: Settings) -> list[Planned]:
    """Returns the cells that a new sweep begins with; see `plan_cells`."""
    if definition.mode == "ols":
        config = _config(0, "base", applied(dict(definition.base), {}), settings)
        chosen = extremes(config, definition.number_of_cells)
    else:
        chosen = overrides_of(definition)
    return plan_cells(definition.base, chosen, settings)


def plan_cells(
    base: Mapping[str, Any],
    cells: Sequence[Overrides],
    settings: Settings,
    *,
    first: int = 0,
    taken: Iterable[str] = (),
) -> list[Planned]:
    """Returns the cells with valid configs and settled paths.

    Args:
        base: config that all cells start from.
        cells: overrides of the cells.
        settings: what runs may read.
        first: index of the first of these cells.
        taken: names of cells that the sweep has already.

    Raises:
        InvalidCellError: the config of a cell is not valid.
        InvalidError: a cell reads what it may not.
    """
    names = cell_names(cells, taken)
    return [
        Planned(index, name, overrides, _config(index, name, applied(dict(base), overrides), settings))
        for index, (name, overrides) in enumerate(zip(names, cells, strict=True), first)
    ]


def sources_of(session: Session, cells: Sequence[Planned]) -> list[CheckpointRow | None]:
    """Returns the checkpoint from which each cell starts, if it is a fork.

    Raises:
        ConflictError: the other run cannot be forked now.
        InvalidError: the other run or its checkpoint does not exist, or does not fit.
    """
    found = []
    for cell in cells:
        try:
            found.append(find_source(session, cell.config))
        except Refusal as refusal:
            raise _named(refusal, cell.index, cell.name) from refusal
    return found


def _config(index: int, name: str, data: Mapping[str, Any], settings: Settings) -> RunConfig:
    try:
        config = RunConfig.model_validate(data)
        _refuse_reevaluation(config)
        return settle_paths(config, settings)
    except ValidationError as error:
        raise InvalidCellError(index, name, error) from error
    except Refusal as refusal:
        raise _named(refusal, index, name) from refusal


def _refuse_reevaluation(config: RunConfig) -> None:
    if config.reevaluation is not None:
        raise InvalidError(
            "A sweep makes no re-evaluations",
            "The config evaluates policies of other runs.",
            "Re-evaluate the runs of a sweep with POST /api/reevaluations.",
            "reevaluation",
        )


def _named(refusal: Refusal, index: int, name: str) -> Refusal:
    return type(refusal)(refusal.title, f"Cell {index} ({name}): {refusal.detail}", refusal.instead, refusal.field)
