from pathlib import Path

import pytest

from paretoscope.client import Client, NotFoundError, Point, PointError, RefusedError, soup_config
from paretoscope.client.points import find_checkpoint
from paretoscope.schema.run_config import RunConfig

from ...services.api_server import ApiServer
from .reported_runs import report_points

POINTS = {0: (0.5, 25.0), 5: (0.7, 27.0), 25: (0.625, 12.0)}


@pytest.fixture(scope="module")
def run_id(server: ApiServer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A run with checkpoints of steps 5 and 25; that of step 10 was deleted."""
    folder = tmp_path_factory.mktemp("checkpoints")
    return report_points(server, POINTS, {5: folder / "a", 10: None, 25: folder / "b"})


@pytest.mark.parametrize(
    ("text", "point"), [("abc@25", Point("abc", 25)), ("abc@0", Point("abc", 0)), ("abc", Point("abc", None))]
)
def test_a_point_is_a_run_and_a_step(text: str, point: Point) -> None:
    assert Point.parse(text) == point


@pytest.mark.parametrize("text", ["", "@5", "abc@", "abc@last", "abc@-1", "abc@1.5", "abc@5@6"])
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(PointError, match="RUN@STEP"):
        Point.parse(text)


def test_the_checkpoint_of_a_step_or_the_newest(client: Client, run_id: str) -> None:
    assert find_checkpoint(client, Point(run_id, 5)).path.endswith("/a")
    assert find_checkpoint(client, Point(run_id, None)).step == 25


@pytest.mark.parametrize("step", [10, 7])
def test_a_step_without_a_checkpoint_on_disk_is_refused_with_those_there_are(
    client: Client, run_id: str, step: int
) -> None:
    with pytest.raises(PointError, match=rf"no checkpoint of step {step} on disk\. .* with a checkpoint are: 5, 25\."):
        find_checkpoint(client, Point(run_id, step))


def test_a_run_without_any_is_told_so(client: Client, server: ApiServer) -> None:
    with pytest.raises(PointError, match="no checkpoint on disk yet"):
        find_checkpoint(client, Point(report_points(server, POINTS, {}), None))


def test_a_soup_is_measured_as_the_run_of_its_first_point(client: Client, run_id: str) -> None:
    config = RunConfig.model_validate(soup_config(client, Point(run_id, 5), Point(run_id, 25), points=7))
    first = RunConfig.model_validate(client.run(run_id).config)
    assert config.interpolation is not None
    assert Path(config.policy.model).parts[-2:] == ("a", "policy")
    assert Path(config.interpolation.other).parts[-2:] == ("b", "policy")
    assert (config.interpolation.points, config.total_steps) == (7, 6)
    assert config.name == "soup of reported@5 and reported@25"
    assert config.evaluation.reference_point == {"accuracy": 0.5, "conciseness": 30.0}
    assert config.evaluation.objective_scale == {"accuracy": 1.0, "conciseness": 20.0}
    assert (config.seed, config.task, config.objectives) == (first.seed, first.task, first.objectives)


def test_step_0_is_the_policy_the_run_began_with(client: Client, run_id: str) -> None:
    config = soup_config(client, Point(run_id, 0), Point(run_id, None))
    assert config["policy"]["model"] == "arithmetic-small"
    assert config["name"].endswith("@0 and reported@25")


def test_a_run_without_evaluations_leaves_the_axes_to_the_soup(client: Client, server: ApiServer) -> None:
    run_id = report_points(server, {}, {5: Path("/somewhere")})
    assert soup_config(client, Point(run_id, 0), Point(run_id, 5))["evaluation"]["reference_point"] == "margin"


def test_a_run_that_does_not_exist_is_not_found(client: Client) -> None:
    with pytest.raises(NotFoundError):
        soup_config(client, Point("nobody", 0), Point("nobody", 5))


def test_a_soup_of_a_path_outside_the_servers_folders_is_refused(
    client: Client, server: ApiServer, tmp_path: Path
) -> None:
    """The path is one that a client has reported."""
    run_id = report_points(server, POINTS, {5: tmp_path / "secret"})
    with pytest.raises(RefusedError, match="The model path is not allowed"):
        client.create_run(soup_config(client, Point(run_id, 0), Point(run_id, 5)))
