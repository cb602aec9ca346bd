"""Carries out one attempt at a run, and reports stages that hang and memory that runs out."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Literal

from paretoscope.schema.control import PointToEvaluate, Steering
from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.checkpoints.layout import CHECKPOINTS
from paretoscope_worker.checkpoints.sharing import Disk, shared_checkpoints
from paretoscope_worker.interpolation import interpolate
from paretoscope_worker.processes.fetched_checkpoints import FetchedCheckpoints
from paretoscope_worker.processes.out_of_memory import explained_out_of_memory
from paretoscope_worker.reevaluation import reevaluate
from paretoscope_worker.runtime.ranks import ALONE, Ranks
from paretoscope_worker.runtime.reporting import Reporter, SafeReporter
from paretoscope_worker.train import train
from paretoscope_worker.watchdogs.hang import HangWatch
from paretoscope_worker.watchdogs.watch import AlarmError


def attempt(
    config: RunConfig,
    *,
    folder: Path,
    reporter: Reporter,
    should_stop: Callable[[], bool],
    on_stage: Callable[[str], None],
    give_up: Callable[[AlarmError], object],
    checkpoint: Path | None = None,
    fork: Path | None = None,
    points: Sequence[PointToEvaluate] = (),
    storage: str = "",
    checkpoint_url: str = "",
    steering: Callable[[], Steering | None] = lambda: None,
    ranks: Ranks = ALONE,
) -> Literal["completed", "stopped"]:
    """Carries out a run, while it watches for stages that hang and a lack of memory.

    Args:
        config: the run.
        folder: the run's folder.
        reporter: takes metrics and records.
        should_stop: called before every step.
        on_stage: told what the run is doing.
        give_up: ends the process from another thread; called if a stage hangs and the alarm is set to stop the run.
        checkpoint: folder of the checkpoint to continue from.
        fork: folder of the checkpoint of another run whose weights the run starts with.
        points: policies that a re-evaluation has still to evaluate.
        storage: id of the disk of the folder.
        checkpoint_url: shared storage for copies of the checkpoints; empty for none.
        steering: returns the weights that a person requested last; a run that trains nothing ignores it.
        ranks: the processes that train the run together; the first one watches for stages that hang.

    Raises:
        RunOutOfMemoryError: memory ran out; the message says what would fit.
        Exception: whatever `train`, `interpolate` or `reevaluate` raises.
    """
    report = SafeReporter(reporter)
    with (
        explained_out_of_memory(config, folder / CHECKPOINTS, report),
        HangWatch(config.watchdogs, report, on_stage, give_up)
        if ranks.is_first
        else nullcontext(on_stage) as on_watched_stage,
        shared_checkpoints(checkpoint_url, folder.name, report, on_watched_stage) as shared,
        FetchedCheckpoints(folder, storage, checkpoint_url, on_watched_stage) as fetch,
    ):
        disk = Disk(storage, shared)
        if config.reevaluation is not None:
            return reevaluate(
                config,
                config.reevaluation,
                points,
                fetch=fetch,
                report=report,
                should_stop=should_stop,
                on_stage=on_watched_stage,
            )
        if config.interpolation is not None:
            return interpolate(
                config,
                config.interpolation,
                folder=folder,
                report=report,
                should_stop=should_stop,
                on_stage=on_watched_stage,
                disk=disk,
            )
        return train(
            config,
            folder=folder,
            reporter=report,
            should_stop=should_stop,
            on_stage=on_watched_stage,
            checkpoint=checkpoint,
            fork=fork,
            disk=disk,
            fetch=fetch,
            steering=steering,
            ranks=ranks,
        )
