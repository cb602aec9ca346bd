"""Figures: pure functions from plain data to Plotly JSON. `FIGURES` lists all of them."""

from paretoscope.figures.charts.conflict import draw_conflict
from paretoscope.figures.charts.effective_weights import draw_effective_weights
from paretoscope.figures.charts.front import draw_front
from paretoscope.figures.charts.fronts import draw_fronts
from paretoscope.figures.charts.hypervolume import draw_hypervolume
from paretoscope.figures.charts.hypervolumes import draw_hypervolumes
from paretoscope.figures.charts.learning_signal import draw_signal
from paretoscope.figures.charts.lengths import draw_lengths
from paretoscope.figures.charts.loss import draw_loss
from paretoscope.figures.charts.objective import draw_objective
from paretoscope.figures.charts.objectives_over_steps import draw_objectives_over_steps
from paretoscope.figures.charts.own_cause import draw_cause
from paretoscope.figures.charts.policy_shift import draw_policy_shift
from paretoscope.figures.charts.reward import draw_reward
from paretoscope.figures.charts.throughput import draw_throughput
from paretoscope.figures.charts.weights import draw_weights
from paretoscope.figures.parts.spec import FigureOptionError, FigureSpec, Option

OBJECTIVE = Option("objective", "Name of the objective; if left out, the first one.")
AXES = (
    Option("x", "Objective on the horizontal axis; if left out, the first one that is not on y."),
    Option("y", "Objective on the vertical axis; if left out, the first one that is not on x."),
    Option("z", "Objective on a third axis; if left out, the figure has two axes."),
    Option(
        "view", "Chosen objectives on x, y and z, or all objectives on parallel axes.", ("axes", "parallel"), "axes"
    ),
)

_SPECS = (
    FigureSpec(
        "weights",
        "Nominal reward weights over steps, and the cause of each move.",
        draw_weights,
        prefixes=("weight/", "influence/", "weighting/", "gradient/norm/"),
        options=(
            Option("view", "Stacked areas, lines, or a path in a triangle.", ("area", "lines", "simplex"), "area"),
        ),
    ),
    FigureSpec(
        "effective_weights",
        "Each objective's share of the advantage.",
        draw_effective_weights,
        prefixes=("effective_weight/", "weight/"),
        options=(
            Option("view", "Stacked areas, or lines with the nominal weights dotted.", ("area", "lines"), "area"),
        ),
    ),
    FigureSpec(
        "objective",
        "One objective over steps on the train, validation and test splits, in its own unit.",
        draw_objective,
        prefixes=("objective/",),
        options=(OBJECTIVE,),
    ),
    FigureSpec(
        "hypervolume", "Hypervolume of the archive over steps, with a tick where a point joined it.", draw_hypervolume
    ),
    FigureSpec(
        "front",
        "Pareto front of the run's validation points.",
        draw_front,
        prefixes=("objective/",),
        options=AXES,
    ),
    FigureSpec(
        "cause",
        "The values that the run's weighting method uses, such as influence, multipliers or bottlenecks.",
        draw_cause,
        prefixes=("influence/", "weighting/", "gradient/", "pareto/"),
    ),
    FigureSpec(
        "signal",
        "Covariance of each objective with the advantage, and the share of its groups that are tied.",
        draw_signal,
        prefixes=("covariance/", "advantage/tie_fraction/"),
    ),
    FigureSpec(
        "conflict",
        "Conflict between pairs of objectives, measured by their advantages and gradients.",
        draw_conflict,
        prefixes=("advantage/correlation/", "gradient/cosine/"),
    ),
    FigureSpec("reward", "The reward that is trained on, and those it is made of.", draw_reward, prefixes=("reward/",)),
    FigureSpec(
        "lengths", "Completion tokens and truncated completions over steps.", draw_lengths, prefixes=("rollout/",)
    ),
    FigureSpec("loss", "Policy loss, entropy and gradient norm over steps.", draw_loss, prefixes=("policy/",)),
    FigureSpec(
        "policy_shift",
        "Divergence, clipping, ratios and learning rate over steps.",
        draw_policy_shift,
        prefixes=("policy/", "rollout/"),
    ),
    FigureSpec(
        "throughput", "Seconds a step by phase, tokens a second, memory.", draw_throughput, prefixes=("system/",)
    ),
    FigureSpec(
        "fronts",
        "Pareto fronts of several runs with a common reference point.",
        draw_fronts,
        options=AXES,
        many=True,
    ),
    FigureSpec(
        "hypervolumes",
        "Hypervolume of several runs, recomputed with a common reference point and scale.",
        draw_hypervolumes,
        options=(Option("axis", "The horizontal axis.", ("step", "time"), "step"),),
        many=True,
    ),
    FigureSpec(
        "objectives_over_steps",
        "Objectives of several runs over steps on the validation split.",
        draw_objectives_over_steps,
        options=(Option("objective", "Name of the objective to show; if left out, all that the runs share."),),
        many=True,
    ),
)

FIGURES: dict[str, FigureSpec] = {spec.name: spec for spec in _SPECS}
"""Every figure by name."""

__all__ = ["FIGURES", "FigureOptionError", "FigureSpec", "Option"]
