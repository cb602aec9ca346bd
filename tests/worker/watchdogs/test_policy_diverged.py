"""A policy that an update destroyed, told from one that changes as training changes it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from paretoscope.schema.presets.embedded import FIXED_BALANCED
from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.runtime.reporting import SafeReporter
from paretoscope_worker.train import train
from paretoscope_worker.watchdogs import build_watch
from paretoscope_worker.watchdogs.policy_diverged import PolicyDiverged
from paretoscope_worker.watchdogs.watchdog import Alarm, Seen

from .test_watch import minimal, told

See = Callable[..., Seen]
BROKEN = {
    "rollout/truncated_fraction": 1.0,
    "reward/accuracy": 0.0,
    "reward/conciseness": 0.0,
    "advantage/tie_fraction/accuracy": 1.0,
    "advantage/tie_fraction/conciseness": 1.0,
    "policy/gradient_norm": 0.0,
}


def looks(see: See, watchdog: PolicyDiverged, steps: list[dict[str, float]]) -> list[Alarm | None]:
    return [watchdog.look(see(step, metrics)) for step, metrics in enumerate(steps, start=1)]


@pytest.mark.parametrize(
    "broken",
    [{"rollout/truncated_fraction": 0.95}, {"reward/accuracy": 0.01, "reward/conciseness": 0.0}],
    ids=["never ends", "earns nothing"],
)
def test_a_break_is_an_error_that_names_the_learning_rate(see: See, broken: dict[str, float]) -> None:
    alarm = looks(see, PolicyDiverged(), [{"policy/learning_rate": 1.0}, broken])[-1]
    assert alarm is not None
    assert alarm.level == "error"
    assert "optimizer.learning_rate" in alarm.message
    assert "learning rate 1" in alarm.message
    assert alarm.data["before"]["accuracy"] == 0.6


@pytest.mark.parametrize(
    "steps",
    [
        [BROKEN, BROKEN],
        [{"policy/gradient_norm": 0.0}, BROKEN],
        [{"rollout/truncated_fraction": 0.1 * step} for step in range(11)],
        [{"reward/accuracy": 0.6 * 0.8**step, "reward/conciseness": 0.5 * 0.8**step} for step in range(30)],
        [{}, {"reward/accuracy": 0.0}],
        [{"rollout/truncated_fraction": 0.8}, {"rollout/truncated_fraction": 1.0}],
    ],
    ids=["from the start", "no gradient", "slowly cut", "slowly poor", "one objective", "mostly cut before"],
)
def test_anything_else_is_none(see: See, steps: list[dict[str, float]]) -> None:
    assert looks(see, PolicyDiverged(), steps) == [None] * len(steps)


def test_it_lasts_until_the_policy_earns_again_and_in_checkpoints(see: See) -> None:
    before, after = PolicyDiverged(), PolicyDiverged()
    assert [alarm is None for alarm in looks(see, before, [{}, BROKEN, BROKEN])] == [True, False, False]
    after.load_state_dict(json.loads(json.dumps(before.state_dict())))
    assert after.look(see(4, BROKEN)) is not None
    assert after.look(see(5)) is None


def test_its_consequences_are_not_raised_beside_it(see: See, recorder: Any) -> None:
    watch = build_watch(minimal({}), SafeReporter(recorder))
    for step in range(1, 40):
        watch.look(see(step, BROKEN if step > 3 else {}))
    assert told(recorder) == [(5, "policy_diverged")]


def test_a_far_too_high_learning_rate_raises_it_and_nothing_else(recorder: Any, tmp_path: Path) -> None:
    config = RunConfig.model_validate(
        FIXED_BALANCED.config.model_dump()
        | {"optimizer": {"learning_rate": 1.0}, "budget": {"steps": 8, "prompts_per_step": 4}}
        | {"evaluation": {"every": 8, "max_prompts": 4}}
    )
    train(config, folder=tmp_path, reporter=recorder, should_stop=lambda: False, on_stage=lambda _: None)
    alarms = [event for event in recorder.of_type("event") if event.level != "info"]
    assert [(event.kind, event.step) for event in alarms] == [("policy_diverged", 3)]
