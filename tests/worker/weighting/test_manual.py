from collections.abc import Callable
from typing import Any

import pytest

from paretoscope.schema.control import Steering
from paretoscope_worker.weighting.manual import Manual
from paretoscope_worker.weighting.method import Signals

MakeSignals = Callable[..., Signals]
NAMES = ["a", "b"]


@pytest.fixture
def events() -> list[tuple[str, str, dict[str, Any]]]:
    return []


@pytest.fixture
def at(signals: MakeSignals, events: list[Any]) -> Callable[..., Signals]:
    """Signals of a step, with the weights asked for; events are kept."""

    def make(step: int, request: int | None = None, **weights: float) -> Signals:
        asked = None if request is None else Steering(id=request, weights=weights)
        note = lambda kind, message, **data: events.append((kind, message, data))  # noqa: E731
        return signals([[0, 1], [1, 0]], step=step, steering=asked, event=note)

    return make


def test_weights_are_those_last_asked_for_from_the_next_update_on(
    at: Callable[..., Signals], events: list[Any]
) -> None:
    weighting = Manual(NAMES, [0.5, 0.5], [])
    weighting.before_update(at(1))
    assert weighting.weights.tolist() == [0.5, 0.5]
    weighting.before_update(at(2, 7, b=0.2, a=0.8))
    assert weighting.weights.tolist() == [0.8, 0.2]
    assert events == [
        (
            "weights_changed",
            "A person set the weights to a 0.8, b 0.2.",
            {"weights": {"a": 0.8, "b": 0.2}, "before": {"a": 0.5, "b": 0.5}, "request": 7},
        )
    ]


def test_a_request_is_met_once(at: Callable[..., Signals], events: list[Any]) -> None:
    weighting = Manual(NAMES, [0.5, 0.5], [(3, {"a": 0.1, "b": 0.9})])
    for step in (2, 3, 4):
        weighting.before_update(at(step, 7, a=0.8, b=0.2))
    assert weighting.weights.tolist() == [0.1, 0.9]
    assert len(events) == 2
    weighting.before_update(at(5, 8, a=0.3, b=0.7))
    assert weighting.weights.tolist() == [0.3, 0.7]


def test_changes_are_replayed_at_their_steps(at: Callable[..., Signals], events: list[Any]) -> None:
    weighting = Manual(NAMES, [0.5, 0.5], [(2, {"a": 0.8, "b": 0.2}), (4, {"a": 0.0, "b": 1.0})])
    found = []
    for step in range(1, 6):
        weighting.before_update(at(step))
        found.append(weighting.weights[0].item())
    assert found == [0.5, 0.8, 0.8, 0.0, 0.0]
    assert [message for _, message, _ in events] == [
        "The weights were replayed to a 0.8, b 0.2.",
        "The weights were replayed to a 0, b 1.",
    ]


def test_every_change_is_kept_with_its_step_and_reproduces_the_run(at: Callable[..., Signals]) -> None:
    live = Manual(NAMES, [0.5, 0.5], [])
    lived = []
    for step in range(1, 8):
        asked = {3: (1, 0.9), 5: (2, 0.25)}.get(step)
        live.before_update(at(step) if asked is None else at(step, asked[0], a=asked[1], b=1 - asked[1]))
        lived.append(live.weights.tolist())
    changes = live.state_dict()["changes"]
    assert [change["step"] for change in changes] == [3, 5]
    again = Manual(NAMES, [0.5, 0.5], [(change["step"], change["weights"]) for change in changes])
    replayed = []
    for step in range(1, 8):
        again.before_update(at(step))
        replayed.append(again.weights.tolist())
    assert replayed == lived


def test_of_two_changes_at_one_step_the_last_is_kept_so_that_the_run_can_be_replayed(
    at: Callable[..., Signals],
) -> None:
    weighting = Manual(NAMES, [0.5, 0.5], [(3, {"a": 0.1, "b": 0.9})])
    weighting.before_update(at(3, 1, a=0.8, b=0.2))
    assert weighting.weights.tolist() == [0.8, 0.2]
    changes = weighting.state_dict()["changes"]
    assert changes == [{"step": 3, "weights": {"a": 0.8, "b": 0.2}}]


def test_after_a_checkpoint_a_request_that_was_met_is_not_met_again(at: Callable[..., Signals]) -> None:
    before, after = Manual(NAMES, [0.5, 0.5], []), Manual(NAMES, [0.5, 0.5], [])
    before.before_update(at(1, 4, a=0.9, b=0.1))
    after.load_state_dict(before.state_dict())
    assert after.weights.tolist() == [0.9, 0.1]
    after.before_update(at(2, 4, a=0.9, b=0.1))
    assert len(after.state_dict()["changes"]) == 1
    after.before_update(at(3, 5, a=0.2, b=0.8))
    assert [change["step"] for change in after.state_dict()["changes"]] == [1, 3]
