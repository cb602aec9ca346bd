"""Workers, and what the server tells them."""

from typing import Any

from paretoscope.api.http.examples.runs import CONFIG, QUEUED_RUN, RUN_ID

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
DELETED_RUNS: dict[str, Any] = {"run_ids": [RUN_ID]}
WORKERS: dict[str, Any] = {"workers": [WORKER]}
NEXT_RUN: dict[str, Any] = {"run": QUEUED_RUN, "waits_for_others": False}
CLAIM: dict[str, Any] = {
    "run_id": RUN_ID,
    "attempt": 1,
    "lease_seconds": 30.0,
    "config": CONFIG,
    "checkpoint": None,
    "fork": None,
}
INSTRUCTION: dict[str, Any] = {"action": "continue", "steering": None, "next_heartbeat_seconds": None}
