"""Writing contacts that took place, of another program's list or of an export of ours.

What comes in is history. A complaint that was not solved opens no case, a missed call makes no call-back and
nothing that was promised becomes a follow-up: whoever wants these running brings the cases in as such. Load,
health and the summaries of the customers count the contacts like any others of their time.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import TextClause, bindparam, text
from sqlmodel import col, select

from crm_tui.actions.reading import reader_of
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.folding import fold
from crm_tui.domain.links import read_link
from crm_tui.domain.words import Channel, Direction, Mood, Nature, Obstacle, Outcome
from crm_tui.exchange.import_report import ImportReport
from crm_tui.exchange.interaction_records import InteractionRecord
from crm_tui.exchange.own_keys import OWN_SOURCE, own_key, read_own_key
from crm_tui.exchange.record_customers import RecordCustomers
from crm_tui.i18n import _
from crm_tui.queries.product_named import named_products
from crm_tui.store.journal import Act
from crm_tui.store.tables import ChannelWord, Interaction, NatureWord, OutcomeWord, Staff


def _among(sql: str, name: str) -> TextClause:
    return text(sql).bindparams(bindparam(name, expanding=True))


_HERE = _among(
    """SELECT external_key FROM interactions
        WHERE external_source = :source AND external_key IN :keys AND deleted_at IS NULL""",
    "keys",
)
_OUR_OWN = _among("SELECT id, recorded_at FROM interactions WHERE id IN :ids AND deleted_at IS NULL", "ids")
_CASES = text(
    """SELECT external_key, customer_id, id FROM cases
        WHERE external_key IS NOT NULL AND deleted_at IS NULL ORDER BY id DESC"""
)
#: What is meant where a list does not say: the words that say least.
_UNSAID = {
    "channel": Channel.PHONE.value,
    "direction": Direction.INBOUND.value,
    "nature": Nature.ENQUIRY.value,
    "outcome": Outcome.INFORMATION.value,
}


class InteractionWriter:
    """Writes batches of contacts that came from ``source``."""

    def __init__(self, act: Act, source: str, report: ImportReport, *, dry_run: bool) -> None:
        self._act = act
        self._source = source
        self._customers = RecordCustomers(
            act, source, _("Contact {key} names no customer."), report, dry_run=dry_run
        )
        self._told: set[tuple[str, str]] = set()
        session = act.session
        # A commit lets go of the session's records: only plain values outlive it.
        self._codes = {
            "channel": list(session.exec(select(ChannelWord.code).order_by(col(ChannelWord.position)))),
            "nature": list(session.exec(select(NatureWord.code).order_by(col(NatureWord.position)))),
            "outcome": list(session.exec(select(OutcomeWord.code).order_by(col(OutcomeWord.position)))),
        }
        staff = session.exec(select(Staff).order_by(col(Staff.left_on).desc(), col(Staff.id))).all()
        self._staff = {fold(name): one.record_id for one in staff for name in (one.name, one.login)}
        self._products = named_products(reader_of(act))
        #: Cases that came in, by the number that they had where they come from, and their customer.
        self._cases = {(key, whose): case_id for key, whose, case_id in session.connection().execute(_CASES)}
        self._case_keys = {key for key, _whose in self._cases}

    def here_already(self, records: Sequence[InteractionRecord]) -> set[str]:
        """The keys of those that came in before, or were exported from here."""
        connection = self._act.session.connection()
        found: set[str] = set()
        for source in {record.source for record in records}:
            keys = [record.key for record in records if record.source == source]
            rows = connection.execute(_HERE, {"source": source or self._source, "keys": keys})
            found |= {key for (key,) in rows}
            if source == OWN_SOURCE:
                ids = [own[0] for key in keys if (own := read_own_key(key))]
                found |= {own_key(*row) for row in connection.execute(_OUR_OWN, {"ids": ids})} & set(keys)
        return found

    def check(self, record: InteractionRecord) -> Iterable[str]:
        """What is to be said of the contact's staff, product and case.

        Raises InvalidInput for no certain customer, a word that this desk does not have (with those that it
        has), and a time to come.
        """
        self._customers.check(record)
        for field, known in self._codes.items():
            _among_those(_said(record, field), known, field)
        _among_those(_said(record, "direction"), list(Direction), "direction")
        for field, words in (("mood", Mood), ("obstacle", Obstacle)):
            if record.said[field]:
                _among_those(record.said[field], list(words), field)
        read_link(record.said["link"])
        if record.happened_at > self._act.now:
            raise InvalidInput(
                _("Contact {key} lies in the future.").format(key=record.key),
                _("Look at the dates of the mapping."),
            )
        if record.ended_at is not None and not record.happened_at <= record.ended_at <= self._act.now:
            raise InvalidInput(
                _("Contact {key} ends before it began, or in the future.").format(key=record.key),
                _("Look at the dates of the mapping."),
            )
        return self._remarks(record)

    def _remarks(self, record: InteractionRecord) -> Iterator[str]:
        """Each name that is not known here is told once, at the first contact that has it."""
        said = record.said
        owner, product = said["owner"], said["product_code"] or said["product"]
        if owner and fold(owner) not in self._staff and self._is_news("owner", owner):
            yield _("Nobody here is called {owner}; their contacts were given to you.").format(owner=owner)
        if product and self._product(record) is None and self._is_news("product", product):
            yield _("There is no product “{product}” here; it was left out.").format(product=product)
        if said["case"] and said["case"] not in self._case_keys and self._is_news("case", said["case"]):
            yield _("No case came in as {case}; it was left out.").format(case=said["case"])

    def _is_news(self, field: str, name: str) -> bool:
        news = (field, name) not in self._told
        self._told.add((field, name))
        return news

    def rehearse(self, records: Sequence[InteractionRecord]) -> None:
        """Report of the customers whom writing these would make."""
        self._customers.ids(records)

    def write(self, records: Sequence[InteractionRecord]) -> None:
        """Write contacts that have been checked and are not here yet."""
        customers = self._customers.ids(records)
        tiers = self._customers.tiers(customers)
        self._act.add_rows(
            Interaction,
            [
                self._row(record, customer_id)
                | {
                    "tier": tiers.get(customer_id) or None,
                    "case_id": self._cases.get((record.said["case"], customer_id)),
                }
                for record, customer_id in zip(records, customers, strict=True)
            ],
        )

    def _row(self, record: InteractionRecord, customer_id: int) -> dict[str, Any]:
        said = record.said
        return {
            "customer_id": customer_id,
            "staff_id": self._staff.get(fold(said["owner"]), self._act.actor.staff_id),
            **{field: _said(record, field) for field in _UNSAID},
            "mood": said["mood"] or None,
            "obstacle": said["obstacle"] or None,
            "waited_minutes": record.waited,
            "happened_at": record.happened_at,
            "ended_at": record.ended_at,
            "recorded_at": self._act.now,
            "said": said["note"],
            "cause": said["cause"],
            "did": said["did"],
            "good_moment": record.good_moment,
            "link": read_link(said["link"]),
            "product_id": self._product(record),
            "external_source": record.source or self._source,
            "external_key": record.key,
        }

    def _product(self, record: InteractionRecord) -> int | None:
        code, name = (self._products.get(fold(record.said[field])) for field in ("product_code", "product"))
        return code or name


def _said(record: InteractionRecord, field: str) -> str:
    return record.said[field] or _UNSAID[field]


def _among_those(code: str, known: Sequence[str], field: str) -> None:
    """Raise InvalidInput, with those there are, for a code that is not among these."""
    if code in known:
        return
    raise InvalidInput(
        _("“{value}” in {field} is not known here; use one of: {codes}.").format(
            value=code[:40], field=field, codes=", ".join(known)
        ),
        _("Put it right in the file, or say under [values] of a mapping what it means."),
        field=field,
    )
