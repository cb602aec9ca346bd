"""The one door for data: each batch once, in order, whole; a resumed run forgets what came after its checkpoint."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from paretoscope.runs.lifecycle.leases import claim_run
from paretoscope.runs.lifecycle.transitions import finish_attempt
from paretoscope.runs.read.completions import read_completions
from paretoscope.runs.read.evaluations import read_evaluations
from paretoscope.runs.read.reading import (
    last_checkpoint,
    read_checkpoints,
    read_events,
    read_keys,
    read_log,
    read_series,
)
from paretoscope.runs.refusals import ConflictError, NotFoundError
from paretoscope.schema.control import Finish
from paretoscope.store.database import Database

from ..reports import (
    START,
    checkpoint,
    completions,
    evaluation,
    event,
    get_run,
    metrics,
    queued_run,
    report,
    resume,
    running_run,
    settings,
)


def series(database: Database, run_id: str, key: str) -> dict[int, float | None]:
    with database.read() as session:
        [found] = read_series(session, get_run(database, run_id), [key], 1000).series
    return dict(zip(found.steps, found.last, strict=True))


def crash_and_claim(database: Database, run_id: str) -> None:
    with database.write() as session:
        finish_attempt(session, run_id, Finish(attempt=1, outcome="crashed"), 3, START)
        claim_run(session, run_id, "w2", settings(), START)


def test_a_batch_that_comes_twice_counts_once(database: Database) -> None:
    run_id = running_run(database)
    first = report(database, run_id, 1, metrics(1, loss=0.5), event(1))
    again = report(database, run_id, 1, metrics(1, loss=99.0), event(1))

    assert (first.accepted, again.accepted) == (True, False)
    assert (again.attempt, again.seq) == (1, 1)
    assert series(database, run_id, "loss") == {1: 0.5}
    with database.read() as session:
        assert [found.kind for found in read_events(session, run_id)].count("noticed") == 1


def test_a_run_knows_when_it_last_reported_whatever_the_record_was(database: Database) -> None:
    run_id = running_run(database)
    assert get_run(database, run_id).reported_at is None
    later = START + timedelta(minutes=5)
    report(database, run_id, 1, event(1), now=later)
    report(database, run_id, 1, event(1), now=later + timedelta(minutes=1))
    assert get_run(database, run_id).reported_at == later


def test_an_older_batch_changes_nothing(database: Database) -> None:
    run_id = running_run(database)
    report(database, run_id, 5, metrics(5, loss=0.5))

    assert not report(database, run_id, 4, metrics(4, loss=0.4)).accepted
    assert series(database, run_id, "loss") == {5: 0.5}


def test_batches_may_skip_numbers(database: Database) -> None:
    run_id = running_run(database)

    assert report(database, run_id, 3, metrics(1, loss=0.1)).accepted
    assert report(database, run_id, 9, metrics(2, loss=0.2)).accepted


def test_a_batch_that_fails_leaves_no_part_of_itself(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    run_id = running_run(database)
    monkeypatch.setattr("paretoscope.store.series.MAX_SERIES", 1)
    with pytest.raises(Exception, match="metric keys"):
        report(database, run_id, 1, event(1), metrics(1, loss=0.1, reward=0.2))

    with database.read() as session:
        assert [found.kind for found in read_events(session, run_id)] == ["run_claimed"]
        assert read_keys(session, get_run(database, run_id)).keys == []
    assert report(database, run_id, 1, metrics(1, loss=0.1)).accepted


def test_a_run_that_was_never_claimed_cannot_report(database: Database) -> None:
    with pytest.raises(ConflictError, match="never begun"):
        report(database, queued_run(database), 1, metrics(1, loss=0.1))


def test_a_run_that_does_not_exist_cannot_report(database: Database) -> None:
    with pytest.raises(NotFoundError):
        report(database, "nobody", 1, metrics(1, loss=0.1))


def test_leftovers_of_a_crashed_attempt_count_until_the_next_one_reports(database: Database) -> None:
    run_id = running_run(database)
    report(database, run_id, 1, metrics(1, loss=0.1))
    crash_and_claim(database, run_id)

    assert report(database, run_id, 2, metrics(2, loss=0.2), attempt=1).accepted
    assert report(database, run_id, 1, resume(1), metrics(2, loss=0.3), attempt=2).accepted
    with pytest.raises(ConflictError, match="stale"):
        report(database, run_id, 3, metrics(3, loss=0.9), attempt=1)

    assert series(database, run_id, "loss") == {1: 0.1, 2: 0.3}


def test_records_after_the_end_of_a_run_are_refused_but_a_batch_sent_again_is_not(database: Database) -> None:
    run_id = running_run(database)
    report(database, run_id, 1, metrics(1, loss=0.5))
    with database.write() as session:
        finish_attempt(session, run_id, Finish(attempt=1, outcome="completed"), 3, START)

    assert not report(database, run_id, 1, metrics(1, loss=0.5)).accepted
    with pytest.raises(ConflictError, match="has ended"):
        report(database, run_id, 2, metrics(2, loss=0.4))
    assert series(database, run_id, "loss") == {1: 0.5}


def test_each_reporter_numbers_its_own_batches(database: Database) -> None:
    run_id = running_run(database)
    report(database, run_id, 7, metrics(1, loss=0.5))

    assert report(database, run_id, 1, metrics(1, reward=0.1), reporter="second").accepted
    assert not report(database, run_id, 1, metrics(1, reward=9.0), reporter="second").accepted
    assert report(database, run_id, 8, metrics(2, loss=0.4)).accepted
    assert series(database, run_id, "loss") == {1: 0.5, 2: 0.4}
    assert series(database, run_id, "reward") == {1: 0.1}


def test_many_reporters_at_once_lose_nothing(database: Database) -> None:
    run_id = running_run(database)

    def report_all(number: int) -> int:
        receipts = (
            report(database, run_id, seq, metrics(seq, **{f"of{number}": 1.0}), reporter=f"thread-{number}")
            for seq in range(1, 11)
        )
        return sum(receipt.accepted for receipt in receipts)

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(report_all, range(16))) == 160
    assert all(len(series(database, run_id, f"of{number}")) == 10 for number in range(16))


def test_a_resumed_run_forgets_what_came_after_its_checkpoint(database: Database) -> None:
    run_id = running_run(database)
    report(database, run_id, 1, metrics(0, w=0.5), evaluation(0, 0.5, 30, hypervolume=0.01), event(None, "started"))
    for step in range(1, 11):
        report(
            database,
            run_id,
            step + 1,
            metrics(step, w=step / 10),
            evaluation(step, 0.5 + step / 100, 30 - step, hypervolume=step / 10),
            completions(step, "a", "b"),
            checkpoint(step),
            event(step),
        )
    crash_and_claim(database, run_id)

    report(database, run_id, 1, resume(5), metrics(6, w=9.0), attempt=2)

    assert series(database, run_id, "w") == {0: 0.5, 1: 0.1, 2: 0.2, 3: 0.3, 4: 0.4, 5: 0.5, 6: 9.0}
    run = get_run(database, run_id)
    assert (run.step, run.latest["step"], run.hypervolume) == (6, 5, 0.5)
    with database.read() as session:
        assert [found.step for found in read_evaluations(session, run).evaluations] == [0, 1, 2, 3, 4, 5]
        assert read_completions(session, run_id, "validation", None, limit=9, cursor=None).steps == [1, 2, 3, 4, 5]
        assert [found.step for found in read_checkpoints(session, run_id)] == [1, 2, 3, 4, 5]
        told = [found.step for found in read_events(session, run_id) if found.kind == "noticed"]
        assert told == [1, 2, 3, 4, 5]
        kinds = [found.kind for found in read_events(session, run_id)]
        assert kinds.count("run_claimed") == 2
        assert "started" in kinds


def test_a_run_that_starts_over_forgets_everything(database: Database) -> None:
    run_id = running_run(database)
    report(database, run_id, 1, metrics(0, w=0.5), evaluation(0, 0.5, 30), metrics(3, w=0.6), checkpoint(3))
    crash_and_claim(database, run_id)

    report(database, run_id, 1, resume(0), attempt=2)

    run = get_run(database, run_id)
    assert (run.step, run.latest, run.hypervolume_history) == (0, None, [])
    with database.read() as session:
        assert read_keys(session, run).keys == []
        assert read_evaluations(session, run).evaluations == []
        assert last_checkpoint(session, run_id) is None


def test_records_before_and_after_a_resume_in_one_batch_are_taken_in_order(database: Database) -> None:
    run_id = running_run(database)

    report(database, run_id, 1, metrics(1, w=1.0), metrics(2, w=2.0), resume(1), metrics(2, w=3.0))

    assert series(database, run_id, "w") == {1: 1.0, 2: 3.0}


def test_a_step_reported_again_replaces_the_earlier_value(database: Database) -> None:
    run_id = running_run(database)
    report(database, run_id, 1, metrics(1, w=1.0), evaluation(1, 0.5, 30), completions(1, "old", "older"))
    report(database, run_id, 2, metrics(1, w=2.0), evaluation(1, 0.6, 29), completions(1, "new"))

    assert series(database, run_id, "w") == {1: 2.0}
    with database.read() as session:
        [found] = read_evaluations(session, get_run(database, run_id)).evaluations
        assert found.objectives == {"accuracy": 0.6, "conciseness": 29}
        texts = read_completions(session, run_id, "validation", None, limit=9, cursor=None).completions
        assert [one.completion for one in texts] == ["new"]


def test_nan_and_infinity_are_gaps(database: Database) -> None:
    run_id = running_run(database)
    report(database, run_id, 1, metrics(1, w=float("nan")), metrics(2, w=float("inf")), metrics(3, w=1.0))

    assert series(database, run_id, "w") == {1: None, 2: None, 3: 1.0}


def test_the_run_carries_its_first_and_last_validation_point(database: Database) -> None:
    run_id = running_run(database)
    report(database, run_id, 1, evaluation(0, 0.5, 30, hypervolume=0.01), evaluation(0, 0.4, 31, split="test"))
    report(database, run_id, 2, evaluation(5, 0.7, 20, hypervolume=0.2), evaluation(9, 0.9, 9, split="test"))

    latest = get_run(database, run_id).latest
    assert latest == {
        "step": 5,
        "objectives": {"accuracy": 0.7, "conciseness": 20},
        "standard_errors": {},
        "initial": {"accuracy": 0.5, "conciseness": 30},
        "weights": {"accuracy": 0.5, "conciseness": 0.5},
        "hypervolume": 0.2,
        "hypervolume_interval": None,
        "initial_hypervolume": 0.01,
        "reference_point": {"accuracy": 0.4, "conciseness": 33.0},
        "scale": {"accuracy": 1.0, "conciseness": 30.0},
    }


def test_the_hypervolume_history_stays_small_and_keeps_both_ends(database: Database) -> None:
    run_id = running_run(database)
    report(database, run_id, 1, *(evaluation(step, 0.5, 30, hypervolume=step / 1000) for step in range(500)))

    history = get_run(database, run_id).hypervolume_history
    assert len(history) == 60
    assert (history[0], history[-1]) == ([0, 0.0], [499, 0.499])
    assert history == sorted(history)


def test_the_step_of_a_run_is_the_last_one_reported(database: Database) -> None:
    run_id = running_run(database)
    report(database, run_id, 1, metrics(7, w=1.0), metrics(3, w=1.0))
    report(database, run_id, 2, metrics(5, w=1.0))

    assert get_run(database, run_id).step == 7


def test_the_worst_difference_between_plotted_and_trained_reward_is_kept(database: Database) -> None:
    run_id = running_run(database)
    report(database, run_id, 1, metrics(1, check__reward_difference=1e-7), metrics(2, check__reward_difference=0.3))
    report(database, run_id, 2, metrics(3, check__reward_difference=1e-7))
    assert get_run(database, run_id).reward_difference == 0.3

    report(database, run_id, 3, resume(1))
    assert get_run(database, run_id).reward_difference == 1e-7


def test_the_end_of_the_log_is_kept(database: Database) -> None:
    run_id = running_run(database)
    for seq in range(1, 5):
        report(database, run_id, seq, {"type": "log", "text": f"{seq}" * 30_000})

    with database.read() as session:
        tail = read_log(session, run_id)
    assert len(tail) == 65_536
    assert tail == "2" * 5_536 + "3" * 30_000 + "4" * 30_000


def test_an_event_without_a_time_happened_now(database: Database) -> None:
    run_id = running_run(database)
    now = START + timedelta(minutes=3)
    report(database, run_id, 1, event(1, time=None), now=now)

    with database.read() as session:
        assert read_events(session, run_id)[-1].time == now


def test_an_event_keeps_the_time_it_was_told_with(database: Database) -> None:
    run_id = running_run(database)
    report(database, run_id, 1, event(1, time=1_700_000_000.5))

    with database.read() as session:
        assert read_events(session, run_id)[-1].time == datetime.fromtimestamp(1_700_000_000.5, UTC)


def test_a_checkpoint_that_was_deleted_is_no_longer_one_to_go_on_from(database: Database) -> None:
    run_id = running_run(database)
    report(database, run_id, 1, checkpoint(25), checkpoint(50))
    report(database, run_id, 2, checkpoint(50, deleted=True))

    with database.read() as session:
        found = last_checkpoint(session, run_id)
        assert found is not None
        assert found.step == 25
        assert [(one.step, one.deleted) for one in read_checkpoints(session, run_id)] == [(25, False), (50, True)]


def test_a_checkpoint_stripped_to_the_weights_of_its_point_is_kept_but_not_gone_on_from(database: Database) -> None:
    run_id = running_run(database)
    report(database, run_id, 1, checkpoint(25), checkpoint(50), checkpoint(52, resumable=False))
    report(database, run_id, 2, checkpoint(25, resumable=False, size_bytes=100))

    with database.read() as session:
        found = last_checkpoint(session, run_id)
        rows = read_checkpoints(session, run_id)
    assert found is not None
    assert found.step == 50
    assert [(one.step, one.resumable, one.size_bytes, one.deleted) for one in rows] == [
        (25, False, 100, False),
        (50, True, 1000, False),
        (52, False, 1000, False),
    ]
