"""The browser that tests drive: from PATH, else by apt as root, else Playwright's own. Never by skipping."""

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from .programs import apt, installing

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium_program() -> Path:
    """Returns a Chromium that starts.

    Raises:
        RuntimeError: there is none and none could be fetched.
    """
    with installing():
        found = _on_path() or _by_apt() or _playwrights_own()
    if found is None:
        raise RuntimeError(
            "The browser tests need Chromium, and neither apt nor Playwright could fetch it. Put one on PATH."
        )
    return found


def _on_path() -> Path | None:
    programs = (shutil.which(name) for name in NAMES)
    return next((Path(program) for program in programs if program and _starts(program)), None)


def _by_apt() -> Path | None:
    with suppress(subprocess.CalledProcessError):
        return apt("chromium", _on_path)
    return None


def _playwrights_own() -> Path | None:
    with_system_packages = ["--with-deps"] if os.geteuid() == 0 else []
    install = [sys.executable, "-m", "playwright", "install", *with_system_packages, "chromium"]
    subprocess.run(install, capture_output=True, check=False)
    ask = "from playwright.sync_api import sync_playwright as p\nwith p() as q: print(q.chromium.executable_path)"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False)
    path = Path(done.stdout.strip() or "missing")
    return path if path.is_file() and _starts(str(path)) else None


def _starts(program: str) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True, timeout=30, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
