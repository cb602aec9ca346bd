"""Weighting methods, which move the reward weights; one method per file."""

from collections.abc import Mapping, Sequence
from typing import assert_never

from paretoscope.schema import weighting as schema
from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.weighting.ctwa import Ctwa
from paretoscope_worker.weighting.fixed import Fixed
from paretoscope_worker.weighting.gradient import Gradient
from paretoscope_worker.weighting.gradnorm import GradNorm
from paretoscope_worker.weighting.hvo import Hvo
from paretoscope_worker.weighting.hypervolume import Hypervolume
from paretoscope_worker.weighting.lagrangian import Lagrangian
from paretoscope_worker.weighting.manual import Manual
from paretoscope_worker.weighting.method import WeightingMethod
from paretoscope_worker.weighting.mgda import Mgda
from paretoscope_worker.weighting.pama import Pama
from paretoscope_worker.weighting.saw import Saw
from paretoscope_worker.weighting.scheduled import Scheduled
from paretoscope_worker.weighting.smooth_tchebycheff import SmoothTchebycheff
from paretoscope_worker.weighting.tchebycheff import Tchebycheff


def build_weighting(config: RunConfig) -> WeightingMethod:  # noqa: C901, PLR0911, PLR0912 - one case per method
    """Builds the weighting method of a run with its starting weights."""
    names: Sequence[str] = config.objective_names
    start = list(config.starting_weights.values())
    match config.weighting:
        case schema.FixedWeighting():
            return Fixed(start)
        case schema.ScheduledWeighting() as scheduled:
            plan = [
                (point.step, _ordered(point.weights, names)) for point in scheduled.plan(names, config.budget.steps)
            ]
            return Scheduled(plan, scheduled.shape)
        case schema.HypervolumeWeighting(apply_to=apply_to, contribution=contribution):
            return Hypervolume(start, apply_to, contribution)
        case schema.GradientWeighting() as gradient:
            return Gradient(names, start, gradient, config.optimizer.learning_rate)
        case schema.CtwaWeighting() as ctwa:
            return Ctwa(names, start, ctwa)
        case schema.SawWeighting() as saw:
            return Saw(names, saw)
        case schema.TchebycheffWeighting(ideal_point=ideal_point):
            return Tchebycheff(names, start, ideal_point)
        case schema.SmoothTchebycheffWeighting(ideal_point=ideal_point, temperature=temperature):
            return SmoothTchebycheff(names, start, ideal_point, temperature)
        case schema.LagrangianWeighting() as lagrangian:
            return Lagrangian(names, lagrangian)
        case schema.MgdaWeighting(gradient_scale=gradient_scale):
            return Mgda(names, gradient_scale)
        case schema.GradNormWeighting() as gradnorm:
            return GradNorm(names, start, gradnorm)
        case schema.PamaWeighting(form=form):
            return Pama(names, form)
        case schema.HvoWeighting(epsilon=epsilon):
            return Hvo(names, epsilon)
        case schema.ManualWeighting(replay=replay):
            return Manual(names, start, [(change.step, change.weights) for change in replay])
        case _:
            assert_never(config.weighting)


def _ordered(weights: Mapping[str, float], names: Sequence[str]) -> list[float]:
    return [weights[name] for name in names]
