"""How far updates move the policy: divergence, ratios, clipping, learning rate, and mismatch with the engine."""

from paretoscope.figures.parts.colors import Theme
from paretoscope.figures.parts.metric_panels import draw_metrics
from paretoscope.figures.parts.template import Figure
from paretoscope.pareto.run_data import RunData
from paretoscope.schema.metrics.keys import (
    CLIP_FRACTION,
    KL,
    LARGEST_MISMATCH,
    LARGEST_RATIO,
    LEARNING_RATE,
    MEAN_MISMATCH,
)

METRICS = (KL, CLIP_FRACTION, LARGEST_RATIO, MEAN_MISMATCH, LARGEST_MISMATCH, LEARNING_RATE)


def draw_policy_shift(run: RunData, theme: Theme) -> Figure:
    """Draws those metrics of the policy's shift that `run` has reported, one panel per metric."""
    subtitle = "limits of each update, and how far it moved the policy"
    return draw_metrics(run, theme, "Policy shift", subtitle, METRICS, axis={"rangemode": "tozero"})
