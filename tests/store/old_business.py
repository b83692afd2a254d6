"""A small business as the first schema kept it, in the words of that schema: today's tables know more."""

import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from crm_tui.domain.chain import FIRST_HASH, canonical_json, digest, entry_hash
from crm_tui.domain.instants import to_micros
from crm_tui.store import ddl, driver
from crm_tui.store.database import Database
from crm_tui.store.files import made_private

#: A Sunday morning in Dhaka, long before anybody runs the tests.
BEGUN = datetime(2025, 3, 2, 4, 0, tzinfo=UTC)
CUSTOMERS = 40
_DAY = timedelta(days=1)
_MIGRATIONS = Path(driver.__file__).parent / "migrations"


def old_business(path: Path) -> Path:
    """Make it at ``path``: schema 1, its triggers and search, and a row in every table but the imports."""
    from alembic import command
    from alembic.config import Config

    made_private(path)
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    database = Database(path)
    with database.transaction() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        ddl.apply(connection.exec_driver_sql)
        connection.exec_driver_sql(f"PRAGMA application_id = {driver.APPLICATION_ID}")
        connection.exec_driver_sql("PRAGMA user_version = 1")
    database.close()
    plain = driver.connect(path)
    plain.execute("BEGIN IMMEDIATE")
    _fill(plain)
    plain.execute("COMMIT")
    plain.close()
    return path


def _at(days: float) -> int:
    return to_micros(BEGUN + days * _DAY)


def _put(connection: sqlite3.Connection, table: str, **fields: Any) -> None:
    names = ", ".join(f'"{name}"' for name in fields)
    marks = ", ".join("?" for _name in fields)
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(fields.values()))


def _fill(connection: sqlite3.Connection) -> None:
    _fill_house(connection)
    _fill_standards(connection)
    for number in range(1, CUSTOMERS + 1):
        _fill_customer(connection, number)
    _fill_journal(connection)


def _fill_house(connection: sqlite3.Connection) -> None:
    one = {"id": 1, "version": 1}
    _put(connection, "business", **one, name="Ashgrove Repairs", country="BD", timezone="Asia/Dhaka",
         language="en", currency="BDT", created_at=_at(0))  # fmt: skip
    _put(connection, "staff", **one, login="nadia", name="Nadia Karim", role="admin", joined_at=_at(0))
    _put(connection, "calendars", **one, name="Opening hours")
    _put(connection, "calendar_versions", **one, calendar_id=1, valid_from="2025-03-01",
         timezone="Asia/Dhaka", weekly_hours='{"sun":[["09:00","17:00"]]}', holidays="[]",
         date_hours="{}")  # fmt: skip
    for at, code in enumerate(("key", "standard"), start=1):
        _put(connection, "tiers", id=at, version=1, code=code, label=code.title(), position=at,
             contact_limit=3, contact_window_days=7)  # fmt: skip
    _put(connection, "channels", **one, code="phone", label="Phone", position=1, written=0)
    _put(connection, "natures", **one, code="complaint", label="Complaint", key="c", position=1, opens_case=1)
    _put(connection, "outcomes", **one, code="answered", label="Answered", key="a", position=1, solves=0,
         reached=1, is_response=1)  # fmt: skip


def _fill_standards(connection: sqlite3.Connection) -> None:
    measures = (("answered-within", 240.0), ("follow-up-in-time", None))
    for at, (measure, target) in enumerate(measures, start=1):
        _put(connection, "standards", id=at, version=1, owner_id=1, created_at=_at(0), retired_why="",
             next_review_on="2025-06-01")  # fmt: skip
        _put(connection, "standard_versions", id=at, version=1, standard_id=at, number=1, valid_from=_at(0),
             statement="We answer.", why="They wait for us.", measure=measure, target=target, objective=0.9,
             settings="{}")  # fmt: skip
    _put(connection, "standard_scopes", id=1, version=1, standard_version_id=1, dimension="nature",
         value="complaint")  # fmt: skip
    _put(connection, "acknowledgements", id=1, version=1, standard_version_id=1, staff_id=1, at=_at(1))
    _put(connection, "reviews", id=1, version=1, standard_id=2, staff_id=1, from_on="2025-03-01",
         to_on="2025-03-31", decision="keep", why="It serves.", measured=12, met=11, at=_at(30))  # fmt: skip


