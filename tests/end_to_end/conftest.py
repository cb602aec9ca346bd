"""A real ``paretoscope up``: server, Celery worker and training processes of a temporary home."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .stack import Stack

Launch = Callable[..., Stack]


@pytest.fixture
def launch(tmp_path: Path) -> Iterator[Launch]:
    """Starts a stack of one slot or more, and kills it at the end; keyword arguments are environment variables."""
    started: list[Stack] = []

    def start(slots: int = 1, **environment: str) -> Stack:
        started.append(Stack(tmp_path / "home", slots, **environment))
        started[-1].start()
        return started[-1]

    yield start
    for stack in started:
        stack.kill_all()
