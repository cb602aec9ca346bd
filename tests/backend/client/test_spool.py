"""What is in the spool survives the process that wrote it, comes out in order, and goes once it is acknowledged."""

from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paretoscope.client import spool as spool_module
from paretoscope.client.spool import Batch, Spool


def read_one(spool: Spool) -> Batch | None:
    return spool.read(max_bytes=10_000, max_records=100, max_lines=1)


def after_kill(killed: Spool, attempt: int = 1) -> Spool:
    """Returns the spool of the process that comes after one that was killed, whose lock the system gave back."""
    killed._folder_lock.release()
    return Spool(killed.folder, attempt)


def drain(spool: Spool) -> list[tuple[int, int, int]]:
    """Reads and acknowledges all; returns (attempt, seq, record) of each record."""
    found = []
    while batch := read_one(spool):
        found += [(batch.attempt, batch.seq, record["n"]) for record in batch.records]
        spool.acknowledge(batch)
    return found


def test_lines_come_out_in_the_order_they_went_in(tmp_path: Path) -> None:
    spool = Spool(tmp_path, attempt=1)
    for n in range(5):
        spool.append([{"n": n}])

    assert drain(spool) == [(1, n + 1, n) for n in range(5)]
    assert read_one(spool) is None


def test_what_is_not_acknowledged_is_read_again(tmp_path: Path) -> None:
    spool = Spool(tmp_path, attempt=1)
    spool.append([{"n": 0}])

    assert read_one(spool) == read_one(spool) is not None


def test_lines_of_this_process_travel_together_up_to_the_limits(tmp_path: Path) -> None:
    spool = Spool(tmp_path, attempt=1)
    for n in range(10):
        spool.append([{"n": n}, {"n": n}])

    batch = spool.read(max_bytes=10_000, max_records=7, max_lines=100)

    assert batch is not None
    assert (batch.lines, batch.seq) == (3, 3)
    assert [record["n"] for record in batch.records] == [0, 0, 1, 1, 2, 2]


def test_lines_of_an_earlier_process_travel_one_by_one(tmp_path: Path) -> None:
    earlier = Spool(tmp_path, attempt=1)
    earlier.append([{"n": 0}])
    earlier.append([{"n": 1}])

    batch = after_kill(earlier).read(max_bytes=10_000, max_records=100, max_lines=100)

    assert batch is not None
    assert (batch.lines, batch.seq) == (1, 1)


def test_a_line_cut_short_by_a_kill_never_happened(tmp_path: Path) -> None:
    killed = Spool(tmp_path, attempt=1)
    killed.append([{"n": 0}])
    killed.append([{"n": 1}])
    segment = next(tmp_path.glob("*.jsonl"))
    segment.write_bytes(segment.read_bytes()[:-3])

    following = after_kill(killed)
    following.append([{"n": 2}])

    assert drain(following) == [(1, 1, 0), (1, 2, 2)]


def test_a_line_that_is_no_json_is_skipped(tmp_path: Path) -> None:
    killed = Spool(tmp_path, attempt=1)
    killed.append([{"n": 0}])
    with next(tmp_path.glob("*.jsonl")).open("ab") as file:
        file.write(b"\0\0\0\n" + orjson.dumps({"seq": 2, "records": [{"n": 1}]}) + b"\n")

    assert drain(after_kill(killed)) == [(1, 1, 0), (1, 2, 1)]


def test_numbers_go_on_in_the_next_process_of_the_same_attempt(tmp_path: Path) -> None:
    first = Spool(tmp_path, attempt=1)
    first.append([{"n": 0}])
    drain(first)
    first.close()
    assert list(tmp_path.glob("*.jsonl")) == []

    second = Spool(tmp_path, attempt=1)
    second.append([{"n": 1}])

    assert drain(second) == [(1, 2, 1)]


