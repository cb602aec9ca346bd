"""CPU seconds of the update phase under gradient-based weighting against fixed weights, in turn in one run.

The second ratio is that of a whole step, with its rollout. Beside the cost stands how well the cheaper ways agree with
the exact one, over several steps: the worst cosine of the influences, and their mean relative error.
"""

import argparse
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from inputs.random_policies import SIZES, make_completions, save_policy
from torch import Tensor

from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.influence.probe import Probe
from paretoscope_worker.policy.loading import load_policy
from paretoscope_worker.rollouts.transformers_engine import TransformersEngine
from paretoscope_worker.runtime.allocator import keep_freed_memory
from paretoscope_worker.text.rollout import Sampling
from paretoscope_worker.updates.micro_batches import PolicyPass, forward_pass
from paretoscope_worker.updates.optimization import PolicyOptimizer
from paretoscope_worker.updates.trained_policy import TrainedPolicy
from paretoscope_worker.updates.update import update_policy

PROMPTS, GROUP, TOKENS = 8, 8, 64
LENGTHS = {"short": 16, "long": 128}
"""Tokens of a prompt."""
COST_BAR, COSINE_BAR = 1.25, 0.99
COMPARED = 5
"""Steps whose influences are compared with the exact ones."""
BEYOND_COMPARISON = 10_000
"""A step on which influences are not compared with exact ones."""


@dataclass(frozen=True)
class Case:
    """One way of weighting."""

    influence: str | None
    """None for fixed weights."""
    objectives: int = 3
    lag: int = 0

    @property
    def name(self) -> str:
        """What the table calls it."""
        return f"{self.influence or 'fixed'}{', lag 1' if self.lag else ''}"

    @property
    def has_bars(self) -> bool:
        """Whether its cost and agreement are judged."""
        return self.influence == "sketched"


FIXED = Case(None)
CASES = [
    FIXED,
    *(Case("sketched", objectives, lag) for objectives in (3, 8) for lag in (0, 1)),
    Case("directional"),
    Case("exact"),
]


