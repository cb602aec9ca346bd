"""Sweeps, and what one would create."""

from typing import Any

from paretoscope.api.http.examples.runs import CONFIG, RUN_ID

_OTHER_ID = "7c1x9m4t2b0q"
_AXIS: dict[str, Any] = {"field": "weighting.type", "values": ["fixed", "gradient"]}
_SUMMARY: dict[str, Any] = {
    "id": "5pd2w8k0n3ys",
    "name": "fixed or gradient",
    "notes": "",
    "mode": "grid",
    "created_at": "2026-11-23T09:10:11Z",
    "axes": [_AXIS],
    "seeds": [0],
    "priority": 0,
    "paused": False,
    "total_cells": 2,
    "total_runs": 2,
    "counts": {"completed": 1, "running": 1},
    "finished": 1,
    "complete": False,
    "seconds_left": 26.4,
}
_BASE = {name: CONFIG[name] for name in ("policy", "task", "objectives", "budget")}
SWEEP: dict[str, Any] = _SUMMARY | {
    "definition": {"base": _BASE, "mode": "grid", "axes": [_AXIS], "seeds": [0]},
    "base": _BASE,
    "runs": [RUN_ID, _OTHER_ID],
    "support": None,
    "cells": [
        {
            "index": 0,
            "name": "fixed",
            "overrides": {"weighting.type": "fixed"},
            "run_ids": [RUN_ID],
            "counts": {"completed": 1},
            "step": 150,
            "total_steps": 150,
            "error": None,
        },
        {
            "index": 1,
            "name": "gradient",
            "overrides": {"weighting.type": "gradient"},
            "run_ids": [_OTHER_ID],
            "counts": {"running": 1},
            "step": 85,
            "total_steps": 150,
            "error": None,
        },
    ],
}
SWEEPS: dict[str, Any] = {"sweeps": [_SUMMARY]}
PLAN: dict[str, Any] = {
    "cells": [
        {"index": 0, "name": "fixed", "overrides": {"weighting.type": "fixed"}, "run_names": ["fixed, seed 0"]},
        {
            "index": 1,
            "name": "gradient",
            "overrides": {"weighting.type": "gradient"},
            "run_names": ["gradient, seed 0"],
        },
    ],
    "total_runs": 2,
    "estimated_seconds": 132.0,
    "estimated_tokens": 540000.0,
    "compared_runs": 3,
}
PLAN_CONTENT: dict[str, Any] = {"application/json": {"example": PLAN}}
