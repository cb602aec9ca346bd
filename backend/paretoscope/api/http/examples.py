"""Answers shown in the API's documentation; a test holds each against the model of its route."""

from typing import Any

RUN_ID = "3kq8v0wz5n7t"
CONFIG: dict[str, Any] = {
    "name": "gradient, balanced",
    "policy": {"model": "arithmetic-small"},
    "task": {"type": "arithmetic"},
    "objectives": [{"type": "accuracy"}, {"type": "conciseness"}, {"type": "clarity"}],
    "algorithm": {"type": "grpo", "group_size": 8},
    "weighting": {"type": "gradient", "initial": {"accuracy": 0.334, "conciseness": 0.333, "clarity": 0.333}},
    "optimizer": {"learning_rate": 1.5e-4},
    "budget": {"steps": 150, "prompts_per_step": 12},
    "evaluation": {"every": 5},
    "checkpoints": {"every": 25},
    "seed": 0,
}
_WEIGHTS = {"accuracy": 0.41, "conciseness": 0.24, "clarity": 0.35}
_VALUES = {"accuracy": 0.83, "conciseness": 14.2, "clarity": 0.64}
_INITIAL = {"accuracy": 0.59, "conciseness": 24.5, "clarity": 0.18}
_REFERENCE = {"accuracy": 0.49, "conciseness": 26.95, "clarity": 0.08}
_SCALE = {"accuracy": 1.0, "conciseness": 24.5, "clarity": 1.0}
_OBJECTIVES = [
    {"name": "accuracy", "unit": "fraction", "direction": "maximize", "axis_label": "fraction right"},
    {"name": "conciseness", "unit": "tokens", "direction": "minimize", "axis_label": "completion length"},
    {"name": "clarity", "unit": "fraction", "direction": "maximize", "axis_label": "fraction step by step and boxed"},
]

RUN: dict[str, Any] = {
    "id": RUN_ID,
    "name": "gradient, balanced",
    "status": "running",
    "stop_requested": False,
    "stage": "training",
    "step": 85,
    "total_steps": 150,
    "attempt": 1,
    "external": False,
    "parent_run_id": None,
    "parent_step": None,
    "config": CONFIG,
    "notes": "",
    "error": None,
    "created_at": "2026-11-23T09:10:11Z",
    "started_at": "2026-11-23T09:10:12Z",
    "finished_at": None,
    "updated_at": "2026-11-23T09:10:49Z",
    "method": "gradient",
    "estimator": "grpo",
    "preference": {"accuracy": 0.334, "conciseness": 0.333, "clarity": 0.333},
    "objectives": _OBJECTIVES,
    "latest": {
        "step": 85,
        "objectives": _VALUES,
        "initial": _INITIAL,
        "weights": _WEIGHTS,
        "hypervolume": 0.103,
        "initial_hypervolume": 0.001,
    },
    "hypervolume_history": [[0, 0.001], [40, 0.064], [85, 0.103]],
    "eta_seconds": 26.4,
    "duration_seconds": 37.0,
    "worker_id": "lab-1.4711",
    "checks": {"trained_equals_plotted": True},
}
STEERED_RUN: dict[str, Any] = RUN | {
    "name": "manual, balanced",
    "config": CONFIG | {"name": "manual, balanced", "weighting": {"type": "manual"}},
    "method": "manual",
}
QUEUED_RUN: dict[str, Any] = RUN | {
    "status": "queued",
    "stage": "queued",
    "step": 0,
    "attempt": 0,
    "started_at": None,
    "latest": None,
    "hypervolume_history": [],
    "eta_seconds": None,
    "duration_seconds": None,
    "worker_id": None,
    "checks": {"trained_equals_plotted": None},
}
RESUMED_RUN: dict[str, Any] = RUN | {"status": "queued", "stage": "queued", "eta_seconds": None, "worker_id": None}
FORKED_RUN: dict[str, Any] = QUEUED_RUN | {
    "id": "9fj2m6t4r0xq",
    "name": "fork of gradient, balanced at 75",
    "parent_run_id": RUN_ID,
    "parent_step": 75,
    "config": CONFIG | {"weighting": {"type": "fixed"}, "fork": {"run_id": RUN_ID, "step": 75}},
    "method": "fixed",
}
COMPLETED_RUN: dict[str, Any] = RUN | {
    "status": "completed",
    "stage": None,
    "step": 150,
    "finished_at": "2026-11-23T09:11:18Z",
    "eta_seconds": None,
    "duration_seconds": 66.0,
}
RUN_DETAIL: dict[str, Any] = RUN | {"log_tail": "loading policy arithmetic-small\nstep 85 of 150\n"}
RUN_PAGE: dict[str, Any] = {"runs": [RUN], "total": 1, "next_cursor": None}