def main() -> None:
    """Prints a table for each size, precision and length of prompts; exits with 1 if a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--size", choices=list(SIZES), nargs="*", default=["tiny", "small"])
    parser.add_argument("--prompts", choices=list(LENGTHS), nargs="*", default=["short", "long"])
    parser.add_argument("--precision", choices=["float32", "bfloat16"], nargs="*", default=["float32"])
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    keep_freed_memory()
    passed = True
    for size in arguments.size:
        with tempfile.TemporaryDirectory() as folder:
            save_policy(Path(folder), SIZES[size])
            for precision in arguments.precision:
                for prompts in arguments.prompts:
                    bench = Bench(Path(folder), size, precision, LENGTHS[prompts])
                    passed &= print_table(bench, arguments.repeats)
    sys.exit(not passed)


def print_table(bench: "Bench", repeats: int) -> bool:
    """Measures all cases in turn, so often, and prints medians. Returns whether all bars are met."""
    seconds: dict[Case, list[float]] = {case: [] for case in CASES}
    rollout: list[float] = []
    for turn in range(repeats + 1):
        found = {case: bench.seconds(case) for case in CASES}
        if turn == 0:
            continue
        rollout.append(bench.rollout_seconds())
        for case in CASES:
            seconds[case].append(found[case])
    plain, sampling = statistics.median(seconds[FIXED]), statistics.median(rollout)
    print(f"\n{bench.title}\nrollout {sampling:.3f} CPU s")
    print(f"{'influence':<18}{'K':>3}{'CPU s':>9}{'to fixed':>10}{'step':>7}{'cosine':>9}{'error':>8}")
    passed = True
    for case in CASES:
        median = statistics.median(seconds[case])
        ratio, (cosine, error) = median / plain, bench.agreement(case)
        is_met = not case.has_bars or (ratio <= COST_BAR and cosine >= COSINE_BAR)
        passed &= is_met
        verdict = f"  {'pass' if is_met else 'FAIL'}" if case.has_bars else ""
        step = (sampling + median) / (sampling + plain)
        print(
            f"{case.name:<18}{case.objectives:>3}{median:>9.3f}{ratio:>10.2f}{step:>7.2f}{cosine:>9.4f}{error:>8.1%}{verdict}"
        )
    print(f"bars: cost of sketched {COST_BAR} of fixed, cosine {COSINE_BAR}")
    return passed


class Bench:
    """A policy, a rollout, and the update phase on it."""

    def __init__(self, folder: Path, size: str, precision: str, prompt_tokens: int) -> None:
        self._folder, self._precision, self._size = folder, precision, size
        self._policy = load_policy(self._config(FIXED).policy)
        self._completions = make_completions(self._policy, PROMPTS, GROUP, TOKENS, prompt_tokens)
        self._probes = {case: Probe(self._config(case), TrainedPolicy(self._policy)) for case in CASES}
        """As in a run: what a probe checks on its first rollout it does not check again."""
        trained = sum(one.numel() for one in self._policy.model.parameters() if one.requires_grad) / 1e6
        self.title = (
            f"{size} ({trained:.1f} M trained parameters), {precision}, {PROMPTS} prompts of {prompt_tokens} tokens x "
            f"{GROUP} completions of {TOKENS}, one thread"
        )

    def seconds(self, case: Case) -> float:
        """Returns the CPU seconds of one update phase: forward, influences, backward, optimizer."""
        config, probe, advantages = self._config(case), self._probes[case], self._advantages(case)
        optimizer = PolicyOptimizer(self._policy.model, config.optimizer)
        start = time.process_time()
        policy_pass = self._pass()
        if case.lag:
            units: Any = probe.during_update(policy_pass, advantages, BEYOND_COMPARISON)
        elif case.influence is not None:
            probe.influence(policy_pass, advantages, BEYOND_COMPARISON)
            units = probe.take(policy_pass)
        else:
            units = None
        update_policy(policy_pass, advantages.mean(dim=0), config.algorithm, optimizer, 0.0, units=units)
        if case.lag:
            probe.influence_of(units.gramian())
        return time.process_time() - start

    def rollout_seconds(self) -> float:
        """Returns the CPU seconds of sampling a rollout of the same size."""
        problems = [completion.problem for completion in self._completions[::GROUP]]
        start = time.process_time()
        TransformersEngine(self._policy).generate(problems, GROUP, Sampling(1.0, TOKENS, seed=0))
        return time.process_time() - start

    def agreement(self, case: Case) -> tuple[float, float]:
        """Returns the worst cosine and the mean relative error of the influences to the exact ones."""
        if case.influence in {None, "exact"}:
            return 1.0, 0.0
        judge = Probe(self._config(replace(case, influence="exact", lag=0)), TrainedPolicy(self._policy))
        exact = judge.influence(self._pass(), self._advantages(case), BEYOND_COMPARISON).values
        steps = range(BEYOND_COMPARISON, BEYOND_COMPARISON + COMPARED)
        found = [self._probes[case].influence(self._pass(), self._advantages(case), step).values for step in steps]
        cosines = [torch.nn.functional.cosine_similarity(one, exact, dim=0).item() for one in found]
        return min(cosines), statistics.mean(((one - exact).norm() / exact.norm()).item() for one in found)

    def _pass(self) -> PolicyPass:
        return forward_pass(self._policy, self._completions, "token_mean", max_new_tokens=TOKENS, temperature=1.0)

    def _advantages(self, case: Case) -> Tensor:
        """Random rewards of correlated objectives, minus the mean of their group, for all tokens."""
        generator = torch.Generator().manual_seed(case.objectives)
        rewards = torch.randn(case.objectives, PROMPTS, GROUP, generator=generator)
        rewards[1:] += 0.5 * rewards[:1]
        values = (rewards - rewards.mean(dim=-1, keepdim=True)).flatten(1)
        lengths = torch.tensor([completion.tokens for completion in self._completions])
        return values.repeat_interleave(lengths, dim=1)

    def _config(self, case: Case) -> RunConfig:
        objectives = [{"type": "clarity", "name": f"objective-{number}"} for number in range(case.objectives)]
        gradient = {"type": "gradient", "influence": case.influence, "lag": case.lag, "compare_every": 0}
        policy = {"model": str(self._folder), "device": "cpu", "precision": self._precision}
        return RunConfig.model_validate(
            {
                "policy": policy | ({"lora": {"rank": 16}} if self._size == "smollm2" else {}),
                "task": {"type": "arithmetic"},
                "objectives": objectives,
                "weighting": {"type": "fixed"} if case.influence is None else gradient,
            }
        )


if __name__ == "__main__":
    main()
