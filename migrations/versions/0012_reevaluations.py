"""Evaluations may come from another run, under a split name of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the columns and makes room for longer names; evaluations so far were made by their own runs."""
    op.add_column("evaluations", sa.Column("job_id", sa.String(length=32), nullable=True))
    op.add_column("evaluations", sa.Column("samples", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("evaluations") as evaluations:
        evaluations.alter_column("split", existing_type=sa.String(16), type_=sa.String(80), existing_nullable=False)


def downgrade() -> None:
    """Drops the columns and the evaluations that came from other runs, which earlier versions would take for tests."""
    op.execute("DELETE FROM evaluations WHERE job_id IS NOT NULL")
    with op.batch_alter_table("evaluations") as evaluations:
        evaluations.alter_column("split", existing_type=sa.String(80), type_=sa.String(16), existing_nullable=False)
    op.drop_column("evaluations", "samples")
    op.drop_column("evaluations", "job_id")
