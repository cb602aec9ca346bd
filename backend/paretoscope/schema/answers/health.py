"""Whether the server can do its work."""

from typing import Literal

from paretoscope.schema.answers.base import Answer


class Health(Answer):
    """Whether the server can do its work."""

    status: Literal["ok", "degraded"]
    """`degraded`: the broker cannot be reached, so queued runs wait for a while."""
    version: str
    """Version of Paretoscope."""
    database: str
    """Kind of database, which has just answered."""
    broker: Literal["ok", "unreachable"]
    """Whether the broker answers."""
    workers: int
    """Number of workers that are alive."""
    schema_revision: str
    """Revision of the database's schema."""
