"""Where every weighting ends on the embedded task: means over seeds, spread of the hypervolume, what a step costs.

Each runs with its type alone, but for `manual`, where a person goes from equal weights to one half on accuracy halfway,
and `gradient`, whose step size is the preset's. Runs differ in nothing else and measure hypervolume alike.
"""

import argparse
import contextlib
import io
import statistics
import tempfile
import time
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

import torch
from pydantic import TypeAdapter

from paretoscope.schema.presets.embedded import embedded_config
from paretoscope.schema.presets.preferences import ACCURACY_FOCUSED
from paretoscope.schema.records import AnyRecord, EvaluationRecord
from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.weighting import Weighting
from paretoscope_worker.train import train

STEPS = 150
KINDS = [get_args(member.model_fields["type"].annotation)[0] for member in get_args(get_args(Weighting)[0])]


@dataclass
class Memory:
    """A reporter that keeps what it is told."""

    evaluations: list[EvaluationRecord] = field(default_factory=list)

    def log(self, step: int, values: Mapping[str, float]) -> None:
        """Nothing of a step is needed."""

    def record(self, record: AnyRecord) -> None:
        """Keeps evaluations on the validation split."""
        if isinstance(record, EvaluationRecord) and record.split == "validation":
            self.evaluations.append(record)


@dataclass(frozen=True)
class End:
    """Where a run ended."""

    objectives: dict[str, float]
    hypervolume: float
    cpu_seconds_per_step: float
    """Evaluations included."""


def main() -> None:
    """Prints a row for each weighting."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weightings", nargs="*", choices=KINDS, default=KINDS)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--parallel", type=int, default=1, help="runs trained at once, each on one core")
    arguments = parser.parse_args()
    print(f"{arguments.steps} steps, seeds 0 to {arguments.seeds - 1}; final validation point")
    print(
        f"{'weighting':<18}{'accuracy':>9}{'tokens':>8}{'clarity':>9}{'hypervolume':>13}{'spread':>8}{'CPU s/step':>12}"
    )
    with ProcessPoolExecutor(arguments.parallel) as pool:
        runs = {
            kind: [pool.submit(run, kind, seed, arguments.steps) for seed in range(arguments.seeds)]
            for kind in arguments.weightings
        }
        for kind, ends in runs.items():
            print(row(kind, [end.result() for end in ends]), flush=True)


def run(kind: str, seed: int, steps: int) -> End:
    """Trains one run in a folder that is thrown away."""
    torch.set_num_threads(1)
    memory, start = Memory(), time.process_time()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        train(
            config(kind, seed, steps),
            folder=Path(folder),
            reporter=memory,
            should_stop=lambda: False,
            on_stage=lambda _: None,
        )
    last = memory.evaluations[-1]
    assert last.hypervolume is not None
    return End(last.objectives, last.hypervolume, (time.process_time() - start) / steps)


def config(kind: str, seed: int, steps: int) -> RunConfig:
    """Returns the config of a run of the embedded task."""
    settings: dict[str, Any] = {"type": kind}
    if kind == "manual":
        settings["replay"] = [{"step": steps // 2, "weights": ACCURACY_FOCUSED}]
    if kind == "gradient":
        settings["mu"] = 1.5e-4
    weighting: Any = TypeAdapter(Weighting).validate_python(settings)
    base = embedded_config(kind, weighting)
    return base.model_copy(update={"seed": seed, "budget": base.budget.model_copy(update={"steps": steps})})


def row(kind: str, ends: list[End]) -> str:
    """Returns a row of the table."""
    accuracy, tokens, clarity = (
        statistics.mean(end.objectives[name] for end in ends) for name in ("accuracy", "conciseness", "clarity")
    )
    volumes = [end.hypervolume for end in ends]
    spread = statistics.stdev(volumes) if len(volumes) > 1 else float("nan")
    cost = statistics.mean(end.cpu_seconds_per_step for end in ends)
    return (
        f"{kind:<18}{accuracy:>9.3f}{tokens:>8.1f}{clarity:>9.3f}{statistics.mean(volumes):>13.3f}{spread:>8.3f}"
        f"{cost:>12.3f}"
    )


if __name__ == "__main__":
    main()
