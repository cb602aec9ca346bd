"""Runs the server and the worker of one home folder as child processes."""

import importlib.util
import signal
import socket
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

from paretoscope.cli.output import complain, give_up, say
from paretoscope.client.client import Client
from paretoscope.client.errors import UnreachableError
from paretoscope.processes.home_lock import HomeInUseError, held_home
from paretoscope.processes.keeper import Keeper, Service, ServiceError
from paretoscope.settings import Settings

POLL_SECONDS = 0.1
SERVER_GRACE_SECONDS = 5.0
WORKER_GRACE_SECONDS = 45.0
"""Seconds that a worker has for its runs to save a checkpoint, and to tell the server."""


class Interrupts:
    """Records whether a signal has asked this process to end. A second signal raises KeyboardInterrupt."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._note)

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True


def can_train() -> bool:
    """Whether the packages that a worker needs are installed."""
    return all(importlib.util.find_spec(name) is not None for name in ("torch", "transformers"))


def serve(settings: Settings, slots: int, go_on: Callable[[Client], bool], on_ready: Callable[[], None]) -> None:
    """Runs server and worker until a signal asks to end or ``go_on`` returns False, and then ends all processes.

    Args:
        settings: home, host and port.
        slots: number of runs trained at once; 0 starts no worker.
        go_on: called ten times per second as soon as the server answers; if it returns False, everything ends.
        on_ready: called when the server answers for the first time.

    Raises:
        typer.Exit: home or port are in use, or a process cannot be started; a message was shown.
    """
    _refuse_taken_port(settings)
    interrupts = Interrupts()
    try:
        with held_home(settings.home, settings.server_url):
            _run(settings, slots, interrupts, go_on, on_ready)
    except (HomeInUseError, ServiceError, OSError) as error:
        give_up(str(error))


def _run(
    settings: Settings,
    slots: int,
    interrupts: Interrupts,
    go_on: Callable[[Client], bool],
    on_ready: Callable[[], None],
) -> None:
    keeper = Keeper([_server(settings), *([_worker(settings, slots)] if slots else [])])
    try:
        keeper.start()
        with Client(settings.server_url, settings.token) as client:
            if _wait_for_server(client, keeper, interrupts):
                on_ready()
                _keep_running(client, keeper, interrupts, go_on)
            if interrupts.asked:
                say("\nStopping. Runs that are training save a checkpoint first. Press Ctrl-C again to stop at once.")
        keeper.stop()
    except KeyboardInterrupt:
        complain("Stopped at once. At the next start, unfinished runs continue from their last checkpoint.")
    finally:
        keeper.kill()


def _wait_for_server(client: Client, keeper: Keeper, interrupts: Interrupts) -> bool:
    while not interrupts.asked:
        keeper.restart_dead(max_early_deaths=1)
        with suppress(UnreachableError):
            client.health()
            return True
        time.sleep(POLL_SECONDS)
    return False


def _keep_running(client: Client, keeper: Keeper, interrupts: Interrupts, go_on: Callable[[Client], bool]) -> None:
    while not interrupts.asked and go_on(client):
        for name in keeper.restart_dead():
            complain(f"The {name} has died and is restarted.")
        time.sleep(POLL_SECONDS)


def _server(settings: Settings) -> Service:
    listen = ["--host", settings.host, "--port", str(settings.port)]
    quiet = ["--no-access-log", "--log-level", "warning", "--timeout-graceful-shutdown", "2"]
    return Service(
        name="server",
        module="uvicorn",
        arguments=["paretoscope.api.app:create_app", "--factory", *listen, *quiet],
        environment=environment_of(settings),
        log=settings.home / "server.log",
        grace_seconds=SERVER_GRACE_SECONDS,
    )


def _worker(settings: Settings, slots: int) -> Service:
    return Service(
        name="worker",
        module="celery",
        arguments=celery_arguments(slots),
        environment=environment_of(settings),
        log=settings.home / "worker.log",
        grace_seconds=WORKER_GRACE_SECONDS,
    )


def celery_arguments(slots: int) -> list[str]:
    """Returns the arguments of ``celery`` that start a worker of Paretoscope.

    Args:
        slots: number of runs trained at once.
    """
    name = f"paretoscope-{uuid.uuid4().hex[:8]}@%h"
    alone = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    pool = ["--pool", "threads", "--concurrency", str(slots)]
    app = ["-A", "paretoscope_worker.processes.celery_app"]
    return [*app, "worker", *pool, *alone, "--loglevel", "WARNING", "-n", name]


def environment_of(settings: Settings) -> dict[str, str]:
    """Returns the environment variables that pass settings from the command line on to a child process."""
    changed = {"HOME": settings.home, "HOST": settings.host, "PORT": settings.port, "SERVER_URL": settings.server_url}
    return {f"PARETOSCOPE_{name}": str(value) for name, value in changed.items()}


def _refuse_taken_port(settings: Settings) -> None:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        give_up(
            f"Cannot listen on port {settings.port} of {settings.host}: {error.strerror or error}. "
            "Stop the program that uses it, or choose another port with --port."
        )
