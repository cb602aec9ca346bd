"""Tokens a second, seconds a phase, memory and model FLOPs utilisation on a GPU, with random Qwen3 weights in bfloat16.

Fixed weights stand beside gradient-based ones, with the cosine of their influences and the exact ones.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from inputs.random_policies import make_completions, save_policy
from transformers import Qwen3Config

from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.influence.probe import Probe
from paretoscope_worker.policy.loading import Policy, load_policy
from paretoscope_worker.rollouts.transformers_engine import TransformersEngine
from paretoscope_worker.text.rollout import Sampling
from paretoscope_worker.updates.micro_batches import PolicyPass, forward_pass
from paretoscope_worker.updates.optimization import PolicyOptimizer
from paretoscope_worker.updates.trained_policy import TrainedPolicy
from paretoscope_worker.updates.update import update_policy

OBJECTIVES = 3
WAYS: dict[str, dict[str, Any]] = {
    "fixed": {},
    "sketched": {"influence": "sketched"},
    "sketched, lag 1": {"influence": "sketched", "lag": 1},
    "directional": {"influence": "directional"},
    "exact": {"influence": "exact"},
}
"""Ways of weighting; all but the first are gradient-based."""
STEP = 10_000
"""A step on which influences are not compared with exact ones."""
VOCABULARY = 151_936
GIB = 2**30
PEAK_TFLOPS = {"H200": 989.0, "H100": 989.0, "A100": 312.0, "L40S": 362.0, "L4": 121.0}
"""Dense bfloat16, by a part of the device's name."""
SIZES = {
    "tiny": {"hidden_size": 64, "intermediate_size": 128, "num_hidden_layers": 2, "num_attention_heads": 4},
    "0.6B": {"hidden_size": 1024, "intermediate_size": 3072, "num_hidden_layers": 28, "num_attention_heads": 16},
    "1.7B": {"hidden_size": 2048, "intermediate_size": 6144, "num_hidden_layers": 28, "num_attention_heads": 16},
}


@dataclass(frozen=True)
class Phase:
    """What one phase took."""

    seconds: float
    peak_gib: float