def _fill_customer(connection: sqlite3.Connection, number: int) -> None:
    """One with a tier (every third has none), a contact, a case, a plan and a promise."""
    row = {"id": number, "version": 1}
    theirs = {**row, "customer_id": number}
    name = f"Quillon Ashgrove {number}"
    _put(connection, "customers", **row, form="person", name=name, sort_key=name.casefold(), address_as="",
         language="", source="", note="likes tea", tier_id=(1, 2, None)[number % 3], manager_id=1,
         do_not_contact=0, ended_why="", created_at=_at(0))  # fmt: skip
    _put(connection, "customer_kinds", **theirs, kind="client")
    _put(connection, "customer_tags", **theirs, tag="regular")
    _put(connection, "contact_points", **theirs, type="phone", label="", value=f"0171100{number:04}",
         normal=f"+880171100{number:04}", preferred=1, position=0)  # fmt: skip
    _put(connection, "consents", **theirs, channel="email", state="given", at=_at(0))
    is_solved = number % 2 == 0
    _put(connection, "cases", **theirs, nature="complaint", title="It leaks", owner_id=1,
         stage="solved" if is_solved else "open", opened_at=_at(1), solved_at=_at(3) if is_solved else None,
         cause="", resolution="", reopenings=0)  # fmt: skip
    _put(connection, "case_events", id=2 * number - 1, version=1, case_id=number, staff_id=1, what="opened",
         value="", why="", happened_at=_at(1), recorded_at=_at(1))  # fmt: skip
    if is_solved:
        _put(connection, "case_events", id=2 * number, version=1, case_id=number, staff_id=1, what="stage",
             value="solved", why="", happened_at=_at(3), recorded_at=_at(3))  # fmt: skip
    said = {"said": "the kettle leaks", "cause": "", "did": "", "good_moment": 0, "automatic": 0}
    _put(connection, "interactions", **theirs, staff_id=1, channel="phone", direction="inbound",
         nature="complaint", outcome="answered", mood="upset", waited_minutes=4, happened_at=_at(1),
         recorded_at=_at(1), case_id=number, **said)  # fmt: skip
    _put(connection, "follow_ups", **theirs, staff_id=1, why="ring back", channel="phone", due_at=_at(2),
         due_on="2025-03-04", all_day=0, first_due_at=_at(2), state="open", is_appointment=0, is_call_back=1,
         override_why="", created_by_id=1, created_at=_at(1), closed_why="")  # fmt: skip
    _put(connection, "promises", **theirs, staff_id=1, by="ours", what="a new lid", told_at=_at(5),
         told_on="2025-03-07", told_all_day=0, safe_at=_at(4), safe_on="2025-03-06", safe_all_day=0,
         state="open", made_at=_at(1), closed_why="", case_id=number)  # fmt: skip
    _put(connection, "customer_summaries", id=number, last_contact_at=_at(1), next_due_at=_at(2),
         open_cases=0 if is_solved else 1, open_promises=1)  # fmt: skip
    _put(connection, "customer_search", id=number, words=name.casefold(), digits=f"0171100{number:04}",
         mails="")  # fmt: skip
    _put(connection, "note_search", id=number, customer_id=number, words="the kettle leaks")


def _fill_journal(connection: sqlite3.Connection) -> None:
    prev_hash = FIRST_HASH
    for number in range(1, CUSTOMERS + 1):
        body = canonical_json({"salt": f"s{number}", "after": {"name": f"Quillon Ashgrove {number}"}})
        about = {"at": _at(0), "staff_id": 1, "session_id": "s", "door": "command-line",
                 "verb": "add-customer", "record_kind": "customer", "record_id": number}  # fmt: skip
        _put(connection, "acts", id=number, **about, customer_id=number, details="{}", finished_at=_at(0))
        _put(connection, "journal_payloads", id=number, body=body)
        entry: Mapping[str, Any] = {
            **about, "act_id": number, "version_before": None, "version_after": 1,
            "payload_digest": digest(body),
        }  # fmt: skip
        new_hash = entry_hash(prev_hash, entry)
        _put(connection, "journal_entries", id=number, **entry, payload_id=number, prev_hash=prev_hash,
             hash=new_hash)  # fmt: skip
        prev_hash = new_hash
