"""Cheaper influences that point elsewhere than the exact ones are one alarm, however seldom the two are compared."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from paretoscope_worker.runtime.reporting import SafeReporter
from paretoscope_worker.watchdogs import build_watch
from paretoscope_worker.watchdogs.influence_disagreement import InfluenceDisagreement
from paretoscope_worker.watchdogs.watchdog import Seen

from .test_steps import assert_mended_by_fields_that_exist
from .test_watch import minimal

See = Callable[..., Seen]


def compared(cosine: float | None) -> dict[str, float]:
    if cosine is None:
        return {}
    return {"weighting/agreement/cosine": cosine, "weighting/agreement/relative_error": 0.1}


@pytest.mark.parametrize(("cosine", "alarms"), [(0.82, True), (0.98, True), (0.995, False), (None, False)])
def test_influences_far_from_the_exact_ones_are_an_alarm(see: See, cosine: float | None, alarms: bool) -> None:
    alarm = InfluenceDisagreement(is_sketched=False).look(see(metrics=compared(cosine)))
    assert (alarm is not None) == alarms
    if alarm:
        assert_mended_by_fields_that_exist(alarm)
        assert alarm.data == {"cosine": cosine, "relative_error": 0.1}


def test_random_errors_of_sketches_are_no_alarm_and_lasting_ones_are(see: See) -> None:
    watchdog = InfluenceDisagreement(is_sketched=True)
    assert all(watchdog.look(see(metrics=compared(cosine))) is None for cosine in (0.85, 0.99, 0.97, 0.99, 0.8))
    later = InfluenceDisagreement(is_sketched=True)
    later.load_state_dict(json.loads(json.dumps(watchdog.state_dict())))
    alarms = [later.look(see(metrics=compared(0.6))) for _ in range(2)]
    assert alarms[0] is not None
    assert alarms[0].data["cosine"] == pytest.approx((0.97 + 0.99 + 0.8 + 0.6) / 4)


def test_a_disagreement_counts_until_the_next_comparison_and_is_told_once(see: See, recorder: Any) -> None:
    """Compared on steps 1 to 3 and every 20: they agree at first, disagree from 20 to 79, and again at 140."""
    watch = build_watch(minimal({}), SafeReporter(recorder))
    for step in range(1, 161):
        is_compared = step <= 3 or step % 20 == 0
        cosine = 0.82 if 20 <= step < 80 or step >= 140 else 1.0
        watch.look(see(step, compared(cosine if is_compared else None)))
        if step == 45:
            state = json.loads(json.dumps(watch.state_dict()))
            watch = build_watch(minimal({}), SafeReporter(recorder))
            watch.load_state_dict(state)
    assert [(event.step, event.kind) for event in recorder.of_type("event")] == [
        (20, "influence_disagreement"),
        (140, "influence_disagreement"),
    ]
