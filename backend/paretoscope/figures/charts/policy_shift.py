"""How far updates move the policy: divergence, ratios, clipping, learning rate, and what sampled it."""

from paretoscope.figures.parts.colors import Theme
from paretoscope.figures.parts.metric_panels import draw_metrics
from paretoscope.figures.parts.template import Figure
from paretoscope.pareto.run_data import RunData

TITLES = {
    "policy/kl": "KL from the reference policy, nats a token",
    "policy/clip_fraction": "fraction of tokens clipped",
    "policy/ratio_max": "largest probability ratio",
    "rollout/mismatch_mean": "mean log-prob mismatch with the engine, nats",
    "rollout/mismatch_max": "largest log-prob mismatch, nats",
    "policy/learning_rate": "learning rate",
}


def draw_policy_shift(run: RunData, theme: Theme) -> Figure:
    """Draws what bounds the updates of `run`, one panel a metric, those reported only."""
    subtitle = "how far each update may move the policy, and did"
    return draw_metrics(run, theme, "Policy shift", subtitle, TITLES, axis={"rangemode": "tozero"})
