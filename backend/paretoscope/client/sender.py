"""Sends records from the spool to the server, one batch at a time, until the server answers each batch."""

import logging
import random
import threading
import time
from collections.abc import Callable

import orjson

from paretoscope.client.client import Client
from paretoscope.client.errors import AddressError, ConflictError, NotFoundError, RefusedError, UnreachableError
from paretoscope.client.spool import Batch, Spool

PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 5.0
LOOK_SECONDS = 5.0
"""Seconds between searches for spools that other reporters left behind."""
JOIN_SECONDS = 0.5
MAX_BATCH_BYTES = 2_000_000
MAX_BATCH_RECORDS = 5000
MAX_BATCH_LINES = 1000
REFUSED = "records_refused"
"""Kind of the event that reports refused records. If this event is itself refused, no other event follows."""
UNAUTHORISED = frozenset({401, 403})

logger = logging.getLogger(__name__)


class Sender(threading.Thread):
    """Sends the records of the spool every 0.2 s. While the server does not answer, the pauses grow up to 5 s.

    Args:
        client: the server.
        run_id: run that the records belong to.
        spool: the records.
        on_refused: called with the reason for every line that the server refuses for good.
        stop_requested: is set when the server answers that somebody asked the run to stop.
        once: whether to end, and close the spool, as soon as the spool is empty.
    """

    def __init__(
        self,
        client: Client,
        run_id: str,
        spool: Spool,
        on_refused: Callable[[str], None],
        stop_requested: threading.Event,
        *,
        once: bool = False,
    ) -> None:
        super().__init__(name=f"paretoscope-sender-{run_id}", daemon=True)
        self._client, self._run_id, self._spool, self._on_refused = client, run_id, spool, on_refused
        self._stop_requested, self._once = stop_requested, once
        self._helpers: list[Sender] = []
        self._next_look = 0.0
        self._awake, self._settled = threading.Event(), threading.Condition()
        self._settled_seq = -1
        self._one_by_one_through = 0
        self._failures = 0
        self._ended = False
        self.superseded = False
        """Whether the run was deleted or a later attempt has taken over, so that the server ignores these records."""

    def run(self) -> None:
        """Sends until ``end`` is called."""
        while not self._ended:
            self._awake.wait(self._pause_seconds())
            self._awake.clear()
            try:
                self._drain()
            except Exception:
                self._failures += 1
                logger.exception("Reporting run %s failed. It will be tried again.", self._run_id)
        for helper in self._helpers:
            helper.end()
            helper.join(JOIN_SECONDS)
        if self._once:
            self._spool.close()

    def end(self) -> None:
        """Makes the thread end after its current request."""
        self._ended = True
        self._awake.set()

    def wait_until_settled(self, seq: int, timeout_seconds: float) -> bool:
        """Waits until the server has answered for all lines up to ``seq``, and returns whether it has in time."""
        self._failures = 0
        self._awake.set()
        with self._settled:
            return self._settled.wait_for(lambda: self._settled_seq >= seq, timeout_seconds)

    def _pause_seconds(self) -> float:
        if not self._failures:
            return PAUSE_SECONDS
        doubled = PAUSE_SECONDS * 2.0 ** min(self._failures, 10)
        return min(LONGEST_PAUSE_SECONDS, doubled) * random.uniform(0.75, 1.25)

    def _drain(self) -> None:
        while not self._ended:
            newest = self._spool.last_seq
            batch = self._spool.read(MAX_BATCH_BYTES, MAX_BATCH_RECORDS, self._max_lines())
            if batch is None:
                self._settle(newest)
                self._ended = self._ended or self._once
                self._send_abandoned()
                return
            if not self._deliver(batch):
                return

    def _send_abandoned(self) -> None:
        """Has other senders send what reporters of ended processes left in spools inside this one."""
        self._helpers = [helper for helper in self._helpers if helper.is_alive()]
        if self._ended or time.monotonic() < self._next_look:
            return
        self._next_look = time.monotonic() + LOOK_SECONDS
        for spool in self._spool.abandoned():
            arguments = (self._client, self._run_id, spool, self._on_refused, self._stop_requested)
            self._helpers.append(Sender(*arguments, once=True))
            self._helpers[-1].start()

    def _max_lines(self) -> int:
        return 1 if self._one_by_one_through else MAX_BATCH_LINES

    def _deliver(self, batch: Batch) -> bool:
        """Sends one batch until the server answers. Returns False if the thread should pause."""
        numbers = {"attempt": batch.attempt, "reporter": self._spool.reporter, "seq": batch.seq}
        body = orjson.dumps({**numbers, "records": batch.records})
        may_be_known = not batch.is_own
        while not self._ended:
            try:
                receipt = self._client.send_batch(self._run_id, body)
            except (UnreachableError, AddressError) as error:
                may_be_known = True
                self._note_failure(str(error))
            except (NotFoundError, ConflictError) as error:
                return self._stale(batch, str(error))
            except RefusedError as error:
                if error.status not in UNAUTHORISED:
                    self._refused(batch, str(error))
                    return True
                self._note_failure(str(error))
            else:
                if receipt.stop_requested:
                    self._stop_requested.set()
                if not receipt.accepted and not may_be_known:
                    self._tell_lost(batch)
                self._accepted(batch, (receipt.attempt, receipt.seq))
                return not self.superseded
            self._awake.wait(self._pause_seconds())
            self._awake.clear()
        return False

    def _accepted(self, batch: Batch, last: tuple[int, int]) -> None:
        if self._failures:
            logger.warning("The server answers again, and the waiting records of run %s are sent.", self._run_id)
        self._failures = 0
        if batch.attempt == self._spool.attempt < last[0]:
            self._give_up(f"attempt {last[0]} of the run is already reporting")
        else:
            self._done_with(batch)

    def _refused(self, batch: Batch, why: str) -> None:
        """Sends the lines of a refused batch one by one from now on, and drops each line that is refused by itself."""
        if batch.lines > 1:
            self._one_by_one_through = batch.seq
            return
        self._done_with(batch)
        logger.warning("The server refused %d records of run %s: %s", len(batch.records), self._run_id, why)
        if any(record.get("kind") != REFUSED for record in batch.records):
            self._on_refused(why)

    def _tell_lost(self, batch: Batch) -> None:
        """Reports that the server ignored a new batch, which means that another program uses this reporter's name."""
        why = f"another program reports on run {self._run_id} under the same reporter name"
        logger.error("%d records of run %s were not stored: %s.", len(batch.records), self._run_id, why)
        self._on_refused(why)

    def _stale(self, batch: Batch, why: str) -> bool:
        """Drops records that the run no longer accepts: a batch of an earlier attempt, or everything in the spool."""
        if batch.attempt != self._spool.attempt:
            self._done_with(batch)
            return True
        self._give_up(why)
        return False

    def _done_with(self, batch: Batch) -> None:
        self._spool.acknowledge(batch)
        if batch.attempt == self._spool.attempt:
            self._settle(batch.seq)
            if batch.seq >= self._one_by_one_through:
                self._one_by_one_through = 0

    def _give_up(self, why: str) -> None:
        logger.warning("Run %s accepts no more records from this process: %s", self._run_id, why)
        self.superseded = self._ended = True
        self._spool.discard()
        self._settle(2**63)

    def _note_failure(self, why: str) -> None:
        if not self._failures:
            logger.warning("Records of run %s wait on disk: %s", self._run_id, why)
        self._failures += 1

    def _settle(self, seq: int) -> None:
        with self._settled:
            self._settled_seq = max(self._settled_seq, seq)
            self._settled.notify_all()
