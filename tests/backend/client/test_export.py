from pathlib import Path

import pytest

from paretoscope.checkpoint_storage import CheckpointStorage
from paretoscope.client import Client, ExportError, Point, export_policy
from paretoscope.settings import Settings

from ...services.api_server import ApiServer
from .reported_runs import report_points, write_checkpoint

POINTS = {0: (0.5, 25.0), 25: (0.625, 12.0)}


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    return write_checkpoint(tmp_path / "runs" / "a" / "checkpoints", 25)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARETOSCOPE_HOME", str(tmp_path))


@pytest.fixture
def point(server: ApiServer, checkpoint: Path) -> Point:
    return Point(report_points(server, POINTS, {25: checkpoint}), 25)


def test_the_policy_is_copied_with_its_card(client: Client, point: Point, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "exported"
    assert export_policy(client, Point(point.run_id, None), folder) == 25
    assert {path.name for path in folder.iterdir()} == {"config.json", "model.safetensors", "README.md"}
    assert (folder / "model.safetensors").read_text() == "weights of 25"
    assert "| accuracy | fraction | higher | 0.625 | 0.5 |" in (folder / "README.md").read_text()
    assert [path.name for path in folder.parent.iterdir()] == ["exported"]


def test_an_empty_folder_is_filled_and_one_in_use_left_alone(client: Client, point: Point, tmp_path: Path) -> None:
    folder = tmp_path / "exported"
    folder.mkdir()
    export_policy(client, point, folder)
    (folder / "model.safetensors").write_text("mine")
    with pytest.raises(ExportError, match="is not empty"):
        export_policy(client, point, folder)
    assert (folder / "model.safetensors").read_text() == "mine"


def test_a_checkpoint_on_another_machine_is_said_to_be_there(client: Client, server: ApiServer, tmp_path: Path) -> None:
    run_id = report_points(server, POINTS, {25: Path("/elsewhere/checkpoints/step-000025")})
    with pytest.raises(ExportError, match=r"/elsewhere.*this machine cannot read it\. Run the command there"):
        export_policy(client, Point(run_id, 25), tmp_path / "exported")
    assert not (tmp_path / "exported").exists()


def test_a_checkpoint_on_another_machine_is_downloaded_from_the_shared_storage(
    client: Client, server: ApiServer, checkpoint: Path, tmp_path: Path
) -> None:
    (checkpoint / "files.json").write_text('{"policy/config.json": 2, "policy/model.safetensors": 13}')
    elsewhere = {25: Path("/elsewhere/checkpoints/step-000025")}
    run_id, url = report_points(server, POINTS, elsewhere, shared=True), str(tmp_path / "shared")
    settings = Settings(home=tmp_path, checkpoint_url=url)
    with pytest.raises(ExportError, match="cannot be used"):
        export_policy(client, Point(run_id, 25), tmp_path / "exported", settings)
    CheckpointStorage(url).upload(run_id, checkpoint)

    assert export_policy(client, Point(run_id, 25), tmp_path / "exported", settings) == 25

    assert (tmp_path / "exported" / "model.safetensors").read_text() == "weights of 25"


@pytest.mark.parametrize("damage", ["missing", "cut short"])
def test_damaged_weights_are_not_exported(
    client: Client, point: Point, checkpoint: Path, tmp_path: Path, damage: str
) -> None:
    weights = checkpoint / "policy" / "model.safetensors"
    if damage == "missing":
        weights.unlink()
    else:
        weights.write_text("weigh")
    with pytest.raises(ExportError, match=r"damaged\. These files .*: policy/model\.safetensors"):
        export_policy(client, point, tmp_path / "exported")


def test_a_folder_that_cannot_be_made_is_an_error_that_leaves_nothing(
    client: Client, point: Point, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="could not be copied"):
        export_policy(client, point, tmp_path / "file" / "exported")


@pytest.mark.parametrize("way", ["plain", "dots", "link"])
def test_a_reported_path_outside_the_home_is_not_read(
    client: Client, server: ApiServer, tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside, runs = write_checkpoint(tmp_path / "secret", 25), tmp_path / "home" / "runs"
    monkeypatch.setenv("PARETOSCOPE_HOME", str(tmp_path / "home"))
    runs.mkdir(parents=True)
    (runs / "link").symlink_to(outside)
    reported = {"plain": outside, "dots": runs / ".." / ".." / "secret" / outside.name, "link": runs / "link"}[way]
    run_id = report_points(server, POINTS, {25: reported})
    with pytest.raises(ExportError, match=r"which is not inside .*set PARETOSCOPE_HOME"):
        export_policy(client, Point(run_id, 25), tmp_path / "exported")
    assert not (tmp_path / "exported").exists()

    allowed = Settings(home=tmp_path / "home", model_roots=(tmp_path / "secret",))
    assert export_policy(client, Point(run_id, 25), tmp_path / "exported", allowed) == 25
