"""Growing relationships: sales, opportunities, plans, surveys, outreach, agreements, merges, own fields.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

# STRICT tables know no BIGINT, and SQLite's AUTOINCREMENT wants the word INTEGER; PostgreSQL wants 64 bits.
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = _ID
_AMOUNT = _ID


def upgrade() -> None:
    """Add the tables, where a mention stands, and products to what a standard can be narrowed to."""
    op.create_table(
        "custom_fields",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("choices", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("retired_at", _INSTANT, nullable=True),
        sa.CheckConstraint(
            "kind IN ('prospect', 'client', 'supplier', 'partner', 'internal')", name="kind_code"
        ),
        sa.CheckConstraint("type IN ('text', 'number', 'date', 'choice')", name="type_code"),
        sa.CheckConstraint("trim(code) <> ''", name="code_given"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_custom_fields_code", "custom_fields", ["code"], unique=False)
    op.create_table(
        "plans",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("silence_days", sa.Integer(), nullable=True),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.Column("runs_since", _INSTANT, nullable=True),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("retired_at", _INSTANT, nullable=True),
        sa.CheckConstraint(
            "event IN ('sale', 'delivered', 'solved', 'support', 'first-contact', 'silence')",
            name="event_code",
        ),
        sa.CheckConstraint("silence_days > 0", name="silence_is_some_days"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "message_templates",
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
        sa.CheckConstraint("kind IN ('message', 'snippet')", name="kind_code"),
        sa.CheckConstraint("trim(name) <> ''", name="name_given"),
        sa.ForeignKeyConstraint(["channel"], ["channels.code"]),
        sa.ForeignKeyConstraint(["nature"], ["natures.code"]),
        sa.ForeignKeyConstraint(["owner_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_message_templates_name", "message_templates", ["name"], unique=False)
    op.create_table(
        "outreaches",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("view_name", sa.Text(), nullable=False),
        sa.Column("narrowing", sa.Text(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("drawn_at", _INSTANT, nullable=False),
        sa.Column("sent_at", _INSTANT, nullable=True),
        sa.Column("deleted_at", _INSTANT, nullable=True),
        sa.CheckConstraint("kind IN ('announcement', 'newsletter', 'video', 'tutorial')", name="kind_code"),
        sa.CheckConstraint("state IN ('drawn', 'sent')", name="state_code"),
        sa.ForeignKeyConstraint(["channel"], ["channels.code"]),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "saved_views",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("list", sa.Text(), nullable=False),
        sa.Column("narrowing", sa.Text(), nullable=False),
        sa.Column("sort", sa.Text(), nullable=False),
        sa.Column("owner_id", _ID, nullable=False),
        sa.Column("shared", sa.Integer(), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("deleted_at", _INSTANT, nullable=True),
        sa.CheckConstraint("trim(name) <> ''", name="name_given"),
        sa.ForeignKeyConstraint(["owner_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_saved_views_list", "saved_views", ["list"], unique=False)
    op.create_table(
        "custom_values",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("customer_id", _ID, nullable=False),
        sa.Column("field_id", _ID, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("number", sa.REAL(), nullable=True),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"]),
        sa.ForeignKeyConstraint(["field_id"], ["custom_fields.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_custom_values_customer_id", "custom_values", ["customer_id"], unique=False)
    op.create_index("ix_custom_values_number", "custom_values", ["field_id", "number"], unique=False)
    op.create_index("ix_custom_values_value", "custom_values", ["field_id", "value"], unique=False)
    op.create_table(
        "departures",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("customer_id", _ID, nullable=False),
        sa.Column("left_on", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("won_back_on", sa.Text(), nullable=True),
        sa.Column("won_back_how", sa.Text(), nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"]),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_departures_customer_id", "departures", ["customer_id"], unique=False)
    op.create_table(
        "heard_notes",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("customer_id", _ID, nullable=True),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("deleted_at", _INSTANT, nullable=True),
        sa.CheckConstraint("kind IN ('interest', 'heard')", name="kind_code"),
        sa.CheckConstraint("trim(words) <> ''", name="says_something"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"]),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_heard_notes_customer_id", "heard_notes", ["customer_id"], unique=False)
    op.create_index("ix_heard_notes_on_day", "heard_notes", ["on_day"], unique=False)
    op.create_table(
        "merges",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kept_id", _ID, nullable=False),
        sa.Column("gone_id", _ID, nullable=False),
        sa.Column("act_id", _ID, nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("moved", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("unmerged_at", _INSTANT, nullable=True),
        sa.CheckConstraint("kept_id <> gone_id", name="two_customers"),
        sa.ForeignKeyConstraint(["act_id"], ["acts.id"]),
        sa.ForeignKeyConstraint(["gone_id"], ["customers.id"]),
        sa.ForeignKeyConstraint(["kept_id"], ["customers.id"]),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_merges_act_id", "merges", ["act_id"], unique=False)
    op.create_index("ix_merges_gone_id", "merges", ["gone_id"], unique=False)
    op.create_index("ix_merges_kept_id", "merges", ["kept_id"], unique=False)
    op.create_table(
        "not_duplicates",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("customer_id", _ID, nullable=False),
        sa.Column("other_id", _ID, nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.CheckConstraint("customer_id < other_id", name="each_pair_once"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"]),
        sa.ForeignKeyConstraint(["other_id"], ["customers.id"]),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_not_duplicates_customer_id", "not_duplicates", ["customer_id"], unique=False)
    op.create_index("ix_not_duplicates_other_id", "not_duplicates", ["other_id"], unique=False)
    op.create_table(
        "products",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("needs", sa.Text(), nullable=False),
        sa.Column("how_to", sa.Text(), nullable=False),
        sa.Column("price", _AMOUNT, nullable=True),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("warranty_days", sa.Integer(), nullable=True),
        sa.Column("service_days", sa.Integer(), nullable=True),
        sa.Column("supplier_id", _ID, nullable=True),
        sa.Column("external_source", sa.Text(), nullable=True),
        sa.Column("external_key", sa.Text(), nullable=True),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("retired_at", _INSTANT, nullable=True),
        sa.CheckConstraint("kind IN ('product', 'service')", name="kind_code"),
        sa.CheckConstraint("trim(name) <> ''", name="name_given"),
        sa.CheckConstraint("warranty_days > 0", name="warranty_is_some_days"),
        sa.CheckConstraint("service_days > 0", name="service_is_some_days"),
        sa.ForeignKeyConstraint(["supplier_id"], ["customers.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_products_external", "products", ["external_source", "external_key"], unique=False)
    op.create_index("ix_products_sort_key", "products", ["sort_key"], unique=False)
    op.create_index("ix_products_supplier_id", "products", ["supplier_id"], unique=False)
    op.create_table(
        "dispute_steps",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("happened_at", _INSTANT, nullable=False),
        sa.Column("recorded_at", _INSTANT, nullable=False),
        sa.CheckConstraint("stage IN ('talk', 'written', 'mediation', 'closed')", name="stage_code"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_dispute_steps_case_id", "dispute_steps", ["case_id"], unique=False)
    op.create_table(
        "plan_runs",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("plan_id", _ID, nullable=False),
        sa.Column("customer_id", _ID, nullable=False),
        sa.Column("event_kind", sa.Text(), nullable=False),
        sa.Column("event_id", _ID, nullable=False),
        sa.Column("started_at", _INSTANT, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("stopped_by_id", _ID, nullable=True),
        sa.Column("stopped_at", _INSTANT, nullable=True),
        sa.CheckConstraint("state IN ('running', 'stopped', 'done')", name="state_code"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"]),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"]),
        sa.ForeignKeyConstraint(["stopped_by_id"], ["cases.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_plan_runs_customer", "plan_runs", ["customer_id", "state"], unique=False)
    op.create_index("ix_plan_runs_event", "plan_runs", ["plan_id", "event_kind", "event_id"], unique=False)
    op.create_table(
        "product_links",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("product_id", _ID, nullable=False),
        sa.Column("other_id", _ID, nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.CheckConstraint("relation IN ('goes-with', 'step-up')", name="relation_code"),
        sa.CheckConstraint("product_id <> other_id", name="another_product"),
        sa.ForeignKeyConstraint(["other_id"], ["products.id"]),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_product_links_other_id", "product_links", ["other_id"], unique=False)
    op.create_index("ix_product_links_product_id", "product_links", ["product_id"], unique=False)
    op.create_table(
        "product_texts",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("product_id", _ID, nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_product_texts_product_id", "product_texts", ["product_id"], unique=False)
    op.create_table(
        "outreach_members",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("outreach_id", _ID, nullable=False),
        sa.Column("customer_id", _ID, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("left_out", sa.Text(), nullable=True),
        sa.Column("interaction_id", _ID, nullable=True),
        sa.Column("answered_at", _INSTANT, nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "left_out IN ('no-consent', 'do-not-contact', 'load', 'no-address', 'open-complaint', 'ended')",
            name="left_out_code",
        ),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"]),
        sa.ForeignKeyConstraint(["interaction_id"], ["interactions.id"]),
        sa.ForeignKeyConstraint(["outreach_id"], ["outreaches.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        "ix_outreach_members_customer", "outreach_members", ["customer_id", "outreach_id"], unique=False
    )
    op.create_index("ix_outreach_members_outreach_id", "outreach_members", ["outreach_id"], unique=False)
    op.create_table(
        "sales",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("customer_id", _ID, nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("sold_at", _INSTANT, nullable=False),
        sa.Column("sold_on", sa.Text(), nullable=False),
        sa.Column("value", _AMOUNT, nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("rate", _AMOUNT, nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("promised_at", _INSTANT, nullable=True),
        sa.Column("promised_on", sa.Text(), nullable=True),
        sa.Column("delivered_at", _INSTANT, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("interaction_id", _ID, nullable=True),
        sa.Column("recorded_at", _INSTANT, nullable=False),
        sa.Column("tier", sa.Text(), nullable=True),
        sa.Column("external_source", sa.Text(), nullable=True),
        sa.Column("external_key", sa.Text(), nullable=True),
        sa.Column("deleted_at", _INSTANT, nullable=True),
        sa.CheckConstraint(
            "stage IN ('ordered', 'promised', 'called-ahead', 'delivered', 'cancelled')", name="stage_code"
        ),
        sa.CheckConstraint("rate > 0", name="rate_positive"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"]),
        sa.ForeignKeyConstraint(["interaction_id"], ["interactions.id"]),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_sales_customer", "sales", ["customer_id", "sold_at"], unique=False)
    op.create_index("ix_sales_external", "sales", ["external_source", "external_key"], unique=False)
    op.create_index(
        "ix_sales_open",
        "sales",
        ["promised_at"],
        unique=False,
        sqlite_where=sa.text("stage NOT IN ('delivered', 'cancelled')"),
    )
    op.create_index("ix_sales_staff_id", "sales", ["staff_id"], unique=False)
    op.create_index("ix_sales_time", "sales", ["sold_at"], unique=False)
    op.create_table(
        "agreements",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("customer_id", _ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("boundaries", sa.Text(), nullable=False),
        sa.Column("owner_id", _ID, nullable=False),
        sa.Column("start_on", sa.Text(), nullable=False),
        sa.Column("end_on", sa.Text(), nullable=True),
        sa.Column("notice_on", sa.Text(), nullable=True),
        sa.Column("renewal", sa.Text(), nullable=False),
        sa.Column("renewal_months", sa.Integer(), nullable=True),
        sa.Column("value", _AMOUNT, nullable=True),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("follow_up_id", _ID, nullable=True),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("deleted_at", _INSTANT, nullable=True),
        sa.CheckConstraint("renewal IN ('none', 'by-hand', 'automatic')", name="renewal_code"),
        sa.CheckConstraint("state IN ('active', 'ended')", name="state_code"),
        sa.CheckConstraint("trim(name) <> ''", name="name_given"),
        sa.CheckConstraint("end_on >= start_on", name="ends_after_start"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"]),
        sa.ForeignKeyConstraint(["follow_up_id"], ["follow_ups.id"]),
        sa.ForeignKeyConstraint(["owner_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_agreements_customer_id", "agreements", ["customer_id"], unique=False)
    op.create_index("ix_agreements_notice", "agreements", ["state", "notice_on"], unique=False)
    op.create_table(
        "opportunities",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("customer_id", _ID, nullable=False),
        sa.Column("need", sa.Text(), nullable=False),
        sa.Column("product_id", _ID, nullable=True),
        sa.Column("owner_id", _ID, nullable=False),
        sa.Column("heard_by_id", _ID, nullable=False),
        sa.Column("heard_at", _INSTANT, nullable=False),
        sa.Column("interaction_id", _ID, nullable=True),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("value", _AMOUNT, nullable=True),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("expected_on", sa.Text(), nullable=True),
        sa.Column("follow_up_id", _ID, nullable=True),
        sa.Column("partner_id", _ID, nullable=True),
        sa.Column("sale_id", _ID, nullable=True),
        sa.Column("closed_at", _INSTANT, nullable=True),
        sa.Column("closed_why", sa.Text(), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("deleted_at", _INSTANT, nullable=True),
        sa.CheckConstraint("stage IN ('heard', 'talked', 'offered', 'won', 'lost')", name="stage_code"),
        sa.CheckConstraint("stage <> 'lost' OR trim(closed_why) <> ''", name="lost_says_why"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"]),
        sa.ForeignKeyConstraint(["follow_up_id"], ["follow_ups.id"]),
        sa.ForeignKeyConstraint(["heard_by_id"], ["staff.id"]),
        sa.ForeignKeyConstraint(["interaction_id"], ["interactions.id"]),
        sa.ForeignKeyConstraint(["owner_id"], ["staff.id"]),
        sa.ForeignKeyConstraint(["partner_id"], ["customers.id"]),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"]),
        sa.ForeignKeyConstraint(["sale_id"], ["sales.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_opportunities_customer_id", "opportunities", ["customer_id"], unique=False)
    op.create_index("ix_opportunities_owner_id", "opportunities", ["owner_id"], unique=False)
    op.create_index("ix_opportunities_partner_id", "opportunities", ["partner_id"], unique=False)
    op.create_index("ix_opportunities_product_id", "opportunities", ["product_id"], unique=False)
    op.create_index("ix_opportunities_stage", "opportunities", ["stage", "customer_id"], unique=False)
    op.create_table(
        "plan_touches",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("run_id", _ID, nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("follow_up_id", _ID, nullable=True),
        sa.Column("is_survey", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'planned', 'joined', 'skipped')", name="state_code"),
        sa.ForeignKeyConstraint(["follow_up_id"], ["follow_ups.id"]),
        sa.ForeignKeyConstraint(["run_id"], ["plan_runs.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_plan_touches_follow_up_id", "plan_touches", ["follow_up_id"], unique=False)
    op.create_index("ix_plan_touches_run_id", "plan_touches", ["run_id"], unique=False)
    op.create_table(
        "referrals",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("customer_id", _ID, nullable=False),
        sa.Column("by_customer_id", _ID, nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("happened_at", _INSTANT, nullable=False),
        sa.Column("thanked_at", _INSTANT, nullable=True),
        sa.Column("follow_up_id", _ID, nullable=True),
        sa.Column("deleted_at", _INSTANT, nullable=True),
        sa.CheckConstraint("customer_id <> by_customer_id", name="another_customer"),
        sa.ForeignKeyConstraint(["by_customer_id"], ["customers.id"]),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"]),
        sa.ForeignKeyConstraint(["follow_up_id"], ["follow_ups.id"]),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_referrals_by_customer_id", "referrals", ["by_customer_id"], unique=False)
    op.create_index("ix_referrals_customer_id", "referrals", ["customer_id"], unique=False)
    op.create_table(
        "sale_events",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sale_id", _ID, nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("happened_at", _INSTANT, nullable=False),
        sa.Column("recorded_at", _INSTANT, nullable=False),
        sa.CheckConstraint(
            "what IN ('ordered', 'promised', 'called-ahead', 'attempted', 'delivered', 'cancelled', 'owner')",
            name="what_code",
        ),
        sa.ForeignKeyConstraint(["sale_id"], ["sales.id"]),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_sale_events_sale_id", "sale_events", ["sale_id"], unique=False)
    op.create_index("ix_sale_events_time", "sale_events", ["what", "happened_at"], unique=False)
    op.create_table(
        "sale_lines",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sale_id", _ID, nullable=False),
        sa.Column("product_id", _ID, nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("quantity", _AMOUNT, nullable=False),
        sa.Column("price", _AMOUNT, nullable=False),
        sa.Column("value", _AMOUNT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("warranty_until", sa.Text(), nullable=True),
        sa.Column("service_on", sa.Text(), nullable=True),
        sa.Column("service_follow_up_id", _ID, nullable=True),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"]),
        sa.ForeignKeyConstraint(["sale_id"], ["sales.id"]),
        sa.ForeignKeyConstraint(["service_follow_up_id"], ["follow_ups.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_sale_lines_product_id", "sale_lines", ["product_id"], unique=False)
    op.create_index("ix_sale_lines_sale_id", "sale_lines", ["sale_id"], unique=False)
    op.create_table(
        "surveys",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("customer_id", _ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sale_id", _ID, nullable=True),
        sa.Column("case_id", _ID, nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("asked_at", _INSTANT, nullable=False),
        sa.Column("asked_by_id", _ID, nullable=False),
        sa.Column("follow_up_id", _ID, nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("answered_at", _INSTANT, nullable=True),
        sa.Column("taken_by_id", _ID, nullable=True),
        sa.Column("interaction_id", _ID, nullable=True),
        sa.Column("opened_case_id", _ID, nullable=True),
        sa.Column("tier", sa.Text(), nullable=True),
        sa.Column("external_source", sa.Text(), nullable=True),
        sa.Column("external_key", sa.Text(), nullable=True),
        sa.Column("deleted_at", _INSTANT, nullable=True),
        sa.CheckConstraint("kind IN ('csat', 'nps')", name="kind_code"),
        sa.CheckConstraint("state IN ('asked', 'answered', 'declined')", name="state_code"),
        sa.CheckConstraint("sale_id IS NULL OR case_id IS NULL", name="about_one_thing"),
        sa.CheckConstraint(
            "(kind = 'csat' AND score BETWEEN 1 AND 5) OR (kind = 'nps' AND score BETWEEN 0 AND 10)",
            name="score_in_range",
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["staff.id"]),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.ForeignKeyConstraint(["channel"], ["channels.code"]),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"]),
        sa.ForeignKeyConstraint(["follow_up_id"], ["follow_ups.id"]),
        sa.ForeignKeyConstraint(["interaction_id"], ["interactions.id"]),
        sa.ForeignKeyConstraint(["opened_case_id"], ["cases.id"]),
        sa.ForeignKeyConstraint(["sale_id"], ["sales.id"]),
        sa.ForeignKeyConstraint(["taken_by_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_surveys_answered", "surveys", ["answered_at"], unique=False)
    op.create_index("ix_surveys_case_id", "surveys", ["case_id"], unique=False)
    op.create_index("ix_surveys_customer_id", "surveys", ["customer_id"], unique=False)
    op.create_index("ix_surveys_external", "surveys", ["external_source", "external_key"], unique=False)
    op.create_index("ix_surveys_sale_id", "surveys", ["sale_id"], unique=False)
    op.create_table(
        "agreement_events",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("agreement_id", _ID, nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("end_on", sa.Text(), nullable=True),
        sa.Column("happened_at", _INSTANT, nullable=False),
        sa.Column("recorded_at", _INSTANT, nullable=False),
        sa.CheckConstraint("what IN ('signed', 'changed', 'renewed', 'notice', 'ended')", name="what_code"),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreements.id"]),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_agreement_events_agreement_id", "agreement_events", ["agreement_id"], unique=False)
    op.create_table(
        "negotiation_steps",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("customer_id", _ID, nullable=False),
        sa.Column("agreement_id", _ID, nullable=True),
        sa.Column("case_id", _ID, nullable=True),
        sa.Column("interaction_id", _ID, nullable=True),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("move", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("value", _AMOUNT, nullable=True),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("happened_at", _INSTANT, nullable=False),
        sa.Column("recorded_at", _INSTANT, nullable=False),
        sa.CheckConstraint("move IN ('offer', 'counter-offer', 'concession', 'agreed')", name="move_code"),
        sa.CheckConstraint("by IN ('ours', 'theirs')", name="by_code"),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreements.id"]),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"]),
        sa.ForeignKeyConstraint(["interaction_id"], ["interactions.id"]),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_negotiation_steps_agreement_id", "negotiation_steps", ["agreement_id"], unique=False)
    op.create_index("ix_negotiation_steps_case_id", "negotiation_steps", ["case_id"], unique=False)
    op.create_index("ix_negotiation_steps_customer_id", "negotiation_steps", ["customer_id"], unique=False)
    op.add_column("interactions", sa.Column("link", sa.Text(), nullable=False, server_default=sa.text("''")))
    _let_standards_be_narrowed_to_products()


def _let_standards_be_narrowed_to_products() -> None:
    """SQLite changes no constraint: the table is made anew, with every row and the last id that was given."""
    op.create_table(
        "standard_scopes_anew",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("standard_version_id", _ID, nullable=False),
        sa.Column("dimension", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "dimension IN ('tier', 'nature', 'channel', 'kind', 'product')", name="dimension_code"
        ),
        sa.ForeignKeyConstraint(["standard_version_id"], ["standard_versions.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.execute(
        "INSERT INTO standard_scopes_anew (id, version, standard_version_id, dimension, value)"
        " SELECT id, version, standard_version_id, dimension, value FROM standard_scopes"
    )
    op.execute(
        "UPDATE sqlite_sequence SET seq = (SELECT seq FROM sqlite_sequence WHERE name = 'standard_scopes')"
        " WHERE name = 'standard_scopes_anew'"
        "   AND EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'standard_scopes')"
    )
    op.drop_table("standard_scopes")
    op.rename_table("standard_scopes_anew", "standard_scopes")
    op.create_index(
        "ix_standard_scopes_standard_version_id", "standard_scopes", ["standard_version_id"], unique=False
    )
