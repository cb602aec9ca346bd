"""Reading server-sent events in tests."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from queue import Empty, Queue
from typing import Any

import httpx


@dataclass
class Event:
    """One event; a comment has the name ``comment``."""

    name: str
    id: int | None
    data: Any


class Listener:
    """Events of a stream as they come."""

    def __init__(self) -> None:
        self._events: Queue[Event] = Queue()

    def put(self, event: Event) -> None:
        """Takes an event."""
        self._events.put(event)

    def next(self, *names: str, seconds: float = 15.0) -> Event:
        """Returns the next event of one of the names."""
        while True:
            event = self._events.get(timeout=seconds)
            if event.name in names:
                return event

    def until(self, name: str, seconds: float = 15.0) -> list[Event]:
        """Returns all events up to the next one with this name, which comes last."""
        events = []
        while True:
            events.append(self._events.get(timeout=seconds))
            if events[-1].name == name:
                return events

    def is_quiet(self, seconds: float) -> bool:
        """Whether nothing but comments comes for a while."""
        try:
            while True:
                if self._events.get(timeout=seconds).name != "comment":
                    return False
        except Empty:
            return True


@contextmanager
def listening(client: httpx.Client, address: str, last_event_id: int | str | None = None) -> Iterator[Listener]:
    """Listens to a stream until the block ends."""
    headers = {"Last-Event-ID": str(last_event_id)} if last_event_id is not None else {}
    listener = Listener()
    with client.stream("GET", address, headers=headers) as answer:
        assert answer.status_code == 200, answer.read()
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert "content-encoding" not in answer.headers
        lines = answer.iter_lines()
        assert next(lines) == "retry: 1000"
        thread = threading.Thread(target=_read, args=[lines, listener], daemon=True)
        thread.start()
        yield listener
        # The server may have closed it first.
        with suppress(OSError):
            answer.extensions["network_stream"].get_extra_info("socket").shutdown(socket.SHUT_RDWR)
        thread.join(timeout=5)


def _read(lines: Iterator[str], listener: Listener) -> None:
    fields: dict[str, str] = {}
    try:
        for line in lines:
            if line.startswith(":"):
                listener.put(Event("comment", None, line[1:].strip()))
            elif line:
                name, _, value = line.partition(": ")
                fields[name] = value
            elif fields:
                listener.put(Event(fields["event"], int(fields["id"]), json.loads(fields["data"])))
                fields = {}
    except (httpx.HTTPError, httpx.StreamError, RuntimeError, OSError):
        return
