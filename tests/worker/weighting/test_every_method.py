"""What must hold for every weighting, made from its type alone."""

import json
import math
from collections.abc import Callable
from typing import Any, get_args

import pytest
import torch

from paretoscope.schema.control import Steering
from paretoscope.schema.methods import method_of
from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.weighting import Weighting
from paretoscope_worker.advantages.grpo import Grpo
from paretoscope_worker.advantages.tokens import completion_means
from paretoscope_worker.influence.gramian import Gramian
from paretoscope_worker.influence.probe import Influence
from paretoscope_worker.objectives.rewards import Scored
from paretoscope_worker.step_metrics import reward_metrics
from paretoscope_worker.weighting import build_weighting
from paretoscope_worker.weighting.learning_signal import learning_signal, objective_advantages
from paretoscope_worker.weighting.method import Signals, WeightingMethod

NAMES = ["accuracy", "conciseness", "clarity"]
TYPES = [section.model_fields["type"].default for section in get_args(get_args(Weighting)[0])]
ESTIMATOR = Grpo("group", 1e-6)
LENGTHS = torch.full((4, 8), 3)
MakeConfig = Callable[..., RunConfig]
GAPS: dict[str, Any] = {
    "one completion": (0, 1, 2),
    "one group": (slice(None), 1),
    "one objective": 0,
    "everything": ...,
}
"""Places in rewards [K, B, G]."""


class World:
    """Three objectives whose rewards and gradients are seeded by the step, seen in a chosen order."""

    def __init__(self, order: tuple[int, ...] = (0, 1, 2)) -> None:
        self.order = list(order)
        self.names = [NAMES[index] for index in order]
        self._missing: dict[int, Any] = {}

    def miss(self, step: int, gap: str) -> None:
        """Leaves some rewards of a step undefined."""
        self._missing[step] = GAPS[gap]

    def rewards(self, step: int) -> torch.Tensor:
        generator = torch.Generator().manual_seed(step)
        chances = torch.tensor([0.2, 0.5, 0.8])[:, None, None]
        rewards = (torch.rand(3, 4, 8, generator=generator) < chances).double()[self.order]
        if step in self._missing:
            rewards[self._missing[step]] = math.nan
        return rewards

    def signals(self, step: int) -> Signals:
        rewards = self.rewards(step)
        generator = torch.Generator().manual_seed(100 + step)
        gradients = torch.randn(3, 5, generator=generator, dtype=torch.float64)[self.order]
        gramian = Gramian(gradients @ gradients.T, gradients.norm(dim=1))
        asked = Steering(id=1, weights={"accuracy": 0.7, "conciseness": 0.2, "clarity": 0.1}) if step > 2 else None
        return Signals(
            step=step,
            rewards=rewards,
            advantages=completion_means(objective_advantages(rewards, ESTIMATOR, LENGTHS), LENGTHS),
            learning_rate=1e-2,
            gramian=lambda: gramian,
            influence=lambda: Influence(gramian.clipped(1.0).sum(dim=1), gramian),
            event=lambda *_, **__: None,
            steering=asked,
        )

    def step(self, weighting: WeightingMethod, step: int) -> dict[str, float]:
        """Does all that the loop does with a method in one step, and returns the step's metrics."""
        rewards = self.rewards(step)
        moved = weighting.before_update(self.signals(step))
        signal = learning_signal(rewards, weighting, ESTIMATOR, LENGTHS)
        weighting.after_update(rewards, signal.advantages)
        scored = Scored(rewards, dict.fromkeys(self.names, 0.0))
        metrics = reward_metrics(self.names, scored, signal, weighting, moved)
        if step % 2 == 0:
            weighting.after_evaluation(0.1 * step)
        return metrics


@pytest.fixture
def build(make_config: MakeConfig) -> Callable[..., WeightingMethod]:
    """Makes a method from its type, its objectives in an order."""

    def make(kind: str, world: World) -> WeightingMethod:
        config = make_config(
            weighting=section(kind),
            objectives=[{"type": name} for name in world.names],
            budget={"steps": 6},
            optimizer={"learning_rate": 1e-2},
        )
        return build_weighting(config)

    return make


def section(kind: str) -> dict[str, Any]:
    """The type alone; where the first objective is special, it is named, so that their order can be changed."""
    start = {"accuracy": 1 / 3, "conciseness": 1 / 3, "clarity": 1 / 3}
    special: dict[str, dict[str, Any]] = {
        "lagrangian": {"maximise": "accuracy"},
        "scheduled": {
            "waypoints": [
                {"step": 0, "weights": start},
                {"step": 6, "weights": {"accuracy": 0.5, "conciseness": 0.3, "clarity": 0.2}},
            ]
        },
    }
    return {"type": kind} | special.get(kind, {})