def main() -> None:
    """Prints a table for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="*", choices=list(SIZES), default=["0.6B", "1.7B"])
    parser.add_argument("--prompts", type=int, default=16)
    parser.add_argument("--group", type=int, default=8)
    parser.add_argument("--tokens", type=int, default=512)
    parser.add_argument("--peak-tflops", type=float, help="of the device, where its name is not known")
    parser.add_argument("--device", choices=["cuda", "cpu"], default="cuda")
    arguments = parser.parse_args()
    if arguments.device == "cuda" and not torch.cuda.is_available():
        sys.exit("No CUDA device is visible here. Run this on a machine with a GPU, or with --device cpu --sizes tiny.")
    for size in arguments.sizes:
        with tempfile.TemporaryDirectory() as folder:
            save_policy(Path(folder), _config(size))
            Bench(Path(folder), size, arguments).print_table()


def _config(size: str) -> Qwen3Config:
    return Qwen3Config(
        vocab_size=VOCABULARY,
        num_key_value_heads=SIZES[size]["num_attention_heads"] // 2,
        head_dim=128 if size != "tiny" else 16,
        max_position_embeddings=4096,
        tie_word_embeddings=True,
        bos_token_id=None,
        eos_token_id=1,
        pad_token_id=0,
        dtype="bfloat16",
        **SIZES[size],
    )


class Bench:
    """One size of policy on one device."""

    def __init__(self, folder: Path, size: str, arguments: argparse.Namespace) -> None:
        self._folder, self._size, self._arguments = folder, size, arguments
        self._policy: Policy = load_policy(self._run_config("fixed").policy)
        self._completions = make_completions(self._policy, arguments.prompts, arguments.group, arguments.tokens)
        lengths = torch.tensor([row.tokens for row in self._completions])
        of_completions = torch.randn(OBJECTIVES, arguments.prompts, arguments.group)
        centred = (of_completions - of_completions.mean(dim=-1, keepdim=True)).flatten(1)
        self._advantages = centred.repeat_interleave(lengths, dim=1).to(arguments.device)

    def print_table(self) -> None:
        """Measures each phase after a warm-up and prints it."""
        config = self._run_config("fixed")
        optimizer = PolicyOptimizer(self._policy.model, config.optimizer)
        written = sum(completion.tokens for completion in self._completions)
        rollout = self._measure(self._sample)
        print(f"\nQwen3-{self._size}, bfloat16, {len(self._completions)} completions x {self._arguments.tokens} tokens")
        print(f"rollout         {rollout.seconds:8.2f} s  {written / rollout.seconds:10,.0f} tokens/s")
        phases = {way: self._update_seconds(way, config, optimizer) for way in WAYS}
        plain = phases["fixed"]
        for way, phase in phases.items():
            after = f"  {self._utilisation(phase):.0%} of peak" if way == "fixed" else ""
            if way in {"sketched", "directional"}:
                after = f"  cosine {self._cosine(way):.4f}"
            print(
                f"update, {way:<16}{phase.seconds:8.2f} s  {phase.seconds / plain.seconds:5.2f} x"
                f"  {phase.peak_gib:6.1f} GiB{after}"
            )

    def _sample(self) -> None:
        problems = [completion.problem for completion in self._completions[:: self._arguments.group]]
        sampling = Sampling(1.0, self._arguments.tokens, seed=0)
        TransformersEngine(self._policy).generate(problems, self._arguments.group, sampling)

    def _update_seconds(self, way: str, config: RunConfig, optimizer: PolicyOptimizer) -> Phase:
        probe = Probe(self._run_config(way), TrainedPolicy(self._policy))

        def update() -> None:
            policy_pass, units = self._pass(), None
            if "lag" in WAYS[way]:
                units = probe.during_update(policy_pass, self._advantages, STEP)
            elif WAYS[way]:
                probe.influence(policy_pass, self._advantages, STEP)
            advantages = self._advantages.mean(dim=0)
            known = probe.take(policy_pass) if units is None else units
            update_policy(policy_pass, advantages, config.algorithm, optimizer, 0.0, units=known)
            if units is not None:
                probe.influence_of(units.gramian())

        return self._measure(update)

    def _cosine(self, way: str) -> float:
        ways = [Probe(self._run_config(one), TrainedPolicy(self._policy)) for one in (way, "exact")]
        found, exact = (probe.influence(self._pass(), self._advantages, STEP).values for probe in ways)
        return torch.nn.functional.cosine_similarity(found, exact, dim=0).item()

    def _utilisation(self, phase: Phase) -> float:
        name = torch.cuda.get_device_name() if self._arguments.device == "cuda" else "cpu"
        known = [tflops for part, tflops in PEAK_TFLOPS.items() if part in name]
        peak = self._arguments.peak_tflops or (known[0] if known else float("nan"))
        return self._training_flops() / phase.seconds / (peak * 1e12)

    def _training_flops(self) -> float:
        """Six a parameter and token; twelve a layer, channel, token and earlier token of attention (PaLM, app. B)."""
        lengths = [len(row.prompt_ids) + row.tokens for row in self._completions]
        config = self._policy.model.config
        channels = config.num_attention_heads * config.head_dim
        attention = 12 * config.num_hidden_layers * channels * sum(length * length / 2 for length in lengths)
        return 6 * self._policy.model.num_parameters() * sum(lengths) + attention

    def _pass(self) -> PolicyPass:
        tokens = self._arguments.tokens
        return forward_pass(self._policy, self._completions, "token_mean", max_new_tokens=tokens, temperature=1.0)

    def _measure(self, work: Callable[[], None]) -> Phase:
        """Does the work twice and returns what the second time took."""
        for _ in range(2):
            if self._arguments.device == "cuda":
                torch.cuda.synchronize()
                torch.cuda.reset_peak_memory_stats()
            start = time.perf_counter()
            work()
            if self._arguments.device == "cuda":
                torch.cuda.synchronize()
            seconds = time.perf_counter() - start
        peak = torch.cuda.max_memory_allocated() / GIB if self._arguments.device == "cuda" else float("nan")
        return Phase(seconds, peak)

    def _run_config(self, way: str) -> RunConfig:
        weighting = {"type": "gradient", "compare_every": 0} | WAYS[way] if WAYS[way] else {"type": "fixed"}
        return RunConfig.model_validate(
            {
                "policy": {"model": str(self._folder), "device": self._arguments.device, "precision": "bfloat16"},
                "task": {"type": "arithmetic"},
                "objectives": [{"type": "clarity", "name": f"objective-{k}"} for k in range(OBJECTIVES)],
                "weighting": weighting,
            }
        )


if __name__ == "__main__":
    main()
