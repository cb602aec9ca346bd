"""``paretoscope migrate``: upgrades the database to the schema of this version."""

from paretoscope.cli.output import give_up, read_settings, say
from paretoscope.processes.private_files import private_folder


def migrate() -> None:
    """Upgrade the database of PARETOSCOPE_DATABASE_URL to the newest schema. Make a backup first."""
    from paretoscope.store.migrate import SchemaError, upgrade

    settings = read_settings()
    private_folder(settings.home)
    try:
        revision = upgrade(settings.database_url)
    except SchemaError as error:
        give_up(str(error))
    say(f"The database has the newest schema, {revision}.")
