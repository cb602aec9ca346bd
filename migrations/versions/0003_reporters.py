"""Each reporter of a run numbers its own batches, and metric keys may have 250 characters."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table. What a run has reported so far came from its one reporter, which has the empty name."""
    op.create_table(
        "reporters",
        sa.Column("run_id", sa.String(32), sa.ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("reporter", sa.String(64), primary_key=True),
        sa.Column("attempt", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
    )
    op.execute(
        "INSERT INTO reporters (run_id, reporter, attempt, seq) "
        "SELECT id, '', reported_attempt, reported_seq FROM runs WHERE reported_attempt > 0"
    )
    op.drop_column("runs", "reported_seq")
    with op.batch_alter_table("series") as series:
        series.alter_column("key", existing_type=sa.String(200), type_=sa.String(250), existing_nullable=False)


def downgrade() -> None:
    """Keeps the numbers of the reporter with the empty name; longer keys stay as they are, cut on Postgres."""
    op.add_column("runs", sa.Column("reported_seq", sa.BigInteger(), nullable=False, server_default="0"))
    op.execute(
        "UPDATE runs SET reported_seq = COALESCE((SELECT seq FROM reporters WHERE reporters.run_id = runs.id "
        "AND reporters.reporter = '' AND reporters.attempt = runs.reported_attempt), 0)"
    )
    with op.batch_alter_table("series") as series:
        series.alter_column("key", existing_type=sa.String(250), type_=sa.String(200), existing_nullable=False)
    op.drop_table("reporters")
