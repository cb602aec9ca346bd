"""Keeps records on disk until the server has them.

A spool is a folder of segments, which are files named ``<attempt>-<number>.jsonl`` that only grow. A line is
``{"seq": 7, "records": [...]}``, and the numbers of the lines increase within an attempt. The file ``reporter`` holds
the name under which the server knows the numbers. After a process was killed,
the next one reads its segments: it sends complete lines and ignores a last line without a line end. The file
``acknowledged`` holds the last number that the server accepted, so that numbering continues after segments are deleted.
"""

import os
import threading
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from filelock import FileLock, Timeout

from paretoscope.processes.atomic_write import write_atomically

SEGMENT_BYTES = 4_000_000
ACKNOWLEDGED = "acknowledged"
REPORTER = "reporter"
LOCK = "lock"
SEGMENTS = "*-*.jsonl"
MAX_FOLDERS = 1000


@dataclass(frozen=True)
class Batch:
    """Consecutive lines of one segment, which are sent together under the number of the last line."""

    attempt: int
    seq: int
    lines: int
    records: list[dict[str, Any]]
    segment: Path
    end: int
    """Position in the segment after the last line, in bytes."""
    is_own: bool
    """Whether this process wrote the lines, so that nobody has sent them before."""


class Spool:
    """The records of one run, written by one thread and read by another.

    A folder belongs to one spool at a time. While another process or thread has it, the spool uses a folder inside it.

    Args:
        folder: folder of the segments; it is created if it does not exist.
        attempt: number of the attempt that writes new lines.
        lock: lock of the folder, if the caller holds it already.

    Raises:
        OSError: the folder cannot be created or read.
    """

    def __init__(self, folder: Path, attempt: int, lock: FileLock | None = None) -> None:
        self.folder, self._folder_lock = (folder, lock) if lock else _own_folder(folder)
        self._is_first = lock is None and self.folder == folder
        self.attempt = attempt
        self.reporter = _reporter_name(self.folder)
        """Name under which the server knows the numbers of the lines."""
        folder = self.folder
        self._lock = threading.Lock()
        self._segments = sorted(folder.glob(SEGMENTS))
        self._sizes = {path: path.stat().st_size for path in self._segments}
        self._own: set[Path] = set()
        self._active: int | None = None
        self._position = 0
        self._skip_through = _read_acknowledged(folder)
        self._numbered = self._last_number()

    @property
    def size_bytes(self) -> int:
        """Size in bytes of the lines that are not acknowledged. Acknowledged lines take at most one more segment."""
        return sum(list(self._sizes.values())) - self._position

    @property
    def last_seq(self) -> int:
        """Number of the last line that this attempt wrote."""
        return self._numbered

    def append(self, records: Sequence[dict[str, Any]]) -> int:
        """Writes one line and returns its number. The line survives if this process is killed.

        Raises:
            OSError: the line could not be written. It does not count, and the call may be repeated.
        """
        seq = self._numbered + 1
        line = orjson.dumps({"seq": seq, "records": list(records)}) + b"\n"
        descriptor = self._segment_for(len(line))
        try:
            written = os.write(descriptor, line)
        except OSError:
            self._leave_segment()
            raise
        self._sizes[self._segments[-1]] += written
        if written < len(line):
            self._leave_segment()
            raise OSError(
                f"Only {written} of {len(line)} bytes could be written to {self.folder}: the disk is full. "
                "Free some space."
            )
        self._numbered = seq
        return seq

    def read(self, max_bytes: int, max_records: int, max_lines: int) -> Batch | None:
        """Returns the oldest lines that are not acknowledged: as many as fit, but at least one; None if there are none.

        Lines of an earlier process are returned singly, because it may have sent some of them already.
        """
        while segment := self._oldest():
            is_active = self._is_active(segment)
            lines, end = self._read_lines(segment, max_bytes, max_records, max_lines if segment in self._own else 1)
            if lines:
                records = [record for line in lines for record in line["records"]]
                return Batch(
                    _attempt_of(segment), lines[-1]["seq"], len(lines), records, segment, end, segment in self._own
                )
            if is_active:
                return None
            self._delete(segment)
        return None

    def acknowledge(self, batch: Batch) -> None:
        """Drops the lines of the batch that was read last."""
        self._position = batch.end
        self._skip_through = max(self._skip_through, (batch.attempt, batch.seq))

    def discard(self) -> None:
        """Drops everything written so far."""
        self._skip_through = max(self._skip_through, (self.attempt, self._numbered))
        while segment := self._oldest():
            if self._is_active(segment):
                self._position = self._sizes[segment]
                return
            self._delete(segment)

    def abandoned(self) -> Iterator["Spool"]:
        """Yields the spools inside this one that ended processes left lines in, each for this process alone."""
        folders = [path for path in self.folder.iterdir() if path.name.isdecimal()] if self._is_first else []
        for folder in sorted(folders):
            if any(folder.glob(SEGMENTS)) and (lock := _try_lock(folder)):
                yield Spool(folder, self.attempt, lock)

    def close(self) -> None:
        """Deletes acknowledged segments and keeps the rest for the next process."""
        self._leave_segment()
        self.read(max_bytes=1, max_records=1, max_lines=1)
        _write_acknowledged(self.folder, self._skip_through)
        self._folder_lock.release()

    def _segment_for(self, length: int) -> int:
        if self._active is not None and self._sizes[self._segments[-1]] + length > SEGMENT_BYTES:
            self._leave_segment()
        return self._open_segment() if self._active is None else self._active

    def _open_segment(self) -> int:
        following = 1 + max(
            (_number_of(path) for path in self._segments if _attempt_of(path) == self.attempt), default=0
        )
        path = self.folder / f"{self.attempt:06d}-{max(following, self._numbered + 1):010d}.jsonl"
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
        with self._lock:
            self._sizes[path] = 0
            self._segments.append(path)
            self._own.add(path)
            self._active = descriptor
        return descriptor

    def _leave_segment(self) -> None:
        with self._lock:
            descriptor, self._active = self._active, None
        if descriptor is not None:
            os.close(descriptor)

    def _oldest(self) -> Path | None:
        with self._lock:
            return self._segments[0] if self._segments else None

    def _is_active(self, segment: Path) -> bool:
        with self._lock:
            return self._active is not None and segment == self._segments[-1]

    def _read_lines(
        self, segment: Path, max_bytes: int, max_records: int, max_lines: int
    ) -> tuple[list[dict[str, Any]], int]:
        lines: list[dict[str, Any]] = []
        count, end = 0, self._position
        try:
            with segment.open("rb") as file:
                file.seek(self._position)
                while len(lines) < max_lines and (raw := file.readline()).endswith(b"\n"):
                    line = self._parse(segment, raw)
                    count += len(line["records"]) if line else 0
                    if lines and (count > max_records or file.tell() - self._position > max_bytes):
                        break
                    end = file.tell()
                    lines += [line] if line else []
        except FileNotFoundError:
            return [], self._position
        return lines, end

    def _parse(self, segment: Path, raw: bytes) -> dict[str, Any] | None:
        try:
            line = orjson.loads(raw)
            known = (_attempt_of(segment), int(line["seq"])) <= self._skip_through
            return None if known or not isinstance(line["records"], list) else line
        except (ValueError, KeyError, TypeError):
            return None

    def _delete(self, segment: Path) -> None:
        _write_acknowledged(self.folder, self._skip_through)
        segment.unlink(missing_ok=True)
        with self._lock:
            self._segments.remove(segment)
            self._sizes.pop(segment, None)
            self._position = 0

    def _last_number(self) -> int:
        attempt, acknowledged = self._skip_through
        for segment in reversed(self._segments):
            if _attempt_of(segment) == self.attempt:
                numbers = [
                    _seq_of(raw) for raw in segment.read_bytes().splitlines(keepends=True) if raw.endswith(b"\n")
                ]
                if numbers:
                    return max(numbers)
        return acknowledged if attempt == self.attempt else 0


