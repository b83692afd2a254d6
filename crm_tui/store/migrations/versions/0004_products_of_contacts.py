"""What contacts and cases are about: a product of ours, so that standards can be narrowed to it.

And the orders that a list can have by a field of the business's own, and the wording of survey questions.

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
    """Add the columns, further codes of cases' events and of templates, and the orders of own fields."""
    for table in ("interactions", "cases"):
        # Alembic adds a column's reference by a constraint of its own, which SQLite does not know.
        op.execute(f"ALTER TABLE {table} ADD COLUMN product_id INTEGER REFERENCES products (id)")
    op.create_index(
        "ix_interactions_product",
        "interactions",
        ["product_id", "happened_at"],
        unique=False,
        sqlite_where=sa.text("product_id IS NOT NULL"),
    )
    _let_the_product_of_a_case_change()
    _let_templates_be_questions()
    _put_own_fields_in_order()
    _touch_fewer_indexes()


def _touch_fewer_indexes() -> None:
    """What is saved with every call enters no index for what few have, and none that nothing asks."""
    for index, table, columns in (
        ("ix_interactions_external", "interactions", ["external_source", "external_key"]),
        ("ix_cases_external", "cases", ["external_source", "external_key"]),
        ("ix_cases_parent_id", "cases", ["parent_id"]),
    ):
        op.drop_index(index, table)
        op.create_index(
            index, table, columns, unique=False, sqlite_where=sa.text(f"{columns[-1]} IS NOT NULL")
        )
    op.drop_index("ix_acts_undoes_act_id", "acts")
    op.drop_index("ix_note_search_customer_id", "note_search")


def _put_own_fields_in_order() -> None:
    """A list is walked by value and customer; texts without regard to case."""
    for name, value in (("value", sa.text("value COLLATE NOCASE")), ("number", "number")):
        op.drop_index(f"ix_custom_values_{name}", "custom_values")
        op.create_index(
            f"ix_custom_values_{name}", "custom_values", ["field_id", value, "customer_id"], unique=False
        )


def _let_the_product_of_a_case_change() -> None:
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
    _take_the_place_of(
        "case_events", "id, version, case_id, staff_id, what, value, why, happened_at, recorded_at"
    )
    op.create_index("ix_case_events_case_id", "case_events", ["case_id"], unique=False)


def _let_templates_be_questions() -> None:
    op.create_table(
        "message_templates_anew",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("nature", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("owner_id", _ID, nullable=True),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("retired_at", _INSTANT, nullable=True),
        sa.CheckConstraint("kind IN ('message', 'snippet', 'question')", name="kind_code"),
        sa.CheckConstraint("trim(name) <> ''", name="name_given"),
        sa.ForeignKeyConstraint(["channel"], ["channels.code"]),
        sa.ForeignKeyConstraint(["nature"], ["natures.code"]),
        sa.ForeignKeyConstraint(["owner_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    _take_the_place_of(
        "message_templates",
        "id, version, kind, name, language, channel, nature, subject, body, owner_id, created_at, retired_at",
    )
    op.create_index("ix_message_templates_name", "message_templates", ["name"], unique=False)


def _take_the_place_of(table: str, columns: str) -> None:
    """SQLite changes no constraint: the table is made anew, with every row and the last id that was given."""
    op.execute(f"INSERT INTO {table}_anew ({columns}) SELECT {columns} FROM {table}")
    # A table whose rows were all taken back has none to be counted by: its ids are not to be given anew.
    op.execute(f"DELETE FROM sqlite_sequence WHERE name = '{table}_anew'")
    op.execute(
        f"INSERT INTO sqlite_sequence (name, seq)"
        f" SELECT '{table}_anew', seq FROM sqlite_sequence WHERE name = '{table}'"
    )
    op.drop_table(table)
    op.rename_table(f"{table}_anew", table)
