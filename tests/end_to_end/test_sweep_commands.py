"""The commands of the README's section on sweeps, and what they say of wrong sweeps."""

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest
import yaml

from paretoscope.client import Client

from ..services.api_server import ApiServer
from .stack import PARETOSCOPE, TINY, Stack

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
SECTION = README[README.index("## Sweeps") : README.index("## Python")]
CONFIG = README[README.index("## A run is a config") :]


def block(text: str, language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", text, re.DOTALL)
    assert found is not None
    return found.group(1)


class Commands:
    """Runs commands in a folder against a server without a worker."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url = folder, url

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PARETOSCOPE_SERVER_URL": self.url}
        command = [*PARETOSCOPE, *arguments]
        return subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, timeout=120, check=False
        )


@pytest.fixture
def commands(empty_server: ApiServer, tmp_path: Path) -> Commands:
    (tmp_path / "sweep.yaml").write_text(block(SECTION, "yaml"))
    (tmp_path / "config.yaml").write_text(block(CONFIG, "yaml"))
    return Commands(tmp_path, empty_server.url)


def test_the_commands_of_the_readme_make_what_it_says(commands: Commands) -> None:
    for line in block(SECTION, "sh").splitlines():
        program, *arguments = shlex.split(line, comments=True)
        assert program == ".venv/bin/paretoscope"
        done = commands.run(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr

    with Client(commands.url) as client:
        quick, whole = client.sweeps()
        assert (whole.name, whole.total_cells, whole.total_runs) == ("which method", 3, 9)
        assert (quick.name, quick.total_runs, quick.seeds) == ("gradient, balanced", 6, [0, 1, 2])
        (alone,) = [run for run in client.all_runs() if run.sweep_id is None]
        assert alone.config["optimizer"]["learning_rate"] == 3e-4
        more = client.extend_sweep(whole.id, {"seeds": [3, 4]})
        assert more.total_runs == 15
        stopped = commands.run("stop", whole.id)
        assert "15 of 15 runs have ended" in stopped.stdout


@pytest.mark.parametrize(
    ("arguments", "words", "code"),
    [
        (["run", "config.yaml", "--set", "weighting.eta=0.1,-1"], "Cell 1 (eta -1)", 1),
        (["run", "config.yaml", "--set", "weighting.nothing=1,2"], "no field 'weighting.nothing'", 1),
        (["run", "config.yaml", "--set", "seed=0,1", "--set", "seed=2,3"], "several values already", 2),
        (["run", "config.yaml", "--set", "seed=0,["], "not YAML", 2),
        (["run", "config.yaml", "--set", "seed"], "write FIELD=VALUE", 2),
        (["sweep", "nowhere.yaml"], "Cannot read nowhere.yaml", 2),
    ],
)
def test_a_wrong_sweep_ends_the_command_with_a_sentence(
    commands: Commands, arguments: list[str], words: str, code: int
) -> None:
    done = commands.run(*arguments)
    assert done.returncode == code
    assert words in done.stderr.replace("\n", " ")
    with Client(commands.url) as client:
        assert client.runs().total == 0


def test_values_with_commas_of_their_own_are_whole(commands: Commands) -> None:
    weights = "{accuracy: 0.5, conciseness: 0.25, clarity: 0.25},{accuracy: 0.2, conciseness: 0.2, clarity: 0.6}"
    done = commands.run("run", "config.yaml", "--set", f"weighting.initial={weights}")
    assert done.returncode == 0, done.stderr
    with Client(commands.url) as client:
        sweep = client.sweep(client.sweeps()[0].id)
    assert [cell.name for cell in sweep.cells] == ["0.5/0.25/0.25", "0.2/0.2/0.6"]


def test_a_sweep_is_waited_for_with_a_line_for_each_cell(stack: Stack, tmp_path: Path) -> None:
    axis = {"field": "weighting.type", "values": ["fixed", "gradient"]}
    path = tmp_path / "methods.yaml"
    path.write_text(yaml.safe_dump({"base": TINY, "axes": [axis], "seeds": [0, 1]}))

    done = stack.run_command("sweep", str(path), "--wait")

    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert "methods: 4 runs in 2 cells" in lines[0]
    assert lines[-1] == "methods: 4 completed."
    assert "fixed: 2 completed" in lines
    assert lines.index("fixed: 2 completed") < lines.index("gradient: 2 completed")


def test_linear_support_chooses_the_third_preference_from_what_two_real_runs_found(
    stack: Stack, tmp_path: Path
) -> None:
    path = tmp_path / "front.yaml"
    support = {"tolerance": 0.0, "max_cells": 3}
    path.write_text(yaml.safe_dump({"base": TINY, "mode": "ols", "linear_support": support}))

    done = stack.run_command("sweep", str(path), "--wait")

    assert done.returncode == 0, done.stdout + done.stderr
    found = stack.client.sweep(next(one.id for one in stack.client.sweeps() if one.name == "front"))
    assert found.complete
    assert found.support is not None
    assert [value.cell for value in found.support.values] == list(range(found.total_cells))
    assert found.support.reason
    # Two runs of a few steps may have found the same, and then there is nothing more to find.
    assert found.total_cells == 3 or found.support.gap == 0.0
