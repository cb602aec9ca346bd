"""The health of the server."""

from fastapi import APIRouter

from paretoscope.api.http import examples
from paretoscope.api.http.dependencies import Now, UsesServices
from paretoscope.api.http.responses import answers
from paretoscope.api.http.version import package_version
from paretoscope.runs.lifecycle.workers import count_alive
from paretoscope.schema.answers.health import Health

router = APIRouter(prefix="/api", tags=["health"])


@router.get("/health", summary="Get health", responses=answers(examples.HEALTH))
def get_health(services: UsesServices, now: Now) -> Health:
    """Returns whether the database, the broker and the workers answer. It needs no token."""
    with services.database.read() as session:
        workers = count_alive(session, services.settings.lease_seconds, now)
    unreachable = services.broker_problem() is not None
    return Health(
        status="degraded" if unreachable else "ok",
        version=package_version(),
        database=services.database.engine.dialect.name,
        broker="unreachable" if unreachable else "ok",
        workers=workers,
        token_required=services.settings.token is not None,
        schema_revision=services.schema_revision,
    )
