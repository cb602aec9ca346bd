"""The server: ``uvicorn paretoscope.api.app:create_app --factory``."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from fastapi import APIRouter, FastAPI
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from paretoscope.api.http.head_requests import HeadMiddleware
from paretoscope.api.http.openapi import DESCRIPTION, describe_api
from paretoscope.api.http.problems import install_problem_handlers
from paretoscope.api.http.request_bodies import BodyMiddleware
from paretoscope.api.http.security import SecurityMiddleware
from paretoscope.api.http.services import Services
from paretoscope.api.http.version import package_version
from paretoscope.api.routes import (
    all_runs_stream,
    comparisons,
    evaluations,
    events,
    figures,
    health,
    leases,
    many_runs,
    page,
    records,
    reevaluations,
    run_configs,
    run_groups,
    run_stream,
    runs,
    series,
    sign_in,
    steering,
    sweeps,
    vocabulary,
    workers,
)
from paretoscope.settings import Settings
from paretoscope.store.migrate import SchemaError

GZIP_FROM_BYTES = 1024
GZIP_LEVEL = 1
"""A third of the time of level 5, for answers that are an eighth larger."""

ROUTERS: tuple[APIRouter, ...] = (
    runs.router,
    many_runs.router,
    run_groups.router,
    sweeps.router,
    series.router,
    evaluations.router,
    reevaluations.router,
    events.router,
    records.router,
    leases.router,
    steering.router,
    run_stream.router,
    all_runs_stream.router,
    figures.router,
    comparisons.router,
    run_configs.router,
    vocabulary.router,
    workers.router,
    health.router,
    sign_in.router,
)


def create_app(settings: Settings | None = None) -> FastAPI:
    """Returns the app for the database and the queue of the settings. If left out, these come from the environment.

    Raises:
        SystemExit: the database's schema is not the one this version works with; the message has the command to run.
    """
    settings = settings or Settings()
    try:
        services = Services.open(settings)
    except SchemaError as error:
        raise SystemExit(str(error)) from error
    app = FastAPI(
        title="Paretoscope",
        version=package_version(),
        description=DESCRIPTION,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
        middleware=[
            Middleware(SecurityMiddleware, settings=settings, sign_ins=services.sign_ins),
            Middleware(HeadMiddleware),
            Middleware(BodyMiddleware, room=services.bodies, seconds=settings.body_seconds),
            Middleware(GZipMiddleware, minimum_size=GZIP_FROM_BYTES, compresslevel=GZIP_LEVEL),
        ],
    )
    app.state.services, app.state.routers = services, ROUTERS
    for router in (*ROUTERS, page.router):
        app.routes.extend(router.routes)  # `include_router` would build each route again when it is first asked for
    install_problem_handlers(app)
    app.openapi = partial(describe_api, app)  # type: ignore[method-assign]
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    services: Services = app.state.services
    async with services.running():
        yield
