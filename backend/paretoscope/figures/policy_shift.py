"""How far updates move the policy: divergence, ratios, clipping, learning rate, and what sampled it."""

from paretoscope.figures.colors import Theme
from paretoscope.figures.data import RunData
from paretoscope.figures.metric_panels import metric_panel, present
from paretoscope.figures.objective_panels import counts
from paretoscope.figures.panels import stacked
from paretoscope.figures.template import Figure, meta, waiting

TITLES = {
    "policy/kl": "KL from the reference policy, nats a token",
    "policy/clip_fraction": "fraction of tokens clipped",
    "policy/ratio_max": "largest probability ratio",
    "rollout/mismatch_mean": "mean log-prob mismatch with the engine, nats",
    "rollout/mismatch_max": "largest log-prob mismatch, nats",
    "policy/learning_rate": "learning rate",
}
HEIGHT_OF_PANEL = 78
HEIGHT_OF_FRAME = 44


def draw_policy_shift(run: RunData, theme: Theme) -> Figure:
    """Draws what bounds the updates of `run`, one panel a metric, those reported only."""
    found = present(run, list(TITLES))
    header = meta(
        "Policy shift",
        "how far each update may move the policy, and did",
        **counts(found),
        height=HEIGHT_OF_FRAME + HEIGHT_OF_PANEL * max(len(found), 1),
    )
    if not found:
        return waiting(theme, header, "Waiting for the first step")
    axis = {"rangemode": "tozero"}
    return stacked(theme, header, [metric_panel(run, theme, one, TITLES[one.key], axis=axis) for one in found])
