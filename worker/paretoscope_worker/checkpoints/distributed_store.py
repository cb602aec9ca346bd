"""The checkpoint store of a run with several processes."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from paretoscope_worker.checkpoints.gathering import contribute, end_gathering
from paretoscope_worker.checkpoints.sharing import Disk
from paretoscope_worker.checkpoints.store import CheckpointStore, OnStage
from paretoscope_worker.runtime.ranks import Ranks
from paretoscope_worker.session import Session


class DistributedStore:
    """One of the stores of a run's processes. Only the first process writes, but all must make each call together."""

    def __init__(self, store: CheckpointStore, ranks: Ranks) -> None:
        self._store, self._ranks = store, ranks

    def after_step(self, session: Session, on_stage: OnStage, *, at_once: bool = False) -> None:
        """Saves what is due after a step; see `CheckpointStore`."""
        self._together(session, partial(self._store.after_step, session, on_stage, at_once=at_once))

    def save(self, session: Session, on_stage: OnStage) -> None:
        """Saves everything that the run needs to continue; see `CheckpointStore`."""
        self._together(session, partial(self._store.save, session, on_stage))

    def _together(self, session: Session, save: Callable[[], None]) -> None:
        if self._ranks.is_first:
            save()
            end_gathering(session)
        else:
            contribute(session)


def open_store(folder: Path, session: Session, disk: Disk) -> CheckpointStore | DistributedStore:
    """Opens the store of a run in a folder, which may hold checkpoints from before a resume."""
    store = CheckpointStore(folder, session.config.checkpoints, session.reporter, session.resumed_at, disk)
    return store if session.ranks.size == 1 else DistributedStore(store, session.ranks)
