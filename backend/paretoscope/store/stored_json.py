"""Reads many stored JSON values at once, several times as fast as SQLAlchemy does on SQLite."""

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import JSON, Dialect, Text, TypeDecorator
from sqlalchemy.types import TypeEngine


class StoredJson(TypeDecorator[Any]):
    """Type to read a JSON column with, by ``type_coerce``, for `values_of`."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """SQLite keeps JSON as text; Postgres' driver reads JSON by itself."""
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else JSON())


def values_of(stored: Sequence[Any]) -> Sequence[Any]:
    """Returns the values of a column that has objects, lists or nothing. Integers beyond 64 bits become floats."""
    if not any(isinstance(value, str) for value in stored):
        return stored
    values: list[Any] = orjson.loads(f"[{','.join('null' if value is None else value for value in stored)}]")
    return values
