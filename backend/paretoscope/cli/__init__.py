"""The command ``paretoscope``."""

import sys

import typer

from paretoscope.cli.continuing import fork, resume, retry
from paretoscope.cli.demo import demo
from paretoscope.cli.doctor import doctor
from paretoscope.cli.evaluate import evaluate
from paretoscope.cli.export import export
from paretoscope.cli.migrate import migrate
from paretoscope.cli.output import complain
from paretoscope.cli.run import run
from paretoscope.cli.runs import delete, runs, stop
from paretoscope.cli.score import score
from paretoscope.cli.soup import soup
from paretoscope.cli.sweep import sweep
from paretoscope.cli.tag import archive, tag
from paretoscope.cli.up import up
from paretoscope.cli.worker import worker
from paretoscope.client.errors import ClientError

app = typer.Typer(
    help="Train a language model towards several objectives at once and see the trade-off while it happens.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
COMMANDS = (
    up, worker, run, sweep, runs, stop, delete, tag, archive, resume, retry, fork, export, soup, evaluate,
    score, doctor, migrate, demo,
)  # fmt: skip
for command in COMMANDS:
    app.command()(command)


def main() -> None:
    """Runs the command line. Errors that a user can correct are shown as a sentence instead of a traceback."""
    try:
        app()
    except ClientError as error:
        complain(str(error))
        sys.exit(1)
