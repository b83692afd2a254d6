"""What contacts and cases are about: a product of ours, so that standards can be narrowed to it.

And the orders that a list can have by a field of the business's own.

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

# STRICT tables know no BIGINT, and SQLite's AUTOINCREMENT wants the word INTEGER; PostgreSQL wants 64 bits.
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = _ID


def upgrade() -> None:
    """Add the columns, another product to what can happen to a case, and the orders of own fields."""
    for table, began_at in (("interactions", "happened_at"), ("cases", "opened_at")):
        op.add_column(table, sa.Column("product_id", _ID, nullable=True))
        op.create_index(
            f"ix_{table}_product",
            table,
            ["product_id", began_at],
            unique=False,
            sqlite_where=sa.text("product_id IS NOT NULL"),
        )
    _let_the_product_of_a_case_change()
    _put_own_fields_in_order()


def _put_own_fields_in_order() -> None:
    """A list is walked by value and customer; texts without regard to case."""
    for name, value in (("value", sa.text("value COLLATE NOCASE")), ("number", "number")):
        op.drop_index(f"ix_custom_values_{name}", "custom_values")
        op.create_index(
            f"ix_custom_values_{name}", "custom_values", ["field_id", value, "customer_id"], unique=False
        )


def _let_the_product_of_a_case_change() -> None:
    """SQLite changes no constraint: the table is made anew, with every row and the last id that was given."""
    op.create_table(
        "case_events_anew",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("happened_at", _INSTANT, nullable=False),
        sa.Column("recorded_at", _INSTANT, nullable=False),
        sa.CheckConstraint(
            "what IN ('opened', 'stage', 'owner', 'tier', 'product', 'reopened')", name="what_code"
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.execute(
        "INSERT INTO case_events_anew"
        " (id, version, case_id, staff_id, what, value, why, happened_at, recorded_at)"
        " SELECT id, version, case_id, staff_id, what, value, why, happened_at, recorded_at FROM case_events"
    )
    op.execute(
        "UPDATE sqlite_sequence SET seq = (SELECT seq FROM sqlite_sequence WHERE name = 'case_events')"
        " WHERE name = 'case_events_anew'"
        "   AND EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'case_events')"
    )
    op.drop_table("case_events")
    op.rename_table("case_events_anew", "case_events")
    op.create_index("ix_case_events_case_id", "case_events", ["case_id"], unique=False)
