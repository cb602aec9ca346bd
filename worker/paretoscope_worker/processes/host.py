"""The worker, as far as one run needs it."""

from typing import Protocol

from paretoscope.client.client import Client
from paretoscope.settings import Settings
from paretoscope_worker.processes.gpu_pool import GpuPool
from paretoscope_worker.processes.prefork import ChildProcess


class Host(Protocol):
    """What the supervisor of a run asks of the worker."""

    settings: Settings
    client: Client
    id: str
    gpus: GpuPool

    @property
    def releasing(self) -> bool:
        """Whether the worker is being shut down."""

    def take_child(self) -> ChildProcess:
        """Returns a process that waits for its assignment."""
