"""CPU seconds of a training step of ours and of TRL's GRPOTrainer, in turn in one run, at one of three sizes.

Both train the same random policy on the same prompts with the same three rewards, all completions cut at the limit;
what must be equal is compared and printed. Each trainer is a process of its own, which waits while another has its
turn, so that a busy machine slows all of them alike. CPU seconds are those of the process; in all of them a thread that
waits for another sleeps, for else its waiting would be counted.
"""

import argparse
import json
import math
import os
import random
import statistics
import string
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from inputs.random_policies import ENDLESS, save_endless_policy

PROGRAMS = Path(__file__).parent / "inputs"
TRL_PYTHON = Path(__file__).parents[1] / ".venv-trl" / "bin" / "python"
PROMPTS, GROUP, TOKENS = 8, 8, 64
WEIGHTS = {"brevity": 0.4, "variety": 0.3, "evenness": 0.3}
FIXED, GRADIENT, TRL = "fixed weights", "gradient weighting", "TRL"
LENGTHS = {"short": 16, "long": 128}
"""Tokens of a prompt."""
RANKS = {"smollm2": 16}
"""Rank of the adapters; other sizes are trained in full."""
BARS = {
    ("tiny", "short"): {FIXED: 0.60, GRADIENT: 0.70},
    ("small", "long"): {FIXED: 0.50, GRADIENT: 0.60},
}
PARTS = ("generate", "forward", "backward")
EQUAL = (
    "completion_tokens",
    "parameters",
    "precision",
    "attention",
    "loss",
    "kl",
    "optimizer",
    "states",
    "clipped to",
    "torch",
    "threads",
)


