"""Runs with evaluations and checkpoints on a real server, reported from outside."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from paretoscope.client import Client, report_run
from paretoscope.schema.records import CheckpointRecord, EvaluationRecord
from paretoscope.settings import Settings

from ...services.api_server import ApiServer

CONFIG: dict[str, Any] = {
    "name": "reported",
    "policy": {"model": "arithmetic-small"},
    "task": {"type": "arithmetic"},
    "objectives": [{"type": "accuracy"}, {"type": "conciseness"}],
    "budget": {"steps": 50},
    "seed": 4,
}


def write_checkpoint(folder: Path, step: int) -> Path:
    """Writes what looks like the checkpoint of a step."""
    checkpoint = folder / f"step-{step:06d}"
    (checkpoint / "policy").mkdir(parents=True)
    sizes = {}
    for name, text in {"policy/config.json": "{}", "policy/model.safetensors": f"weights of {step}"}.items():
        (checkpoint / name).write_text(text)
        sizes[name] = len(text)
    (checkpoint / "files.json").write_text(json.dumps(sizes | {"tensors.pt": 10**6}))
    return checkpoint


def report_points(
    server: ApiServer,
    points: Mapping[int, tuple[float, float]],
    checkpoints: Mapping[int, Path | None],
    *,
    shared: bool = False,
    **config: Any,
) -> str:
    """Reports a run with (accuracy, tokens) of its evaluations, and where its checkpoints are, None for deleted."""
    settings = Settings(home=server.home, server_url=server.url)
    with report_run(CONFIG | config, settings) as reporter:
        for step, (accuracy, tokens) in points.items():
            for split in ("validation", "test"):
                reporter.record(
                    EvaluationRecord(
                        step=step,
                        split=split,
                        objectives={"accuracy": accuracy - (split == "test") / 8, "conciseness": tokens},
                        weights={"accuracy": 0.75, "conciseness": 0.25},
                        reference_point={"accuracy": 0.5, "conciseness": 30.0} if split == "validation" else {},
                        scale={"accuracy": 1.0, "conciseness": 20.0} if split == "validation" else {},
                    )
                )
        for step, path in checkpoints.items():
            place = {"path": str(path or "/gone"), "shared": shared, "deleted": path is None}
            reporter.record(CheckpointRecord(step=step, size_bytes=10, **place))
    with Client(server.url) as client:
        return next(client.all_runs(sort="-created_at")).id
