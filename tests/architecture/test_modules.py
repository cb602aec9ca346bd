"""Each module of both packages can be imported before any other of ours."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("import_each_alone.py")


@pytest.mark.parametrize("folder", ["backend", "worker"])
def test_each_module_can_be_imported_first(folder: str) -> None:
    done = subprocess.run([sys.executable, PROGRAM, ROOT / folder], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
