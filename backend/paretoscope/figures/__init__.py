"""Figures: pure functions from plain data to Plotly JSON. `FIGURES` names them all."""

from paretoscope.figures.charts import lengths, loss, policy_shift, throughput
from paretoscope.figures.charts.conflict import draw_conflict
from paretoscope.figures.charts.effective_weights import draw_effective_weights
from paretoscope.figures.charts.front import draw_front
from paretoscope.figures.charts.fronts import draw_fronts
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
"""What any method goes by."""
CAUSING = tuple(dict.fromkeys(method.follows_from for method in METHODS.values() if method.follows_from))
"""What that follows from."""

OBJECTIVE = Option("objective", "Name of the objective; left out, the first.")
AXES = (
    Option("x", "Objective on the horizontal axis; left out, the first that y does not take."),
    Option("y", "Objective on the vertical axis; left out, the first that x does not take."),
    Option("z", "Objective on a third axis; left out, the figure is flat."),
    Option("view", "Chosen objectives at right angles, or all on parallel axes.", ("axes", "parallel"), "axes"),
)

_SPECS = (
    FigureSpec(
        "weights",
        "Nominal reward weights over steps, with the cause of each move.",
        draw_weights,
        metrics=(keys.WEIGHT, *EXPLAINING),
        options=(
            Option("view", "Stacked to 1, as lines, or as a path in a triangle.", ("area", "lines", "simplex"), "area"),
        ),
    ),
    FigureSpec(
        "effective_weights",
        "Share of the advantage each objective really contributed.",
        draw_effective_weights,
        metrics=(keys.EFFECTIVE_WEIGHT, keys.WEIGHT),
        options=(
            Option("view", "Stacked to 1, or as lines with the nominal weights dotted.", ("area", "lines"), "area"),
        ),
    ),
    FigureSpec(
        "objective",
        "One objective over steps on train, validation and test, in its own unit.",
        draw_objective,
        metrics=(keys.OBJECTIVE_TRAIN,),
        options=(OBJECTIVE,),
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
        "What the run's weighting goes by: influence, multipliers, bottlenecks, whatever moves its weights.",
        draw_cause,
        metrics=(*EXPLAINING, *CAUSING),
    ),
    FigureSpec(
        "signal",
        "Covariance of each objective with the trained signal, and the share of its groups that are tied.",
        draw_signal,
        metrics=(keys.COVARIANCE, keys.TIE_FRACTION),
    ),
    FigureSpec(
        "conflict",
        "Which pairs of objectives pull apart, by their advantages and gradients.",
        draw_conflict,
        metrics=(keys.ADVANTAGE_CORRELATION, keys.GRADIENT_COSINE),
    ),
    FigureSpec(
        "reward",
        "The reward that is trained on, and those it is made of.",
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
        "Pareto fronts of several runs, one reference point for all.",
        draw_fronts,
        options=AXES,
        many=True,
    ),
    FigureSpec(
        "hypervolumes",
        "Hypervolume of several runs, recomputed with one reference point and scale.",
        draw_hypervolumes,
        options=(Option("axis", "What runs to the right.", ("step", "time"), "step"),),
        many=True,
    ),
    FigureSpec(
        "objectives_over_steps",
        "Objectives of several runs over steps on the validation split.",
        draw_objectives_over_steps,
        options=(Option("objective", "Name of the one objective to show; left out, all that the runs share."),),
        many=True,
    ),
)

FIGURES: dict[str, FigureSpec] = {spec.name: spec for spec in _SPECS}
"""Every figure by name."""

__all__ = ["FIGURES", "FigureOptionError", "FigureSpec", "Option"]
