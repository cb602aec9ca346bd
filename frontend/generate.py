"""Writes the files of the page that are made from Python: the types of the API, and the colours.

``python frontend/generate.py`` writes them, and ``... --check`` fails when one of them is stale. No server is needed.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from build_page import BuildError, install_packages, npm

from paretoscope.api.app import create_app
from paretoscope.figures.parts.colors import THEMES, ThemeName, objective_color, run_color
from paretoscope.settings import Settings

SOURCES = Path(__file__).resolve().parent / "src"
TYPES = Path("api/schema.d.ts")
PALETTE = Path("components/palette.generated.ts")
COMMAND = "make api-types"
REFERENCE = "#/components/schemas/"
RUN_CONFIG = "RunConfig"
OBJECTIVES = 16
"""Colours for more objectives than a run can have, because a draft may list too many."""
RUNS = 50
"""Colours for as many runs as one comparison can have."""


def main() -> None:
    """Does what the command line asks for."""
    try:
        with _generated() as folder:
            if sys.argv[1:] == ["--check"]:
                check(folder)
            else:
                for name in (TYPES, PALETTE):
                    (SOURCES / name).write_bytes((folder / name).read_bytes())
    except BuildError as error:
        sys.exit(str(error))


def check(folder: Path) -> None:
    """Compares the page's files with those in a folder.

    Raises:
        SystemExit: one differs; the message has the command that writes it anew.
    """
    stale = [name for name in (TYPES, PALETTE) if _text(SOURCES / name) != _text(folder / name)]
    if stale:
        names = " and ".join(f"frontend/src/{name}" for name in stale)
        sys.exit(f"Not up to date with the Python code: {names}. Run `{COMMAND}` and commit what it writes.")


def palette() -> dict[ThemeName, dict[str, Any]]:
    """Returns the colours of each theme: its neutrals, and those of objectives and runs by their place."""
    return {
        name: {
            "card": theme.card,
            "ink": theme.ink,
            "quiet": theme.quiet,
            "line": theme.line,
            "accent": theme.single,
            "objectives": [objective_color(place, name) for place in range(OBJECTIVES)],
            "runs": [run_color(place, name) for place in range(RUNS)],
        }
        for name, theme in THEMES.items()
    }


def openapi() -> Any:
    """Returns the API's OpenAPI document as the page needs it.

    Examples and schemas that no route uses are left out. All problems of a route are one, because they have one shape.
    A run config is a free object: the page draws its form from the JSON Schema that the server sends, and a draft may
    lack anything.
    """
    with tempfile.TemporaryDirectory() as folder:
        # The address of the database is given, so that none named in the environment is touched.
        settings = Settings(home=Path(folder), database_url=f"sqlite:///{folder}/paretoscope.db")
        document = _plain(create_app(settings).openapi())
    for route in document["paths"].values():
        for operation in route.values():
            operation["responses"] = _with_one_problem(operation["responses"])
    schemas = document["components"]["schemas"]
    schemas[RUN_CONFIG] = {"type": "object", "additionalProperties": True}
    used = _used({"paths": document["paths"]}, schemas)
    document["components"]["schemas"] = {name: schema for name, schema in schemas.items() if name in used}
    return document


def _plain(value: Any) -> Any:
    """Returns a part of the document without examples."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items() if key not in {"example", "examples"}}
    return value


def _with_one_problem(responses: dict[str, Any]) -> dict[str, Any]:
    """Returns a route's good answers, and a problem for every other status."""
    good = {status: answer for status, answer in responses.items() if status.startswith("2")}
    shape = {"schema": {"$ref": f"{REFERENCE}Problem"}}
    return {**good, "default": {"description": "What went wrong.", "content": {"application/problem+json": shape}}}


def _used(part: Any, schemas: dict[str, Any]) -> set[str]:
    """Returns the names of the schemas that a part of the document refers to, directly or through others."""
    found: set[str] = set()
    waiting = [part]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            name = str(value.get("$ref", "")).removeprefix(REFERENCE)
            if name in schemas and name not in found:
                found.add(name)
                waiting.append(schemas[name])
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return found


@contextmanager
def _generated() -> Iterator[Path]:
    """Writes every file anew into a temporary folder, which is gone when the block ends."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in (TYPES, PALETTE):
            (folder / file).parent.mkdir()
        document = folder / "openapi.json"
        document.write_text(json.dumps(openapi()))
        install_packages()
        npm("run", "--silent", "api-types", "--", str(document), str(folder / TYPES))
        (folder / PALETTE).write_text(
            f"/** Made by `{COMMAND}` from the colours of the figures in Python; not written by hand. */\n"
            f"export const PALETTE = {json.dumps(palette(), indent=2)};\n"
        )
        yield folder


def _text(file: Path) -> str | None:
    return file.read_text() if file.is_file() else None


if __name__ == "__main__":
    main()
