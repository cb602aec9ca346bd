"""The server measures external runs by the rules of the worker, in whatever order their evaluations arrive."""

import random
from typing import Any

import pytest

from paretoscope.pareto.archive import Archive
from paretoscope.pareto.axes import axes_from_initial
from paretoscope.runs.read.evaluations import read_evaluations
from paretoscope.store.database import Database
from paretoscope.store.record_models import EvaluationRow

from ...run_configs import run_config
from ..reports import evaluation, external_run, get_run, report, resume, running_run

POINTS = {0: (0.5, 30.0), 5: (0.6, 31.0), 10: (0.55, 20.0), 15: (0.4, 40.0), 20: (0.8, 18.0), 25: (0.81, 25.0)}
ERRORS = {"accuracy": 0.05, "conciseness": 1.0}


def bare(step: int, values: tuple[float | None, float], **fields: Any) -> dict[str, Any]:
    """Returns a validation record without axes or hypervolume."""
    return evaluation(step, *values, **{"reference_point": {}, "scale": {}, **fields})


def rows(database: Database, run_id: str) -> dict[int, EvaluationRow]:
    with database.read() as session:
        return {row.step: row for row in session.query(EvaluationRow).filter_by(run_id=run_id)}


def measured(database: Database, run_id: str) -> dict[int, tuple[object, ...]]:
    return {
        step: (row.reference_point, row.scale, row.hypervolume, row.contribution, row.contribution_error)
        for step, row in rows(database, run_id).items()
    }


def expected(points: dict[int, tuple[float, float]]) -> dict[int, tuple[object, ...]]:
    """Measures points in the order of their steps with an archive, as the worker does."""
    config = run_config()
    named = {step: {"accuracy": a, "conciseness": c} for step, (a, c) in sorted(points.items())}
    archive = Archive(axes_from_initial(config.trained_objectives, next(iter(named.values())), config.evaluation))
    covariance = {one: {two: ERRORS[one] ** 2 * (one == two) for two in ERRORS} for one in ERRORS}
    found: dict[int, tuple[object, ...]] = {}
    for step, values in named.items():
        added = archive.add(step, values, covariance)
        axes = (archive.axes.reference_point, archive.axes.scale)
        found[step] = (*axes, added.hypervolume, added.contribution, added.contribution_error)
    return found


def test_evaluations_without_axes_get_axes_hypervolume_and_front(database: Database) -> None:
    run_id = external_run(database)
    for seq, (step, values) in enumerate(POINTS.items(), 1):
        report(database, run_id, seq, bare(step, values, standard_errors=ERRORS))

    assert measured(database, run_id) == expected(POINTS)
    run = get_run(database, run_id)
    assert run.latest is not None
    assert (run.hypervolume, run.latest["hypervolume"]) == (expected(POINTS)[25][2], run.hypervolume)
    assert [step for step, _ in run.hypervolume_history] == list(POINTS)
    with database.read() as session:
        answer = read_evaluations(session, run)
    assert answer.reference_point == {"accuracy": 0.4, "conciseness": 33.0}
    assert answer.scale == {"accuracy": 1.0, "conciseness": 30.0}
    assert [one.step for one in answer.evaluations if one.on_front] == [20, 25]


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_arrival_changes_nothing(database: Database, seed: int) -> None:
    chance = random.Random(seed)
    points = {step: (chance.random(), chance.uniform(10, 40)) for step in range(0, 100, 5)}
    steps = list(points)
    chance.shuffle(steps)
    run_id = external_run(database)
    seq = 0
    while steps:
        seq, count = seq + 1, chance.randint(1, 3)
        taken, steps = steps[:count], steps[count:]
        report(database, run_id, seq, *(bare(step, points[step], standard_errors=ERRORS) for step in taken))

    assert measured(database, run_id) == expected(points)


