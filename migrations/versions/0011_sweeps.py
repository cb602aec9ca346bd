"""Runs form sweeps, have a priority, and know which runs are their replicates."""

import hashlib
import json

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

RUN_COLUMNS = ("config_hash", "sweep_id", "sweep_cell", "priority")
BATCH = 500


def upgrade() -> None:
    """Adds tables and columns; runs so far belong to no sweep, and their hashes come from their configs."""
    op.create_table(
        "sweeps",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("definition", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("priority", sa.BigInteger(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("support", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sweeps"),
    )
    op.create_index("ix_sweeps_created_at", "sweeps", ["created_at"])
    op.create_table(
        "sweep_cells",
        sa.Column("sweep_id", sa.String(length=32), nullable=False),
        sa.Column("index", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("overrides", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(["sweep_id"], ["sweeps.id"], name="fk_sweep_cells_sweep_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("sweep_id", "index", name="pk_sweep_cells"),
    )
    op.add_column("runs", sa.Column("config_hash", sa.String(length=16), nullable=False, server_default=sa.text("''")))
    op.add_column("runs", sa.Column("sweep_id", sa.String(length=32), nullable=True))
    op.add_column("runs", sa.Column("sweep_cell", sa.BigInteger(), nullable=True))
    op.add_column("runs", sa.Column("priority", sa.BigInteger(), nullable=False, server_default="0"))
    _fill_hashes()
    op.create_index("ix_runs_sweep_id_sweep_cell", "runs", ["sweep_id", "sweep_cell"])
    op.create_index("ix_runs_config_hash", "runs", ["config_hash"])


def downgrade() -> None:
    """Drops tables and columns; runs of sweeps are kept."""
    op.drop_index("ix_runs_sweep_id_sweep_cell", "runs")
    op.drop_index("ix_runs_config_hash", "runs")
    for column in RUN_COLUMNS:
        op.drop_column("runs", column)
    op.drop_table("sweep_cells")
    op.drop_table("sweeps")


def _fill_hashes() -> None:
    runs = sa.table("runs", sa.column("id"), sa.column("config", sa.JSON()), sa.column("config_hash"))
    connection = op.get_bind()
    ids = connection.execute(sa.select(runs.c.id)).scalars().all()
    for start in range(0, len(ids), BATCH):
        some = connection.execute(
            sa.select(runs.c.id, runs.c.config).where(runs.c.id.in_(ids[start : start + BATCH]))
        ).all()
        for run_id, config in some:
            connection.execute(sa.update(runs).where(runs.c.id == run_id).values(config_hash=_hash(config)))


def _hash(config: dict[str, object]) -> str:
    data = {name: value for name, value in config.items() if name not in {"name", "seed"}}
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:16]
