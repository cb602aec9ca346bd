"""What a checkpoint takes from all processes of a run: the first announces and writes it, the others give a part."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from paretoscope_worker.runtime.ranks import Ranks
from paretoscope_worker.session import Session


@contextmanager
def gathered(session: Session, *, resumable: bool) -> Iterator[dict[str, Any] | None]:
    """Has the whole policy in the first process for a while, and its other tensors if the run shall go on from them.

    All of that is there before a file is written, as writing may fail, and does so in the first process alone.
    """
    _announce(session.ranks, resumable)
    with _parts(session, resumable) as tensors:
        yield tensors


def contribute(session: Session) -> None:
    """Gives the first process this one's part of whatever it gathers, until it says that it is done."""
    while (resumable := _announce(session.ranks, None)) is not None:
        with _parts(session, resumable):
            pass


def end_gathering(session: Session) -> None:
    """Tells the other processes that the first one is done."""
    _announce(session.ranks, None)


@contextmanager
def _parts(session: Session, resumable: bool) -> Iterator[dict[str, Any] | None]:
    with session.trained.whole():
        yield session.tensors() if resumable else None


def _announce(ranks: Ranks, resumable: bool | None) -> bool | None:
    """Returns what the first process says."""
    return ranks.first(lambda: resumable)
