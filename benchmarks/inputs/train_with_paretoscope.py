"""Trains as a worker's child process does, one step each time it is asked to: ``train_with_paretoscope.py JOB``."""

import json
import sys
from functools import partial
from pathlib import Path
from typing import Any

import torch
import transformers
from step_clock import StepClock, model_facts, optimizer_facts

from paretoscope.client.reporter import RunReporter
from paretoscope.schema.run_config import RunConfig
from paretoscope_worker import session as sessions
from paretoscope_worker import train as training
from paretoscope_worker.processes.assignment import read_steering
from paretoscope_worker.processes.attempt import attempt
from paretoscope_worker.session import Session

NOBODY = "http://127.0.0.1:9"
"""Where no server listens: records go to the spool, as in every run."""


def main() -> None:
    """Trains as the job says, a JSON object."""
    job = json.loads(sys.argv[1])
    torch.set_num_threads(job["threads"])
    clock = StepClock()
    folder = Path(job["folder"]) / job["name"]
    opened: list[Session] = []
    training.open_session = _opening(clock, opened)  # type: ignore[attr-defined]

    def should_stop() -> bool:
        if opened[0].step > 0:
            clock.introduce(optimizer_facts(opened[0].optimizer._adamw))
        return not clock.goes_on()

    attempt(
        _config(job),
        folder=folder,
        reporter=RunReporter(job["name"], 1, folder / "spool", NOBODY, None),
        should_stop=should_stop,
        on_stage=lambda _: None,
        give_up=lambda _: None,
        steering=partial(read_steering, folder),
    )


def _opening(clock: StepClock, opened: list[Session]) -> Any:
    """Returns what opens a session and has the clock watch it."""

    def open_session(config: RunConfig, *others: Any, **named: Any) -> Session:
        session = sessions.open_session(config, *others, **named)
        opened.append(session)
        clock.watch(session.policy.model.base_model)
        sample = clock.timed("generate", session.sample)

        def counted(step: int) -> Any:
            completions = sample(step)
            clock.completion_tokens = sum(completion.tokens for completion in completions)
            return completions

        session.sample = counted  # type: ignore[method-assign]
        clock.introduce(
            model_facts(session.policy.model)
            | {"trainer": f"Paretoscope, transformers {transformers.__version__}"}
            | {"loss": {"token_mean": "mean over tokens"}[config.algorithm.loss_aggregation]}
            | {"kl": config.algorithm.kl.coefficient, "clipped to": config.optimizer.max_grad_norm}
        )
        return session

    return open_session


def _config(job: dict[str, Any]) -> RunConfig:
    objectives = [{"type": "function", "name": name, "function": f"reward_functions:{name}"} for name in job["weights"]]
    return RunConfig.model_validate(
        {
            "policy": {"model": job["policy"], "device": "cpu", "precision": "float32"} | _adapters(job),
            "task": {"type": "file", "path": job["data"], "ground_truth_column": None, "as_chat": False},
            "objectives": objectives,
            "algorithm": {"type": "grpo", "group_size": job["group"]},
            "weighting": job["weighting"],
            "rollout": {"max_new_tokens": job["tokens"]},
            "optimizer": {"learning_rate": job["learning_rate"]},
            "budget": {"steps": job["steps"], "prompts_per_step": job["prompts_per_step"]},
            "evaluation": {"every": job["steps"], "max_prompts": 1},
            "checkpoints": {"every": job["steps"]},
        }
    )


def _adapters(job: dict[str, Any]) -> dict[str, Any]:
    return {"lora": {"rank": job["rank"]}} if job["rank"] else {}


if __name__ == "__main__":
    main()
