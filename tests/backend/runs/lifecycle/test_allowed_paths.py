"""Local paths: only inside the folders the operator names, links followed."""

from pathlib import Path
from typing import Any

import pytest

from paretoscope.runs.lifecycle.allowed_paths import is_path, settle_paths
from paretoscope.runs.refusals import InvalidError

from ...run_configs import run_config
from ..reports import settings


def model(name: str) -> Any:
    return {"policy": {"model": name}}


@pytest.mark.parametrize(
    "name", ["arithmetic-small", "gpt2", "Qwen/Qwen3-8B", "HuggingFaceTB/SmolLM2-135M", "a_b/c.d-e_f"]
)
def test_a_hub_id_is_left_for_the_worker(name: str) -> None:
    assert not is_path(name)
    assert settle_paths(run_config(**model(name)), settings()).policy.model == name


@pytest.mark.parametrize(
    "name",
    ["/etc", "./model", "../model", "~/model", "~root/model", "a/b/c", "a\\b", "C:\\model", "C:/model", "a/..", "..",
     ".", "a//b", "a/", "/", "file:///etc", "a b/c", "-x/y"],
)  # fmt: skip
def test_anything_else_is_a_path_and_refused_outside_the_roots(name: str, tmp_path: Path) -> None:
    assert is_path(name)
    with pytest.raises(InvalidError) as refused:
        settle_paths(run_config(**model(name)), settings(model_roots=[tmp_path]))
    assert refused.value.field == "policy.model"
    assert "PARETOSCOPE_MODEL_ROOTS" in refused.value.instead


def test_a_name_that_is_a_folder_here_is_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "Qwen").mkdir()
    monkeypatch.chdir(tmp_path)

    assert is_path("Qwen")


def test_a_path_inside_a_root_is_kept_resolved(tmp_path: Path) -> None:
    (tmp_path / "models" / "mine").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "models" / "mine")
    allowed = settings(model_roots=[tmp_path / "models"])

    config = settle_paths(run_config(**model(str(tmp_path / "link"))), allowed)

    assert config.policy.model == str((tmp_path / "models" / "mine").resolve())


def test_a_link_out_of_a_root_is_refused(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "secret").mkdir()
    (tmp_path / "models" / "link").symlink_to(tmp_path / "secret")

    with pytest.raises(InvalidError):
        settle_paths(run_config(**model(f"{tmp_path}/models/link")), settings(model_roots=[tmp_path / "models"]))


@pytest.mark.parametrize("path", ["{root}/../secret", "{root}2/x", "{root}/a/../../secret", "/", "relative", "x\x00y"])
def test_no_spelling_leads_out_of_the_data_roots(path: str, tmp_path: Path) -> None:
    root = tmp_path / "data"
    root.mkdir()
    config = run_config(task={"type": "math500", "path": path.format(root=root)})

    with pytest.raises(InvalidError) as refused:
        settle_paths(config, settings(data_roots=[root]))
    assert refused.value.field == "task.path"


def test_data_inside_a_root_is_allowed(tmp_path: Path) -> None:
    config = run_config(task={"type": "math500", "path": f"{tmp_path}/./math500"})

    settled = settle_paths(config, settings(data_roots=[tmp_path])).task
    assert settled.path == str(tmp_path.resolve() / "math500")  # type: ignore[union-attr]


