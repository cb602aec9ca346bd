"""What a live client gets: exactly what it lacks, or word of what to fetch again."""

from paretoscope.runs.ingest.rewinding import KEPT_RESETS
from paretoscope.runs.read.changes import Changes, changes_after, reset_after
from paretoscope.store.database import Database
from paretoscope.store.models import RunRow

from ..reports import START, completions, evaluation, event, get_run, metrics, report, resume, running_run


def changes(database: Database, run_id: str, version: int) -> Changes:
    with database.read() as session:
        found = changes_after(session, run_id, version, START)
    assert found is not None
    return found


def version_of(database: Database, run_id: str) -> int:
    return get_run(database, run_id).version


def test_a_client_that_has_seen_everything_gets_nothing_new(database: Database) -> None:
    run_id = running_run(database)
    report(database, run_id, 1, metrics(1, w=1.0), event(1))

    found = changes(database, run_id, version_of(database, run_id))
    assert (found.reset_step, found.metrics, found.events) == (None, {}, [])


def test_a_client_gets_what_came_after_its_version(database: Database) -> None:
    run_id = running_run(database)
    report(database, run_id, 1, metrics(1, w=1.0), evaluation(0, 0.5, 30), event(1, "old"), completions(0, "a"))
    seen = version_of(database, run_id)
    report(database, run_id, 2, metrics(2, w=2.0, v=3.0), evaluation(2, 0.6, 29), event(2, "new"), completions(2, "b"))
    report(database, run_id, 3, metrics(3, w=4.0))

    found = changes(database, run_id, seen)

    assert found.version == seen + 2
    assert {key: one.steps.tolist() for key, one in found.metrics.items()} == {"v": [2], "w": [2, 3]}
    assert [(one.step, one.on_front) for one in found.evaluations] == [(2, True)]
    assert [one.kind for one in found.events] == ["new"]
    assert found.completions == [(2, "validation")]
    assert (found.reset_step, found.run.step) == (None, 3)


def test_a_client_that_follows_every_version_sees_every_point_once(database: Database) -> None:
    run_id = running_run(database)
    seen, told = version_of(database, run_id), []
    for step in range(1, 200):
        report(database, run_id, step, metrics(step, w=float(step)))
        if step % 7 == 0:
            found = changes(database, run_id, seen)
            assert found.reset_step is None
            told += found.metrics["w"].steps.tolist()
            seen = found.version

    assert told == list(range(1, 197))


def test_a_resumed_run_resets_clients_that_saw_the_void_steps(database: Database) -> None:
    run_id = running_run(database)
    report(database, run_id, 1, *(metrics(step, w=0.0) for step in range(1, 31)))
    seen = version_of(database, run_id)
    report(database, run_id, 2, resume(25), metrics(26, w=1.0))

    found = changes(database, run_id, seen)
    assert (found.reset_step, found.metrics["w"].steps.tolist()) == (25, [26])
    assert changes(database, run_id, found.version).reset_step is None


def test_of_several_resumes_the_earliest_step_counts(database: Database) -> None:
    run_id = running_run(database)
    seen = version_of(database, run_id)
    report(database, run_id, 1, metrics(30, w=0.0), resume(25))
    report(database, run_id, 2, metrics(40, w=0.0), resume(10))
    between = version_of(database, run_id)
    report(database, run_id, 3, metrics(40, w=0.0), resume(30))

    assert changes(database, run_id, seen).reset_step == 10
    assert changes(database, run_id, between).reset_step == 30


def test_starting_over_makes_step_0_void_too(database: Database) -> None:
    run_id = running_run(database)
    seen = version_of(database, run_id)
    report(database, run_id, 1, metrics(0, w=0.0), resume(0))

    assert changes(database, run_id, seen).reset_step == -1


def test_resets_stay_few_and_never_say_less_than_they_should() -> None:
    run = RunRow(resets=[])
    exact: list[tuple[int, int]] = []
    for version in range(2, 200):
        step = version * 37 % 101
        exact.append((version, step))
        run.resets = [*run.resets, [version, step]]
        while len(run.resets) > KEPT_RESETS:
            (_, first), (at, second), *rest = run.resets
            run.resets = [[at, min(first, second)], *rest]

    for seen in range(1, 200):
        needed = min((step for version, step in exact if version > seen), default=None)
        told = reset_after(run, seen)
        assert told == needed or (needed is not None and told is not None and told <= needed)


def test_a_version_from_another_life_of_the_database_resets_everything(database: Database) -> None:
    run_id = running_run(database)
    report(database, run_id, 1, metrics(1, w=1.0))

    found = changes(database, run_id, 10**9)
    assert (found.reset_step, found.version) == (-1, version_of(database, run_id))


def test_too_many_new_points_are_fetched_not_sent(database: Database) -> None:
    run_id = running_run(database)
    report(database, run_id, 1, metrics(5, w=0.0))
    seen = version_of(database, run_id)
    for seq in range(2, 8):
        steps = range(seq * 4000, seq * 4000 + 4000)
        report(database, run_id, seq, *(metrics(step, w=1.0) for step in steps))

    found = changes(database, run_id, seen)
    assert (found.reset_step, found.metrics) == (7999, {})


def test_a_deleted_run_has_no_changes(database: Database) -> None:
    with database.read() as session:
        assert changes_after(session, "nobody", 1, START) is None
