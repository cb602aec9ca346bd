"""What the page takes from Python is made without a server, and a stale file is named with the command that helps."""

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from paretoscope.schema.run_config import MAX_OBJECTIVES

FRONTEND = Path(__file__).parents[2] / "frontend"


@pytest.fixture
def generate(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The program that makes the files, as a module."""
    monkeypatch.syspath_prepend(str(FRONTEND))
    spec = importlib.util.spec_from_file_location("generate", FRONTEND / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "generate", module)
    spec.loader.exec_module(module)
    return module


def test_the_document_has_what_routes_use_and_takes_any_draft_of_a_config(
    generate: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARETOSCOPE_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")

    document = generate.openapi()

    schemas = document["components"]["schemas"]
    assert {"RunPage", "Figure", "Problem"} <= set(schemas)
    assert schemas["RunConfig"] == {"type": "object", "additionalProperties": True}
    assert "Grpo" not in schemas
    assert set(document["paths"]["/api/runs"]["post"]["responses"]) == {"201", "default"}


def test_a_theme_has_colours_for_all_objectives_of_a_run_and_all_runs_of_a_comparison(generate: ModuleType) -> None:
    source = (FRONTEND / "src" / "api" / "fronts.ts").read_text(encoding="utf-8")
    singly = int(re.findall(r"MOST_COMPARED = (\d+);", source)[0])

    for colours in generate.palette().values():
        assert len(set(colours["objectives"])) == len(colours["objectives"]) >= MAX_OBJECTIVES
        assert len(colours["runs"]) >= singly


def test_a_stale_file_is_named_with_the_command_that_writes_it(
    generate: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sources, fresh = tmp_path / "src", tmp_path / "fresh"
    for folder in (sources, fresh):
        for name in (generate.TYPES, generate.PALETTE):
            (folder / name).parent.mkdir(parents=True)
            (folder / name).write_text("as it must be")
    monkeypatch.setattr(generate, "SOURCES", sources)
    generate.check(fresh)

    (sources / generate.TYPES).write_text("as it was")

    with pytest.raises(SystemExit, match=r"schema\.d\.ts\. Run `make api-types`"):
        generate.check(fresh)
