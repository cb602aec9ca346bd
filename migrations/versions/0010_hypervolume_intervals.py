"""Evaluations tell the interval of their hypervolume."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the column; the intervals of evaluations so far are not known."""
    op.add_column("evaluations", sa.Column("hypervolume_interval", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Drops the column."""
    op.drop_column("evaluations", "hypervolume_interval")
