"""A worker process. It registers with the server and trains several runs at once on its devices."""

import logging
import os
import socket
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable

from paretoscope.client.client import Client
from paretoscope.client.errors import ClientError, NotFoundError
from paretoscope.devices import find_gpus
from paretoscope.processes.private_files import private_folder
from paretoscope.schema.control import WorkerRegistration
from paretoscope.settings import Settings
from paretoscope_worker.processes.aside import Aside
from paretoscope_worker.processes.disk_space import DiskSpace
from paretoscope_worker.processes.gpu_pool import GpuPool
from paretoscope_worker.processes.run_folders import remove_deleted_runs
from paretoscope_worker.processes.storage_id import storage_id
from paretoscope_worker.processes.supervisor import supervise
from paretoscope_worker.processes.template import ChildProcess, Template

CLEAN_SECONDS = 60.0
"""Seconds between searches for folders of deleted runs."""

logger = logging.getLogger(__name__)


class Worker:
    """Trains as many runs at once as it has slots, each on as many GPUs as its config asks for.

    Args:
        settings: address of the server, and folder of the runs' files.
        slots: number of runs trained at once.
        template: forks their processes; it has been started.
        enqueue: puts the message of a run into the queue.
    """

    def __init__(
        self,
        settings: Settings,
        slots: int,
        template: Template,
        enqueue: Callable[[str], object] = lambda _: None,
    ) -> None:
        self.settings = settings
        private_folder(settings.home)
        self.client = Client(settings.server_url, settings.token)
        self.id = f"{socket.gethostname()[:60]}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
        self._slots, self._devices = slots, find_gpus()
        self.gpus = GpuPool([gpu.index for gpu in self._devices], slots)
        self.aside = Aside(DiskSpace(settings.runs_folder, settings.min_free_gib))
        self.storage = storage_id(settings.runs_folder)
        self._enqueue = enqueue
        self._training: Counter[str] = Counter()
        self._clean_at = time.monotonic()
        self._template = template
        self._released = threading.Event()

    @property
    def releasing(self) -> bool:
        """Whether the worker is being shut down. Its runs then save a checkpoint and go back to the queue."""
        return self._released.is_set()

    def start(self) -> None:
        """Registers this worker as soon as the server answers."""
        threading.Thread(target=self._send_heartbeats, name="worker-heartbeat", daemon=True).start()

    def release(self) -> None:
        """Makes all runs save a checkpoint and go back to the queue."""
        self._released.set()

    def take_child(self) -> ChildProcess:
        """Returns a training process that waits for its assignment."""
        return self._template.fork()

    def send_back(self, run_id: str) -> None:
        """Puts the message of a run back into the queue, for another worker."""
        self._enqueue(run_id)

    def train(self, run_id: str) -> None:
        """Claims a run and trains it; blocks until it has ended. Returns at once if another worker has it."""
        self._training[run_id] += 1
        try:
            supervise(run_id, self)
        finally:
            self._training[run_id] -= 1

    def _send_heartbeats(self) -> None:
        known, silent = False, False
        while not self.releasing:
            try:
                if not known:
                    self.client.register_worker(self._registration())
                self.client.worker_heartbeat(self.id, self.aside.reason(self._still_waits))
                known, silent = True, False
                self._clean()
            except NotFoundError:
                known = False
            except ClientError as error:
                if not silent:
                    logger.warning("The server cannot be reached by this worker: %s", error)
                silent = True
            self._released.wait(self.settings.heartbeat_seconds if known else 1.0)

    def _clean(self) -> None:
        """Deletes the folders of deleted runs from time to time."""
        if time.monotonic() >= self._clean_at:
            self._clean_at = time.monotonic() + CLEAN_SECONDS
            remove_deleted_runs(self.settings.runs_folder, self.client, set(+self._training))

    def _still_waits(self, run_id: str) -> bool:
        try:
            return self.client.run(run_id).status == "queued"
        except NotFoundError:
            return False

    def _registration(self) -> WorkerRegistration:
        names = [gpu.name for gpu in self._devices][:64]
        return WorkerRegistration(
            id=self.id,
            hostname=socket.gethostname(),
            pid=os.getpid(),
            slots=self._slots,
            devices=names,
            storage=self.storage,
        )
