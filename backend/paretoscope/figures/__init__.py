"""Figures: pure functions from plain data to Plotly JSON. `FIGURES` lists all of them."""

from paretoscope.figures.charts import lengths, loss, policy_shift, throughput
from paretoscope.figures.charts.conflict import draw_conflict
from paretoscope.figures.charts.difference_map import draw_difference_map
from paretoscope.figures.charts.effective_weights import draw_effective_weights
from paretoscope.figures.charts.front import draw_front
from paretoscope.figures.charts.fronts import draw_fronts
from paretoscope.figures.charts.group_fronts import draw_group_fronts
from paretoscope.figures.charts.group_means import draw_group_means
from paretoscope.figures.charts.hypervolume import draw_hypervolume
from paretoscope.figures.charts.hypervolumes import draw_hypervolumes
from paretoscope.figures.charts.learning_signal import draw_signal
from paretoscope.figures.charts.objective import draw_objective
from paretoscope.figures.charts.objectives_over_steps import draw_objectives_over_steps
from paretoscope.figures.charts.own_cause import draw_cause
from paretoscope.figures.charts.reward import draw_reward
from paretoscope.figures.charts.weights import draw_weights
from paretoscope.figures.parts.spec import FigureOptionError, FigureSpec, Option
from paretoscope.schema.methods import METHODS
from paretoscope.schema.metrics import keys

EXPLAINING = tuple(dict.fromkeys(method.explained_by for method in METHODS.values() if method.explained_by))
"""The metrics that explain any of the weighting methods."""
CAUSING = tuple(dict.fromkeys(method.follows_from for method in METHODS.values() if method.follows_from))
"""The metrics from which those are computed."""

ERRORS = Option("errors", "How the standard errors of evaluations are drawn.", ("off", "whiskers", "band"), "off")
MEMBERS = Option("members", "Whether single runs are shown faintly.", ("off", "faint"), "off")
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
        metrics=(keys.WEIGHT, *EXPLAINING),
        needs=(keys.WEIGHT,),
        options=(
            Option("view", "Stacked areas, lines, or a path in a triangle.", ("area", "lines", "simplex"), "area"),
        ),
    ),
    FigureSpec(
        "effective_weights",
        "Each objective's share of the advantage.",
        draw_effective_weights,
        metrics=(keys.EFFECTIVE_WEIGHT, keys.WEIGHT),
        needs=(keys.EFFECTIVE_WEIGHT,),
        options=(
            Option("view", "Stacked areas, or lines with the nominal weights dotted.", ("area", "lines"), "area"),
        ),
    ),
    FigureSpec(
        "objective",
        "One objective over steps on the train, validation and test splits, in its own unit.",
        draw_objective,
        metrics=(keys.OBJECTIVE_TRAIN,),
        options=(OBJECTIVE, ERRORS),
    ),
    FigureSpec(
        "hypervolume", "Hypervolume of the archive over steps, with a tick where a point joined it.", draw_hypervolume
    ),
    FigureSpec(
        "front",
        "Pareto front of the run's validation points.",
        draw_front,
        options=AXES,
    ),
    FigureSpec(
        "cause",
        "The values that the run's weighting method uses, such as influence, multipliers or bottlenecks.",
        draw_cause,
        metrics=(*EXPLAINING, *CAUSING),
    ),
    FigureSpec(
        "signal",
        "Covariance of each objective with the advantage, and the share of its groups that are tied.",
        draw_signal,
        metrics=(keys.COVARIANCE, keys.TIE_FRACTION),
    ),
    FigureSpec(
        "conflict",
        "Conflict between pairs of objectives, measured by their advantages and gradients.",
        draw_conflict,
        metrics=(keys.ADVANTAGE_CORRELATION, keys.GRADIENT_COSINE),
    ),
    FigureSpec(
        "reward",
        "The trained reward, and the rewards of the objectives.",
        draw_reward,
        metrics=(keys.TOTAL_REWARD, keys.REWARD),
    ),
    FigureSpec(
        "lengths",
        "Completion tokens and truncated completions over steps.",
        lengths.draw_lengths,
        metrics=lengths.METRICS,
    ),
    FigureSpec("loss", "Policy loss, entropy and gradient norm over steps.", loss.draw_loss, metrics=loss.METRICS),
    FigureSpec(
        "policy_shift",
        "Divergence, clipping, ratios and learning rate over steps.",
        policy_shift.draw_policy_shift,
        metrics=policy_shift.METRICS,
    ),
    FigureSpec(
        "throughput",
        "Seconds per step by phase, tokens per second, memory.",
        throughput.draw_throughput,
        metrics=throughput.METRICS,
    ),
    FigureSpec(
        "fronts",
        "Pareto fronts of several runs with a common reference point.",
        draw_fronts,
        options=(*AXES, Option("dominated", "How dominated points are drawn.", ("faint", "hidden"), "faint")),
        many=True,
        measured=True,
    ),
    FigureSpec(
        "hypervolumes",
        "Hypervolume of several runs, recomputed with a common reference point and scale.",
        draw_hypervolumes,
        options=(Option("axis", "The horizontal axis.", ("step", "time"), "step"),),
        many=True,
        measured=True,
    ),
    FigureSpec(
        "objectives_over_steps",
        "Objectives of several runs over steps on the validation split.",
        draw_objectives_over_steps,
        options=(Option("objective", "Name of the objective to show; if left out, all that the runs share."), ERRORS),
        many=True,
    ),
    FigureSpec(
        "group_fronts",
        "Fronts of groups of runs: what half of the runs attain, and the band between a quarter and three quarters.",
        draw_group_fronts,
        options=(*AXES[:2], MEMBERS),
        many=True,
        grouped=True,
        measured=True,
    ),
    FigureSpec(
        "group_means",
        "Means of groups of runs over steps, with 95 % intervals.",
        draw_group_means,
        options=(
            Option("show", "What is drawn.", ("objectives", "hypervolume", "weights"), "objectives"),
            Option("objective", "Name of the only objective to show; if left out, all that the runs share."),
            MEMBERS,
        ),
        many=True,
        grouped=True,
        measured=True,
    ),
    FigureSpec(
        "difference_map",
        "Where the runs of one group attain points more often than those of another.",
        draw_difference_map,
        options=(
            *AXES[:2],
            Option("one", "Label of one group; if left out, the first one.", of_group=True),
            Option("other", "Label of the other group; if left out, the baseline, or the next one.", of_group=True),
        ),
        many=True,
        grouped=True,
        measured=True,
    ),
)

FIGURES: dict[str, FigureSpec] = {spec.name: spec for spec in _SPECS}
"""Every figure by name."""

__all__ = ["FIGURES", "FigureOptionError", "FigureSpec", "Option"]
