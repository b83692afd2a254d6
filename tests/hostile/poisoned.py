"""The sample business with hostile text in every column that holds people's words.

It is put there past the actions, which would refuse or clean some of it: what is on disk may come from an
older version, another program, or somebody with the file in his hands.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from typing import Any

from payloads import payloads

from crm_tui.demo.sample import make_demo
from crm_tui.store.driver import Connection, connect

LOGIN = "nadia"

WORDS: Mapping[str, tuple[str, ...]] = {
    "acknowledgements": ("answer",),
    "agreement_events": ("why",),
    "agreements": ("name", "terms", "boundaries"),
    "departures": ("why", "won_back_how"),
    "dispute_steps": ("words",),
    "negotiation_steps": ("subject", "words"),
    "referrals": ("words",),
    "breach_notes": ("why",),
    "business": ("name",),
    "calendars": ("name",),
    "case_events": ("why",),
    "cases": ("title", "understanding", "cause", "resolution", "prevention"),
    "channels": ("label",),
    "checklist_items": ("what",),
    "contact_points": ("label", "value"),
    "custom_fields": ("label",),
    "custom_values": ("value",),
    "customer_tags": ("tag",),
    "customers": ("name", "address_as", "language", "source", "note", "ended_why"),
    "follow_ups": ("why", "override_why", "closed_why"),
    "import_runs": ("file_name",),
    "interactions": ("said", "cause", "did", "link"),
    "looks": ("words",),
    "memberships": ("title",),
    "message_templates": ("name", "subject", "body"),
    "heard_notes": ("words",),
    "natures": ("label",),
    "one_to_ones": ("went_well", "was_hard", "goals", "training"),
    "opportunities": ("need", "closed_why"),
    "outcomes": ("label",),
    "outreach_members": ("address", "answer"),
    "outreaches": ("name", "view_name", "template", "link"),
    "plan_touches": ("why",),
    "plans": ("name",),
    "playbooks": ("name",),
    "policies": ("name", "retired_why"),
    "policy_reviews": ("why",),
    "policy_versions": ("wording", "purpose"),
    "praise": ("words",),
    "product_texts": ("name", "words"),
    "products": ("code", "name", "category", "needs", "how_to"),
    "promises": ("what", "closed_why"),
    "proposals": ("words", "why", "answer"),
    "pulses": ("words",),
    "reviews": ("why",),
    "sale_events": ("why",),
    "sale_lines": ("words",),
    "sales": ("note",),
    "saved_views": ("name",),
    "skills": ("name",),
    "speaks_for": ("may_be_told",),
    "staff": ("name", "job"),
    "standard_versions": ("statement", "why", "question"),
    "standards": ("retired_why",),
    "surveys": ("words",),
    "tiers": ("label",),
    "trainings": ("name", "why"),
}

#: The keys of a structure behind which there are no words.
CODES = frozenset({"code", "channel", "who", "survey"})

#: Columns of structures whose texts are people's words, but for those that stand by one of :data:`CODES`.
STRUCTURES: Mapping[str, tuple[str, ...]] = {
    "calendar_versions": ("holiday_names",),
    "custom_fields": ("choices",),
    "one_to_ones": ("figures",),
    "plans": ("steps",),
    "playbook_versions": ("steps",),
    "policy_reviews": ("answers",),
}

#: What the sample leaves out: one of each, so that their words are somewhere to be poisoned.
_LEFT_OUT = (
    "INSERT INTO speaks_for (version, speaker_id, customer_id, may_be_told) "
    "SELECT 1, (SELECT min(id) FROM customers), customer_id, '' "
    "FROM interactions GROUP BY customer_id ORDER BY count(*) DESC LIMIT 3",
    "INSERT INTO pulses (version, staff_id, on_day, level, words) "
    "SELECT 1, id, '2026-11-20', 2, '' FROM staff",
    "INSERT INTO import_runs (act_id, file_digest, file_name, settings, position, report, state) "
    "SELECT min(id), '', '', '{}', 0, '{}', 'running' FROM acts",
)

#: The other columns of text hold codes, keys, days, digests, settings and what is derived.
NO_WORDS: Mapping[str, str] = {
    "absences": "from_on until_on",
    "agreement_events": "what end_on",
    "agreements": "start_on end_on notice_on renewal currency state",
    "departures": "left_on won_back_on",
    "dispute_steps": "stage",
    "negotiation_steps": "move by currency",
    "acts": "session_id door verb record_kind details",
    "business": "country timezone language currency sample",
    "breach_notes": "event_kind",
    "calendar_versions": "valid_from timezone weekly_hours holidays date_hours",
    "case_clocks": "name state tier",
    "case_events": "what value",
    "cases": "nature stage cost_currency external_source external_key",
    "channels": "code",
    "checklist_items": "kind",
    "consents": "channel state",
    "contact_points": "type normal",
    "custom_fields": "code kind type",
    "customer_kinds": "kind",
    "customer_search": "words digits mails",
    "attainment_days": "day",
    "attainment_of_customers": "counted",
    "attainment_rounds": "measure rules",
    "customer_summaries": "health",
    "customers": "form sort_key ended_on external_source external_key",
    "follow_ups": "channel due_on state appointment exempt tier",
    "import_runs": "file_digest settings report state",
    "interactions": "channel direction nature outcome mood obstacle tier external_source external_key",
    "journal_entries": "session_id door verb record_kind payload_digest prev_hash hash",
    "journal_payloads": "body",
    "memberships": "from_on to_on",
    "merges": "moved before",
    "message_templates": "kind language channel nature",
    "heard_notes": "kind on_day",
    "natures": "code key",
    "note_search": "words",
    "one_to_ones": "from_on to_on",
    "opportunities": "stage currency expected_on",
    "outcomes": "code key",
    "outreach_members": "left_out",
    "outreaches": "kind channel narrowing state",
    "plan_runs": "event_kind state",
    "plan_touches": "due_on state",
    "plans": "event scope",
    "playbooks": "nature mood outcome",
    "policies": "next_review_on",
    "policy_reviews": "from_on to_on due_on decision next_on",
    "product_links": "relation",
    "product_texts": "language",
    "products": "kind sort_key currency external_source external_key",
    "promises": "by told_on safe_on state tier",
    "proposals": "state",
    "pulses": "on_day",
    "reviews": "from_on to_on due_on decision next_on",
    "sale_events": "what value",
    "sale_lines": "warranty_until service_on",
    "sales": "sold_on currency stage promised_on tier external_source external_key",
    "saved_views": "list narrowing sort",
    "staff": "login role left_on",
    "standard_scopes": "dimension value",
    "standard_versions": "measure settings",
    "standards": "next_review_on",
    "step_ticks": "step",
    "surveys": "kind state channel tier external_source external_key",
    "tier_limits": "channel",
    "tiers": "code",
    "trainings": "due_on taken_on",
}


def poisoned_business(path: Path, login: str) -> Path:
    """Make it at ``path``, with one customer for each payload at least."""
    make_demo(
        path, login, "Nadia Karim", datetime.now(UTC), customers=len(payloads()) + 50, interactions=2000
    )
    connection = connect(path)
    texts = cycle(payloads())
    try:
        connection.execute("BEGIN IMMEDIATE")
        for statement in _LEFT_OUT:
            connection.execute(statement)
        for table, columns in WORDS.items():
            for column in columns:
                _poison(connection, table, column, texts)
        for table, columns in STRUCTURES.items():
            for column in columns:
                _poison_structures(connection, table, column, texts)
        connection.execute("COMMIT")
    finally:
        connection.close()
    return path


def _poison(connection: Connection, table: str, column: str, texts: Iterator[str]) -> None:
    """The texts go on from column to column, so that all of them come by in tables of few rows too."""
    ids = [row[0] for row in connection.execute(f"SELECT id FROM {table} ORDER BY id DESC")]
    connection.executemany(
        f"UPDATE {table} SET {column} = ? WHERE id = ?", [(next(texts), record) for record in ids]
    )


def _poison_structures(connection: Connection, table: str, column: str, texts: Iterator[str]) -> None:
    for record, body in connection.execute(f"SELECT id, {column} FROM {table}").fetchall():
        poisoned = json.dumps(_poisoned(json.loads(body), texts), ensure_ascii=False)
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (poisoned, record))


def _poisoned(value: Any, texts: Iterator[str]) -> Any:
    if isinstance(value, str):
        return next(texts)
    if isinstance(value, list):
        return [_poisoned(each, texts) for each in value]
    if isinstance(value, dict):
        return {key: each if key in CODES else _poisoned(each, texts) for key, each in value.items()}
    return value
