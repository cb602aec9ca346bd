"""Runs, and the values that the other examples share."""

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
WEIGHTS = {"accuracy": 0.41, "conciseness": 0.24, "clarity": 0.35}
VALUES = {"accuracy": 0.83, "conciseness": 14.2, "clarity": 0.64}
INITIAL = {"accuracy": 0.59, "conciseness": 24.5, "clarity": 0.18}
REFERENCE_POINT = {"accuracy": 0.49, "conciseness": 26.95, "clarity": 0.08}
SCALE = {"accuracy": 1.0, "conciseness": 24.5, "clarity": 1.0}
OBJECTIVES = [
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
    "sweep_id": None,
    "sweep_cell": None,
    "priority": 0,
    "queue_position": None,
    "config": CONFIG,
    "config_hash": "9f2b6c1d0e4a7853",
    "notes": "",
    "tags": ["paper"],
    "archived": False,
    "error": None,
    "created_at": "2026-11-23T09:10:11Z",
    "started_at": "2026-11-23T09:10:12Z",
    "finished_at": None,
    "updated_at": "2026-11-23T09:10:49Z",
    "reported_at": "2026-11-23T09:10:49Z",
    "method": "gradient",
    "estimator": "grpo",
    "preference": {"accuracy": 0.334, "conciseness": 0.333, "clarity": 0.333},
    "objectives": OBJECTIVES,
    "latest": {
        "step": 85,
        "objectives": VALUES,
        "initial": INITIAL,
        "weights": WEIGHTS,
        "hypervolume": 0.103,
        "initial_hypervolume": 0.001,
        "reference_point": REFERENCE_POINT,
        "scale": SCALE,
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
    "queue_position": 1,
    "stage": "queued",
    "step": 0,
    "attempt": 0,
    "started_at": None,
    "reported_at": None,
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
RUN_PAGE: dict[str, Any] = {"runs": [RUN], "total": 1, "next_cursor": None, "hypervolumes_compare": True}
RUN_GROUPS: dict[str, Any] = {
    "by": ["weighting.type"],
    "groups": [
        {
            "id": "c03b5e0f7a61d249",
            "label": "gradient",
            "key": {"weighting.type": "gradient"},
            "n": 3,
            "run_ids": [RUN_ID, "7c1x9m4t2b0q", "9fj2m6t4r0xq"],
            "statuses": {"completed": 2, "running": 1},
            "step": 385,
            "total_steps": 450,
            "methods": ["gradient"],
            "estimators": ["grpo"],
            "preference": None,
            "objectives": {name: {"n": 3, "mean": value, "standard_error": 0.012} for name, value in VALUES.items()},
            "hypervolume": {"n": 3, "mean": 0.103, "standard_error": 0.004},
            "created_at": "2026-11-23T09:10:11Z",
        }
    ],
    "objectives": OBJECTIVES,
    "total": 1,
    "total_runs": 3,
    "next_cursor": None,
    "hypervolumes_compare": True,
}
QUERY_NAMES: dict[str, Any] = {
    "names": [
        {
            "name": "method",
            "meaning": "How the reward weights move, such as gradient.",
            "operators": ["=", "!=", "~"],
            "values": ["fixed", "gradient"],
        },
        {
            "name": "objective.accuracy",
            "meaning": "Value of an objective at the last validation point, such as objective.accuracy.",
            "operators": ["=", "!=", "<", "<=", ">", ">="],
            "values": [],
        },
    ]
}
TAGS: dict[str, Any] = {"tags": [{"name": "paper", "count": 27}, {"name": "baseline", "count": 9}]}
CHANGED_RUNS: dict[str, Any] = {"runs": [RUN_ID]}
RUN_FIELDS: dict[str, Any] = {"fields": ["weighting.type", "weighting.eta", "preference"]}

ATTEMPTS: dict[str, Any] = {
    "attempts": [
        {
            "attempt": 1,
            "worker_id": "gpu-1-4242-1a2b3c4d",
            "created_at": "2026-11-23T09:30:04Z",
            "provenance": {
                "version": "0.1.0",
                "commit": "2f1c9d2e6a8b7c5d4e3f2a1b0c9d8e7f6a5b4c3d",
                "python": "3.11.9",
                "torch": "2.13.0",
                "transformers": "5.19.0",
                "device": "NVIDIA H100 80GB HBM3",
                "gpus": 1,
                "threads": 1,
                "hostname": "gpu-1",
                "config_hash": "9f2b6c1d0e4a7853",
                "data_fingerprint": "51c0a7e2d94b3f68",
            },
        }
    ]
}
