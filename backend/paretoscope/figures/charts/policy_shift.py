"""How far updates move the policy: divergence, ratios, clipping, learning rate, and what sampled it."""

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
    """Draws what bounds the updates of `run`, one panel per metric, those reported only."""
    subtitle = "how far each update may move the policy, and did"
    return draw_metrics(run, theme, "Policy shift", subtitle, METRICS, axis={"rangemode": "tozero"})
