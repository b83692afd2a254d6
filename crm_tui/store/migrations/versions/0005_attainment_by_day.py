"""What standards found is kept by day, so that the figures of a year need not be counted over millions.

Revision ID: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

# STRICT tables know no BIGINT, and SQLite's AUTOINCREMENT wants the word INTEGER; PostgreSQL wants 64 bits.
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = _ID


def upgrade() -> None:
    """Add the tables; what stands in them is counted by the running desk."""
    op.create_table(
        "attainment_rounds",
        sa.Column("id", _ID, nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("entry_id", _ID, nullable=False),
        sa.Column("counted_to", _ID, nullable=True),
        sa.Column("as_of", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("measure"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "attainment_days",
        sa.Column("round_id", _ID, nullable=False),
        sa.Column("standard_id", _ID, nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("measured", sa.Integer(), nullable=False),
        sa.Column("met", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("round_id", "standard_id", "day"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "attainment_of_customers",
        sa.Column("id", _ID, nullable=False),
        sa.Column("counted", sa.Text(), nullable=False),
        sa.Column("turns_at", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_attainment_of_customers_turns_at", "attainment_of_customers", ["turns_at"], unique=False
    )
