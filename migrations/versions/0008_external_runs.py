"""External runs are heard of or lost; the server fills in what their evaluations leave out; and every run says what
its hypervolume is measured against.
"""

import hashlib
import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

RUNS = sa.table(
    "runs",
    sa.column("id", sa.String),
    sa.column("latest", sa.JSON(none_as_null=True)),
    sa.column("hypervolume", sa.Double),
    sa.column("hypervolume_axes", sa.String),
)


def upgrade() -> None:
    """Adds the columns. An external run that has not ended was last heard of when it last reported."""
    op.add_column("runs", sa.Column("heard_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("runs", sa.Column("hypervolume_axes", sa.String(length=64), nullable=True))
    op.add_column("evaluations", sa.Column("filled_in", sa.JSON(none_as_null=True), nullable=True))
    op.execute("UPDATE runs SET heard_at = COALESCE(reported_at, started_at, created_at) WHERE external")
    connection = op.get_bind()
    measured = sa.select(RUNS.c.id, RUNS.c.latest).where(RUNS.c.hypervolume.is_not(None))
    for run_id, latest in connection.execute(measured).all():
        axes = _axes(run_id, latest or {})
        connection.execute(RUNS.update().where(RUNS.c.id == run_id).values(hypervolume_axes=axes))


def downgrade() -> None:
    """Drops the columns. A lost run is running again, as there was no other word for it."""
    op.execute("UPDATE runs SET status = 'running' WHERE status = 'lost'")
    op.drop_column("evaluations", "filled_in")
    op.drop_column("runs", "hypervolume_axes")
    op.drop_column("runs", "heard_at")


def _axes(run_id: str, latest: dict[str, Any]) -> str:
    reference_point, scale = latest.get("reference_point"), latest.get("scale")
    if not reference_point or not scale:
        return f"unknown {run_id}"
    return hashlib.sha256(json.dumps([reference_point, scale], sort_keys=True).encode()).hexdigest()
