"""Files of deleted runs are deleted on the server's disk and in the shared storage, if need be later."""

from pathlib import Path

from paretoscope.checkpoint_storage import CheckpointStorage
from paretoscope.runs.lifecycle.run_files import deleted_among, remove_files_left
from paretoscope.runs.lifecycle.transitions import delete_run, finish_attempt, request_stop
from paretoscope.schema.control import Finish
from paretoscope.store.database import Database
from paretoscope.store.server_models import DeletedRunRow

from ..reports import START, queued_run, report, running_run, settings
from ..reports import checkpoint as reported


def deleted_run(database: Database) -> str:
    run_id = queued_run(database)
    with database.write() as session:
        request_stop(session, run_id, START)
        delete_run(session, run_id, START)
    return run_id


def is_left(database: Database, run_id: str) -> bool:
    with database.read() as session:
        return session.get_one(DeletedRunRow, run_id).files_left


def checkpoint(folder: Path) -> Path:
    made = folder / "step-000005"
    made.mkdir(parents=True)
    (made / "files.json").write_text("{}")
    return made


def test_the_files_go_on_the_disk_and_in_the_storage(database: Database, tmp_path: Path, s3_url: str) -> None:
    given = settings(home=tmp_path / "home", checkpoint_url=s3_url)
    run_id, other = deleted_run(database), queued_run(database)
    storage = CheckpointStorage(s3_url)
    for name in (run_id, other):
        storage.upload(name, checkpoint(given.runs_folder / name / "checkpoints"))

    remove_files_left(database, given)

    assert not (given.runs_folder / run_id).exists()
    assert (storage.copies(run_id), list(storage.copies(other))) == ({}, ["step-000005"])
    assert (given.runs_folder / other).exists()
    assert not is_left(database, run_id)


def test_what_a_storage_that_is_away_keeps_goes_once_it_is_back(database: Database, tmp_path: Path) -> None:
    mounted, away = tmp_path / "shared", tmp_path / "away"
    given = settings(home=tmp_path / "home", checkpoint_url=str(mounted / "runs"))
    run_id = deleted_run(database)
    CheckpointStorage(given.checkpoint_url).upload(run_id, checkpoint(tmp_path))
    mounted.rename(away)
    mounted.write_text("Nothing is mounted here.")

    remove_files_left(database, given)
    assert is_left(database, run_id)
    mounted.unlink()
    away.rename(mounted)
    remove_files_left(database, given)

    assert not is_left(database, run_id)
    assert CheckpointStorage(given.checkpoint_url).copies(run_id) == {}


def test_workers_learn_which_runs_were_deleted_and_of_no_other(database: Database) -> None:
    run_id, kept = deleted_run(database), queued_run(database)
    with database.read() as session:
        assert deleted_among(session, [run_id, kept, "never-known"]) == [run_id]


def test_the_deletion_of_a_run_leaves_paths_alone_that_it_only_reported(database: Database, tmp_path: Path) -> None:
    given, outside = settings(home=tmp_path / "home"), checkpoint(tmp_path / "elsewhere")
    run_id = running_run(database)
    report(database, run_id, 1, reported(5, path=str(outside)))
    with database.write() as session:
        finish_attempt(session, run_id, Finish(attempt=1, outcome="completed"), 3, START)
        delete_run(session, run_id, START)

    remove_files_left(database, given)

    assert not is_left(database, run_id)
    assert (outside / "files.json").is_file()
