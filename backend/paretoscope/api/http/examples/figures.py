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
FRONTS: dict[str, Any] = {
    "reference_point": REFERENCE_POINT,
    "scale": SCALE,
    "objectives": OBJECTIVES,
    "left_out": [],
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
}