def _own_folder(folder: Path) -> tuple[Path, FileLock]:
    """Returns the folder, or the first one inside it that no other spool uses, and its lock."""
    for number in range(1, MAX_FOLDERS):
        own = folder if number == 1 else folder / str(number)
        own.mkdir(parents=True, exist_ok=True)
        if lock := _try_lock(own):
            return own, lock
    raise OSError(f"{MAX_FOLDERS} reporters already use {folder}. Close some of them, or choose another folder.")


def _try_lock(folder: Path) -> FileLock | None:
    """Returns the lock of a folder; None if another process or thread has it. The lock goes when its process ends."""
    lock = FileLock(folder / LOCK, thread_local=False)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        return None
    return lock


def _reporter_name(folder: Path) -> str:
    """Returns the name that the folder holds; a new folder gets one that no other has."""
    path = folder / REPORTER
    try:
        if name := path.read_text(encoding="ascii").strip():
            return name
    except FileNotFoundError:
        pass
    name = uuid.uuid4().hex
    path.write_text(name, encoding="ascii")
    return name


def _attempt_of(segment: Path) -> int:
    return int(segment.stem.partition("-")[0])


def _number_of(segment: Path) -> int:
    return int(segment.stem.partition("-")[2])


def _seq_of(raw: bytes) -> int:
    try:
        return int(orjson.loads(raw)["seq"])
    except (ValueError, KeyError, TypeError):
        return 0


def _read_acknowledged(folder: Path) -> tuple[int, int]:
    try:
        attempt, seq = (folder / ACKNOWLEDGED).read_text(encoding="ascii").split()
        return int(attempt), int(seq)
    except (OSError, ValueError):
        return 0, 0


def _write_acknowledged(folder: Path, acknowledged: tuple[int, int]) -> None:
    write_atomically(folder / ACKNOWLEDGED, f"{acknowledged[0]} {acknowledged[1]}")