def test_a_replaced_evaluation_moves_all_later_ones_and_only_those(database: Database) -> None:
    run_id = external_run(database)
    report(database, run_id, 1, *(bare(step, values, standard_errors=ERRORS) for step, values in POINTS.items()))
    before = rows(database, run_id)
    report(database, run_id, 2, bare(10, (0.9, 10.0), standard_errors=ERRORS))

    assert measured(database, run_id) == expected(POINTS | {10: (0.9, 10.0)})
    after = rows(database, run_id)
    newer = {step for step in POINTS if after[step].version > before[step].version}
    assert newer >= {10, 20, 25}
    assert not newer & {0, 5}


def test_a_rewound_run_goes_on_from_the_points_that_are_left(database: Database) -> None:
    run_id = external_run(database)
    report(database, run_id, 1, *(bare(step, values, standard_errors=ERRORS) for step, values in POINTS.items()))
    report(database, run_id, 2, resume(10), bare(15, (0.7, 12.0), standard_errors=ERRORS))
    left = {step: values for step, values in POINTS.items() if step <= 10}
    assert measured(database, run_id) == expected(left | {15: (0.7, 12.0)})

    report(database, run_id, 3, resume(0), bare(0, (0.2, 50.0), standard_errors=ERRORS))
    assert measured(database, run_id) == expected({0: (0.2, 50.0)})


def test_what_the_trainer_measured_itself_stays(database: Database) -> None:
    run_id = external_run(database)
    own = evaluation(0, 0.5, 30.0, hypervolume=7.0, reference_point={"accuracy": 0.1}, scale={})
    report(database, run_id, 1, own, bare(5, (0.7, 20.0), hypervolume=9.0))

    assert measured(database, run_id) == {
        0: ({"accuracy": 0.1}, {}, 7.0, None, None),
        5: ({}, {}, 9.0, None, None),
    }


def test_axes_that_the_trainer_gives_once_hold_from_there_on(database: Database) -> None:
    run_id = external_run(database)
    reference = {"accuracy": 0.0, "conciseness": 50.0}
    report(database, run_id, 1, bare(0, (0.5, 30.0), reference_point=reference), bare(5, (0.6, 20.0)))

    found = measured(database, run_id)
    scale = {"accuracy": 1.0, "conciseness": 30.0}
    assert found[0] == (reference, scale, pytest.approx(0.5 * 20 / 30), pytest.approx(0.5 * 20 / 30), None)
    assert found[5] == (reference, scale, pytest.approx(0.6), pytest.approx(0.6 - 0.5 * 20 / 30), None)

    other = {"accuracy": 2.0, "conciseness": 10.0}
    report(database, run_id, 2, bare(10, (0.6, 20.0), scale=other))
    assert measured(database, run_id)[10][:3] == (reference, other, pytest.approx(0.3 * 3.0))
    assert measured(database, run_id)[5] == found[5]


def test_points_before_the_first_complete_one_are_not_measured(database: Database) -> None:
    run_id = external_run(database)
    report(database, run_id, 1, bare(0, (None, 30.0)), bare(5, (0.5, 30.0)), bare(10, (None, 1.0)))

    found = measured(database, run_id)
    assert found[0] == ({}, {}, None, None, None)
    assert found[5][2] == pytest.approx(0.01)
    assert (found[10][2], found[10][3]) == (found[5][2], 0.0)


@pytest.mark.parametrize("value", [1e300, 1.7e308, -1.7e308, 5e-324])
def test_absurd_values_are_stored_and_break_nothing(database: Database, value: float) -> None:
    run_id = external_run(database)
    errors = {"accuracy": value, "conciseness": value}
    report(database, run_id, 1, bare(0, (value, value), standard_errors=errors), bare(5, (-value, 0.0)))

    assert rows(database, run_id)[5].objectives == {"accuracy": -value, "conciseness": 0.0}


def test_test_points_and_runs_of_workers_are_left_alone(database: Database) -> None:
    external, own = external_run(database), running_run(database)
    report(database, external, 1, bare(0, (0.5, 30.0), split="test"))
    report(database, own, 1, bare(0, (0.5, 30.0)))

    assert measured(database, external)[0] == measured(database, own)[0] == ({}, {}, None, None, None)