RECORD_BATCH: dict[str, Any] = {
    "attempt": 1,
    "seq": 7,
    "records": [
        {"type": "metrics", "step": 85, "values": {"weight/accuracy": 0.41, "policy/loss": 0.021}},
        {
            "type": "evaluation",
            "step": 85,
            "split": "validation",
            "objectives": _VALUES,
            "weights": _WEIGHTS,
            "hypervolume": 0.103,
            "contribution": 0.004,
            "reference_point": _REFERENCE,
            "scale": _SCALE,
            "prompts": 128,
        },
    ],
}
RECEIPT: dict[str, Any] = {"accepted": True, "attempt": 1, "seq": 7}
SERIES: dict[str, Any] = {
    "series": [
        {
            "key": "weight/accuracy",
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
            "key": "weight/accuracy",
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
    "objectives": _VALUES,
    "weights": _WEIGHTS,
    "hypervolume": 0.103,
    "contribution": 0.004,
    "on_front": True,
    "checkpoint_id": None,
}
EVALUATIONS: dict[str, Any] = {"reference_point": _REFERENCE, "scale": _SCALE, "evaluations": [EVALUATION]}
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
            "message": "Attempt 1 started on worker lab-1.4711, from the beginning.",
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
            "created_at": "2026-11-23T09:10:44Z",
        }
    ]
}
WORKER: dict[str, Any] = {
    "id": "lab-1.4711",
    "hostname": "lab-1",
    "pid": 4711,
    "slots": 2,
    "devices": ["NVIDIA H100"],
    "registered_at": "2026-11-23T09:00:00Z",
    "seen_at": "2026-11-23T09:10:49Z",
    "alive": True,
    "problem": None,
    "run_ids": [RUN_ID],
}
WORKERS: dict[str, Any] = {"workers": [WORKER]}
CLAIM: dict[str, Any] = {
    "run_id": RUN_ID,
    "attempt": 1,
    "lease_seconds": 30.0,
    "config": CONFIG,
    "checkpoint": None,
    "fork": None,
}
INSTRUCTION: dict[str, Any] = {"action": "continue", "steering": None}
FIGURES: dict[str, Any] = {
    "figures": [
        {
            "name": "weights",
            "description": "Nominal reward weights over steps, with the cause of each move.",
            "many": False,
            "options": {
                "type": "object",
                "properties": {"view": {"type": "string", "enum": ["area", "lines", "simplex"], "default": "area"}},
                "additionalProperties": False,
            },
        }
    ]
}
FIGURE: dict[str, Any] = {
    "data": [{"type": "scatter", "x": [1, 2], "y": [0.334, 0.335], "meta": {"key": "weight/accuracy"}}],
    "layout": {"meta": {"title": "Reward weights", "subtitle": "nominal", "points": 2, "total_points": 2}},
}
FRONTS: dict[str, Any] = {
    "reference_point": _REFERENCE,
    "scale": _SCALE,
    "objectives": _OBJECTIVES,
    "runs": [
        {
            "run_id": RUN_ID,
            "name": "gradient, balanced",
            "points": [
                {"step": 85, "objectives": _VALUES, "weights": _WEIGHTS, "on_front": True, "checkpoint_id": None}
            ],
            "hypervolume": [{"step": 85, "hypervolume": 0.103}],
            "final": {"step": 85, "objectives": _VALUES, "hypervolume": 0.103},
        }
    ],
}
CONFIG_SCHEMA: dict[str, Any] = {
    "title": "RunConfig",
    "type": "object",
    "properties": {"seed": {"type": "integer", "default": 0}},
    "required": ["policy", "task", "objectives"],
}
PRESETS: dict[str, Any] = {
    "presets": [
        {
            "id": "gradient-balanced",
            "group": "start here",
            "title": "Gradient-based",
            "description": "Objectives whose gradients help all of them gain weight.",
            "config": CONFIG,
        }
    ]
}
CHECKED_CONFIG: dict[str, Any] = {"config": CONFIG}
HEALTH: dict[str, Any] = {
    "status": "ok",
    "version": "0.1.0",
    "database": "sqlite",
    "broker": "ok",
    "workers": 1,
    "schema_revision": "0001",
}
RUN_STREAM = (
    'id: 41\nevent: metrics\ndata: {"series":{"weight/accuracy":{"steps":[86],"values":[0.412]}}}\n\n: heartbeat\n\n'
)
ALL_RUNS_STREAM = f'id: 1795425049000000\nevent: removed\ndata: {{"id":"{RUN_ID}"}}\n\n'
