from pathlib import Path

from paretoscope_worker.processes.child import _StageFile


def test_the_stage_is_written_for_the_supervisor(tmp_path: Path) -> None:
    tell = _StageFile(tmp_path / "stage")
    tell("training")
    tell("evaluating")
    assert (tmp_path / "stage").read_text() == "evaluating"


def test_a_stage_that_cannot_be_written_is_told_as_soon_as_it_can(tmp_path: Path) -> None:
    tell = _StageFile(tmp_path / "later" / "stage")
    tell("training")
    (tmp_path / "later").mkdir()
    tell("training")
    assert (tmp_path / "later" / "stage").read_text() == "training"
