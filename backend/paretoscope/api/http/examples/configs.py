"""Run configs: their schema, presets and a checked one."""

from typing import Any

from paretoscope.api.http.examples.runs import CONFIG

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
