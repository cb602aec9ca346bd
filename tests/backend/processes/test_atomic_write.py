import threading
from pathlib import Path

import pytest

from paretoscope.processes.atomic_write import discard_unfinished, write_atomically, written_atomically


def test_readers_of_a_file_that_many_write_see_one_whole_text(tmp_path: Path) -> None:
    path, texts = tmp_path / "file", [letter * 100_000 for letter in "abcd"]
    write_atomically(path, texts[0])
    writers = [threading.Thread(target=write_often, args=(path, text)) for text in texts]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        assert path.read_text() in texts
    assert [left.name for left in tmp_path.iterdir()] == ["file"]


def test_what_was_in_a_file_stays_if_it_cannot_be_written(tmp_path: Path) -> None:
    write_atomically(tmp_path / "file", "before")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(tmp_path / "file", "\ud800")
    assert (tmp_path / "file").read_text() == "before"
    assert [left.name for left in tmp_path.iterdir()] == ["file"]


def test_a_folder_has_its_name_once_it_is_whole(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    with written_atomically(folder) as draft:
        (draft / "file").write_text("text")
        assert not folder.exists()
    assert (folder / "file").read_text() == "text"
    assert list(folder.parent.iterdir()) == [folder]


def test_nothing_is_left_of_a_folder_that_could_not_be_written(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), written_atomically(tmp_path / "folder") as draft:
        (draft / "file").write_text("text")
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_something_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "mine").write_text("text")
    with pytest.raises(OSError, match="folder"), written_atomically(tmp_path / "folder"):
        pass
    assert [path.name for path in tmp_path.rglob("*")] == ["folder", "mine"]


def test_what_a_killed_process_left_is_discarded_and_nothing_else(tmp_path: Path) -> None:
    context = written_atomically(tmp_path / "step-1")
    context.__enter__()
    (tmp_path / "step-2").mkdir()
    discard_unfinished(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["step-2"]


def write_often(path: Path, text: str) -> None:
    for _ in range(50):
        write_atomically(path, text)
