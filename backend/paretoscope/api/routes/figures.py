"""Figures as Plotly JSON, drawn by the same functions that a notebook calls."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

import orjson
from fastapi import APIRouter, Path, Query, Request, Response

from paretoscope.api.http import examples
from paretoscope.api.http.comparison_query import Baseline, ByFields, ChangedSelection, ComparedView
from paretoscope.api.http.dependencies import UsesServices
from paretoscope.api.http.responses import answers
from paretoscope.figures import FIGURES, FigureOptionError, FigureSpec
from paretoscope.pareto.axes import NothingSharedError
from paretoscope.pareto.run_data import RunData
from paretoscope.pareto.view import View, ViewError
from paretoscope.runs.read.figure_data import in_groups, load_runs
from paretoscope.runs.read.sampling import compared_runs
from paretoscope.runs.read.selection import cannot_be_used
from paretoscope.runs.refusals import InvalidError, NotFoundError
from paretoscope.schema.answers.figure import Figure, FigureInfo, FigureList

router = APIRouter(prefix="/api", tags=["figures"])

OF_VIEW = ("split", "steps", "reference_point", "scale")
OF_GROUPS = ("by", "baseline", "color_by")
RESERVED = frozenset({"run", "sweep", "tag", "q", "theme", "points", *OF_VIEW, *OF_GROUPS})


@router.get("/figures", summary="List figures", responses=answers(examples.FIGURES))
def get_figures() -> FigureList:
    """Lists the figures and their options."""
    return FigureList(
        figures=[
            FigureInfo(
                name=spec.name,
                description=spec.description,
                many=spec.many,
                series=list(spec.needed),
                options=spec.schema(),
            )
            for spec in FIGURES.values()
        ]
    )


@router.get("/figures/{name}", summary="Draw a figure", response_model=Figure, responses=answers(examples.FIGURE, 404))
def get_figure(
    *,
    name: Annotated[str, Path(description="Name of the figure.", max_length=100)],
    request: Request,
    response: Response,
    services: UsesServices,
    run_ids: ChangedSelection,
    view: ComparedView,
    theme: Annotated[Literal["light", "dark"], Query(description="Colours.")] = "light",
    points: Annotated[int, Query(description="Largest number of points per trace.", ge=2, le=20_000)] = 500,
    by: ByFields = [],  # noqa: B006 - FastAPI copies it
    baseline: Baseline = None,
    color_by: Annotated[
        str | None,
        Query(
            description="Field of whose values each has a colour; if left out, each group has its own.", max_length=200
        ),
    ] = None,
) -> Response:
    """Draws a figure of one run, of several, or of groups of runs. Other query parameters are the figure's options.

    Split, steps, reference point and scale are for figures of points on common axes, fields and baseline for figures
    of groups. Of more than 300 runs, some are drawn evenly from the groups, and the note of the figure says so.
    """
    spec = _spec(name)
    _refuse_unused(spec, request.query_params)
    with services.database.read() as session:
        rows = compared_runs(session, run_ids, by)
        runs = load_runs(session, rows, spec.prefixes, points, view.split)
    if spec.grouped:
        runs = in_groups(rows, runs, by, baseline, color_by)
    options = {key: value for key, value in request.query_params.items() if key not in RESERVED}
    figure = _noted(_drawn(spec, runs, theme, options, view), len(rows), len(run_ids))
    return Response(orjson.dumps(figure), media_type="application/json", headers=dict(response.headers))


def _refuse_unused(spec: FigureSpec, given: Mapping[str, str]) -> None:
    """Refuses parameters that would change nothing.

    Raises:
        InvalidError: there is one.
    """
    if not spec.grouped and (unused := next((one for one in OF_GROUPS if one in given), None)):
        raise _refused(spec.name, unused, f"The figure '{spec.name}' shows no groups of runs.")
    if not spec.measured and (unused := next((one for one in OF_VIEW if one in given), None)):
        raise _refused(spec.name, unused, f"The figure '{spec.name}' does not measure points on common axes.")


def _drawn(
    spec: FigureSpec, runs: Sequence[RunData], theme: str, options: Mapping[str, str], view: View
) -> dict[str, Any]:
    try:
        return spec.figure(runs, theme, options, view)
    except FigureOptionError as error:
        raise _refused(spec.name, error.option, str(error)) from error
    except NothingSharedError as error:
        raise _refused(spec.name, "run", str(error)) from error
    except ViewError as error:
        raise cannot_be_used(error) from error


def _noted(figure: dict[str, Any], shown: int, chosen: int) -> dict[str, Any]:
    """Returns the figure with a sentence about runs that were not drawn, if there are any."""
    if shown == chosen:
        return figure
    meta = figure["layout"]["meta"]
    words = f"{shown:,} of {chosen:,} runs, the same number from each group where it has so many."
    noted = {**meta, "note": f"{meta['note']} {words}".strip()}
    return {**figure, "layout": {**figure["layout"], "meta": noted}}


def _spec(name: str) -> FigureSpec:
    if name not in FIGURES:
        raise NotFoundError(
            "Figure not found", f"There is no figure '{name}'.", f"Choose one of: {', '.join(FIGURES)}."
        )
    return FIGURES[name]


def _refused(name: str, option: str, why: str) -> InvalidError:
    return InvalidError(
        "The figure cannot be drawn with these options",
        why,
        f"GET /api/figures lists the options of '{name}'.",
        option,
    )
