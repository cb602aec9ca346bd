"""A session to save, and a store to save it in."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.training import Checkpoints
from paretoscope_worker.checkpoints.store import CheckpointStore
from paretoscope_worker.policy.loading import load_policy
from paretoscope_worker.runtime.reporting import SafeReporter
from paretoscope_worker.session import Session, open_session


@pytest.fixture
def session(run_config: Callable[..., RunConfig], recorder: Any) -> Session:
    """A run whose optimizer has taken a step, so that it has something to remember."""
    config = run_config()
    opened = open_session(config, load_policy(config.policy), SafeReporter(recorder))
    for parameter in opened.optimizer.parameters:
        parameter.grad = torch.ones_like(parameter)
    opened.optimizer.collect()
    opened.optimizer.step(1e-3)
    return opened


@pytest.fixture
def make_store(tmp_path: Path, recorder: Any) -> Callable[..., CheckpointStore]:
    """Opens the run's store; keyword arguments change the config."""

    def make(saved_step: int | None = None, folder: Path = tmp_path, **settings: Any) -> CheckpointStore:
        config = Checkpoints(**{"keep_last": 2} | settings)
        return CheckpointStore(folder / "checkpoints", config, SafeReporter(recorder), saved_step)

    return make
