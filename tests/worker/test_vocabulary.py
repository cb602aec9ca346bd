"""What training reports is in the vocabulary of metrics, and what figures ask for is reported by some run."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import torch

from paretoscope.figures import FIGURES
from paretoscope.schema.methods import METHODS
from paretoscope.schema.metrics import keys
from paretoscope.schema.metrics.description import METRICS, find_metric
from paretoscope.schema.metrics.metric import Metric
from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.processes.attempt import attempt
from paretoscope_worker.step_metrics import update_metrics
from paretoscope_worker.updates.update import Update

from . import logging_rewards

TINY: dict[str, Any] = {
    "policy": {"model": "arithmetic-small", "device": "cpu"},
    "task": {"type": "arithmetic"},
    "objectives": [{"type": "accuracy"}, {"type": "conciseness"}, {"type": "clarity"}],
    "algorithm": {"type": "grpo", "group_size": 4},
    "rollout": {"max_new_tokens": 8},
    "optimizer": {"learning_rate": 1e-4},
    "budget": {"steps": 2, "prompts_per_step": 2},
    "evaluation": {"every": 2, "max_prompts": 2},
}
KL = {"kl": {"coefficient": 0.001}}
RUNS: dict[str, dict[str, Any]] = {
    **{kind: {"weighting": {"type": kind}} for kind in METHODS},
    "directional influence": {"weighting": {"type": "gradient", "influence": "directional"}},
    "rloo with KL in the loss": {"algorithm": {"type": "rloo", "group_size": 4, **KL}},
    "reinforce_pp in mini-batches": {"algorithm": {"type": "reinforce_pp", "group_size": 4, "mini_batch_prompts": 1}},
    "a monitor": {"objectives": [*TINY["objectives"], {"type": "repetition", "monitor": True}]},
    "a function that logs": {
        "objectives": [*TINY["objectives"], {"type": "function", "function": f"{logging_rewards.__name__}:length"}]
    },
    "interpolation": {"interpolation": {"other": "arithmetic-small", "points": 2}},
}
SAMPLED_ELSEWHERE = Update(0.0, 0.0, 0.0, 0.0, True, 0.0, 1.0, None, mismatch_mean=0.0, mismatch_max=0.0)
"""What an update tells of a policy that another engine sampled, which needs vLLM."""
ONLY_WITH_A_GPU = {keys.GPU_MEMORY}

pytestmark = pytest.mark.xdist_group("vocabulary")


@pytest.fixture(scope="module", autouse=True)
def _rewards_are_allowed() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PARETOSCOPE_REWARD_MODULES", logging_rewards.__name__)
        yield


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], set[str]]:
    """Gives the keys that a run has reported; each run trains once."""
    known: dict[str, set[str]] = {}

    def of(name: str) -> set[str]:
        if name not in known:
            known[name] = set(train(RunConfig.model_validate(TINY | RUNS[name]), tmp_path_factory.mktemp("run")))
        return known[name]

    return of


def train(config: RunConfig, folder: Path) -> Iterator[str]:
    """Trains a run and yields the keys of its metrics and evaluations."""
    recorder = Told()
    ended = attempt(
        config,
        folder=folder,
        reporter=recorder,
        should_stop=lambda: False,
        on_stage=[].append,
        give_up=[].append,
    )
    assert ended == "completed"
    yield from recorder.keys


class Told:
    """Keeps the keys of all that a run reports; values of evaluations are named as figures name them."""

    def __init__(self) -> None:
        self.keys: set[str] = set()

    def log(self, _step: int, values: dict[str, float]) -> None:
        self.keys |= values.keys()

    def record(self, record: Any) -> None:
        if record.type == "evaluation":
            self.keys |= {keys.EVALUATED[record.split].of(name) for name in record.objectives}


@pytest.mark.parametrize("name", RUNS)
def test_every_key_that_training_reports_is_in_the_vocabulary(reported: Callable[[str], set[str]], name: str) -> None:
    unknown = {key for key in reported(name) if find_metric(key) is None}
    assert unknown == set()


@pytest.mark.parametrize("kind", METHODS)
def test_a_method_reports_the_metrics_that_explain_it(reported: Callable[[str], set[str]], kind: str) -> None:
    found = {find_metric(key) for key in reported(kind)}
    method = METHODS[kind]
    assert {one for one in (method.explained_by, method.follows_from) if one} <= found


def test_every_metric_of_the_vocabulary_is_reported_by_some_run(reported: Callable[[str], set[str]]) -> None:
    """So is each metric that a figure asks for, as figures ask by the vocabulary."""
    told = set().union(*(reported(name) for name in RUNS), update_metrics(SAMPLED_ELSEWHERE))
    found = {find_metric(key) for key in told}
    wanted: set[Metric] = {*METRICS} - (set() if torch.cuda.is_available() else ONLY_WITH_A_GPU)
    assert {metric.pattern for metric in wanted - found} == set()
    assert {metric for spec in FIGURES.values() for metric in spec.metrics} <= set(METRICS)
