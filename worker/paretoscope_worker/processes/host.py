"""The worker, as far as one run needs it."""

from typing import Protocol

from paretoscope.client.client import Client
from paretoscope.settings import Settings
from paretoscope_worker.processes.aside import Aside
from paretoscope_worker.processes.gpu_pool import GpuPool
from paretoscope_worker.processes.template import ChildProcess


class Host(Protocol):
    """What the supervisor of a run asks of the worker."""

    settings: Settings
    client: Client
    id: str
    gpus: GpuPool
    aside: Aside
    storage: str
    """Id of the disk that holds the runs' folders."""

    @property
    def releasing(self) -> bool:
        """Whether the worker is being shut down."""

    def send_back(self, run_id: str) -> None:
        """Puts the message of a run back into the queue, for another worker."""

    def take_child(self) -> ChildProcess:
        """Returns a process that waits for its assignment."""
