"""What is published: a wheel that runs, a whole source distribution, and a readme whose links lead somewhere."""

import importlib.util
import json
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def hatchling(*arguments: str) -> str:
    command: Sequence[str] = [sys.executable, "-m", "hatchling", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Names of the files in the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    hatchling("build", "-t", "wheel", "-d", str(folder))
    [path] = folder.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Names of the files in the source distribution, without its top folder."""
    folder = tmp_path_factory.mktemp("sdist")
    hatchling("build", "-t", "sdist", "-d", str(folder))
    [path] = folder.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


@pytest.mark.parametrize(
    "file",
    [
        "paretoscope/py.typed",
        "paretoscope_worker/py.typed",
        "paretoscope/page/index.html",
        "paretoscope/migrations/env.py",
        "paretoscope_worker/embedded/arithmetic-small/config.json",
    ],
)
def test_the_wheel_holds_what_runs(wheel: set[str], file: str) -> None:
    assert file in wheel


@pytest.mark.parametrize(
    "file",
    [
        "backend/paretoscope/py.typed",
        "worker/paretoscope_worker/py.typed",
        "frontend/package-lock.json",
        "migrations/env.py",
        "deploy/worker.Dockerfile",
        "docker-compose.yml",
        "docs/run.png",
        "tests/architecture/test_packaging.py",
        "hatch_build.py",
        "constraints.txt",
        "README.md",
        "CONTRIBUTING.md",
        "LICENSE",
    ],
)
def test_the_source_distribution_holds_what_builds_runs_and_explains_the_project(sdist: set[str], file: str) -> None:
    assert file in sdist


def test_the_source_distribution_holds_nothing_that_was_built(sdist: set[str]) -> None:
    built = {"node_modules", "page", ".venv", "__pycache__"}
    assert not [file for file in sdist if built & set(file.split("/"))]


def test_the_readme_of_the_index_has_no_relative_links() -> None:
    readme = json.loads(hatchling("metadata"))["readme"]

    assert readme["content-type"] == "text/markdown"
    assert readme["text"].startswith("# Paretoscope")
    assert "](docs/" not in readme["text"]
    assert "](CONTRIBUTING.md)" not in readme["text"]


@pytest.mark.parametrize(
    ("repository", "expected"),
    [
        (None, "Guide, [paper](https://x.org), ![](https://x.org/a.png), [top](#top)"),
        (
            "https://host.org/me/it/",
            "![run](https://host.org/me/it/raw/HEAD/docs/run.png)[Guide](https://host.org/me/it/blob/HEAD/GUIDE.md), "
            "[paper](https://x.org), ![](https://x.org/a.png), [top](#top)",
        ),
    ],
)
def test_relative_links_lead_to_the_repository_if_there_is_one(repository: str | None, expected: str) -> None:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    text = "![run](docs/run.png)[Guide](GUIDE.md), [paper](https://x.org), ![](https://x.org/a.png), [top](#top)"

    assert module.readme_for_index(text, repository) == expected
