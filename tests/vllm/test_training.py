import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.rollouts import vllm_engine
from paretoscope_worker.text.engine_error import EngineError
from paretoscope_worker.train import train

from ..worker.conftest import DATA, Recorder
from .conftest import PLACEMENTS, save_qwen2

MakeConfig = Callable[..., RunConfig]


@pytest.fixture(scope="module")
def restless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A policy with many end tokens, so that completions end at different times and there is something to learn."""
    folder = save_qwen2(tmp_path_factory.mktemp("restless"))
    (folder / "generation_config.json").write_text(json.dumps({"eos_token_id": list(range(0, 256, 8))}))
    return folder


def config(policy: Path, placement: str, **sections: Any) -> RunConfig:
    base: dict[str, Any] = {
        "policy": {"model": str(policy), "device": "cpu"},
        "task": {"type": "math500", "path": str(DATA / "math500")},
        "objectives": [{"type": "accuracy"}, {"type": "conciseness"}, {"type": "clarity"}],
        "algorithm": {"type": "grpo", "group_size": 4},
        "rollout": {"engine": "vllm", "placement": placement, "max_new_tokens": 16, "parity_every": 2},
        "optimizer": {"learning_rate": 1e-2},
        "budget": {"steps": 4, "prompts_per_step": 3},
        "evaluation": {"every": 2},
        "checkpoints": {"every": 2},
    }
    return RunConfig.model_validate(base | sections)


def run(config: RunConfig, recorder: Recorder, folder: Path, checkpoint: Path | None = None) -> str:
    return train(
        config,
        folder=folder,
        reporter=recorder,
        should_stop=lambda: False,
        on_stage=lambda _: None,
        checkpoint=checkpoint,
    )


@pytest.mark.parametrize("placement", PLACEMENTS)
def test_training_raises_what_it_rewards(restless: Path, recorder: Recorder, tmp_path: Path, placement: str) -> None:
    """With all weight on conciseness, completions become shorter; the guard compares every second step."""
    settings = config(
        restless,
        placement,
        weighting={"type": "fixed", "weights": {"accuracy": 0.0, "conciseness": 1.0, "clarity": 0.0}},
        budget={"steps": 8, "prompts_per_step": 8},
        evaluation={"every": 8},
    )
    assert run(settings, recorder, tmp_path) == "completed"
    assert all(math.isfinite(scalars["policy/loss"]) for step, scalars in recorder.scalars.items() if step)
    first, last = (r.objectives["conciseness"] for r in recorder.of_type("evaluation") if r.split == "validation")
    assert last < first - 2


def test_a_run_goes_on_from_a_checkpoint(restless: Path, recorder: Recorder, tmp_path: Path) -> None:
    settings = config(restless, "colocated", budget={"steps": 2, "prompts_per_step": 3})
    run(settings, recorder, tmp_path)
    saved = Path(recorder.of_type("checkpoint")[-1].path)
    longer = config(restless, "colocated", budget={"steps": 4, "prompts_per_step": 3})
    assert run(longer, recorder, tmp_path, checkpoint=saved) == "completed"
    assert sorted(recorder.scalars) == [0, 1, 2, 3, 4]


def test_a_run_whose_weights_do_not_reach_vllm_stops_before_it_trains(
    tied_folder: Path, recorder: Recorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if a tied policy were pushed by its parameters, among which the head is not."""
    monkeypatch.setattr(vllm_engine, "checkpoint_weights", lambda policy: dict(policy.model.named_parameters()))
    with pytest.raises(EngineError, match="disagree: after 0 updates"):
        run(config(tied_folder, "colocated"), recorder, tmp_path)
    assert recorder.scalars == {}
