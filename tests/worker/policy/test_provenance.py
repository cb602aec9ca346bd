import platform
import re
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
import transformers

from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.policy.provenance import provenance
from paretoscope_worker.train import train

MakeConfig = Callable[..., RunConfig]


def test_it_names_libraries_machine_and_commit(run_config: MakeConfig) -> None:
    found = provenance(run_config(), torch.device("cpu"), "data")
    assert (found.python, found.torch, found.transformers) == (
        platform.python_version(),
        torch.__version__,
        transformers.__version__,
    )
    assert (found.hostname, found.gpus, found.data_fingerprint) == (socket.gethostname(), 0, "data")
    assert found.commit is None or re.fullmatch(r"[0-9a-f]{40}\+?", found.commit)


@pytest.mark.parametrize(
    ("change", "is_replicate"), [({"seed": 7}, True), ({"name": "b"}, True), ({"budget": {"steps": 9}}, False)]
)
def test_replicates_share_their_config_hash(run_config: MakeConfig, change: dict[str, Any], is_replicate: bool) -> None:
    first, second = run_config(), run_config(**change)
    hashes = {provenance(config, torch.device("cpu"), "").config_hash for config in (first, second)}
    assert (len(hashes) == 1) == is_replicate


def test_a_run_reports_it_before_its_first_step_and_keeps_it_in_checkpoints(
    run_config: MakeConfig, recorder: Any, tmp_path: Path
) -> None:
    train(run_config(), folder=tmp_path, reporter=recorder, should_stop=lambda: False, on_stage=lambda _: None)
    (record,) = recorder.of_type("provenance")
    assert len(record.provenance.data_fingerprint) == 16
    states = [path.read_text() for path in (tmp_path / "checkpoints").rglob("*.json")]
    assert any(record.provenance.data_fingerprint in state for state in states)