class Trainer:
    """A process that trains and waits between steps."""

    def __init__(self, command: list[str], job: dict[str, Any]) -> None:
        environment = os.environ | {
            "PARETOSCOPE_REWARD_MODULES": "reward_functions",
            "OMP_NUM_THREADS": str(job["threads"]),
            "OMP_WAIT_POLICY": "passive",
            "HF_HUB_OFFLINE": "1",
        }
        self._log = Path(job["folder"]) / f"{job['name']}.log"
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                [*command, json.dumps(job)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env=environment,
            )

    def __enter__(self) -> "Trainer":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()

    def step(self) -> dict[str, Any]:
        """Has it take one step; returns the CPU seconds of the step and its parts, and what is known of the trainer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write("step\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            sys.exit(self._log.read_text(encoding="utf-8"))
        answer = self._process.stdout.readline()
        if not answer:
            sys.exit(self._log.read_text(encoding="utf-8"))
        found: dict[str, Any] = json.loads(answer)
        return found


def main() -> None:
    """Prints what is equal, the table, and the ratios; exits with 1 if a bar is missed."""
    arguments = _arguments()
    if not arguments.trl_python.exists():
        sys.exit(f"{arguments.trl_python} is missing. `make bench-trl` installs TRL there and runs this.")
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        trainers = {name: stack.enter_context(start()) for name, start in _starts(Path(folder), arguments).items()}
        steps: dict[str, list[dict[str, Any]]] = {name: [] for name in trainers}
        for turn in range(arguments.warm_up + arguments.steps):
            for name, trainer in trainers.items():
                steps[name].append(trainer.step())
                print(f"{turn:>3} {name:<20}{steps[name][-1]['step']:.3f} CPU s", file=sys.stderr)
    measured = {name: rows[arguments.warm_up :] for name, rows in steps.items()}
    title = (
        f"{arguments.size}: {PROMPTS} prompts of {LENGTHS[arguments.prompts]} tokens x {GROUP} completions of {TOKENS}"
    )
    print(f"\n{title}, {len(WEIGHTS)} rewards")
    _print_equals(measured)
    sys.exit(not _print_table(measured, BARS.get((arguments.size, arguments.prompts), {})))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=15, help="measured, of each trainer")
    parser.add_argument(
        "--warm-up", type=int, default=5, help="steps before them; influences are compared on the first"
    )
    parser.add_argument("--size", choices=list(ENDLESS), default="tiny")
    parser.add_argument("--prompts", choices=list(LENGTHS), default="short")
    parser.add_argument("--threads", type=int, default=2, help="of each trainer")
    parser.add_argument("--trl-python", type=Path, default=TRL_PYTHON)
    return parser.parse_args()


def _starts(folder: Path, arguments: argparse.Namespace) -> dict[str, Callable[[], Trainer]]:
    """Returns what starts each trainer, all on the same policy and prompts."""
    policy, data = folder / "policy", folder / "train.jsonl"
    save_endless_policy(policy, arguments.size)
    letters = random.Random(0)
    prompts = [
        "".join(letters.choices(string.ascii_lowercase, k=LENGTHS[arguments.prompts])) for _ in range(16 * PROMPTS)
    ]
    data.write_text("".join(json.dumps({"prompt": prompt}) + "\n" for prompt in prompts), encoding="utf-8")
    job = {
        "folder": str(folder),
        "policy": str(policy),
        "weights": WEIGHTS,
        "prompts_per_step": PROMPTS,
        "group": GROUP,
        "tokens": TOKENS,
        "threads": arguments.threads,
        "steps": 10 * (arguments.warm_up + arguments.steps),
        "learning_rate": 1e-6,
        "rank": RANKS.get(arguments.size, 0),
    }
    fixed = {"type": "fixed", "weights": WEIGHTS}
    gradient = {"type": "gradient", "initial": WEIGHTS}
    ours, trl = [sys.executable, str(PROGRAMS / "train_with_paretoscope.py")], str(PROGRAMS / "train_with_trl.py")
    own = {"data": str(data)}
    jobs = {
        FIXED: (ours, own | {"weighting": fixed}),
        GRADIENT: (ours, own | {"weighting": gradient}),
        TRL: ([str(arguments.trl_python), trl], {"prompts": prompts}),
    }
    return {
        name: lambda c=command, n=name, m=more: Trainer(c, job | {"name": n} | m)
        for name, (command, more) in jobs.items()
    }


def _print_equals(measured: dict[str, list[dict[str, Any]]]) -> None:
    """Prints what all trainers have in common; ends the program where they do not."""
    print("Equal on all sides:")
    for key in EQUAL:
        values = {name: {row[key] for row in rows} for name, rows in measured.items()}
        if len(set.union(*values.values())) != 1:
            sys.exit(f"The trainers do not do the same work; {key}: {values}")
        print(f"  {key.replace('_', ' ')}: {values[TRL].pop()}")
    for name, rows in measured.items():
        print(f"{name}: {rows[0]['trainer']}")


def _print_table(measured: dict[str, list[dict[str, Any]]], bars: Mapping[str, float]) -> bool:
    """Prints medians of CPU seconds and the ratios to TRL. Returns whether no bar is missed."""
    columns = ("step", *PARTS, "rest")
    print(
        f"\n{'CPU s a step, median':<22}" + "".join(f"{column:>10}" for column in columns) + f"{'to TRL':>9}{'bar':>7}"
    )
    for rows in measured.values():
        for row in rows:
            row["rest"] = row["step"] - sum(row[part] for part in PARTS)
    medians = {
        name: {column: statistics.median(row[column] for row in rows) for column in columns}
        for name, rows in measured.items()
    }
    passed = True
    for name, median in medians.items():
        seconds = "".join(f"{median[column]:>10.3f}" for column in columns)
        ratio = median["step"] / medians[TRL]["step"]
        passed &= ratio <= bars.get(name, math.inf)
        bar = f"{bars[name]:>7.2f}  {'pass' if ratio <= bars[name] else 'FAIL'}" if name in bars else ""
        print(f"{name:<22}{seconds}{ratio:>9.2f}{bar}")
    return passed


if __name__ == "__main__":
    main()
