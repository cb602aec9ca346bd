"""A process that helps to train a run: ``python -m paretoscope_worker.processes.helper_process PARENT``.

The first process of the run starts it, with its rank in the environment and the assignment as its input. It runs the
same loop, but only the first process scores, reports, saves and decides. It ends with the first process. If it fails,
it leaves its error in the run's folder.
"""

import os
import sys
import time
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Never

from paretoscope.client.failure import describe
from paretoscope.processes.leash import die_with_parent
from paretoscope.schema.records import AnyRecord
from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.processes.assignment import CONFIG, Assignment, Result
from paretoscope_worker.processes.attempt import attempt
from paretoscope_worker.processes.launch import error_file, join_as_helper
from paretoscope_worker.runtime.ranks import is_lost_connection

SLEEP_SECONDS = 86_400.0


class SilentReporter:
    """A reporter that reports nothing, because the first process reports everything."""

    def log(self, step: int, values: Mapping[str, float]) -> None:
        """Reports nothing."""

    def record(self, record: AnyRecord) -> None:
        """Reports nothing."""


def main() -> None:
    """Trains together with the first process, and then waits until that ends, which also ends this process."""
    die_with_parent(int(sys.argv[1]))
    assignment = Assignment.from_line(sys.stdin.readline())
    folder = Path(assignment.folder)
    try:
        _train(assignment, folder)
    except BaseException as error:
        if not is_lost_connection(error):
            _fail(error, folder)
    while True:
        time.sleep(SLEEP_SECONDS)


def _train(assignment: Assignment, folder: Path) -> None:
    config = RunConfig.model_validate_json((folder / CONFIG).read_text(encoding="utf-8"))
    attempt(
        config,
        folder=folder,
        reporter=SilentReporter(),
        should_stop=lambda: False,
        on_stage=lambda _: None,
        give_up=lambda _: None,
        checkpoint=Path(assignment.checkpoint) if assignment.checkpoint else None,
        fork=Path(assignment.fork) if assignment.fork else None,
        ranks=join_as_helper(config),
    )


def _fail(error: BaseException, folder: Path) -> Never:
    traceback.print_exception(error)
    Result("failed", describe(error)).write(error_file(folder, int(os.environ["RANK"])))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(1)


if __name__ == "__main__":
    main()
