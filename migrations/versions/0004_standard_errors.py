"""Evaluations tell how far chance may have moved their values and what they added to the hypervolume."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the columns; the errors of evaluations so far are not known."""
    op.add_column("evaluations", sa.Column("standard_errors", sa.JSON(), nullable=True))
    op.execute("UPDATE evaluations SET standard_errors = '{}'")
    with op.batch_alter_table("evaluations") as evaluations:
        evaluations.alter_column("standard_errors", existing_type=sa.JSON(), nullable=False)
    op.add_column("evaluations", sa.Column("contribution_error", sa.Double(), nullable=True))


def downgrade() -> None:
    """Drops the columns."""
    op.drop_column("evaluations", "contribution_error")
    op.drop_column("evaluations", "standard_errors")
