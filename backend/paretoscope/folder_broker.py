"""Celery's filesystem transport with complete messages: a file gets its final name only after it is written.

kombu writes a message directly under its final name, so that a worker may read an empty file and fail. It also moves
received messages through the temporary folder of the system.
"""

import json
import time
import uuid
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.transport import filesystem

from paretoscope.processes.atomic_write import write_atomically


def folder_options(folder: Path) -> dict[str, Any]:
    """Creates the folders of a broker and returns the transport options for them."""
    messages, control = folder / "messages", folder / "control"
    for path in (messages, control):
        path.mkdir(parents=True, exist_ok=True)
    return {
        "data_folder_in": str(messages),
        "data_folder_out": str(messages),
        "control_folder": str(control),
        "polling_interval": 0.2,
    }


class FolderChannel(filesystem.Channel):
    """Stores one message per file, named ``time_id.queue.msg`` so that names sort by age."""

    def _put(self, queue: str, payload: Any, **_: Any) -> None:  # type: ignore[override]  # kombu's own bases differ
        folder, name = Path(self.data_folder_out), f"{time.time_ns():020d}_{uuid.uuid4()}"
        write_atomically(folder / f"{name}.{queue}.msg", json.dumps(payload))

    def _get(self, queue: str, timeout: float | None = None) -> Any:  # noqa: ARG002 - kombu's signature
        for message in sorted(Path(self.data_folder_in).glob(f"*.{queue}.msg")):
            taken = message.with_suffix(".taken")
            try:
                message.rename(taken)
            except FileNotFoundError:
                continue
            text = taken.read_text(encoding="utf-8")
            taken.unlink()
            return json.loads(text)
        raise Empty


class FolderTransport(filesystem.Transport):
    """The transport for ``filesystem://``."""

    Channel = FolderChannel
