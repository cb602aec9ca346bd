"""Why something asked of a run is not done: what was wrong, why, and what to do instead."""


class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault
    """What all refusals share."""

    def __init__(self, title: str, detail: str, instead: str, field: str | None = None) -> None:
        super().__init__(f"{title}: {detail} {instead}")
        self.title = title
        self.detail = detail
        self.instead = instead
        self.field = field


class NotFoundError(Refusal):
    """What was named does not exist."""


class ConflictError(Refusal):
    """It exists, and is in a state in which this cannot be done."""


class InvalidError(Refusal):
    """What was sent cannot be right, whatever the state."""


def run_not_found(run_id: str) -> NotFoundError:
    """Refuses a run id that names no run."""
    return NotFoundError(
        "Run not found",
        f"There is no run '{run_id[:100]}'; it may have been deleted.",
        "GET /api/runs lists the runs there are.",
    )
