"""Completions keep what reward functions logged of them, and each session of the page has a row."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds both. Nothing was logged of completions so far, and cookies so far end: people sign in again."""
    op.add_column("completions", sa.Column("extra", sa.JSON(), nullable=True))
    op.execute("UPDATE completions SET extra = '{}'")
    with op.batch_alter_table("completions") as completions:
        completions.alter_column("extra", existing_type=sa.JSON(), nullable=False)
    op.create_table(
        "sign_ins",
        sa.Column("cookie_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("cookie_hash", name=op.f("pk_sign_ins")),
    )
    op.create_index(op.f("ix_sign_ins_expires_at"), "sign_ins", ["expires_at"])


def downgrade() -> None:
    """Drops both."""
    op.drop_index(op.f("ix_sign_ins_expires_at"), "sign_ins")
    op.drop_table("sign_ins")
    op.drop_column("completions", "extra")
