"""Changes to a run config on the command line: ``--set budget.steps=300``."""

from typing import Any

import yaml

from paretoscope.cli.output import give_up


def read_changes(given: list[str]) -> dict[str, Any]:
    """Turns ``a.b=value`` items into nested sections; the values are YAML.

    Raises:
        typer.Exit: an item is not of that form; a message says which.
    """
    changes: dict[str, Any] = {}
    for item in given:
        path, text = _split(item)
        *sections, field = path.split(".")
        place = changes
        for section in sections:
            place = place.setdefault(section, {})
            if not isinstance(place, dict):
                give_up(f"--set {item}: '{section}' is set to a value already. Set it once.", code=2)
        place[field] = _read(item, text)
    return changes


def read_axes(given: list[str]) -> tuple[list[str], dict[str, list[Any]]]:
    """Tells items with several values, such as ``seed=0,1,2``, from those with one.

    Returns:
        The items with one value, and the values of the others by field. Commas inside brackets, braces and quotes
        belong to a value.

    Raises:
        typer.Exit: an item is not of that form; a message says which.
    """
    single: list[str] = []
    axes: dict[str, list[Any]] = {}
    for item in given:
        path, text = _split(item)
        values = _read(item, f"[{text}]") if "," in text else []
        if len(values) < 2:
            single.append(item)
        elif path in axes:
            give_up(f"--set {item}: '{path}' has several values already. Give them all at once.", code=2)
        else:
            axes[path] = values
    return single, axes


def _split(item: str) -> tuple[str, str]:
    path, equals, text = item.partition("=")
    if not equals or not all(part.strip() for part in path.split(".")):
        give_up(f"--set {item}: write FIELD=VALUE, such as budget.steps=300.", code=2)
    return path.strip(), text


def _read(item: str, text: str) -> Any:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        give_up(f"--set {item}: the value is not YAML: {error}", code=2)
