from collections.abc import Callable, Sequence

import pytest

from paretoscope_worker.watchdogs.objective_collapse import ObjectiveCollapse
from paretoscope_worker.watchdogs.watchdog import Alarm, Seen

See = Callable[..., Seen]
Point = tuple[float | None, float | None]
EQUAL = {"weight/accuracy": 0.5, "weight/conciseness": 0.5}


def judge(see: See, points: Sequence[Point], weights: dict[str, float] | None = None) -> Alarm | None:
    return ObjectiveCollapse(0.5, divides_by_group_spread=False).look(see(5 * len(points), weights or EQUAL, points))


def test_accuracy_paid_for_with_brevity_is_an_alarm_that_names_it(see: See) -> None:
    alarm = judge(see, [(0.8, 25), (0.6, 15), (0.39, 8), (0.38, 7)])
    assert alarm is not None
    assert alarm.data == {"objective": "accuracy", "best": pytest.approx(0.8), "now": pytest.approx(0.38)}
    assert "On validation, accuracy went from 0.8 at its best to 0.38" in alarm.message


def test_length_that_doubles_for_accuracy_is_one_too(see: See) -> None:
    alarm = judge(see, [(0.1, 10), (0.5, 15), (0.9, 21), (0.9, 22)])
    assert alarm is not None
    assert alarm.data["objective"] == "conciseness"


@pytest.mark.parametrize(
    "points",
    [
        [(0.8, 25), (0.6, 15), (0.39, 8)],
        [(0.8, 25), (0.39, 8), (0.6, 10), (0.39, 8)],
        [(0.8, 25), (0.39, 8), (0.38, 8), (0.7, 10)],
        [(0.8, 25), (0.6, 15), (0.5, 8), (0.45, 7)],
        [(0.8, 25), (0.38, 40), (0.38, 40)],
        [(0.12, 25), (0.03, 8), (0.03, 7)],
        [(0.3, 25), (0.4, 20), (0.8, 8), (0.8, 7)],
    ],
    ids=["once", "not in a row", "recovered", "less than half", "total fell", "noise", "all rose"],
)
def test_anything_less_is_none(see: See, points: Sequence[Point]) -> None:
    assert judge(see, points) is None


def test_what_the_total_is_depends_on_the_weights(see: See) -> None:
    points = [(0.8, 25), (0.39, 20), (0.38, 19)]
    assert judge(see, points, {"weight/accuracy": 0.9, "weight/conciseness": 0.1}) is None
    assert judge(see, points, {"weight/accuracy": 0.1, "weight/conciseness": 0.9}) is not None


def test_points_with_an_undefined_value_are_left_out(see: See) -> None:
    alarm = judge(see, [(0.8, 25), (None, 8), (0.39, 8), (0.38, None), (0.38, 7)])
    assert alarm is not None


def test_the_verdict_stands_until_the_next_validation_and_in_checkpoints(see: See) -> None:
    before = ObjectiveCollapse(0.5, divides_by_group_spread=False)
    after = ObjectiveCollapse(0.5, divides_by_group_spread=False)
    points = [(0.8, 25), (0.39, 8), (0.38, 7)]
    alarm = before.look(see(10, EQUAL, points))
    after.load_state_dict(before.state_dict())
    heavy = {"weight/accuracy": 0.99, "weight/conciseness": 0.01}
    assert alarm is not None
    assert before.look(see(11, heavy, points)) == after.look(see(11, heavy, points)) == alarm
    assert after.look(see(15, heavy, [*points, (0.75, 12)])) is None


@pytest.mark.parametrize("divides", [True, False])
def test_the_groups_spread_is_named_only_where_the_run_divides_by_it(see: See, divides: bool) -> None:
    watchdog = ObjectiveCollapse(0.5, divides_by_group_spread=divides)
    alarm = watchdog.look(see(20, EQUAL, [(0.8, 25), (0.6, 15), (0.39, 8), (0.38, 7)]))
    assert alarm is not None
    assert ("algorithm.std" in alarm.message) == divides
    assert ("algorithm.std" in alarm.settings) == divides


def test_it_is_over_only_once_the_objective_has_recovered(see: See) -> None:
    watchdog = ObjectiveCollapse(0.5, divides_by_group_spread=False)
    points = [(0.8, 25), (0.6, 15), (0.39, 8), (0.38, 7)]
    assert watchdog.look(see(20, EQUAL, points)) is not None
    assert watchdog.look(see(25, EQUAL, [*points, (0.5, 9)])) is not None
    assert watchdog.look(see(30, EQUAL, [*points, (0.5, 9), (0.7, 12)])) is None
