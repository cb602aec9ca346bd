"""The log reaches the run's records once, by whichever process comes to it, and never in floods."""

from pathlib import Path

import pytest

from paretoscope.schema.records import LogRecord
from paretoscope_worker.processes import log_tail
from paretoscope_worker.processes.assignment import LOG
from paretoscope_worker.processes.log_tail import LogTail, last_lines


class Recorder:
    """Keeps the text of log records."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def record(self, record: LogRecord) -> None:
        self.texts.append(record.text)


def write(folder: Path, data: bytes) -> None:
    with (folder / LOG).open("ab") as file:
        file.write(data)


def test_each_line_is_reported_once(tmp_path: Path) -> None:
    recorder = Recorder()
    tail = LogTail(tmp_path, recorder)
    write(tmp_path, b"one\n")
    tail.report()
    tail.report()
    write(tmp_path, b"two\n")
    tail.report()

    assert recorder.texts == ["one\n", "two\n"]


def test_another_process_goes_on_where_the_first_was_killed(tmp_path: Path) -> None:
    recorder = Recorder()
    write(tmp_path, b"one\n")
    LogTail(tmp_path, recorder).report()
    write(tmp_path, b"two\n")

    LogTail(tmp_path, recorder).report()

    assert recorder.texts == ["one\n", "two\n"]


def test_a_flood_is_cut_to_its_last_lines_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_tail, "MAX_BYTES", 10)
    recorder = Recorder()
    write(tmp_path, b"x" * 1000 + b"the end.")

    LogTail(tmp_path, recorder).report()

    (text,) = recorder.texts
    assert text.endswith("xxthe end.")
    assert "998 bytes" in text


def test_bytes_that_are_no_text_do_no_harm(tmp_path: Path) -> None:
    recorder = Recorder()
    write(tmp_path, b"\xff\x00ok\n")

    LogTail(tmp_path, recorder).report()

    assert recorder.texts == ["��ok\n"]


def test_no_log_is_no_error(tmp_path: Path) -> None:
    LogTail(tmp_path, Recorder()).report()

    assert last_lines(tmp_path) == ""


def test_following_reports_while_the_process_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_tail, "PAUSE_SECONDS", 0.01)
    recorder = Recorder()
    tail = LogTail(tmp_path, recorder)
    tail.start()
    write(tmp_path, b"one\n")
    tail.end()

    assert "".join(recorder.texts) == "one\n"
