"""Reports records of a run from a training process, which never waits for the server or fails because of it."""

import atexit
import logging
import threading
import time
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self, SupportsFloat

from pydantic import ValidationError

from paretoscope.client.client import Client
from paretoscope.client.heartbeats import Heartbeats
from paretoscope.client.sender import REFUSED, Sender
from paretoscope.client.spool import Spool
from paretoscope.schema.records import MAX_KEY, MAX_VALUES, AnyRecord, EventRecord, MetricsRecord, is_key

WRITE_SECONDS = 0.1
MAX_WAITING = 100_000
MAX_LINE_RECORDS = 1000
DEFAULT_SPOOL_BYTES = 1_000_000_000
KEPT_WHEN_FULL = frozenset({"evaluation", "event", "checkpoint", "resume"})

Metrics = tuple[int, float, dict[str, float]]

logger = logging.getLogger(__name__)


class RunReporter:
    """Reports the records of one run, for Paretoscope's own worker, for notebooks and for any other trainer.

    A record is first kept in memory, which takes microseconds. Within 0.1 s it is written to the spool on disk, and
    from there it is sent to the server, in order and exactly once. While the server is away, the spool grows up to
    ``max_spool_bytes``; after that, metrics, completions and logs are left out, and an event says how many. Records
    that an earlier process of the same run left in the spool are sent first. The methods do not raise errors into the
    training; problems are written to the log of this module.

    In the background, heartbeats tell the server that the run is still trained. If somebody asks the run to stop,
    ``stop_requested`` becomes true; it costs nothing to look at it after every step.

    Args:
        run_id: run to report on.
        attempt: number of the attempt; the server drops records of attempts before the latest one.
        spool: folder for the records of this run, the same for every attempt.
        server_url: address of the server.
        token: access token, if the server requires one.
        max_spool_bytes: largest size of the spool on disk.
        heartbeats: whether to send heartbeats. A worker sends those of its runs itself.
    """

    def __init__(
        self,
        run_id: str,
        attempt: int,
        spool: Path,
        server_url: str,
        token: str | None,
        *,
        max_spool_bytes: int = DEFAULT_SPOOL_BYTES,
        heartbeats: bool = True,
    ) -> None:
        self._waiting: deque[Metrics | AnyRecord] = deque()
        self._unwritten: list[dict[str, Any]] = []
        self._left_out = 0
        self._bad_keys: set[str] = set()
        self._max_spool_bytes = max_spool_bytes
        self._write_lock = threading.Lock()
        self._ended = threading.Event()
        self._spool = Spool(spool, attempt)
        self._client = Client(server_url, token)
        self._stop_requested = threading.Event()
        self._sender = Sender(self._client, run_id, self._spool, self._note_refusal, self._stop_requested)
        self._heartbeats = Heartbeats(self._client, run_id, attempt, self._stop_requested) if heartbeats else None
        self._writer = threading.Thread(target=self._write_on, name=f"paretoscope-writer-{run_id}", daemon=True)
        self._writer.start()
        self._sender.start()
        if self._heartbeats:
            self._heartbeats.start()
        atexit.register(self._write)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close(timeout_seconds=30.0)

    @property
    def stop_requested(self) -> bool:
        """Whether somebody asked the run to stop, on the page or otherwise. The training should then end.

        A callback for the TRL trainer does it like this::

            class StopOnRequest(TrainerCallback):
                def on_step_end(self, args, state, control, **kwargs):
                    control.should_training_stop |= reporter.stop_requested
        """
        return self._stop_requested.is_set()

    def log(self, step: int, values: Mapping[str, SupportsFloat]) -> None:
        """Reports scalars of a step. Values that are not numbers are left out."""
        try:
            copied = {key: float(value) for key, value in values.items()}
        except (TypeError, ValueError):
            copied = _numbers_of(values)
        self._put((step, time.time(), copied))

    def record(self, record: AnyRecord) -> None:
        """Reports a record of any type. The record must not be changed afterwards."""
        self._put(record)

    def persist(self) -> None:
        """Writes what was reported so far to disk, so that it is sent even if this process is killed now."""
        self._write()

    def flush(self, timeout_seconds: float) -> bool:
        """Waits until the server has everything reported so far; returns False if it has not after the timeout."""
        self._write()
        settled = self._sender.wait_until_settled(self._spool.last_seq, timeout_seconds)
        return settled and not self._unwritten and not self._sender.superseded

    def close(self, timeout_seconds: float) -> bool:
        """Flushes and ends the threads. Records that the server does not have by then stay in the spool.

        Returns:
            Whether the server has everything.
        """
        if self._ended.is_set():
            return False
        settled = self.flush(timeout_seconds)
        self._ended.set()
        self._sender.end()
        if self._heartbeats:
            self._heartbeats.end()
            self._heartbeats.join(1.0)
        self._writer.join(1.0)
        self._sender.join(1.0)
        self._write()
        self._close_files()
        atexit.unregister(self._write)
        return settled

    def _put(self, item: Metrics | AnyRecord) -> None:
        if len(self._waiting) < MAX_WAITING:
            self._waiting.append(item)
        else:
            self._left_out += 1

    def _write_on(self) -> None:
        while not self._ended.wait(WRITE_SECONDS):
            self._write()

    def _write(self) -> None:
        """Moves the records in memory to the spool. Records that cannot be written wait for the next call."""
        with self._write_lock:
            try:
                self._collect()
                while self._unwritten:
                    self._spool.append(self._unwritten[:MAX_LINE_RECORDS])
                    del self._unwritten[:MAX_LINE_RECORDS]
            except OSError as error:
                logger.warning("The spool cannot be written, so records wait in memory: %s", error)
            except Exception:
                logger.exception("Records were left out.")
                self._unwritten.clear()

    def _collect(self) -> None:
        full = self._spool.size_bytes > self._max_spool_bytes
        while self._waiting and len(self._unwritten) < MAX_WAITING:
            records = self._as_records(self._waiting.popleft())
            if self._sender.superseded:
                continue
            kept = [record for record in records if not full or record.type in KEPT_WHEN_FULL]
            self._left_out += len(records) - len(kept)
            self._unwritten += [record.model_dump(mode="json") for record in kept]
        if self._left_out and not full:
            self._unwritten.append(_left_out_event(self._left_out).model_dump(mode="json"))
            self._left_out = 0

    def _as_records(self, item: Metrics | AnyRecord) -> Sequence[AnyRecord]:
        """Returns metrics as records. What cannot be stored is left out, and an event says so."""
        if not isinstance(item, tuple):
            return [item]
        step, moment, values = item
        kept = values if all(map(is_key, values)) else {key: value for key, value in values.items() if is_key(key)}
        self._tell_bad_keys([str(key) for key in values if key not in kept])
        rows = list(kept.items())
        try:
            parts = [dict(rows[start : start + MAX_VALUES]) for start in range(0, len(rows), MAX_VALUES)]
            return [MetricsRecord(step=step, time=moment, values=part) for part in parts]
        except ValidationError as error:
            self._tell_left_out(f"The metrics of step {step} were left out: {error.errors()[0]['msg']}.")
            return []

    def _tell_bad_keys(self, keys: Sequence[str]) -> None:
        """Reports each invalid key once."""
        new = [key for key in keys if key not in self._bad_keys]
        if new:
            self._bad_keys.update(new)
            shown = ", ".join(ascii(key[:80]) for key in new[:5])
            self._tell_left_out(
                f"Metrics were left out, as their keys cannot be stored: {shown}. A key has 1 to {MAX_KEY} characters "
                "that can be printed, and no white space at its ends."
            )

    def _tell_left_out(self, message: str) -> None:
        logger.warning(message)
        self.record(EventRecord(time=time.time(), level="warning", kind="metrics_left_out", message=message))

    def _note_refusal(self, why: str) -> None:
        self.record(
            EventRecord(
                time=time.time(),
                level="warning",
                kind=REFUSED,
                message=f"The server refused some records of this run, so they are missing here: {why}"[:2000],
            )
        )

    def _close_files(self) -> None:
        try:
            self._spool.close()
        except OSError as error:
            logger.warning("The spool could not be closed: %s", error)
        self._client.close()


def _numbers_of(values: Mapping[str, Any]) -> dict[str, float]:
    numbers: dict[str, float] = {}
    for key, value in values.items():
        try:
            numbers[key] = float(value)
        except (TypeError, ValueError):
            logger.warning("%s is not a number and was left out: %.80r", key, value)
    return numbers


def _left_out_event(count: int) -> EventRecord:
    return EventRecord(
        time=time.time(),
        level="warning",
        kind="records_left_out",
        message=f"{count:,} records were left out because the server was away and the space for records was full.",
        data={"records": count},
    )
