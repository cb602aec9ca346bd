"""Real services for every test that asks for one; no deadlines for examples, as a machine that many share is slow."""

import os

from hypothesis import settings

from .services.fixtures import (
    database,
    database_url,
    empty_server,
    migrated_sqlite,
    postgres_server,
    postgres_url,
    redis_url,
    s3_server,
    s3_url,
    shared_server,
    sqlite_url,
    stack,
    template,
)

# Tests run side by side: several threads of torch would wait for each other more than they compute.
os.environ |= {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}

settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

__all__ = [
    "database",
    "database_url",
    "empty_server",
    "migrated_sqlite",
    "postgres_server",
    "postgres_url",
    "redis_url",
    "s3_server",
    "s3_url",
    "shared_server",
    "sqlite_url",
    "stack",
    "template",
]
