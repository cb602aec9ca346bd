"""Figures as Plotly JSON, drawn by the same functions that a notebook calls."""

from typing import Annotated, Literal

import orjson
from fastapi import APIRouter, Path, Query, Request, Response

from paretoscope.api.http import examples
from paretoscope.api.http.comparison_query import ByFields
from paretoscope.api.http.dependencies import UsesServices
from paretoscope.api.http.etags import ChangedRuns
from paretoscope.api.http.responses import answers
from paretoscope.figures import FIGURES, FigureOptionError, FigureSpec
from paretoscope.pareto.axes import NothingSharedError
from paretoscope.runs.read.figure_data import in_groups, load_runs
from paretoscope.runs.refusals import InvalidError, NotFoundError
from paretoscope.runs.rows import find_runs
from paretoscope.schema.answers.figure import Figure, FigureInfo, FigureList

router = APIRouter(prefix="/api", tags=["figures"])

RESERVED = frozenset({"run", "theme", "points", "by"})


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
    run_ids: ChangedRuns,
    theme: Annotated[Literal["light", "dark"], Query(description="Colours.")] = "light",
    points: Annotated[int, Query(description="Largest number of points per trace.", ge=2, le=20_000)] = 500,
    by: ByFields = [],  # noqa: B006 - FastAPI copies it
) -> Response:
    """Draws a figure of one run, of several, or of groups of runs. Other query parameters are the figure's options."""
    spec = _spec(name)
    if by and not spec.grouped:
        raise _refused(name, "by", ValueError(f"The figure '{name}' shows no groups of runs."))
    with services.database.read() as session:
        rows = find_runs(session, run_ids)
        runs = load_runs(session, rows, spec.prefixes, points)
    if spec.grouped:
        runs = in_groups(rows, runs, by)
    options = {key: value for key, value in request.query_params.items() if key not in RESERVED}
    try:
        figure = spec.figure(runs, theme, options)
    except FigureOptionError as error:
        raise _refused(name, error.option, error) from error
    except NothingSharedError as error:
        raise _refused(name, "run", error) from error
    return Response(orjson.dumps(figure), media_type="application/json", headers=dict(response.headers))


def _spec(name: str) -> FigureSpec:
    if name not in FIGURES:
        raise NotFoundError(
            "Figure not found", f"There is no figure '{name}'.", f"Choose one of: {', '.join(FIGURES)}."
        )
    return FIGURES[name]


def _refused(name: str, option: str, error: Exception) -> InvalidError:
    return InvalidError(
        "The figure cannot be drawn with these options",
        str(error),
        f"GET /api/figures lists the options of '{name}'.",
        option,
    )
