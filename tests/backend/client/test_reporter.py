"""Reporting never disturbs training, and loses or doubles nothing while server and processes come and go."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from paretoscope.client import sender
from paretoscope.client.reporter import RunReporter
from paretoscope.schema.records import CheckpointRecord, EventRecord, LogRecord, ResumeRecord

from .recording_server import RecordingServer, recording_server

Make = Callable[..., RunReporter]
PATIENCE_SECONDS = 60.0

LOG_UNTIL_KILLED = """
import itertools, sys, time
from pathlib import Path
from paretoscope.client.reporter import RunReporter
reporter = RunReporter("run", int(sys.argv[3]), Path(sys.argv[1]), sys.argv[2], None)
for step in itertools.count(int(sys.argv[4])):
    reporter.log(step, {"policy/loss": 1.0})
    print(step, flush=True)
    time.sleep(0.002)
"""


@pytest.fixture
def server() -> Iterator[RecordingServer]:
    with recording_server() as running:
        yield running


@pytest.fixture
def make(tmp_path: Path, server: RecordingServer) -> Iterator[Make]:
    made: list[RunReporter] = []

    def make_one(attempt: int = 1, **options: Any) -> RunReporter:
        made.append(RunReporter("run", attempt, tmp_path / "spool", server.url, None, **options))
        return made[-1]

    yield make_one
    for reporter in made:
        reporter.close(timeout_seconds=0.0)


def log_until_killed(spool: Path, url: str, attempt: int, first_step: int) -> tuple[int, list[int]]:
    """Has a process log every 2 ms and kills it after some; returns the last step logged, and those in the spool."""
    command = [sys.executable, "-c", LOG_UNTIL_KILLED, str(spool), url, str(attempt), str(first_step)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    seen = [process.stdout.readline() for _ in range(300)]
    spooled = steps_in(spool)
    process.kill()
    seen += process.stdout.read().splitlines()
    process.wait()
    return int(seen[-1]), spooled


def steps_in(spool: Path) -> list[int]:
    lines = [line for path in sorted(spool.glob("*.jsonl")) for line in path.read_text().splitlines(keepends=True)]
    batches = [json.loads(line)["records"] for line in lines if line.endswith("\n")]
    return [record["step"] for batch in batches for record in batch]


def test_metrics_arrive_in_order_and_once(make: Make, server: RecordingServer) -> None:
    reporter = make()
    for step in range(200):
        reporter.log(step, {"policy/loss": step / 2, "weight/accuracy": 0.5})

    assert reporter.close(timeout_seconds=PATIENCE_SECONDS)
    assert server.steps == list(range(200))
    assert server.records[7]["values"] == {"policy/loss": 3.5, "weight/accuracy": 0.5}


def test_records_keep_their_place_among_metrics(make: Make, server: RecordingServer) -> None:
    reporter = make()
    reporter.record(ResumeRecord(step=4))
    reporter.log(5, {"policy/loss": 1.0})
    reporter.record(CheckpointRecord(step=5, path="/somewhere", size_bytes=1))

    assert reporter.flush(timeout_seconds=PATIENCE_SECONDS)
    assert [record["type"] for record in server.records] == ["resume", "metrics", "checkpoint"]


def test_a_metric_reaches_the_server_without_a_flush(make: Make, server: RecordingServer) -> None:
    make().log(1, {"policy/loss": 1.0})
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not server.steps and time.monotonic() < deadline:
        time.sleep(0.01)

    assert server.steps == [1]


def test_nothing_is_lost_or_doubled_while_the_server_is_away(make: Make, server: RecordingServer) -> None:
    reporter = make()
    reporter.log(1, {"policy/loss": 1.0})
    assert reporter.flush(timeout_seconds=PATIENCE_SECONDS)
    server.stop()
    for step in range(2, 50):
        reporter.log(step, {"policy/loss": 1.0})
    assert not reporter.flush(timeout_seconds=0.5)
    server.start()

    assert reporter.flush(timeout_seconds=PATIENCE_SECONDS)
    assert server.steps == list(range(1, 50))


def test_a_batch_whose_answer_is_lost_is_not_counted_twice(make: Make, server: RecordingServer) -> None:
    reporter = make()
    server.answers_to_lose = 2
    reporter.log(1, {"policy/loss": 1.0})
    time.sleep(0.5)
    reporter.log(2, {"policy/loss": 1.0})

    assert reporter.flush(timeout_seconds=PATIENCE_SECONDS)
    assert server.steps == [1, 2]
    assert len(server.batches) > 2


def test_what_was_logged_before_a_kill_arrives_with_the_next_attempt(
    make: Make, server: RecordingServer, tmp_path: Path
) -> None:
    server.stop()
    last, spooled = log_until_killed(tmp_path / "spool", server.url, attempt=1, first_step=0)
    server.start()
    reporter = make(attempt=2)
    reporter.record(ResumeRecord(step=0))

    assert reporter.close(timeout_seconds=PATIENCE_SECONDS)
    assert server.steps == list(range(len(server.steps)))
    assert spooled
    assert spooled[-1] <= server.steps[-1] <= last
    assert server.records[-1]["type"] == "resume"
    assert set(server.last.values()) == {(2, 1)}


def test_two_kills_in_the_same_attempt_lose_only_the_last_moment(
    make: Make, server: RecordingServer, tmp_path: Path
) -> None:
    for start in (0, 100_000):
        log_until_killed(tmp_path / "spool", server.url, attempt=1, first_step=start)

    assert make().close(timeout_seconds=PATIENCE_SECONDS)
    first = [step for step in server.steps if step < 100_000]
    assert first == list(range(len(first)))
    assert server.steps[len(first) :] == list(range(100_000, 100_000 + len(server.steps) - len(first)))


def test_a_paused_process_of_an_earlier_attempt_reports_nothing_more(
    make: Make, server: RecordingServer, tmp_path: Path
) -> None:
    zombie = RunReporter("run", 1, tmp_path / "zombie", server.url, None)
    assert make(attempt=2).close(timeout_seconds=PATIENCE_SECONDS)
    current = make(attempt=2)
    current.log(10, {"policy/loss": 1.0})
    assert current.flush(timeout_seconds=PATIENCE_SECONDS)
    zombie.log(1, {"policy/loss": 1.0})

    assert not zombie.close(timeout_seconds=PATIENCE_SECONDS)
    assert server.steps == [10]


def test_training_goes_on_and_only_the_refused_line_is_missing(make: Make, server: RecordingServer) -> None:
    def refuse_step_3(batch: dict[str, Any]) -> int:
        return 422 if any(record.get("step") == 3 for record in batch["records"]) else 200

    server.status_of = refuse_step_3
    server.stop()
    reporter = make()
    for step in range(1, 6):
        reporter.log(step, {"policy/loss": 1.0})
        time.sleep(0.25)
    server.start()

    assert reporter.flush(timeout_seconds=PATIENCE_SECONDS)
    assert reporter.flush(timeout_seconds=PATIENCE_SECONDS)
    assert server.steps == [1, 2, 4, 5]
    assert [record["kind"] for record in server.records if record["type"] == "event"] == ["records_refused"]


def test_a_server_in_trouble_is_asked_again(make: Make, server: RecordingServer) -> None:
    answers = iter([503, 500, 429])
    server.status_of = lambda _: next(answers, 200)
    reporter = make()
    reporter.log(1, {"policy/loss": 1.0})

    assert reporter.flush(timeout_seconds=PATIENCE_SECONDS)
    assert server.steps == [1]


def test_a_deleted_run_is_left_alone(make: Make, server: RecordingServer, tmp_path: Path) -> None:
    server.status_of = lambda _: 404
    reporter = make()
    reporter.log(1, {"policy/loss": 1.0})

    assert not reporter.close(timeout_seconds=PATIENCE_SECONDS)
    assert list((tmp_path / "spool").glob("*.jsonl")) == []


@pytest.mark.parametrize("status", [404, 409, 422])
def test_refusals_are_not_answered_with_more_records(make: Make, server: RecordingServer, status: int) -> None:
    asked = []
    server.status_of = lambda batch: asked.append(batch) or status  # type: ignore[func-returns-value]
    reporter = make()
    reporter.log(1, {"policy/loss": 1.0})
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not asked and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(1.5)

    assert 1 <= len(asked) <= 2


def test_leftovers_that_a_later_attempt_made_void_do_not_hold_up_new_records(
    make: Make, server: RecordingServer, tmp_path: Path
) -> None:
    server.stop()
    log_until_killed(tmp_path / "spool", server.url, attempt=1, first_step=0)
    server.start()
    server.status_of = lambda batch: 409 if batch["attempt"] == 1 else 200
    reporter = make(attempt=3)
    reporter.log(7, {"policy/loss": 1.0})

    assert reporter.flush(timeout_seconds=PATIENCE_SECONDS)
    assert server.steps == [7]


def test_values_that_are_no_numbers_are_left_out_without_an_error(make: Make, server: RecordingServer) -> None:
    reporter = make()
    reporter.log(1, {"policy/loss": float("nan"), "policy/entropy": "high", "weight/a": 0.25})  # type: ignore[dict-item]
    reporter.log(3, {"policy/loss": 1.0})

    assert reporter.close(timeout_seconds=PATIENCE_SECONDS)
    assert [record["values"] for record in server.records] == [
        {"policy/loss": None, "weight/a": 0.25},
        {"policy/loss": 1.0},
    ]


def test_keys_of_other_trainers_are_stored_and_bad_ones_are_told_once(make: Make, server: RecordingServer) -> None:
    good = {"actor/pg_loss": 1.0, "val-core/openai/gsm8k/acc/mean@1": 0.5, "rewards / [0]": 2.0}
    reporter = make()
    for step in (1, 2):
        reporter.log(step, {**good, "line\nbreak": 1.0, "": 2.0, "x" * 251: 3.0})

    assert reporter.close(timeout_seconds=PATIENCE_SECONDS)
    metrics = [record["values"] for record in server.records if record["type"] == "metrics"]
    events = [record for record in server.records if record["type"] == "event"]
    assert metrics == [good, good]
    assert [event["kind"] for event in events] == ["metrics_left_out"]
    assert "'line\\nbreak'" in events[0]["message"]


def test_a_step_with_very_many_metrics_travels_in_several_records(make: Make, server: RecordingServer) -> None:
    reporter = make()
    reporter.log(1, {f"layer/{number}": 1.0 for number in range(2500)})

    assert reporter.close(timeout_seconds=PATIENCE_SECONDS)
    assert [len(record["values"]) for record in server.records] == [1000, 1000, 500]


def test_a_step_that_no_run_has_is_told(make: Make, server: RecordingServer) -> None:
    reporter = make()
    reporter.log(-1, {"policy/loss": 1.0})

    assert reporter.close(timeout_seconds=PATIENCE_SECONDS)
    assert [record["kind"] for record in server.records] == ["metrics_left_out"]


def test_two_reporters_of_one_run_lose_nothing(make: Make, server: RecordingServer) -> None:
    first, second = make(), make()
    for step in range(100):
        first.log(step, {"a": 1.0})
        second.log(step, {"b": 1.0})

    assert first.close(timeout_seconds=PATIENCE_SECONDS)
    assert second.close(timeout_seconds=PATIENCE_SECONDS)
    for key in ("a", "b"):
        assert [record["step"] for record in server.records if key in record["values"]] == list(range(100))


def test_what_a_killed_second_reporter_left_is_sent_by_the_first(
    make: Make, server: RecordingServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "LOOK_SECONDS", 0.2)
    first = make()
    first.log(0, {"policy/loss": 1.0})
    assert first.flush(timeout_seconds=PATIENCE_SECONDS)
    last, _ = log_until_killed(tmp_path / "spool", "http://127.0.0.1:9", 1, 1)
    spooled = steps_in(tmp_path / "spool" / "2")
    assert spooled[0] == 1
    assert last - spooled[-1] < 300

    wait_until(lambda: server.steps == [0, *spooled])

    wait_until(lambda: not list((tmp_path / "spool" / "2").glob("*.jsonl")))
    first.log(last + 1, {"policy/loss": 1.0})
    assert first.close(timeout_seconds=PATIENCE_SECONDS)
    assert server.steps == [0, *spooled, last + 1]


def test_heartbeats_go_out_while_there_is_nothing_to_report(make: Make, server: RecordingServer) -> None:
    reporter = make()
    wait_until(lambda: server.heartbeats >= 3)
    assert (server.batches, reporter.stop_requested) == ([], False)
    server.stop()
    server.start()
    sent = server.heartbeats
    server.stop_requested = True

    wait_until(lambda: reporter.stop_requested)

    assert server.heartbeats > sent


def test_a_stop_is_learned_from_the_receipt_of_a_batch(make: Make, server: RecordingServer) -> None:
    reporter = make(heartbeats=False)
    reporter.log(1, {"policy/loss": 1.0})
    assert reporter.flush(timeout_seconds=PATIENCE_SECONDS)
    assert not reporter.stop_requested
    server.stop_requested = True
    reporter.log(2, {"policy/loss": 1.0})
    assert reporter.flush(timeout_seconds=PATIENCE_SECONDS)

    assert reporter.stop_requested
    assert server.heartbeats == 0


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_batch_that_the_server_ignores_without_having_seen_it_is_told(make: Make, server: RecordingServer) -> None:
    reporter = make()
    name = (reporter._spool.folder / "reporter").read_text()
    server.take({"attempt": 1, "reporter": name, "seq": 1_000_000, "records": []})
    reporter.log(1, {"policy/loss": 1.0})
    reporter.flush(timeout_seconds=PATIENCE_SECONDS)
    reporter.flush(timeout_seconds=PATIENCE_SECONDS)
    waiting = [record for batch in server.batches for record in batch["records"] if record["type"] == "event"]
    assert [record["kind"] for record in waiting] == ["records_refused"]


def test_a_full_spool_keeps_what_matters_and_says_how_much_is_missing(make: Make, server: RecordingServer) -> None:
    server.stop()
    reporter = make(max_spool_bytes=2000)
    for step in range(1, 60):
        reporter.log(step, {"policy/loss": 1.0})
        reporter.record(LogRecord(text="x" * 100))
        time.sleep(0.01)
    reporter.record(CheckpointRecord(step=59, path="/somewhere", size_bytes=1))
    time.sleep(0.3)
    server.start()
    assert reporter.flush(timeout_seconds=PATIENCE_SECONDS)
    reporter.log(60, {"policy/loss": 1.0})

    assert reporter.close(timeout_seconds=PATIENCE_SECONDS)
    assert 0 < len(server.steps) < 60
    assert server.steps == sorted(server.steps)
    assert "checkpoint" in [record["type"] for record in server.records]
    events = [record for record in server.records if record["type"] == "event"]
    logs = sum(record["type"] == "log" for record in server.records)
    assert sum(event["data"]["records"] for event in events) == 60 + 59 - len(server.steps) - logs


def test_a_spool_that_cannot_be_written_waits_in_memory(make: Make, server: RecordingServer, tmp_path: Path) -> None:
    reporter = make()
    folder = tmp_path / "spool"
    folder.rename(tmp_path / "elsewhere")
    reporter.log(1, {"policy/loss": 1.0})
    time.sleep(0.3)
    assert server.steps == []
    folder.mkdir()

    assert reporter.flush(timeout_seconds=PATIENCE_SECONDS)
    assert server.steps == [1]


def test_metrics_of_a_process_that_ends_without_closing_are_in_the_spool(
    make: Make, server: RecordingServer, tmp_path: Path
) -> None:
    server.stop()
    program = LOG_UNTIL_KILLED.replace("itertools.count(int(sys.argv[4]))", "range(20)")
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "spool"), server.url, "1"], check=True, timeout=30)
    server.start()

    assert make().close(timeout_seconds=PATIENCE_SECONDS)
    assert server.steps == list(range(20))


def test_a_paused_server_does_not_stop_a_process_from_ending(server: RecordingServer, tmp_path: Path) -> None:
    reporter = RunReporter("run", 1, tmp_path / "spool", server.url, None)
    goes_on = threading.Event()
    server.status_of = lambda _: 200 if goes_on.wait(PATIENCE_SECONDS) else 503
    reporter.record(EventRecord(kind="hello", message="Hello."))

    assert not reporter.close(timeout_seconds=0.5)
    assert not goes_on.is_set(), "the server was still paused"
    goes_on.set()
