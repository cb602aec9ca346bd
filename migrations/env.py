"""Runs the migrations on the database of the settings, or on a connection that the caller hands over."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection

from paretoscope.settings import Settings
from paretoscope.store.base import UtcDateTime
from paretoscope.store.database import Database
from paretoscope.store.tables import METADATA


def render(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """Writes types of our own as the ones they stand for, so that a migration never changes with our code."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def run(connection: Connection) -> None:
    """Runs the migrations that the command asked for, in the transaction of the connection."""
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        compare_type=True,
        render_item=render,
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=True,
        transaction_per_migration=False,
    )
    context.run_migrations()


def main() -> None:
    """Runs them on the caller's connection if there is one, else on one of its own."""
    connection: Any = context.config.attributes.get("connection")
    if connection is not None:
        run(connection)
        return
    database = Database(Settings().database_url)
    with database.begin_schema_change() as own:
        run(own)
    database.close()


main()
