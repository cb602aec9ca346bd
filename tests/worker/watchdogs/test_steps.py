"""Watchdogs that judge a step by its metrics: quiet where all is well, and at each limit on the right side."""

import math
from collections.abc import Callable
from typing import Any, get_args

import pytest

from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.runtime.reporting import SafeReporter
from paretoscope_worker.watchdogs import build_watch
from paretoscope_worker.watchdogs.completions_truncated import CompletionsTruncated
from paretoscope_worker.watchdogs.entropy_collapse import FIRST_STEPS, EntropyCollapse
from paretoscope_worker.watchdogs.groups_tied import GroupsTied
from paretoscope_worker.watchdogs.kl_explosion import KlExplosion
from paretoscope_worker.watchdogs.not_finite import NotFinite
from paretoscope_worker.watchdogs.objective_undefined import ObjectiveUndefined
from paretoscope_worker.watchdogs.reward_difference import RewardDifference
from paretoscope_worker.watchdogs.watchdog import Alarm, Seen, Watchdog

from .test_watch import minimal

See = Callable[..., Seen]
ALL_TIED = {"advantage/tie_fraction/accuracy": 1.0, "advantage/tie_fraction/conciseness": 1.0}


def has_field(settings: str) -> bool:
    """Whether a dotted path names a field of a run config, of one of its types where a section has several."""
    sections: list[Any] = [RunConfig]
    for name in settings.split("."):
        types = [one.model_fields[name].annotation for one in sections if name in getattr(one, "model_fields", {})]
        if not types:
            return False
        sections = [one for kind in types for one in get_args(kind) or [kind]]
    return True


def test_fields_that_no_section_has_are_told_from_those_that_one_type_has() -> None:
    assert has_field("algorithm.std")
    assert has_field("algorithm.kl.coefficient")
    assert not has_field("algorithm.spread")
    assert not has_field("algorithm.std.kind")


def assert_mended_by_fields_that_exist(alarm: Alarm | None) -> None:
    assert alarm is not None
    assert all(has_field(setting) for setting in alarm.settings), alarm.settings
    assert any(setting in alarm.message for setting in alarm.settings)


