"""A run that needs more memory than there is fails with what it needs, what would fit and its last good checkpoint."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from paretoscope.schema.run_config import RunConfig
from paretoscope_worker import step_update
from paretoscope_worker.policy.loading import PolicyError
from paretoscope_worker.processes.attempt import attempt
from paretoscope_worker.processes.out_of_memory import RunOutOfMemoryError, explained_out_of_memory
from paretoscope_worker.runtime.reporting import SafeReporter
from paretoscope_worker.updates.update import Update, update_policy

MakeConfig = Callable[..., RunConfig]
CUDA = "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 15.9 GiB"


def run(config: RunConfig, recorder: Any, folder: Path) -> str:
    return attempt(
        config,
        folder=folder,
        reporter=recorder,
        should_stop=lambda: False,
        on_stage=[].append,
        give_up=[].append,
    )


def test_a_step_that_runs_out_of_memory_is_explained_and_names_the_last_good_checkpoint(
    run_config: MakeConfig, recorder: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_at_step_5(*arguments: Any, **settings: Any) -> Update:
        if 4 in recorder.scalars:
            raise torch.OutOfMemoryError(CUDA)
        return update_policy(*arguments, **settings)

    monkeypatch.setattr(step_update, "update_policy", full_at_step_5)
    with pytest.raises(RunOutOfMemoryError) as raised:
        run(run_config(), recorder, tmp_path)
    (event,) = recorder.of_type("event")
    assert (event.kind, event.level, event.step) == ("out_of_memory", "error", 4)
    assert event.message == str(raised.value)
    assert "CUDA out of memory. Tried to allocate 2.00 GiB" in event.message
    assert str(tmp_path / "checkpoints" / "step-000003") in event.message
    assert len(event.data["settings"]) == 3
    assert all(setting in event.message for setting in event.data["settings"])
    assert event.data["need_gib"] == pytest.approx(event.data["state_gib"] + event.data["work_gib"])
    assert isinstance(raised.value.__cause__, torch.OutOfMemoryError)


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        RuntimeError("[enforce fail at alloc_cpu.cpp:127] DefaultCPUAllocator: can't allocate memory"),
        torch.OutOfMemoryError(CUDA),
    ],
    ids=["python", "torch", "cuda"],
)
def test_every_lack_of_memory_is_recognised_also_as_the_cause_of_another_error(
    run_config: MakeConfig, recorder: Any, tmp_path: Path, error: Exception
) -> None:
    with pytest.raises(RunOutOfMemoryError), explained_out_of_memory(run_config(), tmp_path, SafeReporter(recorder)):
        raise error
    with pytest.raises(RunOutOfMemoryError), explained_out_of_memory(run_config(), tmp_path, SafeReporter(recorder)):
        raise PolicyError("The policy cannot be loaded.") from error
    assert [event.kind for event in recorder.of_type("event")] == ["out_of_memory"] * 2


def test_other_errors_pass_unchanged(run_config: MakeConfig, recorder: Any, tmp_path: Path) -> None:
    error = RuntimeError("shapes do not match")
    with pytest.raises(RuntimeError) as raised, explained_out_of_memory(run_config(), tmp_path, SafeReporter(recorder)):
        raise error
    assert raised.value is error
    assert recorder.records == []


def test_without_an_estimate_the_settings_are_still_named(
    run_config: MakeConfig, recorder: Any, tmp_path: Path
) -> None:
    config = run_config(policy={"model": str(tmp_path / "gone"), "device": "cpu"})
    with (
        pytest.raises(RunOutOfMemoryError, match=r"rollout\.max_new_tokens.*no earlier checkpoint"),
        explained_out_of_memory(config, tmp_path, SafeReporter(recorder)),
    ):
        raise MemoryError


LITTLE_MEMORY = """
import json, resource, sys
from pathlib import Path
import psutil, torch
from paretoscope.schema.run_config import RunConfig
from paretoscope_worker import step_update
from paretoscope_worker.processes.attempt import attempt

class Told:
    def log(self, *_): pass
    def record(self, record):
        if record.type == "event":
            print(json.dumps({"kind": record.kind, "message": record.message}), flush=True)

torch.set_num_threads(1)
config = RunConfig.model_validate_json(sys.stdin.read())
held = psutil.Process().memory_info().vms
resource.setrlimit(resource.RLIMIT_AS, (held + 700 * 2**20, resource.RLIM_INFINITY))
attempt(config, folder=Path(sys.argv[1]), reporter=Told(), should_stop=lambda: False, on_stage=[].append, give_up=print)
"""


def test_a_process_whose_memory_really_ends_says_so(run_config: MakeConfig, tmp_path: Path) -> None:
    config = run_config(
        algorithm={"type": "grpo", "group_size": 512},
        rollout={"max_new_tokens": 64},
        budget={"steps": 2, "prompts_per_step": 16},
        evaluation={"max_prompts": 2},
    )
    died = subprocess.run(
        [sys.executable, "-c", LITTLE_MEMORY, str(tmp_path)],
        input=config.model_dump_json(),
        text=True,
        check=False,
        capture_output=True,
        env={**os.environ, "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"},
    )
    assert died.returncode == 1, died.stderr
    events = [json.loads(line) for line in died.stdout.splitlines()]
    assert [event["kind"] for event in events] == ["out_of_memory"], died.stderr
    assert "Each of these changes would make it fit" in events[0]["message"]
    assert "RunOutOfMemoryError" in died.stderr
