"""The vocabulary of metrics and methods, and the metrics of a run."""

from typing import Any

from paretoscope.schema.metrics.keys import GRADIENT_NORM, INFLUENCE, WEIGHT

METRICS: dict[str, Any] = {
    "metrics": [
        {"pattern": WEIGHT.pattern, "label": WEIGHT.label, "unit": WEIGHT.unit, "meaning": WEIGHT.meaning},
    ]
}
RUN_METRICS: dict[str, Any] = {
    "metrics": [
        {"key": "actor/pg_loss", "label": "actor/pg_loss", "unit": "", "count": 150, "last_step": 150, "last": 0.02},
        {
            "key": WEIGHT.of("accuracy"),
            "label": "weight, accuracy",
            "unit": "fraction",
            "count": 150,
            "last_step": 150,
            "last": 0.41,
        },
    ]
}
METHODS: dict[str, Any] = {
    "methods": [
        {
            "type": "gradient",
            "title": "Gradient-based",
            "family": "gradients",
            "moved_by": "gradients",
            "needs_gradients": True,
            "is_linear": True,
            "nominal": "nominal: what the method sets",
            "explained_by": INFLUENCE.pattern,
            "follows_from": GRADIENT_NORM.pattern,
            "when_to_use": "Use it when you have no preference.",
            "cost": "one more backward pass per objective",
        }
    ]
}
