"""Dependencies of endpoints."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Path, Request

from paretoscope.api.http.services import Services


async def get_services(request: Request) -> Services:
    """Returns the services of the app."""
    services: Services = request.app.state.services
    return services


async def get_now() -> datetime:
    """Returns the present time."""
    return datetime.now(UTC)


UsesServices = Annotated[Services, Depends(get_services)]
Now = Annotated[datetime, Depends(get_now)]
RunId = Annotated[str, Path(description="Id of the run.", max_length=100)]
