"""The answer about the health of the server."""

from typing import Literal

from paretoscope.schema.answers.base import Answer


class Health(Answer):
    """The state of the server and of what it depends on."""

    status: Literal["ok", "degraded"]
    """`degraded` means that the broker cannot be reached, so that queued runs wait until it answers."""
    version: str
    """Version of Paretoscope."""
    database: str
    """Kind of the database, which answered this request."""
    broker: Literal["ok", "unreachable"]
    """Whether the broker answers."""
    workers: int
    """Number of workers that are alive."""
    token_required: bool
    """Whether the server asks for a token, so that people sign in on its page."""
    schema_revision: str
    """Revision of the database's schema."""
