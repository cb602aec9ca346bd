"""A worker's hold on a run, renewed for as long as the worker lives."""

import logging
import threading

from paretoscope.client.client import Client
from paretoscope.client.errors import ConflictError, NotFoundError, RefusedError, UnreachableError
from paretoscope.schema.control import Claim, Heartbeat, Steering

logger = logging.getLogger(__name__)


class Lease(threading.Thread):
    """Sends heartbeats, at once when the stage changes, and keeps what the server answers.

    While the server is away the run goes on; whether the lease was lost meanwhile is known when it answers again.

    Args:
        client: the server.
        claim: the claim to renew.
        heartbeat_seconds: pause between heartbeats.
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
        """Whether the run belongs to another attempt now, or is gone."""
        return self._lost.is_set()

    @property
    def steering(self) -> Steering | None:
        """The weights that a person asked for last, if ever."""
        return self._steering

    def tell_stage(self, stage: str) -> None:
        """Makes the server know what the run is doing."""
        if stage != self._stage:
            self._stage = stage
            self._awake.set()

    def run(self) -> None:
        """Renews the lease until it ends or is lost."""
        while not (self._ended.is_set() or self._lost.is_set()):
            self._beat()
            self._awake.wait(self._pause)
            self._awake.clear()

    def end(self) -> None:
        """Renews no more."""
        self._ended.set()
        self._awake.set()

    def _beat(self) -> None:
        beat = Heartbeat(attempt=self._claim.attempt, stage=self._stage)
        try:
            instruction = self._client.heartbeat(self._claim.run_id, beat)
        except (ConflictError, NotFoundError) as error:
            logger.warning("Run %s is no longer this worker's: %s", self._claim.run_id, error)
            self._lost.set()
        except (UnreachableError, RefusedError) as error:
            logger.warning("No heartbeat for run %s: %s", self._claim.run_id, error)
        else:
            self._steering = instruction.steering
            if instruction.action == "stop":
                self._stop_wanted.set()
