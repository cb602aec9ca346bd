"""CPU seconds of the update phase under gradient-based weighting against fixed weights, in turn in one run.

The second ratio is that of a whole step, its rollout included. Where the tokens of a completion have advantages of
their own, as with a discount, influence takes passes of its own: the rows named `alone`. Beside the cost stands how
well the cheaper ways agree with the exact one: cosine and relative error of the influences.
"""

import argparse
import statistics
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from inputs.random_policies import make_completions, save_tiny_policy
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
BARS = {("directional", 3): 1.40, ("directional", 8): 1.40, ("exact", 3): 2.7}
BEYOND_COMPARISON = 10_000
"""A step on which cheaper influences are not compared with exact ones any more."""


@dataclass(frozen=True)
class Case:
    """One way of weighting."""

    influence: str | None
    """None for fixed weights."""
    objectives: int
    shares: bool = True
    """Whether the backward pass of the update is shared, as where the tokens of a completion have one advantage."""

    @property
    def name(self) -> str:
        """What the table calls it."""
        return f"{self.influence or 'fixed'}{'' if self.shares else ', alone'}"


CASES = [
    Case(None, 3),
    Case("directional", 3),
    Case("directional", 8),
    Case("exact", 3),
    Case("exact", 8),
    Case("directional", 3, shares=False),
    Case("directional", 8, shares=False),
    Case("exact", 3, shares=False),
    Case("jvp", 3),
]


def main() -> None:
    """Prints a table for each precision."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--precision", choices=["float32", "bfloat16"], nargs="*", default=["float32", "bfloat16"])
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    keep_freed_memory()
    with tempfile.TemporaryDirectory() as folder:
        save_tiny_policy(Path(folder))
        for precision in arguments.precision:
            print_table(Path(folder), precision, arguments.repeats)


def print_table(folder: Path, precision: str, repeats: int) -> None:
    """Measures all cases in turn, so often, and prints medians."""
    bench = Bench(folder, precision)
    for case in CASES:
        bench.seconds(case)
    seconds: dict[Case, list[float]] = {case: [] for case in CASES}
    rollout: list[float] = []
    for _ in range(repeats):
        rollout.append(bench.rollout_seconds())
        for case in CASES:
            seconds[case].append(bench.seconds(case))
    plain, sampling = statistics.median(seconds[CASES[0]]), statistics.median(rollout)
    print(f"\n{precision}, {PROMPTS} prompts x {GROUP} completions x {TOKENS} tokens, one thread")
    print(f"rollout {sampling:.3f} CPU s")
    print(f"{'influence':<20}{'K':>3}{'CPU s':>9}{'to fixed':>10}{'bar':>7}{'step':>7}{'cosine':>10}{'error':>9}")
    for case in CASES:
        median = statistics.median(seconds[case])
        bar = BARS.get((case.name, case.objectives), "")
        cosine, error = bench.agreement(case) if case.influence in {"directional", "jvp"} else ("", "")
        print(
            f"{case.name:<20}{case.objectives:>3}{median:>9.3f}{median / plain:>10.2f}{bar!s:>7}"
            f"{(sampling + median) / (sampling + plain):>7.2f}{cosine:>10}{error:>9}"
        )


class Bench:
    """A policy, a rollout, and the update phase on it."""

    def __init__(self, folder: Path, precision: str) -> None:
        self._folder = folder
        self._precision = precision
        self._policy = load_policy(self._config(Case(None, 3)).policy)
        self._completions = make_completions(self._policy, PROMPTS, GROUP, TOKENS)
        self._probes = {case: Probe(self._config(case), TrainedPolicy(self._policy)) for case in CASES}
        """As in a run: what a probe checks on its first rollout it does not check again."""

    def seconds(self, case: Case) -> float:
        """Returns the CPU seconds of one update phase: forward, influences, backward, optimizer."""
        config = self._config(case)
        optimizer = PolicyOptimizer(self._policy.model, config.optimizer)
        probe = self._probes[case]
        advantages = self._advantages(case)
        start = time.process_time()
        policy_pass = self._pass()
        if case.influence is not None:
            probe.influence(policy_pass, advantages, BEYOND_COMPARISON)
        gradients = probe.take(policy_pass)
        update_policy(policy_pass, advantages.mean(dim=0), config.algorithm, optimizer, 0.0, gradients=gradients)
        return time.process_time() - start

    def rollout_seconds(self) -> float:
        """Returns the CPU seconds of sampling a rollout of the same size."""
        problems = [completion.problem for completion in self._completions[::GROUP]]
        start = time.process_time()
        TransformersEngine(self._policy).generate(problems, GROUP, Sampling(1.0, TOKENS, seed=0))
        return time.process_time() - start

    def agreement(self, case: Case) -> tuple[str, str]:
        """Returns cosine and relative error of the influences to the exact ones."""
        ways = [case, replace(case, influence="exact")]
        probes = [Probe(self._config(way), TrainedPolicy(self._policy)) for way in ways]
        found, exact = (
            probe.influence(self._pass(), self._advantages(case), BEYOND_COMPARISON).values for probe in probes
        )
        cosine = torch.nn.functional.cosine_similarity(found, exact, dim=0).item()
        error = ((found - exact).norm() / exact.norm()).item()
        return f"{cosine:.6f}", f"{error:.1%}"

    def _pass(self) -> PolicyPass:
        return forward_pass(self._policy, self._completions, "token_mean", max_new_tokens=TOKENS, temperature=1.0)

    def _advantages(self, case: Case) -> Tensor:
        generator = torch.Generator().manual_seed(case.objectives)
        rewards = torch.randn(case.objectives, PROMPTS * GROUP, generator=generator)
        lengths = torch.tensor([completion.tokens for completion in self._completions])
        advantages = rewards.repeat_interleave(lengths, dim=1)
        return advantages if case.shares else advantages * torch.linspace(0.5, 1.5, advantages.shape[1])

    def _config(self, case: Case) -> RunConfig:
        objectives = [{"type": "clarity", "name": f"objective-{number}"} for number in range(case.objectives)]
        gradient = {"type": "gradient", "influence": case.influence, "compare_every": 0}
        weighting = {"type": "fixed"} if case.influence is None else gradient
        return RunConfig.model_validate(
            {
                "policy": {"model": str(self._folder), "device": "cpu", "precision": self._precision},
                "task": {"type": "arithmetic"},
                "objectives": objectives,
                "weighting": weighting,
            }
        )


if __name__ == "__main__":
    main()
