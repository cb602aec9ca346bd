"""Figures as Plotly JSON, drawn by the same functions that a notebook calls."""

from typing import Annotated, Any, Literal

import orjson
from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict

from paretoscope.api.http import examples
from paretoscope.api.http.dependencies import UsesServices
from paretoscope.api.http.etags import cached, etag_of, has_seen, not_modified
from paretoscope.api.http.responses import answers
from paretoscope.figures import FIGURES, FigureOptionError, FigureSpec
from paretoscope.pareto.axes import NothingSharedError
from paretoscope.runs.read.figure_data import load_run_data
from paretoscope.runs.read.front_views import FrontsAnswer
from paretoscope.runs.read.fronts import read_fronts
from paretoscope.runs.refusals import InvalidError, NotFoundError
from paretoscope.runs.rows import find_runs

router = APIRouter(prefix="/api", tags=["figures"])

MAX_RUNS = 50
RESERVED = frozenset({"run", "theme", "points"})

RunIds = Annotated[
    list[str], Query(alias="run", description="Id of a run; may be repeated.", min_length=1, max_length=MAX_RUNS)
]


class FigureInfo(BaseModel):
    """A figure that can be drawn."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    name: str
    """Its name in the address."""
    description: str
    """What it shows."""
    many: bool
    """Whether it shows several runs at once."""
    series: list[str]
    """Beginnings of metric keys: empty is a figure of a run that has reported none of them. It needs none if empty."""
    options: dict[str, Any]
    """JSON Schema of its options, which are query parameters."""


class FigureList(BaseModel):
    """The figures there are."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    figures: list[FigureInfo]
    """In the order of a run's page."""


class Figure(BaseModel):
    """A figure as Plotly draws it."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    data: list[dict[str, Any]]
    """Traces; `meta.key` names the series a live record extends, `customdata` holds run and step of each point."""
    layout: dict[str, Any]
    """Layout; `meta` holds title, subtitle, note and how many of how many points are drawn."""


@router.get("/figures", summary="List figures", responses=answers(examples.FIGURES))
def get_figures() -> FigureList:
    """Lists the figures and their options."""
    return FigureList(
        figures=[
            FigureInfo(
                name=spec.name,
                description=spec.description,
                many=spec.many,
                series=list(spec.needs or spec.prefixes),
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
    services: UsesServices,
    run_ids: RunIds,
    theme: Annotated[Literal["light", "dark"], Query(description="Colours.")] = "light",
    points: Annotated[int, Query(description="Points a trace has room for.", ge=2, le=20_000)] = 500,
) -> Response:
    """Draws a figure of one run, or of several. Further query parameters are the figure's options."""
    spec = _spec(name)
    with services.database.read() as session:
        rows = find_runs(session, run_ids)
        tag = etag_of(rows)
        if has_seen(request, tag):
            return not_modified(tag)
        runs = [load_run_data(session, row, spec.prefixes, points) for row in rows]
    options = {key: value for key, value in request.query_params.items() if key not in RESERVED}
    try:
        figure = spec.figure(runs, theme, options)
    except FigureOptionError as error:
        raise _refused(name, error.option, error) from error
    except NothingSharedError as error:
        raise _refused(name, "run", error) from error
    return Response(orjson.dumps(figure), media_type="application/json", headers=cached(tag))


@router.get(
    "/fronts",
    summary="Compare fronts",
    response_model=FrontsAnswer,
    responses=answers(examples.FRONTS, 404),
    tags=["evaluations"],
)
def get_fronts(
    request: Request, response: Response, services: UsesServices, run_ids: RunIds
) -> FrontsAnswer | Response:
    """Returns the validation points of several runs, with hypervolumes against one reference point and scale."""
    with services.database.read() as session:
        tag = etag_of(find_runs(session, run_ids))
        if has_seen(request, tag):
            return not_modified(tag)
        response.headers.update(cached(tag))
        return read_fronts(session, run_ids)


def _spec(name: str) -> FigureSpec:
    if name not in FIGURES:
        raise NotFoundError(
            "Figure not found", f"There is no figure '{name}'.", f"Choose one of: {', '.join(FIGURES)}."
        )
    return FIGURES[name]


def _refused(name: str, option: str, error: Exception) -> InvalidError:
    return InvalidError(
        "The figure cannot be drawn so",
        str(error),
        f"GET /api/figures lists the options of '{name}'.",
        option,
    )
