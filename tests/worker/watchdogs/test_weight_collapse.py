"""A weight that falls to nearly nothing is an alarm, unless a person or a plan means it to."""

from collections.abc import Callable
from typing import Any

import pytest

from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.runtime.reporting import SafeReporter
from paretoscope_worker.watchdogs import build_watch
from paretoscope_worker.watchdogs.watchdog import Alarm, Seen
from paretoscope_worker.watchdogs.weight_collapse import ADVICE, WeightCollapse

from .test_steps import assert_mended_by_fields_that_exist

See = Callable[..., Seen]
START = {"accuracy": 0.4, "conciseness": 0.6}


def look(see: See, weight: float, method: str = "gradient") -> Alarm | None:
    metrics = {"weight/accuracy": weight, "weight/conciseness": 1 - weight}
    return WeightCollapse(5, 0.01, START, method).look(see(metrics=metrics))


@pytest.mark.parametrize(("weight", "alarms"), [(0.3, False), (0.0041, False), (0.0039, True), (0.0, True)])
def test_a_weight_below_a_hundredth_of_its_start_is_one(see: See, weight: float, alarms: bool) -> None:
    alarm = look(see, weight)
    assert (alarm is not None) == alarms
    if alarm:
        assert "accuracy 0.4 ->" in alarm.message
        assert alarm.data == {"start": {"accuracy": 0.4}, "now": {"accuracy": weight}}


@pytest.mark.parametrize("method", [*ADVICE, "mgda"])
def test_what_mends_it_are_fields_of_the_method(see: See, method: str) -> None:
    assert_mended_by_fields_that_exist(look(see, 0.0, method))


def test_an_objective_that_starts_without_weight_cannot_lose_it(see: See) -> None:
    watchdog = WeightCollapse(5, 0.01, {"accuracy": 1.0, "conciseness": 0.0}, "lagrangian")
    assert watchdog.look(see(metrics={"weight/accuracy": 1.0, "weight/conciseness": 0.0})) is None


def raised(see: See, recorder: Any, weighting: dict[str, Any]) -> list[tuple[int, str]]:
    """Returns the alarms of a run whose first weight decays fivefold a step."""
    config = RunConfig.model_validate(
        {
            "policy": {"model": "arithmetic-small"},
            "task": {"type": "arithmetic"},
            "objectives": [{"type": "accuracy"}, {"type": "conciseness"}],
            "weighting": weighting,
        }
    )
    watch = build_watch(config, SafeReporter(recorder))
    for step in range(1, 40):
        weight = 0.5 / 5**step
        watch.look(see(step, {"weight/accuracy": weight, "weight/conciseness": 1 - weight}))
    return [(event.step, event.kind) for event in recorder.of_type("event")]


@pytest.mark.parametrize("method", ["gradient", "ctwa", "saw", "lagrangian", "mgda", "gradnorm", "pama"])
def test_it_is_raised_once_for_each_method_that_moves_weights(see: See, recorder: Any, method: str) -> None:
    assert raised(see, recorder, {"type": method}) == [(7, "weight_collapse")]


@pytest.mark.parametrize("method", ["manual", "scheduled"])
def test_weights_that_a_person_or_a_plan_moves_may_fall(see: See, recorder: Any, method: str) -> None:
    assert raised(see, recorder, {"type": method}) == []
