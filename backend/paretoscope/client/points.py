"""Points of a run, written as `RUN@STEP`, and the checkpoints that hold their weights."""

from dataclasses import dataclass
from typing import Self

from paretoscope.client.client import Client
from paretoscope.client.errors import ClientError
from paretoscope.schema.answers.checkpoint import CheckpointView
from paretoscope.schema.answers.run import Run
from paretoscope.schema.checkpoints import POLICY


class PointError(ClientError):
    """A point is written wrongly, or its weights are not kept. The message says what is available instead."""


@dataclass(frozen=True)
class Point:
    """The policy of a run after a step."""

    run_id: str
    step: int | None
    """Step of the policy; None for the newest step with a checkpoint."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Parses `RUN@STEP`, or `RUN` for the newest checkpoint of the run.

        Raises:
            PointError: the run is missing, or the step is not a number.
        """
        run_id, _, step = text.partition("@")
        if not run_id or not (step.isdecimal() or "@" not in text):
            raise PointError(f"'{text}' is not a point of a run. Write RUN@STEP, such as 7k2m9q4xw1zp@25.")
        return cls(run_id, int(step) if step else None)


def find_checkpoint(client: Client, point: Point) -> CheckpointView:
    """Returns the checkpoint of a point that is still on disk.

    Raises:
        PointError: there is none.
        NotFoundError: there is no such run.
    """
    kept = {row.step: row for row in client.checkpoints(point.run_id) if not row.deleted}
    step = max(kept, default=None) if point.step is None else point.step
    if step is None:
        raise PointError(f"Run {point.run_id} has no checkpoint on disk yet. Wait for the first one.")
    if step not in kept:
        raise PointError(
            f"Run {point.run_id} has no checkpoint of step {step} on disk. The steps with a checkpoint are: "
            f"{', '.join(map(str, sorted(kept))) or 'none'}. Choose one of these, or train with "
            "checkpoints.keep_front, which keeps every point on the front."
        )
    return kept[step]


def policy_of(client: Client, run: Run, point: Point) -> tuple[str, int]:
    """Returns the value of `policy.model` that loads the policy of a point, and the step of the point.

    Step 0 is the policy that the run started from, which needs no checkpoint.

    Raises:
        PointError: the point's weights are not kept.
    """
    if point.step == 0:
        fork = run.config.get("fork")
        if fork is None:
            return str(run.config["policy"]["model"]), 0
        return policy_of(client, client.run(fork["run_id"]), Point(fork["run_id"], fork["step"]))[0], 0
    checkpoint = find_checkpoint(client, point)
    return f"{checkpoint.path}/{POLICY}", checkpoint.step
