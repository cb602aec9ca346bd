import os
import signal
from collections.abc import Callable
from importlib.metadata import requires, version
from pathlib import Path

import psutil
import pytest
from packaging.requirements import Requirement

from paretoscope.schema.training import Policy as PolicyConfig
from paretoscope.schema.training import VllmRollout
from paretoscope_worker.policy.loading import Policy, load_policy
from paretoscope_worker.rollouts.vllm_engine import VllmEngine, start_vllm
from paretoscope_worker.text.engine_error import EngineError
from paretoscope_worker.text.rollout import Completion

from ..worker.conftest import save_policy
from .conftest import PLACEMENTS

Generate = Callable[..., list[Completion]]


def start(policy: Policy, **settings: object) -> VllmEngine:
    return VllmEngine(policy, start_vllm(policy, VllmRollout.model_validate(settings)))


def engine_process() -> psutil.Process:
    """The process of the separate engine."""
    (process,) = [one for one in psutil.Process().children() if "vllm_process" in " ".join(one.cmdline())]
    return process


@pytest.mark.parametrize("placement", PLACEMENTS)
def test_a_vllm_that_cannot_start_says_why(untied: Policy, placement: str) -> None:
    with pytest.raises(EngineError, match=r"(?s)vLLM failed while starting.*max_model_len"):
        start(untied, placement=placement, max_model_len=100_000)


@pytest.mark.parametrize("placement", PLACEMENTS)
def test_a_policy_that_vllm_cannot_compute_is_refused(generate: Generate, tmp_path: Path, placement: str) -> None:
    """Its attention for CPUs has no kernel for heads this narrow."""
    narrow = load_policy(PolicyConfig(model=str(save_policy(tmp_path, head_dim=8)), device="cpu"))
    engine = start(narrow, placement=placement)
    with pytest.raises(EngineError, match=r"vLLM failed while sampling a rollout.*head_dim=8.*'transformers'"):
        generate(engine)


def test_a_start_that_takes_too_long_is_given_up_on(untied: Policy) -> None:
    with pytest.raises(EngineError, match=r"vLLM was starting for more than 0\.5 seconds.*rollout\.timeout_seconds"):
        start(untied, placement="separate", timeout_seconds=0.5)


def test_an_engine_that_hangs_is_ended_and_named(untied: Policy, generate: Generate) -> None:
    engine = start(untied, placement="separate")
    process = engine_process()
    engine._host._timeout_seconds = 1.0  # type: ignore[attr-defined]
    process.send_signal(signal.SIGSTOP)
    with pytest.raises(EngineError, match=r"sampling a rollout for more than 1 seconds and seems to hang"):
        generate(engine)
    assert process.wait(10) in {None, -signal.SIGKILL}


def test_a_push_that_hangs_is_an_error_too(untied: Policy) -> None:
    engine = start(untied, placement="separate")
    engine._host._timeout_seconds = 1.0  # type: ignore[attr-defined]
    engine_process().send_signal(signal.SIGSTOP)
    with pytest.raises(EngineError, match="taking new weights for more than 1 seconds"):
        engine.push()


def test_an_engine_that_dies_is_an_error_with_its_exit_code(untied: Policy, generate: Generate) -> None:
    engine = start(untied, placement="separate")
    os.kill(engine_process().pid, signal.SIGKILL)
    with pytest.raises(EngineError, match="its process ended with exit code -9"):
        generate(engine)


def test_a_separate_engine_ends_with_what_started_it(untied: Policy) -> None:
    engine = start(untied, placement="separate")
    process = engine_process()
    del engine
    assert not process.is_running()


def test_the_extras_worker_and_vllm_resolve_together() -> None:
    """vLLM is installed here; every requirement of training holds beside it."""
    wanted = [Requirement(line) for line in requires("paretoscope") or []]
    for requirement in wanted:
        if requirement.marker is None or requirement.marker.evaluate({"extra": "worker"}):
            assert requirement.specifier.contains(version(requirement.name), prereleases=True), requirement
