"""Where gradient-based weights end on the embedded task with sketched and with exact influences, over seeds.

All runs are equal but for how influences are computed and when they move the weights. Beside the weights at the last
step stands their largest distance from those of the exact run with the same seed, and its bar.
"""

import argparse
import contextlib
import io
import statistics
import sys
import tempfile
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import torch

from paretoscope.schema.presets.embedded import embedded_config
from paretoscope.schema.records import AnyRecord, EvaluationRecord
from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.weighting import GradientWeighting
from paretoscope_worker.train import train

STEPS, SEEDS = 100, 3
BAR = 0.02
"""Largest accepted distance of a weight from that of the exact run."""
WAYS: dict[str, dict[str, Any]] = {
    "exact": {"influence": "exact"},
    "sketched": {},
    "sketched, lag 1": {"lag": 1},
}


@dataclass
class Memory:
    """A reporter that keeps the last weights and the last validation."""

    weights: dict[str, float] = field(default_factory=dict)
    objectives: dict[str, float] = field(default_factory=dict)

    def log(self, step: int, values: Mapping[str, float]) -> None:  # noqa: ARG002
        """Keeps the weights."""
        self.weights = {key: value for key, value in values.items() if key.startswith("weight/")} or self.weights

    def record(self, record: AnyRecord) -> None:
        """Keeps evaluations on the validation split."""
        if isinstance(record, EvaluationRecord) and record.split == "validation":
            self.objectives = dict(record.objectives)


def main() -> None:
    """Prints a row for each way and seed; exits with 1 if a weight is further away than the bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--seeds", type=int, default=SEEDS)
    parser.add_argument("--eta", type=float, help="step size of the weights; 0.1 if left out")
    arguments = parser.parse_args()
    places = list(product(WAYS, range(arguments.seeds)))
    with ProcessPoolExecutor(2, initializer=torch.set_num_threads, initargs=(1,)) as pool:
        configs = [_config(way, seed, arguments) for way, seed in places]
        found = dict(zip(places, pool.map(_train, configs), strict=True))
    sys.exit(not _print_table(found, arguments.seeds))


def _config(way: str, seed: int, arguments: argparse.Namespace) -> RunConfig:
    weighting = GradientWeighting(**{"eta": arguments.eta} | WAYS[way])
    config = embedded_config(way, weighting)
    budget = config.budget.model_copy(update={"steps": arguments.steps})
    return config.model_copy(update={"seed": seed, "budget": budget})


def _train(config: RunConfig) -> Memory:
    memory = Memory()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        train(config, folder=Path(folder), reporter=memory, should_stop=lambda: False, on_stage=lambda _: None)
    return memory


def _print_table(found: Mapping[tuple[str, int], Memory], seeds: int) -> bool:
    names = list(found["exact", 0].weights)
    print(f"{'influence':<18}{'seed':>5}" + "".join(f"{name.removeprefix('weight/'):>14}" for name in names), end="")
    print(f"{'distance':>10}{'accuracy':>10}")
    distances = []
    for (way, seed), memory in found.items():
        exact = found["exact", seed].weights
        distance = max(abs(memory.weights[name] - exact[name]) for name in names)
        distances.append(distance)
        weights = "".join(f"{memory.weights[name]:>14.4f}" for name in names)
        print(f"{way:<18}{seed:>5}{weights}{distance:>10.4f}{memory.objectives['accuracy']:>10.3f}")
    for way in WAYS:
        mean = statistics.mean(found[way, seed].objectives["accuracy"] for seed in range(seeds))
        print(f"mean accuracy, {way}: {mean:.3f}")
    passed = max(distances) <= BAR
    print(f"largest distance {max(distances):.4f}, bar {BAR}: {'pass' if passed else 'FAIL'}")
    return passed


if __name__ == "__main__":
    main()
