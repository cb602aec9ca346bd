"""ETags: an answer made from runs changes only when one of them does."""

from collections.abc import Iterable

from fastapi import Request, Response

from paretoscope.api.http.version import package_version
from paretoscope.store.models import RunRow


def etag_of(runs: Iterable[RunRow]) -> str:
    """Returns a tag that changes with any of the runs and with the version of Paretoscope."""
    return f'W/"{package_version()};{";".join(f"{run.id}.{run.version}" for run in runs)}"'


def has_seen(request: Request, tag: str) -> bool:
    """Whether the client says that it has the answer with this tag."""
    return tag in (part.strip() for part in request.headers.get("if-none-match", "").split(","))


def cached(tag: str) -> dict[str, str]:
    """Returns headers that let a client keep an answer and ask whether it still holds."""
    return {"ETag": tag, "Cache-Control": "private, no-cache"}


def not_modified(tag: str) -> Response:
    """Makes the answer that what the client has still holds."""
    return Response(status_code=304, headers=cached(tag))
