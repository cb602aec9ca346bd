"""Re-evaluations: the run that evaluates policies of another run, and its results."""

from typing import Any

from paretoscope.api.http.examples.runs import CONFIG, OBJECTIVES, QUEUED_RUN, RUN_ID, VALUES

REEVALUATION_RUN: dict[str, Any] = QUEUED_RUN | {
    "id": "5hd1y8c2b6ne",
    "name": "evaluation of 2 policies, test@greedy",
    "total_steps": 2,
    "config": CONFIG
    | {
        "weighting": {"type": "fixed"},
        "evaluation": {"samples": 1, "temperature": 0.0},
        "reevaluation": {"points": [{"run_id": RUN_ID, "steps": [75, 85]}], "split": "test", "name": "greedy"},
    },
    "method": "reevaluation",
}
_POINT: dict[str, Any] = {
    "run_id": RUN_ID,
    "run_name": "gradient, balanced",
    "step": 75,
    "position": 1,
    "state": "done",
    "objectives": VALUES,
    "standard_errors": {"accuracy": 0.04, "conciseness": 0.6, "clarity": 0.03},
    "prompts": 128,
    "samples": 1,
}
_WITHOUT_RESULT: dict[str, Any] = {"objectives": {}, "standard_errors": {}, "prompts": None, "samples": None}
REEVALUATION: dict[str, Any] = {
    "split": "test@greedy",
    "objectives": OBJECTIVES,
    "points": [_POINT, _POINT | _WITHOUT_RESULT | {"step": 85, "position": 2, "state": "waiting"}],
    "waiting": [
        {
            "run_id": RUN_ID,
            "step": 85,
            "position": 2,
            "kept": True,
            "checkpoint": {
                "run_id": RUN_ID,
                "step": 85,
                "path": f"/srv/paretoscope/runs/{RUN_ID}/checkpoints/step-000085",
                "storage": "5f0c2a9e7b1d4c3f8a6e1b2d3c4f5a6b",
                "shared": False,
            },
        }
    ],
}
