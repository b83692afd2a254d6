"""Writing cases of another system's log: with the contacts and events that our clocks are computed from."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, text
from sqlmodel import select

from crm_tui.actions.lookups import unknown_code
from crm_tui.actions.reading import reader_of
from crm_tui.actions.wording import default_why, nature_label
from crm_tui.domain.folding import fold
from crm_tui.domain.words import Channel, Direction, Nature, Outcome, Stage
from crm_tui.exchange.case_records import CaseRecord
from crm_tui.exchange.import_report import ImportReport
from crm_tui.exchange.record_customers import RecordCustomers
from crm_tui.i18n import _
from crm_tui.queries.product_named import named_products
from crm_tui.store.journal import Act
from crm_tui.store.tables import (
    Case,
    CaseEvent,
    ChannelWord,
    Interaction,
    NatureWord,
    Staff,
)

_HERE = text(
    """SELECT external_key FROM cases
        WHERE external_source = :source AND external_key IN :keys AND deleted_at IS NULL"""
).bindparams(bindparam("keys", expanding=True))

#: An owner by login, from the other system's column: (id, still here).
_Owner = tuple[int, bool]


class CaseWriter:
    """Writes batches of cases that came from ``source``."""

    def __init__(self, act: Act, source: str, report: ImportReport, *, dry_run: bool) -> None:
        self._act = act
        self._source = source
        self._customers = RecordCustomers(
            act, source, _("Case {key} names no customer."), report, dry_run=dry_run
        )
        self._natures = {word.code: word for word in act.session.exec(select(NatureWord))}
        self._channels = set(act.session.exec(select(ChannelWord.code)))
        self._staff: dict[str, _Owner] = {
            staff.login: (staff.record_id, staff.left_on is None) for staff in act.session.exec(select(Staff))
        }
        self._products = named_products(reader_of(act))
        # A commit lets go of the session's records: only plain values outlive it.
        self._labels = {code: nature_label(code, word.label) for code, word in self._natures.items()}

    def here_already(self, records: Sequence[CaseRecord]) -> set[str]:
        """The keys of those that came in before."""
        keys = [record.key for record in records]
        if not keys:
            return set()
        rows = self._act.session.connection().execute(_HERE, {"source": self._source, "keys": keys})
        return {key for (key,) in rows}

    def check(self, record: CaseRecord) -> Iterable[str]:
        """What is to be said of the case's owner and product.

        Raises InvalidInput for a nature or channel that this desk does not have, or no customer.
        """
        said = record.said
        self._customers.check(record)
        nature = said["nature"] or Nature.PROBLEM.value
        if nature not in self._labels:
            raise unknown_code(nature, sorted(self._labels), "nature")
        if self._channel(record) not in self._channels:
            raise unknown_code(self._channel(record), sorted(self._channels), "channel")
        return filter(None, (self._owner(record)[1], self._product(record)[1]))

    def _owner(self, record: CaseRecord) -> tuple[int, str]:
        """Who shall own the case, and what is to be said about it: somebody who has left owns nothing new."""
        login = record.said["owner"]
        found = self._staff.get(login)
        if not login or (found is not None and found[1]):
            return (found[0] if found else self._act.actor.staff_id), ""
        sentence = (
            _("Case {key}: {owner} has left; it was given to you.")
            if found is not None
            else _("Case {key}: nobody here has the login {owner}; it was given to you.")
        )
        return self._act.actor.staff_id, sentence.format(key=record.key, owner=login)

    def _product(self, record: CaseRecord) -> tuple[int | None, str]:
        """What the case is about, and what is to be said about it: we may not offer it."""
        words = record.said["product"]
        found = self._products.get(fold(words))
        if found is not None or not words:
            return found, ""
        sentence = _("Case {key}: there is no product “{product}” here; it was left out.")
        return None, sentence.format(key=record.key, product=words)

    def rehearse(self, records: Sequence[CaseRecord]) -> None:
        """Report of the customers whom writing these would make."""
        self._customers.ids(records)

    def write(self, records: Sequence[CaseRecord]) -> None:
        """Write cases that have been checked and are not here yet."""
        act = self._act
        customers = self._customers.ids(records)
        tiers = self._customers.tiers(customers)
        rows = [
            self._case(record, customer_id) for record, customer_id in zip(records, customers, strict=True)
        ]
        ids = act.add_rows(Case, rows)
        contacts: list[dict[str, Any]] = []
        events: list[dict[str, Any]] = []
        for record, case_id, row in zip(records, ids, rows, strict=True):
            tier = tiers.get(row["customer_id"], "")
            contacts += self._contacts(record, case_id, row, tier)
            events += self._events(record, case_id, row, tier)
        act.add_rows(Interaction, contacts)
        act.add_rows(CaseEvent, events)

    def _case(self, record: CaseRecord, customer_id: int) -> dict[str, Any]:
        said = record.said
        nature = said["nature"] or Nature.PROBLEM.value
        stage = record.stage
        over = {stage: at for at, stage in record.moves}
        solved_at = over.get(Stage.SOLVED) if stage in (Stage.SOLVED, Stage.CLOSED) else None
        return {
            "customer_id": customer_id,
            "nature": nature,
            "title": said["title"] or default_why(self._labels[nature], said["note"]),
            "owner_id": self._owner(record)[0],
            "stage": stage.value,
            "opened_at": record.opened_at,
            "solved_at": solved_at or (over.get(Stage.CLOSED) if stage is Stage.CLOSED else None),
            "closed_at": over.get(Stage.CLOSED) if stage is Stage.CLOSED else None,
            "cause": said["cause"],
            "resolution": said["resolution"],
            "reopenings": record.reopenings,
            "agreed_at": record.agreed_at,
            "timely": record.timely,
            "product_id": self._product(record)[0],
            "external_source": self._source,
            "external_key": record.key,
        }

    def _contacts(
        self, record: CaseRecord, case_id: int, case: dict[str, Any], tier: str
    ) -> list[dict[str, Any]]:
        """The contact with which the case began, and our first answer where the log has one."""
        common = {
            "customer_id": case["customer_id"],
            "staff_id": case["owner_id"],
            "channel": self._channel(record),
            "nature": case["nature"],
            "outcome": Outcome.INFORMATION.value,
            "recorded_at": self._act.now,
            "case_id": case_id,
            "tier": tier or None,
            "product_id": case["product_id"],
        }
        contacts = [
            common
            | {
                "direction": Direction.INBOUND.value,
                "happened_at": record.opened_at,
                "said": record.said["note"] or record.said["title"],
                "external_source": self._source,
                "external_key": record.key,
            }
        ]
        if record.answered_at is not None:
            contacts.append(
                common | {"direction": Direction.OUTBOUND.value, "happened_at": record.answered_at}
            )
        return contacts

    def _events(
        self, record: CaseRecord, case_id: int, case: dict[str, Any], tier: str
    ) -> list[dict[str, Any]]:
        def event(what: str, value: str, at: datetime) -> dict[str, Any]:
            return {
                "case_id": case_id,
                "staff_id": self._act.actor.staff_id,
                "what": what,
                "value": value,
                "happened_at": at,
                "recorded_at": self._act.now,
            }

        opened = record.opened_at
        events = [
            event("opened", "", opened),
            event("owner", str(case["owner_id"]), opened),
            event("tier", tier, opened),
        ]
        if case["product_id"] is not None:
            events.append(event("product", str(case["product_id"]), opened))
        before = Stage.OPEN
        for at, stage in record.moves:
            again = before in (Stage.SOLVED, Stage.CLOSED) and stage in (Stage.OPEN, Stage.WAITING)
            events.append(event("reopened" if again else "stage", stage.value, at))
            before = stage
        return events

    def _channel(self, record: CaseRecord) -> str:
        return record.said["channel"] or Channel.PHONE.value
