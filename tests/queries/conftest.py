"""Customers and their work, put in directly: the read side is tested without the rules of the write side."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crm_tui.domain.actor import Actor
from crm_tui.domain.folding import fold
from crm_tui.domain.instants import end_of_day
from crm_tui.domain.phones import read_phone
from crm_tui.store.database import Database
from crm_tui.store.tables import (
    Case,
    ContactPoint,
    Customer,
    FollowUp,
    Interaction,
    Membership,
    Promise,
    Record,
)

DHAKA = ZoneInfo("Asia/Dhaka")


@dataclass(frozen=True)
class Desk:
    """Puts records in, each by one act at ``now``, and returns their ids."""

    database: Database
    actor: Actor
    now: datetime

    def put(self, *records: Record) -> int:
        """The id of the last of these records."""
        with self.database.act(self.actor, self.now) as act:
            act.describe("test")
            for record in records:
                act.add(record)
        return records[-1].record_id

    def change(self, record: type[Record], record_id: int, **fields: object) -> None:
        """Set fields of a record."""
        with self.database.act(self.actor, self.now) as act:
            act.describe("test")
            act.change(act.get(record, record_id), **fields)

    def customer(
        self, name: str, *, phone: str = "", email: str = "", org: int | None = None, **more: object
    ) -> int:
        """A customer with at most one phone number, mail address and organisation."""
        fields = {"form": "person", "created_at": self.now, "sort_key": fold(name), **more}
        customer_id = self.put(Customer(name=name, **fields))
        if phone:
            normal = read_phone(phone, "BD").e164 or ""
            self.put(ContactPoint(customer_id=customer_id, type="phone", value=phone, normal=normal))
        if email:
            self.put(ContactPoint(customer_id=customer_id, type="email", value=email, normal=fold(email)))
        if org is not None:
            self.put(Membership(person_id=customer_id, organisation_id=org, title="owner"))
        return customer_id

    def contact(
        self, customer_id: int, said: str = "", *, ago: timedelta = timedelta(0), **more: object
    ) -> int:
        """An inbound call about an enquiry."""
        fields = {
            "staff_id": self.actor.staff_id,
            "channel": "phone",
            "direction": "inbound",
            "nature": "enquiry",
            "outcome": "information",
            "happened_at": self.now - ago,
            "recorded_at": self.now,
            **more,
        }
        return self.put(Interaction(customer_id=customer_id, said=said, **fields))

    def follow_up(self, customer_id: int, due: datetime | date, why: str = "call", **more: object) -> int:
        """An open follow-up by an instant, or by the end of a day."""
        all_day = not isinstance(due, datetime)
        at = due.astimezone(UTC) if isinstance(due, datetime) else end_of_day(due, DHAKA)
        fields = {
            "staff_id": self.actor.staff_id,
            "channel": "phone",
            "due_at": at,
            "due_on": due.astimezone(DHAKA).date() if isinstance(due, datetime) else due,
            "all_day": all_day,
            "first_due_at": at,
            "created_by_id": self.actor.staff_id,
            "created_at": self.now,
            **more,
        }
        return self.put(FollowUp(customer_id=customer_id, why=why, **fields))

    def promise(self, customer_id: int, safe: date, what: str = "refund", **more: object) -> int:
        """An open promise of ours by a day; it was told for two days later."""
        told = safe + timedelta(days=2)
        fields = {
            "staff_id": self.actor.staff_id,
            "told_at": end_of_day(told, DHAKA),
            "told_on": told,
            "safe_at": end_of_day(safe, DHAKA),
            "safe_on": safe,
            "made_at": self.now,
            **more,
        }
        return self.put(Promise(customer_id=customer_id, what=what, **fields))

    def case(self, customer_id: int, title: str = "late delivery", **more: object) -> int:
        """An open complaint of mine."""
        fields = {
            "nature": "complaint",
            "owner_id": self.actor.staff_id,
            "opened_at": self.now - timedelta(days=1),
            **more,
        }
        return self.put(Case(customer_id=customer_id, title=title, **fields))


@pytest.fixture
def zone() -> ZoneInfo:
    """The zone of the business."""
    return DHAKA


@pytest.fixture
def desk(database: Database, nadia: Actor, now: datetime) -> Desk:
    """Nadia's desk at noon."""
    return Desk(database, nadia, now)


@pytest.fixture
def desk_of(database: Database, now: datetime) -> Callable[[Actor], Desk]:
    """The desk of somebody else."""
    return lambda actor: Desk(database, actor, now)