def test_a_loop_of_links_is_refused_not_followed_for_ever(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")

    with pytest.raises(InvalidError):
        settle_paths(run_config(**model(f"{tmp_path}/a/x")), settings(model_roots=[tmp_path / "models"]))


def reward_model(model: str) -> Any:
    return {"objectives": [{"type": "accuracy"}, {"type": "reward_model", "model": model}]}


def test_a_reward_model_is_settled_as_a_policy_is(tmp_path: Path) -> None:
    (tmp_path / "models" / "judge").mkdir(parents=True)
    allowed = settings(model_roots=[tmp_path / "models"])

    assert settle_paths(run_config(**reward_model("Org/reward")), allowed).objectives[1].model == "Org/reward"  # type: ignore[union-attr]
    settled = settle_paths(run_config(**reward_model(f"{tmp_path}/models/./judge")), allowed)
    assert settled.objectives[1].model == str((tmp_path / "models" / "judge").resolve())  # type: ignore[union-attr]
    with pytest.raises(InvalidError) as refused:
        settle_paths(run_config(**reward_model("/etc")), allowed)
    assert refused.value.field == "objectives.1.model"


def judge(**given: str) -> Any:
    return {"objectives": [{"type": "accuracy"}, {"type": "judge"} | given]}


def test_a_judge_is_one_of_the_operators_list() -> None:
    allowed = settings(judge_endpoints=["http://judge:8000/v1"])

    for given in ({}, {"endpoint": "http://judge:8000/v1"}, {"endpoint": "http://judge:8000/v1/"}):
        assert settle_paths(run_config(**judge(**given)), allowed).objectives[1].type == "judge"


@pytest.mark.parametrize(
    "endpoint",
    ["http://169.254.169.254/v1", "http://judge:8000/v1/../admin", "http://judge:8000", "http://judge:8000/v1@evil",
     "HTTP://JUDGE:8000/v1", "file:///etc/passwd"],
)  # fmt: skip
def test_any_other_endpoint_is_refused(endpoint: str) -> None:
    with pytest.raises(InvalidError) as refused:
        settle_paths(run_config(**judge(endpoint=endpoint)), settings(judge_endpoints=["http://judge:8000/v1"]))
    assert refused.value.field == "objectives.1.endpoint"
    assert "PARETOSCOPE_JUDGE_ENDPOINTS" in refused.value.instead


def test_without_a_list_there_is_no_judge() -> None:
    with pytest.raises(InvalidError, match="No endpoint is given"):
        settle_paths(run_config(**judge()), settings())


def test_where_the_hub_is_switched_off_no_name_is_fetched() -> None:
    closed = settings(hub=False)

    assert settle_paths(run_config(), closed).policy.model == "arithmetic-small"
    for config, field in ((model("gpt2"), "policy.model"), (reward_model("Org/reward"), "objectives.1.model")):
        with pytest.raises(InvalidError) as refused:
            settle_paths(run_config(**config), closed)
        assert refused.value.field == field
        assert "PARETOSCOPE_HUB" in refused.value.instead


def test_a_checkpoint_of_a_run_of_this_server_is_a_policy_without_any_root(tmp_path: Path) -> None:
    home = settings(home=tmp_path)
    name = str(home.runs_folder / "abc" / "checkpoints" / "step-000025" / "policy")

    config = settle_paths(run_config(**model(name), interpolation={"other": name}), home)

    assert config.interpolation is not None
    assert config.policy.model == config.interpolation.other == name


def test_the_other_end_of_an_interpolation_is_refused_outside_the_roots(tmp_path: Path) -> None:
    with pytest.raises(InvalidError) as refused:
        settle_paths(run_config(interpolation={"other": "/etc"}), settings(home=tmp_path))
    assert refused.value.field == "interpolation.other"


@pytest.mark.parametrize(
    ("task", "field"),
    [
        ({"type": "verl", "path": "{out}"}, "task.path"),
        ({"type": "gsm8k", "path": "{out}"}, "task.path"),
        ({"type": "math_lighteval", "path": "{out}"}, "task.path"),
        ({"type": "file", "path": "{out}"}, "task.path"),
        ({"type": "file", "path": "{root}/a", "validation_path": "{out}"}, "task.validation_path"),
        ({"type": "file", "path": "{root}/a", "test_path": "{out}"}, "task.test_path"),
    ],
)
def test_every_path_of_a_task_is_inside_the_data_roots(task: dict[str, str], field: str, tmp_path: Path) -> None:
    root = tmp_path / "data"
    places = {"out": f"{root}/../secret.jsonl", "root": str(root)}
    given = {name: value.format(**places) for name, value in task.items()}

    with pytest.raises(InvalidError) as refused:
        settle_paths(run_config(task=given), settings(data_roots=[root]))
    assert refused.value.field == field
    inside = {name: value.replace("/../secret", "/./mine") for name, value in given.items()}
    settled = settle_paths(run_config(task=inside), settings(data_roots=[root])).task
    assert getattr(settled, field.removeprefix("task.")) == str(root.resolve() / "mine.jsonl")


@pytest.mark.parametrize(
    ("task", "field"),
    [
        ({"type": "hub", "dataset": "me/sums"}, "task.dataset"),
        ({"type": "gsm8k"}, "task.path"),
        ({"type": "math_lighteval"}, "task.path"),
    ],
)
def test_data_of_the_hub_need_the_operators_leave(task: dict[str, str], field: str) -> None:
    assert settle_paths(run_config(task=task), settings()).task.type == task["type"]
    with pytest.raises(InvalidError) as refused:
        settle_paths(run_config(task=task), settings(hub=False))
    assert refused.value.field == field
    assert "PARETOSCOPE_HUB" in refused.value.instead