def test_numbers_start_again_in_the_next_attempt_after_the_leftovers(tmp_path: Path) -> None:
    first = Spool(tmp_path, attempt=1)
    first.append([{"n": 0}])
    first.append([{"n": 1}])

    second = after_kill(first, attempt=2)
    second.append([{"n": 2}])

    assert drain(second) == [(1, 1, 0), (1, 2, 1), (2, 1, 2)]


def test_acknowledged_lines_of_a_closed_spool_are_not_read_again(tmp_path: Path) -> None:
    first = Spool(tmp_path, attempt=1)
    first.append([{"n": 0}])
    first.append([{"n": 1}])
    batch = read_one(first)
    assert batch is not None
    first.acknowledge(batch)
    first.close()

    assert drain(Spool(tmp_path, attempt=1)) == [(1, 2, 1)]


def test_full_segments_are_deleted_once_they_are_acknowledged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool_module, "SEGMENT_BYTES", 100)
    spool = Spool(tmp_path, attempt=1)
    for n in range(20):
        spool.append([{"n": n, "text": "x" * 40}])
    assert len(list(tmp_path.glob("*.jsonl"))) == 20
    full = spool.size_bytes

    drain(spool)

    assert len(list(tmp_path.glob("*.jsonl"))) == 1
    assert spool.size_bytes <= full / 20


def test_a_discarded_spool_has_nothing_to_read_but_takes_new_lines(tmp_path: Path) -> None:
    spool = Spool(tmp_path, attempt=2)
    spool.append([{"n": 0}])
    spool.discard()
    assert read_one(spool) is None

    spool.append([{"n": 1}])

    assert drain(spool) == [(2, 2, 1)]


@settings(max_examples=40, deadline=None)
@given(
    actions=st.lists(
        st.sampled_from(["write", "write", "read", "acknowledge", "kill", "close", "attempt"]), max_size=60
    )
)
def test_every_line_comes_out_once_and_in_order_whatever_happens(
    actions: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("spool")
    attempt, spool, written = 1, Spool(folder, attempt=1), 0
    taken: list[tuple[int, int, int]] = []

    def take(batch: Batch) -> None:
        new = [(batch.attempt, batch.seq, record["n"]) for record in batch.records]
        taken.extend(row for row in new if not taken or row[:2] > taken[-1][:2])
        spool.acknowledge(batch)

    for action in actions:
        if action == "write":
            spool.append([{"n": written}])
            written += 1
        elif action == "read":
            read_one(spool)
        elif action == "acknowledge":
            batch = read_one(spool)
            if batch:
                take(batch)
        else:
            attempt += action == "attempt"
            if action == "close":
                spool.close()
            spool = after_kill(spool, attempt)
    while batch := read_one(spool):
        take(batch)

    assert [n for _, _, n in taken] == list(range(written))


def test_a_folder_that_is_in_use_is_left_alone(tmp_path: Path) -> None:
    first, second = Spool(tmp_path, attempt=1), Spool(tmp_path, attempt=1)
    assert first.folder != second.folder
    assert first.reporter != second.reporter
    first.append([{"n": 0}])
    second.append([{"n": 1}])
    assert drain(first) == [(1, 1, 0)]
    assert drain(second) == [(1, 1, 1)]


def test_the_first_spool_takes_over_what_ended_ones_left_inside_it(tmp_path: Path) -> None:
    first, alive, ended = (Spool(tmp_path, attempt=1) for _ in range(3))
    alive.append([{"n": 1}])
    ended.append([{"n": 2}])
    assert list(first.abandoned()) == []
    ended._folder_lock.release()

    [abandoned] = first.abandoned()
    assert (abandoned.folder, abandoned.reporter) == (ended.folder, ended.reporter)
    assert list(first.abandoned()) == []
    assert drain(abandoned) == [(1, 1, 2)]
    abandoned.close()
    assert list(first.abandoned()) == []
    assert list(alive.abandoned()) == []


def test_a_folder_keeps_its_reporters_name(tmp_path: Path) -> None:
    first = Spool(tmp_path, attempt=1)
    assert after_kill(first, attempt=2).reporter == first.reporter
