"""Reads numbers and texts out of JSON columns, in the same way on SQLite and Postgres.

The names of a path are bound parameters, so that they may be any text.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Float, Text, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class JsonValue(FunctionElement[Any]):
    """What is at a path of a JSON column, to see whether it is null."""

    inherit_cache = True

    def __init__(self, column: InstrumentedAttribute[Any], path: Sequence[str]) -> None:
        super().__init__(column, *(literal(name) for name in path))


class JsonNumber(JsonValue):
    """The number at a path of a JSON column; null where there is nothing, or something else."""

    type = Float()
    inherit_cache = True


class JsonText(JsonValue):
    """The text at a path of a JSON column, `true` or `false`; null where there is nothing, or something else."""

    type = Text()
    inherit_cache = True


@compiles(JsonValue, "sqlite")
def _sqlite_value(element: JsonValue, compiler: SQLCompiler, **given: Any) -> str:
    return f"json_extract({_sqlite_place(element, compiler, **given)})"


@compiles(JsonValue, "postgresql")
def _postgres_value(element: JsonValue, compiler: SQLCompiler, **given: Any) -> str:
    return f"json_extract_path_text({compiler.process(element.clauses, **given)})"


@compiles(JsonNumber, "sqlite")
def _sqlite_number(element: JsonNumber, compiler: SQLCompiler, **given: Any) -> str:
    place = _sqlite_place(element, compiler, **given)
    return f"CASE WHEN json_type({place}) IN ('integer', 'real') THEN json_extract({place}) END"


@compiles(JsonText, "sqlite")
def _sqlite_text(element: JsonText, compiler: SQLCompiler, **given: Any) -> str:
    place = _sqlite_place(element, compiler, **given)
    return (
        f"CASE json_type({place}) WHEN 'text' THEN json_extract({place}) "
        "WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' END"
    )


def _sqlite_place(element: JsonValue, compiler: SQLCompiler, **given: Any) -> str:
    """Returns the column and a path such as `$."weighting"."type"`. SQLite has no way to write a quote in a name."""
    column, *names = element.clauses
    path = " || ".join(["'$'", *(f"""'."' || {compiler.process(name, **given)} || '"'""" for name in names)])
    return f"{compiler.process(column, **given)}, {path}"


@compiles(JsonNumber, "postgresql")
def _postgres_number(element: JsonNumber, compiler: SQLCompiler, **given: Any) -> str:
    place = compiler.process(element.clauses, **given)
    return (
        f"CASE WHEN json_typeof(json_extract_path({place})) = 'number' "
        f"THEN CAST(json_extract_path_text({place}) AS DOUBLE PRECISION) END"
    )


@compiles(JsonText, "postgresql")
def _postgres_text(element: JsonText, compiler: SQLCompiler, **given: Any) -> str:
    place = compiler.process(element.clauses, **given)
    return (
        f"CASE WHEN json_typeof(json_extract_path({place})) IN ('string', 'boolean') "
        f"THEN json_extract_path_text({place}) END"
    )
