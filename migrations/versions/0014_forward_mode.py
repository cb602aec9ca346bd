"""Influences by forward-mode differentiation are computed by a directional derivative, which gives the same values."""

import hashlib
import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

REMOVED, NOW = "jvp", "directional"


def upgrade() -> None:
    """Changes the configs of runs and sweeps that ask for forward mode."""
    runs = sa.table("runs", sa.column("id"), sa.column("config", sa.JSON()), sa.column("config_hash"))
    sweeps = sa.table("sweeps", sa.column("id"), sa.column("definition", sa.JSON()))
    connection = op.get_bind()
    for run_id, config in _asking(connection, runs, runs.c.config):
        changed = _changed(config)
        connection.execute(
            sa.update(runs).where(runs.c.id == run_id).values(config=changed, config_hash=_hash(changed))
        )
    for sweep_id, definition in _asking(connection, sweeps, sweeps.c.definition):
        connection.execute(sa.update(sweeps).where(sweeps.c.id == sweep_id).values(definition=_changed(definition)))


def downgrade() -> None:
    """Changes nothing, because earlier versions know both ways."""


def _asking(connection: sa.Connection, table: sa.TableClause, column: sa.ColumnClause[Any]) -> list[Any]:
    is_asking = sa.cast(column, sa.Text()).like(f'%"{REMOVED}"%')
    return list(connection.execute(sa.select(table.c.id, column).where(is_asking)).all())


def _changed(value: Any) -> Any:
    """Replaces the way in a config, or anywhere in a sweep's definition."""
    match value:
        case {"influence": "jvp", **others}:
            return {"influence": NOW, **{name: _changed(one) for name, one in others.items()}}
        case {"field": "weighting.influence", "values": list(values), **others}:
            distinct = list(dict.fromkeys(NOW if one == REMOVED else one for one in values))
            return {"field": "weighting.influence", "values": distinct, **others}
        case {"weighting.influence": "jvp", **others}:
            return {"weighting.influence": NOW, **others}
        case dict():
            return {name: _changed(one) for name, one in value.items()}
        case list():
            return [_changed(one) for one in value]
        case _:
            return value


def _hash(config: dict[str, object]) -> str:
    data = {name: value for name, value in config.items() if name not in {"name", "seed"}}
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:16]
