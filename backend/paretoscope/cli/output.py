"""Output of the commands: plain sentences, and tables that fit; no escape codes unless it goes to a terminal."""

from typing import Any, Never

import typer
from pydantic import ValidationError
from rich.console import Console

from paretoscope.settings import Settings

WIDTH_OF_A_FILE = 120

console = Console(highlight=False, soft_wrap=True)
if not console.is_terminal:
    console.width = WIDTH_OF_A_FILE
errors = Console(stderr=True, highlight=False, soft_wrap=True)


def say(text: str) -> None:
    """Writes a line."""
    console.print(text, markup=False)


def complain(text: str) -> None:
    """Writes a line about something that went wrong."""
    errors.print(text, style="red", markup=False)


def give_up(text: str, code: int = 1) -> Never:
    """Ends the command with a message.

    Raises:
        typer.Exit: always.
    """
    complain(text)
    raise typer.Exit(code)


def read_settings(**given: Any) -> Settings:
    """Reads the settings from the command line, else from the environment. Ends the command if they are invalid."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        give_up("\n".join(_setting_problem(problem["loc"], problem["msg"]) for problem in error.errors()), code=2)


def _setting_problem(place: tuple[int | str, ...], message: str) -> str:
    sentence = message.removeprefix("Value error, ")
    return f"PARETOSCOPE_{str(place[0]).upper()}: {sentence}" if place else sentence
