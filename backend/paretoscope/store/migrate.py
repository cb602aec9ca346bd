"""Migrations of the database: finds them, reads the version of a database, and upgrades it."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from paretoscope.store.database import Database

PACKAGE = Path(__file__).resolve().parents[1]
LOCK_KEY = 0x70617265746F
"""Number of the Postgres advisory lock that allows only one migration at a time."""


class SchemaError(RuntimeError):
    """The database has a different schema than this version of Paretoscope needs."""


def migrations_folder() -> Path:
    """Returns the folder of the migrations, which is in the installed package, or beside ``backend/`` in a checkout.

    Raises:
        SchemaError: neither folder exists.
    """
    for folder in (PACKAGE / "migrations", PACKAGE.parents[1] / "migrations"):
        if (folder / "env.py").is_file():
            return folder
    raise SchemaError(
        f"There are no migrations in {PACKAGE / 'migrations'}: the installation is incomplete. "
        "Install Paretoscope again."
    )


def head_revision() -> str:
    """Returns the revision that this version of Paretoscope needs."""
    head = _scripts().get_current_head()
    if head is None:
        raise SchemaError("There are no migrations: the installation is incomplete. Install Paretoscope again.")
    return head


def current_revision(database: Database) -> str | None:
    """Returns the revision of a database; None if the database is empty."""
    with database.engine.connect() as connection:
        return _revision(connection)


def upgrade(database_url: str) -> str:
    """Upgrades a database to the newest schema in one transaction, and returns its revision.

    Raises:
        SchemaError: the database was created by a newer version.
    """
    database = Database(database_url)
    try:
        return upgrade_database(database)
    finally:
        database.close()


def upgrade_database(database: Database) -> str:
    """Does the same as ``upgrade``, on open connections. If several servers start at once, only one migrates."""
    with database.begin_schema_change() as connection:
        if not database.is_sqlite:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK_KEY})")
        current, head = _revision(connection), head_revision()
        _refuse_unknown(current)
        if current != head:
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    return head


def ensure_schema(database: Database) -> str:
    """Ensures that the database has the newest schema. It upgrades SQLite; Postgres must have been upgraded before.

    Raises:
        SchemaError: Postgres has an old schema (the message names the command), or the database has a newer schema.
    """
    if database.is_sqlite:
        return upgrade_database(database)
    current, head = current_revision(database), head_revision()
    _refuse_unknown(current)
    if current != head:
        raise SchemaError(
            f"The database has schema {current or 'none'}, but this version of Paretoscope needs {head}. "
            "A server never migrates Postgres by itself. Make a backup, run `paretoscope migrate`, then start again."
        )
    return head


def _refuse_unknown(revision: str | None) -> None:
    known = {script.revision for script in _scripts().walk_revisions()}
    if revision is not None and revision not in known:
        raise SchemaError(
            f"The database has schema {revision}, which this version of Paretoscope does not know. A newer version "
            "created it. Install the newer version again, or set PARETOSCOPE_DATABASE_URL to another database."
        )


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


@cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
