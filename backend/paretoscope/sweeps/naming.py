"""Names for the cells and runs of a sweep, which say what differs."""

from collections.abc import Iterable, Sequence
from typing import Any

from paretoscope.schema.config_paths import TAGS
from paretoscope.schema.sweeps import Overrides

MAX_CELL_NAME = 160


def cell_names(cells: Sequence[Overrides], taken: Iterable[str] = ()) -> list[str]:
    """Returns a name such as ``gradient, learning_rate 0.0003`` for each cell; all differ, also from those taken."""
    used = set(taken)
    names = []
    for overrides in cells:
        plain = ", ".join(_labels(overrides)) or "base"
        name, number = plain[:MAX_CELL_NAME], 2
        while name in used:
            name, number = f"{plain[: MAX_CELL_NAME - 10]} ({number})", number + 1
        used.add(name)
        names.append(name)
    return names


def run_name(cell_name: str, seed: int) -> str:
    """Returns the name of a run."""
    return f"{cell_name}, seed {seed}"


def _labels(overrides: Overrides) -> Iterable[str]:
    last = [field.rsplit(".", 1)[-1] for field in overrides]
    for (field, value), short in zip(overrides.items(), last, strict=True):
        yield _label(short if last.count(short) == 1 or short in TAGS else field, value)


def _label(field: str, value: Any) -> str:
    if isinstance(value, dict):
        return _section(field, value)
    if isinstance(value, str):
        return f"{field} {value}" if _is_written_number(value) else value
    if isinstance(value, list):
        return f"{field} {'/'.join(_label('', one).strip() for one in value)}"
    return f"{field} {_number(value)}"


def _section(field: str, section: dict[str, Any]) -> str:
    if section and all(_is_number(value) for value in section.values()):
        return "/".join(_number(value) for value in section.values())
    tagged = next((str(section[tag]) for tag in TAGS if tag in section), field)
    rest = (_label(name, value) for name, value in section.items() if name not in TAGS)
    return " ".join([tagged, *rest])


def _number(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "none", True: "on", False: "off"}[value]
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_written_number(text: str) -> bool:
    """Whether a text is a number, as YAML reads 1e-4."""
    try:
        float(text)
    except ValueError:
        return False
    return True
