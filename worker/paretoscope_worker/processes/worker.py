"""A worker process. It registers with the server and trains several runs at once on its devices."""

import logging
import os
import socket
import threading
import uuid

from paretoscope.client.client import Client
from paretoscope.client.errors import ClientError, NotFoundError
from paretoscope.devices import find_gpus
from paretoscope.schema.control import WorkerRegistration
from paretoscope.settings import Settings
from paretoscope_worker.processes.gpu_pool import GpuPool
from paretoscope_worker.processes.prefork import ChildProcess, PreforkPool
from paretoscope_worker.processes.supervisor import supervise

logger = logging.getLogger(__name__)


class Worker:
    """Trains as many runs at once as it has slots, each on as many GPUs as its config asks for.

    Args:
        settings: address of the server, and folder of the runs' files.
        slots: number of runs trained at once.
    """

    def __init__(self, settings: Settings, slots: int) -> None:
        self.settings = settings
        self.client = Client(settings.server_url, settings.token)
        self.id = f"{socket.gethostname()[:60]}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
        self._slots, self._devices = slots, find_gpus()
        self.gpus = GpuPool([gpu.index for gpu in self._devices], slots)
        self._prefork = PreforkPool()
        self._released = threading.Event()

    @property
    def releasing(self) -> bool:
        """Whether the worker is being shut down. Its runs then save a checkpoint and go back to the queue."""
        return self._released.is_set()

    def start(self) -> None:
        """Starts the first training process, and registers this worker as soon as the server answers."""
        self._prefork.start()
        threading.Thread(target=self._send_heartbeats, name="worker-heartbeat", daemon=True).start()

    def release(self) -> None:
        """Makes all runs save a checkpoint and go back to the queue."""
        self._released.set()

    def take_child(self) -> ChildProcess:
        """Returns a training process that waits for its assignment."""
        return self._prefork.take()

    def train(self, run_id: str) -> None:
        """Claims a run and trains it; blocks until it has ended. Returns at once if another worker has it."""
        supervise(run_id, self)

    def _send_heartbeats(self) -> None:
        known, silent = False, False
        while not self.releasing:
            try:
                if not known:
                    self.client.register_worker(self._registration())
                self.client.worker_heartbeat(self.id)
                known, silent = True, False
            except NotFoundError:
                known = False
            except ClientError as error:
                if not silent:
                    logger.warning("The server cannot be reached by this worker: %s", error)
                silent = True
            self._released.wait(self.settings.heartbeat_seconds if known else 1.0)

    def _registration(self) -> WorkerRegistration:
        names = [gpu.name for gpu in self._devices][:64]
        return WorkerRegistration(
            id=self.id, hostname=socket.gethostname(), pid=os.getpid(), slots=self._slots, devices=names
        )
