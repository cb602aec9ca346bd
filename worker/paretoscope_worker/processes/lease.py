"""Keeps a worker's lease on a run by sending heartbeats."""

import logging
import threading

from paretoscope.client.client import Client
from paretoscope.client.errors import ConflictError, NotFoundError, RefusedError, UnreachableError
from paretoscope.schema.control import Claim, Heartbeat, Steering

logger = logging.getLogger(__name__)


class Lease(threading.Thread):
    """Sends heartbeats regularly, and at once when the stage changes, and stores the server's answers.

    While the server is away, the run continues. When the server answers again, it says whether the lease was lost.

    Args:
        client: the server.
        claim: the claim to renew.
        heartbeat_seconds: seconds between heartbeats.
    """

    def __init__(self, client: Client, claim: Claim, heartbeat_seconds: float) -> None:
        super().__init__(name=f"lease-{claim.run_id}", daemon=True)
        self._client, self._claim, self._pause = client, claim, heartbeat_seconds
        self._stage: str | None = None
        self._awake, self._ended = threading.Event(), threading.Event()
        self._stop_wanted, self._lost = threading.Event(), threading.Event()
        self._steering: Steering | None = None

    @property
    def stop_wanted(self) -> bool:
        """Whether the server has asked to stop the run."""
        return self._stop_wanted.is_set()

    @property
    def lost(self) -> bool:
        """Whether the run now belongs to another attempt, or no longer exists."""
        return self._lost.is_set()

    @property
    def steering(self) -> Steering | None:
        """The weights that a person requested last; None if nobody did."""
        return self._steering

    def tell_stage(self, stage: str) -> None:
        """Tells the server what the run is doing."""
        if stage != self._stage:
            self._stage = stage
            self._awake.set()

    def run(self) -> None:
        """Renews the lease until ``end`` is called or the lease is lost."""
        while not (self._ended.is_set() or self._lost.is_set()):
            self._beat()
            self._awake.wait(self._pause)
            self._awake.clear()

    def end(self) -> None:
        """Stops the heartbeats."""
        self._ended.set()
        self._awake.set()

    def _beat(self) -> None:
        beat = Heartbeat(attempt=self._claim.attempt, stage=self._stage)
        try:
            instruction = self._client.heartbeat(self._claim.run_id, beat)
        except (ConflictError, NotFoundError) as error:
            logger.warning("Run %s no longer belongs to this worker: %s", self._claim.run_id, error)
            self._lost.set()
        except (UnreachableError, RefusedError) as error:
            logger.warning("The heartbeat of run %s failed: %s", self._claim.run_id, error)
        else:
            self._steering = instruction.steering
            if instruction.action == "stop":
                self._stop_wanted.set()
