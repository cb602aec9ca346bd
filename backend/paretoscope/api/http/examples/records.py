"""What a run reports, and what is read of it: metrics, evaluations, completions, events and checkpoints."""

from typing import Any

from paretoscope.api.http.examples.runs import REFERENCE_POINT, RUN_ID, SCALE, VALUES, WEIGHTS
from paretoscope.schema.metrics.keys import POLICY_LOSS, WEIGHT

_WEIGHT = WEIGHT.of("accuracy")

RECORD_BATCH: dict[str, Any] = {
    "attempt": 1,
    "seq": 7,
    "records": [
        {"type": "metrics", "step": 85, "values": {_WEIGHT: 0.41, POLICY_LOSS.key: 0.021}},
        {
            "type": "evaluation",
            "step": 85,
            "split": "validation",
            "objectives": VALUES,
            "weights": WEIGHTS,
            "hypervolume": 0.103,
            "contribution": 0.004,
            "reference_point": REFERENCE_POINT,
            "scale": SCALE,
            "prompts": 128,
        },
    ],
}
RECEIPT: dict[str, Any] = {"accepted": True, "attempt": 1, "seq": 7, "stop_requested": False}
SERIES: dict[str, Any] = {
    "series": [
        {
            "key": _WEIGHT,
            "unit": "fraction",
            "total": 150,
            "steps": [1, 75, 150],
            "min": [0.334, 0.331, 0.39],
            "max": [0.334, 0.402, 0.421],
            "last": [0.334, 0.398, 0.41],
        }
    ]
}
SERIES_KEYS: dict[str, Any] = {
    "keys": [
        {
            "key": _WEIGHT,
            "unit": "fraction",
            "count": 150,
            "last": 0.41,
            "min": 0.331,
            "max": 0.421,
            "last_step": 150,
        }
    ]
}
EVALUATION: dict[str, Any] = {
    "step": 85,
    "split": "validation",
    "job_id": None,
    "prompts": 128,
    "samples": None,
    "objectives": VALUES,
    "standard_errors": {"accuracy": 0.04, "conciseness": 0.6, "clarity": 0.03},
    "weights": WEIGHTS,
    "hypervolume": 0.103,
    "contribution": 0.004,
    "contribution_error": 0.009,
    "hypervolume_interval": [0.087, 0.118],
    "within_noise": True,
    "on_front": True,
    "checkpoint_id": None,
}
EVALUATIONS: dict[str, Any] = {"reference_point": REFERENCE_POINT, "scale": SCALE, "evaluations": [EVALUATION]}
COMPLETIONS: dict[str, Any] = {
    "step": 85,
    "split": "validation",
    "steps": [0, 40, 85],
    "completions": [
        {
            "prompt": "7 + 5 - 3 =",
            "completion": "1. 7 + 5 = 12\n2. 12 - 3 = 9\n\\boxed{9}",
            "ground_truth": "9",
            "rewards": {"accuracy": 1.0, "conciseness": 0.0, "clarity": 1.0},
            "tokens": 19,
            "truncated": False,
            "extra": {"steps": 2},
        }
    ],
    "next_cursor": None,
}
EVENTS: dict[str, Any] = {
    "events": [
        {
            "id": 12,
            "step": 0,
            "time": "2026-11-23T09:10:12Z",
            "level": "info",
            "kind": "run_claimed",
            "message": "Attempt 1 started on worker lab-1.4711.",
            "data": {},
        }
    ]
}
CHECKPOINTS: dict[str, Any] = {
    "checkpoints": [
        {
            "id": 3,
            "step": 75,
            "path": f"/srv/paretoscope/runs/{RUN_ID}/checkpoints/step-000075",
            "size_bytes": 4_194_304,
            "resumable": True,
            "deleted": False,
            "storage": "5f0c2a9e7b1d4c3f8a6e1b2d3c4f5a6b",
            "shared": False,
            "created_at": "2026-11-23T09:10:44Z",
        }
    ]
}