def test_all_types_of_the_schema_are_here() -> None:
    assert set(TYPES) == {
        *("fixed", "scheduled", "hypervolume", "gradient", "ctwa", "saw", "tchebycheff", "smooth_tchebycheff"),
        *("lagrangian", "mgda", "gradnorm", "pama", "hvo", "manual"),
    }


@pytest.mark.parametrize("kind", TYPES)
def test_its_type_alone_is_a_method_whose_start_the_config_knows(make_config: MakeConfig, kind: str) -> None:
    config = make_config(weighting={"type": kind})
    assert build_weighting(config).weights.tolist() == pytest.approx(list(config.starting_weights.values()))


@pytest.mark.parametrize("kind", TYPES)
def test_the_config_knows_whether_its_reward_is_a_weighted_sum(make_config: MakeConfig, kind: str) -> None:
    """Objectives scaled by hand and summed earn what the method says they do, or do not."""
    config = make_config(weighting={"type": kind})
    weighting, world = build_weighting(config), World()
    weighting.before_update(world.signals(1))
    rewards = world.rewards(1)
    summed = (weighting.weights[:, None, None] * rewards).sum(dim=0)
    is_linear = method_of(config.weighting).is_linear
    assert torch.allclose(weighting.scalarise(rewards), summed) == is_linear == weighting.is_linear


@pytest.mark.parametrize("kind", TYPES)
def test_weights_stay_on_the_simplex_and_every_number_is_finite(build: Callable[..., Any], kind: str) -> None:
    world = World()
    weighting = build(kind, world)
    for step in range(1, 7):
        metrics = world.step(weighting, step)
        assert weighting.weights.sum().item() == pytest.approx(1)
        assert (weighting.weights >= 0).all()
        assert all(math.isfinite(value) for value in metrics.values())


@pytest.mark.parametrize("kind", TYPES)
def test_the_plotted_reward_is_the_trained_one(build: Callable[..., Any], kind: str) -> None:
    world = World()
    weighting = build(kind, world)
    assert max(world.step(weighting, step)["check/reward_difference"] for step in range(1, 7)) < 1e-12


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("gap", GAPS)
def test_rewards_that_cannot_be_had_cost_neither_weights_nor_the_plotted_reward(
    build: Callable[..., Any], kind: str, gap: str
) -> None:
    """A step without any reward teaches nothing, and is no sign that charts are wrong."""
    world = World()
    weighting = build(kind, world)
    world.miss(2, gap)
    for step in range(1, 5):
        metrics = world.step(weighting, step)
        assert metrics["check/reward_difference"] < 1e-12
        assert math.isfinite(metrics["reward/total"])
        assert weighting.weights.sum().item() == pytest.approx(1)
        assert (weighting.weights >= 0).all()


@pytest.mark.parametrize("kind", TYPES)
def test_effective_weights_sum_to_1(build: Callable[..., Any], kind: str) -> None:
    world = World()
    metrics = world.step(build(kind, world), 1)
    assert sum(metrics[f"effective_weight/{name}"] for name in NAMES) == pytest.approx(1)


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("order", [(1, 0, 2), (2, 0, 1)])
def test_objectives_may_change_places(build: Callable[..., Any], kind: str, order: tuple[int, ...]) -> None:
    """Every metric is named by objective, so all but pairs, which are named in order, must stay what they are."""
    plain, other = World(), World(order)
    first, second = build(kind, plain), build(kind, other)
    for step in range(1, 7):
        ours, theirs = plain.step(first, step), other.step(second, step)
        shared = ours.keys() & theirs.keys()
        assert {
            key for key in ours.keys() ^ theirs.keys() if "/cosine/" not in key and "/correlation/" not in key
        } == set()
        assert {key: theirs[key] for key in shared} == pytest.approx({key: ours[key] for key in shared}, abs=1e-9)


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("gap", [None, "one objective", "everything"])
def test_a_checkpoint_holds_all_that_matters(build: Callable[..., Any], kind: str, gap: str | None) -> None:
    world = World()
    if gap is not None:
        world.miss(1, gap)
    whole = build(kind, world)
    for step in range(1, 4):
        world.step(whole, step)
    state = json.loads(json.dumps(whole.state_dict()))
    resumed = build(kind, world)
    resumed.load_state_dict(state)
    for step in range(4, 7):
        assert world.step(resumed, step) == world.step(whole, step)
        assert torch.equal(resumed.weights, whole.weights)


MOVING = sorted(set(TYPES) - {"fixed", "hypervolume", "tchebycheff", "smooth_tchebycheff", "hvo"})


@pytest.mark.parametrize("kind", MOVING)
def test_its_weights_move(build: Callable[..., Any], kind: str) -> None:
    world = World()
    weighting = build(kind, world)
    for step in range(1, 7):
        world.step(weighting, step)
    assert (weighting.weights - 1 / 3).abs().max() > 1e-4
