"""Reads the YAML files that commands take."""

from pathlib import Path
from typing import Any

import yaml

from paretoscope.cli.output import give_up


def read_yaml(path: Path, what: str) -> dict[str, Any]:
    """Returns the sections of a YAML file.

    Args:
        path: the file.
        what: what it should be, and the keys that it should have, for the message if it is something else.

    Raises:
        typer.Exit: the file cannot be read or is something else; a message says so.
    """
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        give_up(f"Cannot read {path}: {error.strerror}.", code=2)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        give_up(f"{path} is not valid YAML: {error}", code=2)
    if not isinstance(data, dict):
        give_up(f"{path} is not {what} at the top.", code=2)
    return data
