"""``paretoscope tag`` and ``archive``: sort runs by hand."""

from typing import Annotated

from typer import Argument, Option

from paretoscope.cli.output import give_up, read_settings, say
from paretoscope.client.client import Client

RunsArgument = Annotated[list[str], Argument(help="Ids of the runs.", metavar="RUN...")]
AddOption = Annotated[list[str] | None, Option("--add", help="A tag to add; may be repeated.", metavar="TAG")]
RemoveOption = Annotated[list[str] | None, Option("--remove", help="A tag to remove; may be repeated.", metavar="TAG")]
UndoOption = Annotated[bool, Option("--undo", help="Take the runs out of the archive.")]


def tag(runs: RunsArgument, *, add: AddOption = None, remove: RemoveOption = None) -> None:
    """Add tags to runs, or remove them."""
    if not add and not remove:
        give_up("No tag is given. Write --add TAG or --remove TAG.", code=2)
    settings = read_settings()
    with Client(settings.server_url, settings.token) as client:
        changed = client.tag(runs, add or [], remove or [])
    say(f"{len(changed)} of {len(runs)} runs changed.")


def archive(runs: RunsArgument, *, undo: UndoOption = False) -> None:
    """Archive runs, so that lists leave them out. They keep everything they have."""
    settings = read_settings()
    with Client(settings.server_url, settings.token) as client:
        changed = client.archive(runs, archived=not undo)
    say(f"{len(changed)} of {len(runs)} runs changed.")
