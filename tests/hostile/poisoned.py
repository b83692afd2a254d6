"""The sample business with hostile text in every column that holds people's words.

It is put there past the actions, which would refuse or clean some of it: what is on disk may come from an
older version, another program, or somebody with the file in his hands.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from payloads import payloads

from crm_tui.demo.sample import make_demo
from crm_tui.store.driver import Connection, connect

LOGIN = "nadia"

WORDS: Mapping[str, tuple[str, ...]] = {
    "acknowledgements": ("answer",),
    "business": ("name",),
    "calendars": ("name",),
    "case_events": ("why",),
    "cases": ("title", "cause", "resolution"),
    "channels": ("label",),
    "contact_points": ("label", "value"),
    "customer_tags": ("tag",),
    "customers": ("name", "address_as", "language", "source", "note", "ended_why"),
    "follow_ups": ("why", "override_why", "closed_why"),
    "import_runs": ("file_name",),
    "interactions": ("said", "cause", "did"),
    "memberships": ("title",),
    "natures": ("label",),
    "outcomes": ("label",),
    "policies": ("name", "retired_why"),
    "policy_reviews": ("why",),
    "policy_versions": ("wording", "purpose"),
    "promises": ("what", "closed_why"),
    "proposals": ("words", "why", "answer"),
    "reviews": ("why",),
    "speaks_for": ("may_be_told",),
    "staff": ("name",),
    "standard_versions": ("statement", "why", "question"),
    "standards": ("retired_why",),
    "tiers": ("label",),
}

#: The other columns of text hold codes, keys, days, digests, settings and what is derived.
NO_WORDS: Mapping[str, str] = {
    "absences": "from_on until_on",
    "acts": "session_id door verb record_kind details",
    "business": "country timezone language currency sample",
    "calendar_versions": "valid_from timezone weekly_hours holidays date_hours",
    "case_events": "what value",
    "cases": "nature stage external_source external_key",
    "channels": "code",
    "consents": "channel state",
    "contact_points": "type normal",
    "customer_kinds": "kind",
    "customer_search": "words digits mails",
    "customers": "form sort_key ended_on external_source external_key",
    "follow_ups": "channel due_on state appointment exempt",
    "import_runs": "file_digest settings report state",
    "interactions": "channel direction nature outcome mood obstacle external_source external_key",
    "journal_entries": "session_id door verb record_kind payload_digest prev_hash hash",
    "journal_payloads": "body",
    "memberships": "from_on to_on",
    "natures": "code key",
    "note_search": "words",
    "outcomes": "code key",
    "policies": "next_review_on",
    "policy_reviews": "from_on to_on due_on answers decision next_on",
    "promises": "by told_on safe_on state",
    "proposals": "state",
    "reviews": "from_on to_on due_on decision next_on",
    "staff": "login role left_on",
    "standard_scopes": "dimension value",
    "standard_versions": "measure settings",
    "standards": "next_review_on",
    "tiers": "code",
}


def poisoned_business(path: Path, login: str) -> Path:
    """Make it at ``path``, with one customer for each payload at least."""
    make_demo(
        path, login, "Nadia Karim", datetime.now(UTC), customers=len(payloads()) + 50, interactions=2000
    )
    connection = connect(path)
    try:
        connection.execute("BEGIN IMMEDIATE")
        for table, columns in WORDS.items():
            for column in columns:
                _poison(connection, table, column)
        connection.execute("COMMIT")
    finally:
        connection.close()
    return path


def _poison(connection: Connection, table: str, column: str) -> None:
    texts = payloads()
    ids = [row[0] for row in connection.execute(f"SELECT id FROM {table} ORDER BY id DESC")]
    connection.executemany(
        f"UPDATE {table} SET {column} = ? WHERE id = ?",
        [(texts[at % len(texts)], record) for at, record in zip(count(), ids, strict=False)],
    )
