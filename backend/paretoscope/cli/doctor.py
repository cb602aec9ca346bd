"""``paretoscope doctor``: checks what works on this machine, and names a fix for what does not."""

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import typer
from rich.markup import escape
from rich.table import Table

from paretoscope.cli.output import console, read_settings
from paretoscope.cli.up import PAGE
from paretoscope.client.client import Client
from paretoscope.client.errors import ClientError
from paretoscope.devices import find_gpus, usable_cores
from paretoscope.settings import Settings

MIN_DISK_BYTES = 2_000_000_000
TRAINING_PACKAGES = ("torch", "transformers", "safetensors", "math-verify")
INSTALL_TRAINING = "pip install 'paretoscope[worker]'"
GPU_TORCH = "pip install --force-reinstall --no-deps torch"


@dataclass(frozen=True)
class Finding:
    """One line of the report."""

    what: str
    seen: str
    fix: str = ""
    """What fixes the problem; empty if there is no problem."""


def doctor() -> None:
    """Check packages, page, GPU, database, broker, disk and server; exit with 1 if something needs a fix."""
    settings = read_settings()
    findings = [finding for check in CHECKS for finding in check(settings)]
    table = Table("", "what", "found", "fix", box=None, pad_edge=False)
    for finding in findings:
        mark = "[red]problem[/red]" if finding.fix else "[green]ok[/green]"
        table.add_row(mark, *(escape(text) for text in (finding.what, finding.seen, finding.fix)))
    console.print(table)
    if any(finding.fix for finding in findings):
        raise typer.Exit(1)


def _python(_: Settings) -> Iterator[Finding]:
    yield Finding("Python", ".".join(map(str, sys.version_info[:3])))
    yield Finding("paretoscope", version("paretoscope"))


def _training(_: Settings) -> Iterator[Finding]:
    for name in TRAINING_PACKAGES:
        try:
            yield Finding(name, version(name))
        except PackageNotFoundError:
            yield Finding(name, "not installed, so no worker can run here", INSTALL_TRAINING)


def _page(_: Settings) -> Iterator[Finding]:
    yield Finding("page", str(PAGE.parent)) if PAGE.is_file() else Finding("page", "not built", "make page")


def _gpu(_: Settings) -> Iterator[Finding]:
    gpus = find_gpus()
    if not gpus:
        yield Finding("GPU", f"none; runs train on {usable_cores()} cores")
    for gpu in gpus:
        without_cuda = _is_cpu_torch()
        yield Finding(f"GPU {gpu.index}", gpu.name, GPU_TORCH if without_cuda else "")


def _is_cpu_torch() -> bool:
    try:
        return version("torch").endswith("+cpu")
    except PackageNotFoundError:
        return False


def _database(settings: Settings) -> Iterator[Finding]:
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import SQLAlchemyError

    from paretoscope.store.database import Database
    from paretoscope.store.migrate import current_revision, head_revision

    url = make_url(settings.database_url)
    shown = url.render_as_string(hide_password=True)
    if url.database and url.get_backend_name() == "sqlite" and not Path(url.database).exists():
        yield Finding("database", f"{shown} will be created at the first start")
        return
    try:
        database = Database(settings.database_url)
        current, head = current_revision(database), head_revision()
        database.close()
    except (SQLAlchemyError, OSError) as error:
        yield Finding("database", f"{shown}: {str(error).splitlines()[0]}", "start it, or set PARETOSCOPE_DATABASE_URL")
        return
    yield Finding("database", f"{shown}, schema {current}", "" if current == head else "paretoscope migrate")


def _broker(settings: Settings) -> Iterator[Finding]:
    from paretoscope.queue import broker_problem, create_celery

    problem = broker_problem(create_celery(settings))
    shown = settings.broker_url.rpartition("@")[2]
    fix = "start it, or set PARETOSCOPE_BROKER_URL" if problem else ""
    yield Finding("broker", problem or shown, fix)


def _disk(settings: Settings) -> Iterator[Finding]:
    place = next(folder for folder in (settings.home, *settings.home.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    fix = "" if free >= MIN_DISK_BYTES else "free some space, or set PARETOSCOPE_HOME to another disk"
    yield Finding("disk", f"{free / 1e9:.1f} GB free in {place}", fix)


def _storage(settings: Settings) -> Iterator[Finding]:
    if not settings.checkpoint_url:
        return
    from paretoscope.checkpoint_storage import CheckpointStorage, StorageError

    try:
        CheckpointStorage(settings.checkpoint_url).copies("doctor")
    except StorageError as error:
        yield Finding("checkpoints", str(error), "PARETOSCOPE_CHECKPOINT_URL")
    else:
        yield Finding("checkpoints", "the shared storage can be read")


def _roots(settings: Settings) -> Iterator[Finding]:
    for name, roots in (("MODEL", settings.model_roots), ("DATA", settings.data_roots)):
        for root in roots:
            fix = "" if root.is_dir() else f"create the folder, or change PARETOSCOPE_{name}_ROOTS"
            yield Finding(f"{name.lower()} root", str(root) if root.is_dir() else f"{root} does not exist", fix)


def _server(settings: Settings) -> Iterator[Finding]:
    try:
        with Client(settings.server_url, settings.token, timeout_seconds=3.0) as client:
            client.health()
        yield Finding("server", settings.server_url)
    except ClientError:
        yield Finding("server", f"not running at {settings.server_url}; `paretoscope up` starts it")


CHECKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
    _python,
    _training,
    _page,
    _gpu,
    _database,
    _broker,
    _disk,
    _storage,
    _roots,
    _server,
)
