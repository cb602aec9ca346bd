"""Each module of both packages can be imported before any other of ours."""

import subprocess
import sys
from pathlib import Path

import pytest

from .import_circles import circle_entries, first_in_circles

ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("import_each_alone.py")
IMPORT_ALL = "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)"


@pytest.mark.parametrize(("folder", "package"), [("backend", "paretoscope"), ("worker", "paretoscope_worker")])
def test_each_circle_of_imports_can_be_entered_anywhere(folder: str, package: str) -> None:
    entries = circle_entries(package)

    done = subprocess.run(
        [sys.executable, PROGRAM, ROOT / folder, *entries], capture_output=True, text=True, check=False
    )

    assert len(entries) > 3
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("folder", "package"), [("backend", "paretoscope"), ("worker", "paretoscope_worker")])
def test_all_modules_can_be_imported(folder: str, package: str) -> None:
    paths = (ROOT / folder / package).glob("**/*.py")
    names = sorted(
        ".".join(path.relative_to(ROOT / folder).with_suffix("").parts).removesuffix(".__init__") for path in paths
    )

    done = subprocess.run([sys.executable, "-c", IMPORT_ALL, *names], capture_output=True, text=True, check=False)

    assert len(names) > 100
    assert done.returncode == 0, done.stderr


def test_a_circle_between_files_is_entered_at_each_of_them() -> None:
    imports = {"p": set(), "p.a": {"p.b"}, "p.b": {"p.a"}, "p.c": {"p.a"}}
    assert first_in_circles(imports) == ["p.a", "p.b"]


def test_a_circle_through_its_package_is_entered_at_the_package() -> None:
    imports = {"p": set(), "p.q": {"p.q.a"}, "p.q.a": {"p.q.b"}, "p.q.b": set(), "p.c": {"p.q.b"}}
    assert first_in_circles(imports) == ["p.q"]
