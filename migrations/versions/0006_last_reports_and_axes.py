"""Runs know when they last reported, and against which reference point and scale their hypervolume is measured."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

RUNS = sa.table("runs", sa.column("id", sa.String), sa.column("latest", sa.JSON(none_as_null=True)))
EVALUATIONS = sa.table(
    "evaluations",
    sa.column("run_id", sa.String),
    sa.column("step", sa.BigInteger),
    sa.column("split", sa.String),
    sa.column("reference_point", sa.JSON),
    sa.column("scale", sa.JSON),
)
AXES = ("reference_point", "scale")


def upgrade() -> None:
    """Takes the last report from the last reported step, and the axes from the last evaluation."""
    op.add_column("runs", sa.Column("reported_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE runs SET reported_at = step_at")
    connection = op.get_bind()
    for run_id, latest in connection.execute(sa.select(RUNS.c.id, RUNS.c.latest)).all():
        if latest:
            _write(connection, run_id, latest | _axes(connection, run_id, latest["step"]))


def downgrade() -> None:
    """Forgets both."""
    op.drop_column("runs", "reported_at")
    connection = op.get_bind()
    for run_id, latest in connection.execute(sa.select(RUNS.c.id, RUNS.c.latest)).all():
        if latest:
            _write(connection, run_id, {key: value for key, value in latest.items() if key not in AXES})


def _axes(connection: sa.Connection, run_id: str, step: int) -> dict[str, object]:
    query = sa.select(EVALUATIONS.c.reference_point, EVALUATIONS.c.scale).where(
        EVALUATIONS.c.run_id == run_id, EVALUATIONS.c.step == step, EVALUATIONS.c.split == "validation"
    )
    found = connection.execute(query).first()
    return dict(zip(AXES, found or ({}, {}), strict=True))


def _write(connection: sa.Connection, run_id: str, latest: dict[str, object]) -> None:
    connection.execute(RUNS.update().where(RUNS.c.id == run_id).values(latest=latest))
