"""Figures and fronts."""

from typing import Any

from paretoscope.api.http.examples.runs import OBJECTIVES, REFERENCE_POINT, RUN_ID, SCALE, VALUES, WEIGHTS
from paretoscope.schema.metrics.keys import WEIGHT

FIGURES: dict[str, Any] = {
    "figures": [
        {
            "name": "weights",
            "description": "Nominal reward weights over steps, with the cause of each move.",
            "many": False,
            "series": [WEIGHT.prefix],
            "options": {
                "type": "object",
                "properties": {"view": {"type": "string", "enum": ["area", "lines", "simplex"], "default": "area"}},
                "additionalProperties": False,
            },
        }
    ]
}
FIGURE: dict[str, Any] = {
    "data": [{"type": "scatter", "x": [1, 2], "y": [0.334, 0.335], "meta": {"key": WEIGHT.of("accuracy")}}],
    "layout": {"meta": {"title": "Reward weights", "subtitle": "nominal", "points": 2, "total_points": 2}},
}
_MEASURE: dict[str, Any] = {
    "n": 3,
    "left_out": 0,
    "mean": 0.412,
    "standard_error": 0.012,
    "interval": [0.36, 0.464],
    "method": "t",
    "values": [{"run_id": RUN_ID, "seed": 0, "value": 0.4}],
    "mark": "best",
    "difference": {
        "n": 3,
        "left_out": 0,
        "mean": 0.08,
        "standard_error": 0.01,
        "interval": [0.037, 0.123],
        "p_value": 0.015,
        "p_value_corrected": 0.03,
    },
    "improvement": {"probability": 0.94, "interval": [0.78, 1.0]},
}
FRONTS: dict[str, Any] = {
    "reference_point": REFERENCE_POINT,
    "scale": SCALE,
    "objectives": OBJECTIVES,
    "left_out": [],
    "total_runs": 3,
    "runs": [
        {
            "run_id": RUN_ID,
            "name": "gradient, balanced",
            "points": [
                {
                    "step": 85,
                    "objectives": VALUES,
                    "weights": WEIGHTS,
                    "on_front": True,
                    "checkpoint_id": None,
                    "contribution": 0.006,
                    "contribution_error": 0.009,
                    "within_noise": True,
                }
            ],
            "hypervolume": [{"step": 85, "hypervolume": 0.103}],
            "final": {"step": 85, "objectives": VALUES, "standard_errors": {}, "hypervolume": 0.103},
        }
    ],
    "groups": [
        {
            "id": "0f3b9c2d7e5a1846",
            "key": {"weighting.type": "gradient"},
            "label": "gradient",
            "n": 3,
            "run_ids": [RUN_ID],
            "attainment": [
                {
                    "x": "accuracy",
                    "y": "clarity",
                    "runs": 3,
                    "surfaces": [{"percent": 50, "points": [[0.71, 0.55], [0.74, 0.5]]}],
                }
            ],
            "hypervolume": 0.118,
            "hypervolume_share": 0.94,
            "exclusive_share": 0.21,
            "igd_plus": _MEASURE,
            "additive_epsilon": _MEASURE,
            "expected_utility": _MEASURE,
        }
    ],
    "union": {
        "points": [{"run_id": RUN_ID, "step": 85, "objectives": VALUES}],
        "hypervolume": 0.126,
        "exclusive": {RUN_ID: 0.013},
        "expected_utility": 0.31,
    },
    "differences": [
        {
            "x": "accuracy",
            "y": "clarity",
            "one": "0f3b9c2d7e5a1846",
            "other": "5d1c0e8a9b7f6432",
            "regions": [{"x": [0.5, 0.7], "y": [None, 0.4], "difference": 0.67}],
        }
    ],
}
GROUPS: dict[str, Any] = {
    "by": ["weighting.type"],
    "split": "validation",
    "reference_point": REFERENCE_POINT,
    "scale": SCALE,
    "objectives": OBJECTIVES,
    "left_out": [],
    "total_runs": 3,
    "baseline": "5d1c0e8a9b7f6432",
    "target": VALUES,
    "groups": [
        {
            "id": "0f3b9c2d7e5a1846",
            "key": {"weighting.type": "gradient"},
            "label": "gradient",
            "n": 3,
            "run_ids": [RUN_ID],
            "seeds": [0],
            "statuses": {"completed": 3},
            "final_steps": [85],
            "objectives": {"accuracy": _MEASURE},
            "hypervolume": _MEASURE,
            "best": [{"run_id": RUN_ID, "step": 85, "objectives": VALUES}],
            "steps_to_target": _MEASURE | {"mark": None, "reached": 3, "censored": 0, "median": 41.0},
            "mean_front_step": _MEASURE | {"mark": None},
            "cost": dict.fromkeys(
                ("completion_tokens", "wall_seconds", "gpu_seconds", "hypervolume_per_1000_seconds"),
                _MEASURE | {"mark": None},
            ),
        }
    ],
}
