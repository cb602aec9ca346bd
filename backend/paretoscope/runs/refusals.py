"""Errors that refuse a request. They say what was wrong, why, and what to do instead."""


class Refusal(Exception):  # noqa: N818 - it is an answer to a client, not a fault of the server
    """Base class of refusals."""

    def __init__(self, title: str, detail: str, instead: str, field: str | None = None) -> None:
        super().__init__(f"{title}: {detail} {instead}")
        self.title = title
        self.detail = detail
        self.instead = instead
        self.field = field


class NotFoundError(Refusal):
    """The object of the request does not exist."""


class ConflictError(Refusal):
    """The object of the request exists, but its state does not allow the request."""


class InvalidError(Refusal):
    """The request itself is invalid."""


def run_not_found(run_id: str) -> NotFoundError:
    """Returns the refusal of an unknown run id."""
    return NotFoundError(
        "Run not found",
        f"There is no run '{run_id[:100]}'; it may have been deleted.",
        "GET /api/runs lists the existing runs.",
    )
