"""Policy loss, entropy and gradient norm over steps."""

from paretoscope.figures.colors import Theme
from paretoscope.figures.data import RunData
from paretoscope.figures.metric_panels import metric_panel, present
from paretoscope.figures.objective_panels import counts
from paretoscope.figures.panels import stacked
from paretoscope.figures.template import Figure, meta, waiting

TITLES = {
    "policy/loss": "policy loss",
    "policy/entropy": "entropy, nats a token",
    "policy/gradient_norm": "gradient norm",
}
HEIGHT_OF_PANEL = 78
HEIGHT_OF_FRAME = 44


def draw_loss(run: RunData, theme: Theme) -> Figure:
    """Draws what the optimizer sees of `run`, one panel a metric, those reported only."""
    found = present(run, list(TITLES))
    header = meta(
        "Loss, entropy, gradient",
        "each update; smoothed over ten steps",
        **counts(found),
        height=HEIGHT_OF_FRAME + HEIGHT_OF_PANEL * max(len(found), 1),
    )
    if not found:
        return waiting(theme, header, "Waiting for the first step")
    return stacked(theme, header, [metric_panel(run, theme, one, TITLES[one.key]) for one in found])
