"""The storage where workers on several machines keep copies of checkpoints: a folder, or any URL that fsspec opens.

A copy has the files of the checkpoint's own folder, in ``RUN/CHECKPOINT/``. Object stores cannot rename, so the list of
the files is written last and deleted first: a copy without its list, or with a file of another size, does not count.
"""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import fsspec
from fsspec.implementations.local import LocalFileSystem

from paretoscope.processes.atomic_write import written_atomically
from paretoscope.schema.checkpoints import FILES

CHUNK_BYTES = 8 * 2**20
PART_BYTES = 64 * 2**20
"""Size of the parts in which a file is sent; object stores take at most 10,000 parts per file."""

Tick = Callable[[], object]


class StorageError(Exception):
    """The shared storage cannot be used. The message says why, and what to do instead."""


class CheckpointStorage:
    """Copies checkpoints to and from the storage of an operator.

    Args:
        url: a folder, or a URL such as ``s3://bucket/folder``.

    Raises:
        StorageError: the URL is of a kind that is not installed or not known.
    """

    def __init__(self, url: str) -> None:
        self._url = url.rpartition("@")[2]
        with self._explained():
            self._files, self._root = fsspec.core.url_to_fs(url)
        if isinstance(self._files, LocalFileSystem):
            self._files = LocalFileSystem(auto_mkdir=True)

    def copies(self, run_id: str) -> dict[str, frozenset[str]]:
        """Returns the files of each complete copy of a run's checkpoints, by the name of the checkpoint."""
        with self._explained():
            found: dict[str, dict[str, int]] = {}
            for path, size in self._sizes(run_id).items():
                name, _, file = path.partition("/")
                found.setdefault(name, {})[file] = size
            return {name: frozenset(sizes) for name, sizes in found.items() if self._is_whole(run_id, name, sizes)}

    def upload(self, run_id: str, checkpoint: Path, tick: Tick = lambda: None) -> None:
        """Copies a checkpoint into the storage and replaces an earlier copy.

        Args:
            run_id: the run.
            checkpoint: folder of the checkpoint; it must not change meanwhile.
            tick: called after every few megabytes.
        """
        with self._explained():
            self._forget(run_id, checkpoint.name)
            files = [path for path in sorted(checkpoint.rglob("*")) if path.is_file()]
            for path in sorted(files, key=lambda path: path.name == FILES):
                name = path.relative_to(checkpoint).as_posix()
                with path.open("rb") as source, self._open(run_id, checkpoint.name, name, "wb") as target:
                    _copy(source, target, tick)

    def download(self, run_id: str, name: str, folder: Path, tick: Tick = lambda: None) -> None:
        """Copies a checkpoint from the storage into a folder, completely or not at all.

        Args:
            run_id: the run.
            name: name of the checkpoint.
            folder: folder for the checkpoint; it replaces an earlier one.
            tick: called after every few megabytes.
        """
        with self._explained(), written_atomically(folder) as draft:
            sizes = self._list(run_id, name)
            for file, size in sizes.items():
                path = draft / file
                path.parent.mkdir(parents=True, exist_ok=True)
                with self._open(run_id, name, file, "rb") as source, path.open("wb") as target:
                    _copy(source, target, tick)
                if path.stat().st_size != size:
                    raise OSError(f"{file} has {path.stat().st_size:,} of {size:,} bytes")
            (draft / FILES).write_text(json.dumps(sizes), encoding="utf-8")
            shutil.rmtree(folder, ignore_errors=True)

    def drop(self, run_id: str, name: str, file: str) -> int:
        """Deletes one file of a copy, which stays complete without it; returns the remaining bytes."""
        with self._explained():
            sizes = {kept: size for kept, size in self._list(run_id, name).items() if kept != file}
            with self._open(run_id, name, FILES, "wb") as target:
                target.write(json.dumps(sizes).encode())
            self._remove(f"{run_id}/{name}/{file}")
            return sum(sizes.values())

    def delete(self, run_id: str, name: str) -> None:
        """Deletes a copy. It is no error if the copy does not exist."""
        with self._explained():
            self._forget(run_id, name)

    def delete_run(self, run_id: str) -> None:
        """Deletes all copies of a run."""
        with self._explained():
            self._remove(run_id)

    def _is_whole(self, run_id: str, name: str, found: Mapping[str, int]) -> bool:
        if FILES not in found:
            return False
        try:
            listed = self._list(run_id, name)
        except (ValueError, FileNotFoundError):
            return False
        return all(found.get(file) == size for file, size in listed.items())

    def _list(self, run_id: str, name: str) -> dict[str, int]:
        listed: dict[str, int] = json.loads(self._files.cat_file(self._path(f"{run_id}/{name}/{FILES}")))
        return listed

    def _sizes(self, place: str) -> dict[str, int]:
        """Returns the size of each file below a place, by its path from there."""
        self._files.invalidate_cache()
        below = self._path(place)
        found: dict[str, dict[str, Any]] = self._files.find(below, detail=True)
        prefix = self._files._strip_protocol(below).rstrip("/") + "/"
        return {path.removeprefix(prefix): int(info["size"] or 0) for path, info in found.items()}

    def _forget(self, run_id: str, name: str) -> None:
        """Deletes the list of a copy, and then the rest of it."""
        self._remove(f"{run_id}/{name}/{FILES}")
        self._remove(f"{run_id}/{name}")

    def _remove(self, place: str) -> None:
        self._files.invalidate_cache()
        with suppress(FileNotFoundError):
            self._files.rm(self._path(place), recursive=True)

    def _open(self, run_id: str, name: str, file: str, mode: str) -> Any:
        return self._files.open(self._path(f"{run_id}/{name}/{file}"), mode, block_size=PART_BYTES)

    def _path(self, place: str) -> str:
        return f"{self._root.rstrip('/')}/{place}"

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turns any error of a storage into a `StorageError`, because each kind of storage has its own errors."""
        try:
            yield
        except ImportError as error:
            raise StorageError(
                f"The shared storage {self._url} needs a package that is not installed: {error}. For s3:// install "
                "paretoscope[s3]."
            ) from error
        except Exception as error:
            raise StorageError(
                f"The shared storage {self._url} cannot be used ({type(error).__name__}: {error}). Check "
                "PARETOSCOPE_CHECKPOINT_URL and the credentials for it."
            ) from error


def _copy(source: Any, target: Any, tick: Tick) -> None:
    while chunk := source.read(CHUNK_BYTES):
        target.write(chunk)
        tick()
