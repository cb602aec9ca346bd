"""Gathers a checkpoint from all processes of a run; the first one announces and writes it, the others contribute."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from paretoscope_worker.runtime.ranks import Ranks
from paretoscope_worker.session import Session


@contextmanager
def gathered(session: Session, *, resumable: bool) -> Iterator[dict[str, Any] | None]:
    """Gathers the whole policy in the first process for the block, and yields the other tensors if `resumable`.

    Everything is gathered before a file is written, because writing may fail, and it fails only in the first process.
    """
    _announce(session.ranks, resumable)
    with _parts(session, resumable) as tensors:
        yield tensors


def contribute(session: Session) -> None:
    """Contributes the part of this process to whatever the first process gathers, until that says that it is done."""
    while (resumable := _announce(session.ranks, None)) is not None:
        with _parts(session, resumable):
            pass


def end_gathering(session: Session) -> None:
    """Tells the other processes that the first process is done."""
    _announce(session.ranks, None)


@contextmanager
def _parts(session: Session, resumable: bool) -> Iterator[dict[str, Any] | None]:
    with session.trained.whole():
        yield session.tensors() if resumable else None


def _announce(ranks: Ranks, resumable: bool | None) -> bool | None:
    """Returns the value of the first process."""
    return ranks.first(lambda: resumable)
