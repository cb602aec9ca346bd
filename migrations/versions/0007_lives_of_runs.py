"""Runs are forked and continued; crashes count only without progress; workers say why they take no runs, and where
their checkpoints are; files of deleted runs are deleted wherever they are.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

RUN_COLUMNS = ("parent_run_id", "parent_step", "queued_at", "crashes", "crash_step", "idle_seconds")


def upgrade() -> None:
    """Adds the columns; runs so far are no forks and were never continued."""
    op.add_column("runs", sa.Column("parent_run_id", sa.String(length=32), nullable=True))
    op.add_column("runs", sa.Column("parent_step", sa.BigInteger(), nullable=True))
    op.add_column("runs", sa.Column("queued_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("runs", sa.Column("crashes", sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("runs", sa.Column("crash_step", sa.BigInteger(), nullable=True))
    op.add_column("runs", sa.Column("idle_seconds", sa.Double(), nullable=False, server_default="0"))
    op.add_column("workers", sa.Column("problem", sa.Text(), nullable=True))
    op.add_column("workers", sa.Column("storage", sa.String(length=32), nullable=False, server_default=sa.text("''")))
    op.add_column(
        "checkpoints", sa.Column("storage", sa.String(length=32), nullable=False, server_default=sa.text("''"))
    )
    op.add_column("checkpoints", sa.Column("shared", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("deleted_runs", sa.Column("files_left", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_runs_parent_run_id", "runs", ["parent_run_id"])


def downgrade() -> None:
    """Drops the columns."""
    op.drop_index("ix_runs_parent_run_id", "runs")
    for column in RUN_COLUMNS:
        op.drop_column("runs", column)
    for table, column in (
        ("workers", "problem"),
        ("workers", "storage"),
        ("checkpoints", "storage"),
        ("checkpoints", "shared"),
        ("deleted_runs", "files_left"),
    ):
        op.drop_column(table, column)
