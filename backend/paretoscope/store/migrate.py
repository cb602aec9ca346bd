"""The schema's version: where the migrations are, which one a database has, and how it gets the newest."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from paretoscope.store.database import Database

PACKAGE = Path(__file__).resolve().parents[1]
LOCK_KEY = 0x70617265746F
"""Number of the Postgres advisory lock that one migration at a time holds."""


class SchemaError(RuntimeError):
    """The database's schema is not the one this version of Paretoscope works with."""


def migrations_folder() -> Path:
    """Returns the folder of the migrations: inside an installed package, beside ``backend/`` in a checkout.

    Raises:
        SchemaError: neither exists.
    """
    for folder in (PACKAGE / "migrations", PACKAGE.parents[1] / "migrations"):
        if (folder / "env.py").is_file():
            return folder
    raise SchemaError(
        f"No migrations lie in {PACKAGE / 'migrations'}: the installation is incomplete. Install Paretoscope again."
    )


def head_revision() -> str:
    """Returns the revision that this version of Paretoscope works with."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    if head is None:
        raise SchemaError("There is no migration at all: the installation is incomplete. Install Paretoscope again.")
    return head


def current_revision(database: Database) -> str | None:
    """Returns the revision a database has; None for an empty one."""
    with database.engine.connect() as connection:
        return _revision(connection)


def upgrade(database_url: str) -> str:
    """Brings a database to the newest schema, in one transaction, and returns its revision.

    Raises:
        SchemaError: the database was made by a newer version.
    """
    database = Database(database_url)
    try:
        return upgrade_database(database)
    finally:
        database.close()


def upgrade_database(database: Database) -> str:
    """Does what ``upgrade`` does, on open connections. Of several servers that start at once, one migrates."""
    with database.begin_schema_change() as connection:
        if not database.is_sqlite:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK_KEY})")
        _refuse_unknown(_revision(connection))
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return head_revision()


def ensure_schema(database: Database) -> str:
    """Makes sure a server may start: SQLite is migrated, Postgres must have been.

    Raises:
        SchemaError: Postgres has an old schema (the message names the command), or any database a newer one.
    """
    if database.is_sqlite:
        return upgrade_database(database)
    current, head = current_revision(database), head_revision()
    _refuse_unknown(current)
    if current != head:
        raise SchemaError(
            f"The database has schema {current or 'none'}, this version of Paretoscope needs {head}. "
            "A server never migrates Postgres by itself. Make a backup, run `paretoscope migrate`, then start again."
        )
    return head


def _refuse_unknown(revision: str | None) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if revision is not None and revision not in known:
        raise SchemaError(
            f"The database has schema {revision}, which this version of Paretoscope does not know: a newer one made it."
            " Install the newer one again, or point PARETOSCOPE_DATABASE_URL at another database."
        )


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
