"""Trains the study and writes its report: `make study`, or `make study QUICK=1` for a small version."""

import argparse
import time
from pathlib import Path

from benchmarks.study.design import FULL, QUICK
from benchmarks.study.report import DOCUMENTS, write_report
from benchmarks.study.results import read_results
from benchmarks.study.training import Study, run_stack


def main() -> None:
    """Trains what is missing, then writes the report."""
    options = _options()
    size = QUICK if options.quick else FULL
    home = options.home or Path(".paretoscope-study-quick" if options.quick else ".paretoscope-study")
    folder = options.report or (home / "report" if options.quick else DOCUMENTS)
    study = Study(size)
    start = time.monotonic()
    run_stack(home, options.port, study.go_on)
    if not study.complete:
        raise SystemExit("The study is not complete. Start it again to go on.")
    print(f"All runs have ended after {(time.monotonic() - start) / 60:.0f} minutes. Writing the report.", flush=True)
    command = "make study QUICK=1" if options.quick else "make study"
    run_stack(
        home, options.port, lambda client: write_report(read_results(client, size), size, folder, command), train=False
    )
    print(f"The report is in {folder}.")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two seeds, one estimator, half the steps, no ablations")
    parser.add_argument("--home", type=Path, help="folder of database and runs; a study that was cut off goes on there")
    parser.add_argument("--report", type=Path, help="folder of the report (default: docs/study)")
    parser.add_argument("--port", type=int, default=8430, help="port of the server, to watch the study")
    return parser.parse_args()


if __name__ == "__main__":
    main()
