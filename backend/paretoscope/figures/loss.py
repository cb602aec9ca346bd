"""Policy loss, entropy and gradient norm over steps."""

from paretoscope.figures.colors import Theme
from paretoscope.figures.data import RunData
from paretoscope.figures.metric_panels import draw_metrics
from paretoscope.figures.template import Figure

TITLES = {
    "policy/loss": "policy loss",
    "policy/entropy": "entropy, nats a token",
    "policy/gradient_norm": "gradient norm",
}


def draw_loss(run: RunData, theme: Theme) -> Figure:
    """Draws what the optimizer sees of `run`, one panel a metric, those reported only."""
    return draw_metrics(run, theme, "Loss, entropy, gradient", "each update; smoothed over ten steps", TITLES)