def test_a_healthy_run_alarms_nobody(see: See, recorder: Any) -> None:
    watch = build_watch(minimal({}), SafeReporter(recorder))
    for step in range(1, 40):
        assert watch.look(see(step, points=[(0.5, 22)] * (step // 5))) is None
    assert recorder.records == []


@pytest.mark.parametrize("key", ["policy/loss", "policy/gradient_norm"])
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_loss_or_gradient_that_is_not_finite_is_an_error_with_what_mends_it(see: See, key: str, value: float) -> None:
    alarm = NotFinite().look(see(metrics={key: value}))
    assert_mended_by_fields_that_exist(alarm)
    assert alarm is not None
    assert alarm.level == "error"
    assert f"{key} is {value}" in alarm.message


@pytest.mark.parametrize("key", ["reward/accuracy", "weight/conciseness", "reward/total"])
def test_so_is_a_reward_or_weight(see: See, key: str) -> None:
    alarm = NotFinite().look(see(metrics={key: math.inf}))
    assert alarm is not None
    assert alarm.data == {key: "inf"}
    assert "learning_rate" not in alarm.message


def test_metrics_of_other_areas_may_be_undefined(see: See) -> None:
    assert NotFinite().look(see(metrics={"effective_weight/accuracy": math.nan})) is None


@pytest.mark.parametrize(("difference", "alarms"), [(1e-4, False), (2e-4, True), (math.nan, True)])
def test_a_plotted_reward_that_is_not_the_trained_one_is_an_error(see: See, difference: float, alarms: bool) -> None:
    alarm = RewardDifference().look(see(metrics={"check/reward_difference": difference}))
    assert (alarm is not None) == alarms
    assert alarm is None or alarm.level == "error"


@pytest.mark.parametrize(("difference", "alarms"), [(50.0, False), (150.0, True)])
def test_the_difference_of_large_rewards_is_held_against_their_size(see: See, difference: float, alarms: bool) -> None:
    alarm = RewardDifference().look(see(metrics={"reward/total": -1e6, "check/reward_difference": difference}))
    assert (alarm is not None) == alarms


def test_an_objective_without_any_value_is_named(see: See) -> None:
    alarm = ObjectiveUndefined(5).look(see(metrics={"objective/accuracy/train": math.nan}))
    assert alarm is not None
    assert alarm.data == {"objectives": ["accuracy"]}


@pytest.mark.parametrize(("least", "alarms"), [(1.0, True), (0.99, False)])
def test_groups_are_tied_when_they_are_under_every_objective(see: See, least: float, alarms: bool) -> None:
    metrics = ALL_TIED | {"advantage/tie_fraction/conciseness": least}
    alarm = GroupsTied(5, 1.0).look(see(metrics=metrics))
    assert (alarm is not None) == alarms
    if alarms:
        assert_mended_by_fields_that_exist(alarm)


def test_an_objective_without_weight_unties_nothing(see: See) -> None:
    metrics = {"advantage/tie_fraction/accuracy": 1.0, "weight/accuracy": 1.0, "weight/conciseness": 0.0}
    assert GroupsTied(5, 1.0).look(see(metrics=metrics)) is not None


@pytest.mark.parametrize(("share", "alarms"), [(0.94, False), (0.95, True), (1.0, True)])
def test_truncation_is_an_alarm_from_the_limit_on(see: See, share: float, alarms: bool) -> None:
    alarm = CompletionsTruncated(5, 0.95).look(see(metrics={"rollout/truncated_fraction": share}))
    assert (alarm is not None) == alarms
    if alarms:
        assert_mended_by_fields_that_exist(alarm)


@pytest.mark.parametrize(("entropy", "alarms"), [(0.051, False), (0.049, True), (0.0, True)])
def test_entropy_is_compared_with_the_first_steps(see: See, entropy: float, alarms: bool) -> None:
    watchdog = EntropyCollapse(5, 0.1)
    for step in range(FIRST_STEPS):
        assert watchdog.look(see(step, {"policy/entropy": 0.4 if step % 2 else 0.6})) is None
    alarm = watchdog.look(see(FIRST_STEPS, {"policy/entropy": entropy}))
    assert (alarm is not None) == alarms
    if alarms:
        assert_mended_by_fields_that_exist(alarm)


def test_the_entropy_of_a_few_tokens_is_no_alarm(see: See) -> None:
    watchdog = EntropyCollapse(5, 0.1)
    for step in range(FIRST_STEPS + 20):
        alarm = watchdog.look(see(step, {"policy/entropy": 0.0 if step > FIRST_STEPS else 0.5}, tokens=8))
        assert alarm is None


def test_the_entropy_of_many_steps_of_a_few_tokens_is_one(see: See) -> None:
    watchdog = EntropyCollapse(5, 0.1)
    alarms = [watchdog.look(see(step, {"policy/entropy": 0.5 if step < 150 else 0.0}, tokens=8)) for step in range(400)]
    assert alarms[249] is None
    assert alarms[399] is not None


def test_a_policy_that_no_gradient_moved_has_not_collapsed(see: See) -> None:
    watchdog = EntropyCollapse(5, 0.1)
    for step in range(FIRST_STEPS + 20):
        entropy = 0.0 if step > FIRST_STEPS else 0.5
        assert watchdog.look(see(step, {"policy/entropy": entropy, "policy/gradient_norm": 0.0})) is None


def test_the_first_entropy_is_kept_in_checkpoints(see: See) -> None:
    before, after = EntropyCollapse(5, 0.1), EntropyCollapse(5, 0.1)
    for step in range(FIRST_STEPS):
        before.look(see(step))
    after.load_state_dict(before.state_dict())
    assert after.look(see(11, {"policy/entropy": 0.04})) is not None


@pytest.mark.parametrize(("kl", "alarms"), [(1.0, False), (1.1, True), (math.inf, True), (math.nan, True)])
def test_the_divergence_is_an_alarm_beyond_the_limit(see: See, kl: float, alarms: bool) -> None:
    alarm = KlExplosion(5, 1.0).look(see(metrics={"policy/kl": kl}))
    assert (alarm is not None) == alarms
    if alarms:
        assert_mended_by_fields_that_exist(alarm)


@pytest.mark.parametrize("watchdog", [KlExplosion(5, 1.0), EntropyCollapse(5, 0.1), CompletionsTruncated(5, 0.9)])
def test_a_metric_that_the_run_does_not_report_is_no_alarm(see: See, watchdog: Watchdog) -> None:
    healthy = see()
    without = {k: v for k, v in healthy.metrics.items() if not k.startswith(("policy/", "rollout/"))}
    for step in range(20):
        assert watchdog.look(Seen(step, without, healthy.archive, 1000)) is None
