"""Imports each of some modules in a process of its own: ``python import_each_alone.py FOLDER MODULE...``.

What the files below the folder import from other packages is loaded once, before the processes fork; of ours they have
seen nothing.
"""

import ast
import gc
import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path


def main(folder: Path, names: Sequence[str]) -> int:
    """Returns how many modules cannot be imported first; says why on stderr."""
    own = {path.name for path in folder.parent.glob("*/paretoscope*")}
    for path in sorted(folder.glob("paretoscope*/**/*.py")):
        import_statements(path, own)
    seen = [name for name in sys.modules if name.split(".")[0] in own]
    assert not seen, seen
    gc.disable()
    return sum(not can_be_imported(name) for name in names)


def import_statements(path: Path, own: set[str]) -> None:
    """Executes the import statements at the top of a file that name other packages than ours."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if names and all(name.split(".")[0] not in own for name in names):
            exec(compile(ast.Module([node], []), str(path), "exec"), {})  # noqa: S102 - our own sources


def can_be_imported(name: str) -> bool:
    """Imports a module in a forked process."""
    child = os.fork()
    if child == 0:
        try:
            importlib.import_module(name)
        except BaseException:
            sys.stderr.write(f"{name}\n{traceback.format_exc()}\n")
            sys.stderr.flush()
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


if __name__ == "__main__":
    sys.exit(min(main(Path(sys.argv[1]), sys.argv[2:]), 100))
