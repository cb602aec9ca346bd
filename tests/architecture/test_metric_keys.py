"""Each metric key is written once, in the vocabulary."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from paretoscope.schema.metrics.description import METRICS

ROOT = Path(__file__).parents[2]
VOCABULARY = ROOT / "backend" / "paretoscope" / "schema" / "metrics" / "keys.py"
SOURCES = [
    path for package in ("backend/paretoscope", "worker/paretoscope_worker") for path in (ROOT / package).rglob("*.py")
]
PREFIXES = tuple({f"{metric.pattern.partition('/')[0]}/" for metric in METRICS})


def texts(path: Path) -> Iterator[str]:
    """The string literals of a module, parts of f-strings included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_the_vocabulary_itself_is_seen() -> None:
    assert {metric.pattern for metric in METRICS} <= set(texts(VOCABULARY))


@pytest.mark.parametrize("package", ["backend", "worker"])
def test_no_key_literal_stands_outside_the_vocabulary(package: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {text}"
        for path in SOURCES
        if path != VOCABULARY and path.is_relative_to(ROOT / package)
        for text in texts(path)
        if text.startswith(PREFIXES)
    ]
    assert found == []
