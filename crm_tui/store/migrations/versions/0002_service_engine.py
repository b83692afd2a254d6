"""The service engine: clocks, policies, proposals, playbooks, the team, and the tier of each past contact.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

# STRICT tables know no BIGINT, and SQLite's AUTOINCREMENT wants the word INTEGER; PostgreSQL wants 64 bits.
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = _ID
_MONEY = _ID

_FELT = "deleted_at IS NULL AND mood IS NOT NULL AND direction <> 'internal'"
_WAITED = "deleted_at IS NULL AND waited_minutes IS NOT NULL AND direction = 'inbound' AND channel = 'phone'"

_TIER_OF_CUSTOMER = """
UPDATE {table} SET tier = (SELECT t.code FROM customers c JOIN tiers t ON t.id = c.tier_id
                            WHERE c.id = {table}.customer_id)"""


def upgrade() -> None:
    """Add the tables and columns, and write down which tier each contact and plan was for."""
    op.create_table(
        "case_clocks",
        sa.Column("id", _ID, nullable=False),
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("standard_version_id", _ID, nullable=False),
        sa.Column("target_minutes", sa.REAL(), nullable=False),
        sa.Column("started_at", _INSTANT, nullable=False),
        sa.Column("due_at", _INSTANT, nullable=True),
        sa.Column("warn_at", _INSTANT, nullable=True),
        sa.Column("left_minutes", sa.REAL(), nullable=True),
        sa.Column("stopped_at", _INSTANT, nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("tier", sa.Text(), nullable=True),
        sa.Column("since_id", _ID, nullable=True),
        sa.CheckConstraint("name IN ('first-response', 'next-response', 'resolution')", name="name_code"),
        sa.CheckConstraint("state IN ('running', 'paused', 'met', 'missed')", name="state_code"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_case_clocks_case_id"), "case_clocks", ["case_id"], unique=False)
    op.create_index(
        "ix_case_clocks_running",
        "case_clocks",
        ["due_at", "case_id"],
        unique=False,
        sqlite_where=sa.text("state = 'running'"),
    )
    op.create_index("ix_case_clocks_started", "case_clocks", ["name", "started_at"], unique=False)
    op.create_table(
        "one_to_ones",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("manager_id", _ID, nullable=False),
        sa.Column("from_on", sa.Text(), nullable=False),
        sa.Column("to_on", sa.Text(), nullable=False),
        sa.Column("went_well", sa.Text(), nullable=False),
        sa.Column("was_hard", sa.Text(), nullable=False),
        sa.Column("goals", sa.Text(), nullable=False),
        sa.Column("training", sa.Text(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["manager_id"],
            ["staff.id"],
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_one_to_ones_staff_id"), "one_to_ones", ["staff_id"], unique=False)
    op.create_table(
        "playbooks",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("nature", sa.Text(), nullable=True),
        sa.Column("mood", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("retired_at", _INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["nature"],
            ["natures.code"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_playbooks_nature"), "playbooks", ["nature"], unique=False)
    op.create_table(
        "policies",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("owner_id", _ID, nullable=True),
        sa.Column("next_review_on", sa.Text(), nullable=True),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("retired_at", _INSTANT, nullable=True),
        sa.Column("retired_why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["staff.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "pulses",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("on_day", sa.Text(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.CheckConstraint("level BETWEEN 1 AND 5", name="level_one_to_five"),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_pulses_staff_id"), "pulses", ["staff_id"], unique=False)
    op.create_table(
        "skills",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.CheckConstraint("level BETWEEN 1 AND 4", name="level_one_to_four"),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_skills_staff_id"), "skills", ["staff_id"], unique=False)
    op.create_table(
        "tier_limits",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("tier_id", _ID, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("contact_limit", sa.Integer(), nullable=False),
        sa.Column("contact_window_days", sa.Integer(), nullable=False),
        sa.CheckConstraint("contact_limit >= 0", name="limit_not_negative"),
        sa.CheckConstraint("contact_window_days > 0", name="window_is_some_days"),
        sa.ForeignKeyConstraint(
            ["channel"],
            ["channels.code"],
        ),
        sa.ForeignKeyConstraint(
            ["tier_id"],
            ["tiers.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_tier_limits_tier_id"), "tier_limits", ["tier_id"], unique=False)
    op.create_table(
        "breach_notes",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("standard_id", _ID, nullable=False),
        sa.Column("event_kind", sa.Text(), nullable=False),
        sa.Column("event_id", _ID, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff.id"],
        ),
        sa.ForeignKeyConstraint(
            ["standard_id"],
            ["standards.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        "ix_breach_notes_event", "breach_notes", ["standard_id", "event_kind", "event_id"], unique=False
    )
    op.create_table(
        "job_standards",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("standard_id", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff.id"],
        ),
        sa.ForeignKeyConstraint(
            ["standard_id"],
            ["standards.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_job_standards_staff_id"), "job_standards", ["staff_id"], unique=False)
    op.create_table(
        "playbook_versions",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("playbook_id", _ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("valid_from", _INSTANT, nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["playbook_id"],
            ["playbooks.id"],
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_playbook_versions_playbook_id"), "playbook_versions", ["playbook_id"], unique=False
    )
    op.create_table(
        "policy_reviews",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("policy_id", _ID, nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("from_on", sa.Text(), nullable=False),
        sa.Column("to_on", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=True),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("next_on", sa.Text(), nullable=True),
        sa.Column("at", _INSTANT, nullable=False),
        sa.CheckConstraint("decision IN ('keep', 'change', 'retire')", name="decision_code"),
        sa.ForeignKeyConstraint(
            ["policy_id"],
            ["policies.id"],
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_policy_reviews_policy_id"), "policy_reviews", ["policy_id"], unique=False)
    op.create_table(
        "policy_versions",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("policy_id", _ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("valid_from", _INSTANT, nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["policy_id"],
            ["policies.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_policy_versions_policy_id"), "policy_versions", ["policy_id"], unique=False)
    op.create_table(
        "policy_readings",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("policy_version_id", _ID, nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["policy_version_id"],
            ["policy_versions.id"],
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_policy_readings_policy_version_id"), "policy_readings", ["policy_version_id"], unique=False
    )
    op.create_index(op.f("ix_policy_readings_staff_id"), "policy_readings", ["staff_id"], unique=False)
    op.create_table(
        "proposals",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("standard_id", _ID, nullable=True),
        sa.Column("policy_id", _ID, nullable=True),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by_id", _ID, nullable=True),
        sa.Column("answered_at", _INSTANT, nullable=True),
        sa.Column("in_version", sa.Integer(), nullable=True),
        sa.CheckConstraint("state IN ('open', 'accepted', 'declined')", name="state_code"),
        sa.CheckConstraint("(standard_id IS NULL) <> (policy_id IS NULL)", name="about_one_thing"),
        sa.ForeignKeyConstraint(
            ["answered_by_id"],
            ["staff.id"],
        ),
        sa.ForeignKeyConstraint(
            ["policy_id"],
            ["policies.id"],
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff.id"],
        ),
        sa.ForeignKeyConstraint(
            ["standard_id"],
            ["standards.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_proposals_policy_id"), "proposals", ["policy_id"], unique=False)
    op.create_index(op.f("ix_proposals_standard_id"), "proposals", ["standard_id"], unique=False)
    op.create_table(
        "trainings",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=True),
        sa.Column("taken_on", sa.Text(), nullable=True),
        sa.Column("standard_id", _ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff.id"],
        ),
        sa.ForeignKeyConstraint(
            ["standard_id"],
            ["standards.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_trainings_staff_id"), "trainings", ["staff_id"], unique=False)
    op.create_table(
        "checklist_items",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("interaction_id", _ID, nullable=True),
        sa.Column("signed_by_id", _ID, nullable=True),
        sa.Column("signed_at", _INSTANT, nullable=True),
        sa.CheckConstraint("kind IN ('read', 'accompanied', 'other')", name="kind_code"),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interactions.id"],
        ),
        sa.ForeignKeyConstraint(
            ["signed_by_id"],
            ["staff.id"],
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_checklist_items_staff_id"), "checklist_items", ["staff_id"], unique=False)
    op.create_table(
        "looks",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("interaction_id", _ID, nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interactions.id"],
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_looks_interaction_id"), "looks", ["interaction_id"], unique=False)
    op.create_table(
        "praise",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("by_id", _ID, nullable=False),
        sa.Column("interaction_id", _ID, nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"],
            ["staff.id"],
        ),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interactions.id"],
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_praise_interaction_id"), "praise", ["interaction_id"], unique=False)
    op.create_index(op.f("ix_praise_staff_id"), "praise", ["staff_id"], unique=False)
    op.create_table(
        "step_ticks",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("interaction_id", _ID, nullable=False),
        sa.Column("playbook_version_id", _ID, nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interactions.id"],
        ),
        sa.ForeignKeyConstraint(
            ["playbook_version_id"],
            ["playbook_versions.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_step_ticks_interaction_id"), "step_ticks", ["interaction_id"], unique=False)
    op.add_column(
        "acknowledgements", sa.Column("answer", sa.Text(), server_default=sa.text("('')"), nullable=False)
    )
    op.add_column(
        "business", sa.Column("asks_pulse", sa.Integer(), server_default=sa.text("0"), nullable=False)
    )
    op.add_column(
        "calendar_versions",
        sa.Column("holiday_names", sa.Text(), server_default=sa.text("'{}'"), nullable=False),
    )
    op.add_column(
        "cases", sa.Column("understanding", sa.Text(), server_default=sa.text("('')"), nullable=False)
    )
    op.add_column(
        "cases",
        sa.Column("understanding_confirmed", sa.Integer(), server_default=sa.text("0"), nullable=False),
    )
    op.add_column("cases", sa.Column("prevention", sa.Text(), server_default=sa.text("('')"), nullable=False))
    op.add_column("cases", sa.Column("cost", _MONEY, nullable=True))
    op.add_column(
        "cases", sa.Column("cost_currency", sa.Text(), server_default=sa.text("('')"), nullable=False)
    )
    op.add_column("cases", sa.Column("parent_id", _ID, nullable=True))
    op.add_column("cases", sa.Column("agreed_at", _INSTANT, nullable=True))
    op.add_column("cases", sa.Column("timely", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_cases_parent_id"), "cases", ["parent_id"], unique=False)
    op.add_column("customer_summaries", sa.Column("health", sa.Text(), nullable=True))
    op.add_column("customer_summaries", sa.Column("health_turns_at", _INSTANT, nullable=True))
    op.create_index(op.f("ix_customer_summaries_health"), "customer_summaries", ["health"], unique=False)
    op.create_index(
        op.f("ix_customer_summaries_health_turns_at"), "customer_summaries", ["health_turns_at"], unique=False
    )
    op.add_column("customers", sa.Column("rhythm_days", sa.Integer(), nullable=True))
    op.create_index(
        "ix_customers_rhythm",
        "customers",
        ["rhythm_days"],
        unique=False,
        sqlite_where=sa.text("rhythm_days IS NOT NULL"),
    )
    op.add_column("follow_ups", sa.Column("tier", sa.Text(), nullable=True))
    op.add_column("interactions", sa.Column("tier", sa.Text(), nullable=True))
    op.add_column("promises", sa.Column("tier", sa.Text(), nullable=True))
    op.add_column("staff", sa.Column("job", sa.Text(), server_default=sa.text("('')"), nullable=False))
    op.add_column("staff", sa.Column("allowance", _MONEY, nullable=True))
    op.add_column(
        "standard_versions", sa.Column("question", sa.Text(), server_default=sa.text("('')"), nullable=False)
    )
    op.add_column("tiers", sa.Column("rhythm_days", sa.Integer(), nullable=True))
    op.create_index(
        "ix_cases_cause", "cases", ["opened_at", "cause"], unique=False, sqlite_where=sa.text("cause <> ''")
    )
    op.create_index("ix_cases_external", "cases", ["external_source", "external_key"], unique=False)
    op.create_index("ix_interactions_nature", "interactions", ["nature", "happened_at"], unique=False)
    for trait, where in (("mood", _FELT), ("waited_minutes", _WAITED)):
        op.create_index(
            f"ix_interactions_{trait.partition('_')[0]}",
            "interactions",
            [trait, "tier", "staff_id", "happened_at", "customer_id"],
            unique=False,
            sqlite_where=sa.text(where),
        )
    for table in ("interactions", "follow_ups", "promises"):
        op.execute(_TIER_OF_CUSTOMER.format(table=table))
    # Opening hours count from now on unless a standard says otherwise; those there are counted all hours.
    all_hours = '{"hours":"all"}'
    op.execute(f"UPDATE standard_versions SET settings = '{all_hours}' WHERE measure = 'answered-within'")
