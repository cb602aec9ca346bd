"""The files through which a supervisor and its training process communicate in the run's folder."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from pydantic import TypeAdapter

from paretoscope.processes.atomic_write import write_atomically
from paretoscope.schema.control import PointToEvaluate, RunError, Steering

ATTEMPT, CONFIG, LOCK, LOG, POINTS, RESULT, SPOOL, STAGE, STEERING, STOP = (
    "attempt",
    "config.json",
    "lock",
    "log.txt",
    "points.json",
    "result.json",
    "spool",
    "stage",
    "steering.json",
    "stop",
)

_POINTS: TypeAdapter[list[PointToEvaluate]] = TypeAdapter(list[PointToEvaluate])


@dataclass(frozen=True)
class Assignment:
    """One attempt at one run. A training process reads it as one line."""

    run_id: str
    attempt: int
    folder: str
    """The run's folder, which holds its config."""
    server_url: str
    token: str | None
    checkpoint: str | None
    """Folder of the checkpoint to continue from; None starts from the beginning."""
    fork: str | None
    """Folder of the checkpoint of another run whose weights the run starts with; None takes those of the config."""
    storage: str
    """Id of the disk that the folder is on."""
    checkpoint_url: str
    """Shared storage for copies of the checkpoints; empty for none."""
    gpus: str | None
    """Value for ``CUDA_VISIBLE_DEVICES``; None does not set it."""

    def to_line(self) -> str:
        """Returns the assignment as one line of text."""
        return json.dumps(asdict(self)) + "\n"

    @classmethod
    def from_line(cls, line: str) -> Self:
        """Reads an assignment from the text that ``to_line`` returned."""
        return cls(**json.loads(line))


@dataclass(frozen=True)
class Result:
    """The result that a training process leaves when it ends."""

    outcome: str
    """``completed``, ``stopped``, ``failed``, or ``crashed`` if one of several processes died."""
    error: RunError | None = None
    """The cause, for ``failed`` and ``crashed``."""

    def write(self, path: Path) -> None:
        """Writes the result to a file, completely or not at all."""
        data: dict[str, Any] = {"outcome": self.outcome, "error": self.error.model_dump() if self.error else None}
        write_atomically(path, json.dumps(data))

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """Reads the result; returns None if the process ended without one."""
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        return cls(data["outcome"], RunError(**data["error"]) if data["error"] else None)


def write_points(folder: Path, points: Sequence[PointToEvaluate]) -> None:
    """Writes the policies that a re-evaluation has still to evaluate, for the training process."""
    write_atomically(folder / POINTS, _POINTS.dump_json(list(points)).decode())


def read_points(folder: Path) -> list[PointToEvaluate]:
    """Returns the policies that a re-evaluation has still to evaluate; none for any other run."""
    try:
        return _POINTS.validate_json((folder / POINTS).read_bytes())
    except FileNotFoundError:
        return []


def write_steering(folder: Path, steering: Steering) -> None:
    """Writes the weights that a person requested last, for the training process."""
    write_atomically(folder / STEERING, steering.model_dump_json())


def read_steering(folder: Path) -> Steering | None:
    """Returns the weights that a person requested last; None if nobody did."""
    try:
        return Steering.model_validate_json((folder / STEERING).read_bytes())
    except FileNotFoundError:
        return None
