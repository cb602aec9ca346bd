import json
import math
from collections.abc import Callable
from typing import Any

import pytest

from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.runtime.reporting import SafeReporter
from paretoscope_worker.watchdogs import build_watch
from paretoscope_worker.watchdogs.watch import CALM_STEPS, AlarmError, Watch
from paretoscope_worker.watchdogs.watchdog import Seen

See = Callable[..., Seen]
CUT = {"rollout/truncated_fraction": 1.0}


def make(recorder: Any, **settings: Any) -> Watch:
    return build_watch(minimal(settings), SafeReporter(recorder))


def minimal(watchdogs: dict[str, Any]) -> RunConfig:
    return RunConfig.model_validate(
        {
            "policy": {"model": "arithmetic-small"},
            "task": {"type": "arithmetic"},
            "objectives": [{"type": "accuracy"}, {"type": "conciseness"}],
            "watchdogs": watchdogs,
        }
    )


def told(recorder: Any) -> list[tuple[int, str]]:
    return [(event.step, event.kind) for event in recorder.of_type("event")]


def test_an_alarm_is_raised_after_so_many_steps_in_a_row_and_once(see: See, recorder: Any) -> None:
    watch = make(recorder, patience_steps=3)
    for step in range(1, 31):
        watch.look(see(step, CUT))
    assert told(recorder) == [(3, "completions_truncated")]


def test_a_step_that_is_well_begins_the_count_anew(see: See, recorder: Any) -> None:
    watch = make(recorder, patience_steps=3)
    for step in range(1, 31):
        watch.look(see(step, CUT if step % 3 else {}))
    assert told(recorder) == []


def test_it_is_raised_again_only_once_it_has_been_over_for_a_while(see: See, recorder: Any) -> None:
    watch = make(recorder)
    second = 6 + 2 * CALM_STEPS + 1
    third = second + 2 * CALM_STEPS + 1
    wrong = {2, 4, 6, 6 + CALM_STEPS, second, second + CALM_STEPS + 1, third, third + 2 * CALM_STEPS + 2}
    for step in range(1, 60):
        watch.look(see(step, {"policy/loss": math.nan} if step in wrong else {}))
    assert told(recorder) == [(2, "not_finite"), (second, "not_finite"), (third + 2 * CALM_STEPS + 2, "not_finite")]


def test_alarms_that_are_ignored_are_not_raised(see: See, recorder: Any) -> None:
    watch = make(recorder, patience_steps=1, ignore=["completions_truncated"])
    watch.look(see(1, CUT | {"policy/loss": math.nan}))
    assert told(recorder) == [(1, "not_finite")]


def test_the_event_carries_what_was_seen_and_the_settings_that_mend_it(see: See, recorder: Any) -> None:
    make(recorder, patience_steps=1).look(see(7, CUT | {"policy/kl": math.inf}))
    truncated, kl = recorder.of_type("event")
    assert (truncated.level, truncated.step) == ("warning", 7)
    assert truncated.data == {
        "settings": ["rollout.max_new_tokens", "policy.model"],
        "truncated_fraction": 1.0,
    }
    assert kl.data["kl"] == "inf"
    json.dumps([truncated.data, kl.data], allow_nan=False)


def test_an_alarm_warns_or_ends_the_run(see: See, recorder: Any) -> None:
    assert make(recorder, patience_steps=1).look(see(1, CUT)) is None
    alarm = make(recorder, patience_steps=1, on_alarm="stop").look(see(1, CUT))
    assert isinstance(alarm, AlarmError)
    assert "100% of the completions were cut" in str(alarm)
    assert "completions_truncated" in str(alarm)
    assert [event.level for event in recorder.of_type("event")] == ["warning", "error"]


@pytest.mark.parametrize("at", [2, 3, 12, 14])
def test_a_watch_restored_from_a_checkpoint_goes_on_as_if_nothing_had_happened(
    see: See, recorder: Any, at: int
) -> None:
    watch = make(recorder, patience_steps=3)
    for step in range(1, 31):
        if step == at:
            state = json.loads(json.dumps(watch.state_dict()))
            watch = make(recorder, patience_steps=3)
            watch.load_state_dict(state)
        metrics = {"policy/entropy": 0.01 if step > 11 else 0.5}
        watch.look(see(step, metrics | (CUT if step < 6 else {}) | ({"policy/kl": 2.0} if step > 20 else {})))
    assert told(recorder) == [(3, "completions_truncated"), (14, "entropy_collapse"), (23, "kl_explosion")]


def test_a_run_ends_with_the_cause_and_not_with_what_it_brought_about(see: See, recorder: Any) -> None:
    """Completions that are all cut all earn the same."""
    ended = make(recorder, patience_steps=1, on_alarm="stop").look(
        see(1, CUT | {f"advantage/tie_fraction/{name}": 1.0 for name in ("accuracy", "conciseness")})
    )
    assert [kind for _, kind in told(recorder)] == ["completions_truncated"]
    assert "rollout.max_new_tokens" in str(ended)


def test_a_watchdog_that_a_checkpoint_does_not_know_starts_anew(see: See, recorder: Any) -> None:
    watch = make(recorder)
    state = {kind: one for kind, one in watch.state_dict().items() if kind != "weight_collapse"}
    watch.load_state_dict(state)
    for step in range(1, 20):
        watch.look(see(step, {"weight/accuracy": 0.0, "weight/conciseness": 1.0}))
    assert [event.kind for event in recorder.of_type("event")] == ["weight_collapse"]
