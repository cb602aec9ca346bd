"""What watches over a run, and what is left of one, through a real server, worker and training process."""

import os
import signal
from pathlib import Path

import torch
from huggingface_hub import ModelCard
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM, AutoTokenizer

from .stack import Stack

KEY = "policy/loss"


def kill_training(stack: Stack, run_id: str) -> None:
    os.kill(stack.training_process(run_id), signal.SIGKILL)


def test_a_damaged_checkpoint_costs_the_steps_since_the_one_before(stack: Stack) -> None:
    run_id = stack.create(budget={"steps": 60, "prompts_per_step": 2}, checkpoints={"every": 10})
    stack.wait_for_step(run_id, 25)
    kill_training(stack, run_id)
    newest = max((stack.home / "runs" / run_id / "checkpoints").glob("step-*"))
    tensors = newest / "tensors.pt"
    tensors.write_bytes(tensors.read_bytes()[:100])

    run = stack.client.wait(run_id, timeout_seconds=120)

    assert (run.status, run.attempt) == ("completed", 2)
    (damaged,) = [event for event in stack.client.events(run_id) if event.kind == "checkpoint_damaged"]
    assert damaged.data["path"] == str(newest)
    assert damaged.step == int(newest.name[5:]) - 10
    assert stack.client.series(run_id, [KEY], points=5000)[KEY].steps == list(range(1, 61))


def test_a_stage_that_hangs_ends_the_run_with_the_alarm_as_its_reason(stack: Stack) -> None:
    """The evaluation of a thousand prompts takes longer than this run allows any stage."""
    run_id = stack.create(
        task={"type": "arithmetic", "validation_prompts": 1000},
        rollout={"max_new_tokens": 64},
        watchdogs={"on_alarm": "stop", "hang_first_seconds": 0.1, "hang_minimum_seconds": 0.1},
    )

    run = stack.client.wait(run_id, timeout_seconds=60)

    assert (run.status, run.attempt) == ("failed", 1)
    assert run.error is not None
    assert "The stage 'evaluating' after step 0 has taken" in run.error.message
    assert "in generate" in run.error.traceback
    (alarm,) = [event for event in stack.client.events(run_id) if event.kind == "hang"]
    assert Path(alarm.data["place"].split(",")[0]).suffix == ".py"
    assert "has taken" in stack.client.run(run_id).log_tail


def test_points_of_a_run_are_exported_and_interpolated_from_the_command_line(stack: Stack, tmp_path: Path) -> None:
    run_id = stack.create(evaluation={"every": 4}, checkpoints={"every": 4}, name="the trained one")
    assert stack.client.wait(run_id, timeout_seconds=60).status == "completed"

    exported = stack.run_command("export", run_id, "--to", str(tmp_path / "exported"))
    assert exported.returncode == 0, exported.stderr
    weights = stack.home / "runs" / run_id / "checkpoints" / "step-000012" / "policy" / "model.safetensors"
    loaded, kept = AutoModelForCausalLM.from_pretrained(tmp_path / "exported").state_dict(), load_file(weights)
    assert all(torch.equal(loaded[name], tensor) for name, tensor in kept.items())
    assert AutoTokenizer.from_pretrained(tmp_path / "exported")("1+2=")["input_ids"]
    card = ModelCard.load(tmp_path / "exported" / "README.md")
    scores = {(one.dataset_split, one.metric_type): one.metric_value for one in card.data.eval_results or []}
    last = {row.split: row.objectives for row in stack.client.evaluations(run_id).evaluations if row.step == 12}
    assert scores == {(split, name): value for split, row in last.items() for name, value in row.items()}
    assert card.data.to_dict()["paretoscope"]["run"] == run_id

    again = stack.run_command("export", run_id, "--to", str(tmp_path / "exported"))
    assert (again.returncode, "is not empty" in again.stderr) == (1, True)

    mixed = stack.run_command("soup", f"{run_id}@0", f"{run_id}@12", "--points", "3", "--wait")
    assert mixed.returncode == 0, mixed.stdout + mixed.stderr
    soup = next(stack.client.all_runs(sort="-created_at"))
    assert (soup.name, soup.method, soup.total_steps) == (
        "soup of the trained one@0 and the trained one@12",
        "interpolation",
        2,
    )
    points = {row.step: row.objectives for row in stack.client.evaluations(soup.id, "validation").evaluations}
    trained = {row.step: row.objectives for row in stack.client.evaluations(run_id, "validation").evaluations}
    assert (points[0], points[2]) == (trained[0], trained[12])
    fronts = stack.client.fronts([run_id, soup.id])
    assert [len(run.points) for run in fronts.runs] == [4, 3]

    wrong = stack.run_command("soup", f"{run_id}@3", run_id)
    assert wrong.returncode == 1
    assert "no checkpoint of step 3 on disk. The steps with a checkpoint are" in wrong.stderr
