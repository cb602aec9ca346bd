"""Serves the built page and the documentation of the API, with long caching of their assets."""

from pathlib import Path

from fastapi import APIRouter, Response
from fastapi.responses import FileResponse, HTMLResponse
from starlette.exceptions import HTTPException

FOLDER = Path(__file__).resolve().parents[2] / "page"
MAX_PATH, MAX_NAME = 2048, 255
"""What file systems take, in bytes."""
IMMUTABLE = {"Cache-Control": "public, max-age=31536000, immutable"}
FRESH = {"Cache-Control": "no-cache"}
NOT_BUILT = """<!doctype html><meta charset="utf-8"><title>Paretoscope</title>
<p>The page is not built. Run <code>make setup</code> and load this address again; the API answers under /api.</p>"""

router = APIRouter(include_in_schema=False)


@router.get("/api/docs")
def get_docs() -> Response:
    """Returns the documentation of the API, which is part of the built page and loads nothing from other servers."""
    return _html("docs.html")


@router.get("/{path:path}")
def get_page(path: str) -> Response:
    """Returns a file of the page, or its index for any other address, because the page does its own routing."""
    if path == "api" or path.startswith("api/"):
        raise HTTPException(404)
    if len(path.encode()) > MAX_PATH or any(len(part.encode()) > MAX_NAME for part in path.split("/")):
        raise HTTPException(
            414, f"No file of the page has a path of more than {MAX_PATH} or a name of {MAX_NAME} bytes."
        )
    file = (FOLDER / path).resolve()
    if path and file.is_relative_to(FOLDER) and file.is_file():
        return FileResponse(file, headers=IMMUTABLE if path.startswith("assets/") else FRESH)
    if path.startswith("assets/"):
        raise HTTPException(404)
    return _html("index.html")


def _html(name: str) -> Response:
    file = FOLDER / name
    return FileResponse(file, headers=FRESH) if file.is_file() else HTMLResponse(NOT_BUILT, status_code=503)
