"""Saved policies evaluated again, through a real server, worker and training process."""

import os
import signal

from .stack import Stack, wait_for

SECONDS = "system/evaluation_seconds"
SAVED = {"evaluation": {"every": 4, "test_every": 4}, "checkpoints": {"every": 4, "keep_last": 10}}


def test_policies_are_evaluated_again_from_the_command_line_with_the_values_they_had(stack: Stack) -> None:
    run_ids = [stack.create(seed=seed, name=f"seed {seed}", **SAVED) for seed in (0, 0)]
    for run_id in run_ids:
        assert stack.client.wait(run_id, timeout_seconds=90).status == "completed"

    shown = stack.run_command("evaluate", run_ids[0], f"{run_ids[1]}@8", f"{run_ids[1]}@0", "--which", "all", "--wait")

    assert shown.returncode == 0, shown.stdout + shown.stderr
    assert "test@again" in shown.stdout
    assert "5 of 5 policies have a result." in shown.stdout
    job = next(stack.client.all_runs(sort="-created_at"))
    assert (job.status, job.step, job.total_steps) == ("completed", 5, 5)
    for run_id, steps in zip(run_ids, ([4, 8, 12], [0, 8]), strict=True):
        rows = stack.client.evaluations(run_id).evaluations
        own = {row.step: row for row in rows if row.split == "test"}
        again = [row for row in rows if row.job_id == job.id]
        assert [(row.step, row.split) for row in again] == [(step, "test@again") for step in steps]
        for row in again:
            assert (row.objectives, row.standard_errors) == (own[row.step].objectives, own[row.step].standard_errors)
            assert (row.prompts, row.samples) == (8, 1)
    assert stack.client.evaluations(job.id).evaluations == []

    wrong = stack.run_command("evaluate", f"{run_ids[0]}@3")
    assert (wrong.returncode, "keeps no policy of step 3" in wrong.stderr) == (1, True)


def test_a_job_whose_process_dies_goes_on_with_the_policies_without_a_result(stack: Stack) -> None:
    run_id = stack.create(budget={"steps": 12, "prompts_per_step": 2}, checkpoints={"every": 1, "keep_last": 20})
    assert stack.client.wait(run_id, timeout_seconds=90).status == "completed"
    job = stack.client.reevaluate({"runs": [run_id], "which": "all", "samples": 200})

    def done() -> int:
        return sum(point.state == "done" for point in stack.client.reevaluation(job.id).points)

    wait_for(lambda: done() >= 2, "two results")
    os.kill(stack.training_process(job.id), signal.SIGKILL)
    wait_for(lambda: stack.client.run(job.id).attempt == 2, "second attempt")
    before = stack.client.series(job.id, [SECONDS])[SECONDS]
    assert 2 <= len(before.steps) < 12

    ended = stack.client.wait(job.id, timeout_seconds=120)

    assert (ended.status, ended.attempt, ended.step, done()) == ("completed", 2, 12, 12)
    after = stack.client.series(job.id, [SECONDS])[SECONDS]
    assert after.steps == list(range(1, 13))
    assert after.last[: len(before.steps)] == before.last
    kinds = [event.kind for event in stack.client.events(job.id)]
    assert "attempt_crashed" in kinds
    assert "attempt_resumed" not in kinds
