"""``paretoscope up``: runs the page, the API and a worker on this machine."""

from importlib.metadata import version
from pathlib import Path
from typing import Annotated

from typer import Option

from paretoscope.cli.output import complain, read_settings, say
from paretoscope.cli.stack import can_train, serve
from paretoscope.devices import default_slots, find_gpus, usable_cores
from paretoscope.settings import Settings

PAGE = Path(__file__).resolve().parents[1] / "page" / "index.html"
NO_TRAINING = "No worker: torch and transformers are not installed. Run `pip install 'paretoscope[worker]'`."
NO_PAGE = "The page is not built, so only the API answers. Run `make page`, then reload."

HostOption = Annotated[str | None, Option(help="Address to listen on; any but loopback needs PARETOSCOPE_TOKEN.")]
PortOption = Annotated[int | None, Option(help="Port to listen on (default: PARETOSCOPE_PORT, or 8420).")]
HomeOption = Annotated[Path | None, Option(help="Folder for database, messages and runs (default: .paretoscope).")]
WorkersOption = Annotated[
    int | None, Option(min=1, help="Runs trained at once (default: one per GPU, or half the cores without a GPU).")
]
NoWorkerOption = Annotated[bool, Option("--no-worker", help="Start only the server; workers run elsewhere.")]


def up(
    *,
    host: HostOption = None,
    port: PortOption = None,
    home: HomeOption = None,
    workers: WorkersOption = None,
    no_worker: NoWorkerOption = False,
) -> None:
    """Start server and worker, and keep them running until Ctrl-C."""
    settings = read_settings(host=host, port=port, home=home, server_url="")
    slots = 0 if no_worker else slots_here(workers)
    serve(settings, slots, go_on=lambda _: True, on_ready=lambda: greet(settings, slots))


def slots_here(wanted: int | None) -> int:
    """Returns how many runs this machine should train at once; if it cannot train, shows a message and returns 0."""
    if not can_train():
        complain(NO_TRAINING)
        return 0
    return wanted or default_slots(find_gpus())


def greet(settings: Settings, slots: int) -> None:
    """Shows the address of the page, the home folder, and what the worker trains on."""
    if not PAGE.is_file():
        complain(NO_PAGE)
    say(f"Paretoscope {version('paretoscope')}")
    say(f"  page    {settings.server_url}")
    say(f"  home    {settings.home}")
    say(f"  worker  {_describe_worker(slots)}")
    if settings.token:
        say("  token   that of PARETOSCOPE_TOKEN; the page asks for it")
    say("Ctrl-C stops everything.")


def _describe_worker(slots: int) -> str:
    if not slots:
        return "none; start one with `paretoscope worker`"
    gpus = find_gpus()
    place = ", ".join(gpu.name for gpu in gpus) or f"the CPU ({usable_cores()} cores)"
    return f"{slots} {'run' if slots == 1 else 'runs'} at once on {place}"
