"""Writing sales of another program's table: with their lines, the products in them, and their steps."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, text
from sqlmodel import col, select

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.folding import fold
from crm_tui.domain.growth_words import ProductKind, SaleEventKind, SaleStage
from crm_tui.domain.instants import end_of_day
from crm_tui.domain.money import read_currency
from crm_tui.domain.sales import RATE_PARTS, days_after
from crm_tui.domain.words import Kind
from crm_tui.exchange.import_report import ImportReport
from crm_tui.exchange.record_customers import RecordCustomers
from crm_tui.exchange.sale_records import LineRecord, SaleRecord
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Product, Sale, SaleEvent, SaleLine, Staff

_HERE = text(
    """SELECT external_key FROM sales
        WHERE external_source = :source AND external_key IN :keys AND deleted_at IS NULL"""
).bindparams(bindparam("keys", expanding=True))


class SaleWriter:
    """Writes batches of sales that came from ``source``."""

    def __init__(self, act: Act, source: str, report: ImportReport, *, dry_run: bool) -> None:
        self._act = act
        self._source = source
        self._customers = RecordCustomers(
            act, source, _("Sale {key} names no customer."), report, dry_run=dry_run, kinds=(Kind.CLIENT,)
        )
        staff = act.session.exec(select(Staff).order_by(col(Staff.left_on).desc(), col(Staff.id))).all()
        self._staff = {fold(name): one.record_id for one in staff for name in (one.name, one.login)}
        # A commit lets go of the session's records: only plain values outlive it.
        self._products: dict[tuple[str, str], tuple[int, int | None, int | None]] = {}
        for product in act.session.exec(select(Product).order_by(col(Product.id).desc())):
            found = (product.record_id, product.warranty_days, product.service_days)
            self._products["name", product.sort_key] = found
            if product.code:
                self._products["code", fold(product.code)] = found

    def here_already(self, records: Sequence[SaleRecord]) -> set[str]:
        """The keys of those that came in before."""
        keys = [record.key for record in records]
        rows = self._act.session.connection().execute(_HERE, {"source": self._source, "keys": keys})
        return {key for (key,) in rows}

    def check(self, record: SaleRecord) -> Iterable[str]:
        """What is to be said of the sale's owner.

        Raises InvalidInput for no customer, an unknown currency or one without its rate, and a day to come.
        """
        self._customers.check(record)
        self._rate(record)
        if record.sold_at > self._act.now:
            raise InvalidInput(
                _("Sale {key} lies in the future.").format(key=record.key),
                _("Look at the dates of the mapping."),
            )
        owner = record.said["owner"]
        if owner and fold(owner) not in self._staff:
            sentence = _("Sale {key}: nobody here is called {owner}; it was given to you.")
            return (sentence.format(key=record.key, owner=owner),)
        return ()

    def rehearse(self, records: Sequence[SaleRecord]) -> None:
        """Report of the customers whom writing these would make."""
        self._customers.ids(records)

    def write(self, records: Sequence[SaleRecord]) -> None:
        """Write sales that have been checked and are not here yet."""
        act = self._act
        customers = self._customers.ids(records)
        tiers = self._customers.tiers(customers)
        rows = [
            self._sale(record, customer_id, tiers.get(customer_id, ""))
            for record, customer_id in zip(records, customers, strict=True)
        ]
        ids = act.add_rows(Sale, rows)
        self._make_products(records)
        lines: list[dict[str, Any]] = []
        events: list[dict[str, Any]] = []
        for sale_id, record, row in zip(ids, records, rows, strict=True):
            lines += [
                {"sale_id": sale_id, "position": place, **self._line(line, row["sold_on"])}
                for place, line in enumerate(record.lines)
            ]
            events += [
                {
                    "sale_id": sale_id,
                    "staff_id": act.actor.staff_id,
                    "what": what.value,
                    "value": value,
                    "happened_at": at,
                    "recorded_at": act.now,
                }
                for what, at, value in _steps(record, row)
            ]
        act.add_rows(SaleLine, lines)
        act.add_rows(SaleEvent, events)

    def _sale(self, record: SaleRecord, customer_id: int, tier: str) -> dict[str, Any]:
        said = record.said
        promised_at, promised_on = self._promised(record.promised_at)
        return {
            "customer_id": customer_id,
            "staff_id": self._staff.get(fold(said["owner"]), self._act.actor.staff_id),
            "sold_at": record.sold_at,
            "sold_on": self._day(record.sold_at),
            "value": sum(line.value for line in record.lines),
            "currency": self._currency(record),
            "rate": self._rate(record),
            "stage": record.stage.value,
            "promised_at": promised_at,
            "promised_on": promised_on,
            "delivered_at": record.delivered_at if record.stage is SaleStage.DELIVERED else None,
            "note": said["note"],
            "recorded_at": self._act.now,
            "tier": tier or None,
            "external_source": self._source,
            "external_key": record.key,
        }

    def _line(self, line: LineRecord, sold_on: date) -> dict[str, Any]:
        product = self._product(line)
        product_id, warranty, service = product or (None, None, None)
        return {
            "product_id": product_id,
            "words": line.product,
            "quantity": line.quantity,
            "price": line.price,
            "value": line.value,
            "warranty_until": days_after(sold_on, warranty),
            "service_on": days_after(sold_on, service),
        }

    def _product(self, line: LineRecord) -> tuple[int, int | None, int | None] | None:
        by_code = self._products.get(("code", fold(line.code))) if line.code else None
        return by_code or (None if line.code else self._products.get(("name", fold(line.product))))

    def _make_products(self, records: Sequence[SaleRecord]) -> None:
        """What is sold and not in the book of products yet is put there, without a price of its own."""
        new: dict[tuple[str, str], LineRecord] = {}
        for record in records:
            for line in record.lines:
                if line.product and self._product(line) is None:
                    new.setdefault(_identity(line), line)
        ids = self._act.add_rows(
            Product,
            [
                {
                    "kind": ProductKind.PRODUCT.value,
                    "code": line.code,
                    "name": line.product,
                    "sort_key": fold(line.product),
                    "category": line.category,
                    "external_source": self._source,
                    "external_key": line.code or line.product,
                    "created_at": self._act.now,
                }
                for line in new.values()
            ],
        )
        self._products |= {
            identity: (product_id, None, None) for identity, product_id in zip(new, ids, strict=True)
        }

    def _currency(self, record: SaleRecord) -> str:
        return read_currency(record.said["currency"]) or self._act.business.currency

    def _rate(self, record: SaleRecord) -> int:
        own, currency = self._act.business.currency, self._currency(record)
        if currency == own or not own:
            return RATE_PARTS
        if record.rate is None or record.rate <= 0:
            raise InvalidInput(
                _("Sale {key} is in {currency} and has no rate to {own}.").format(
                    key=record.key, currency=currency, own=own
                ),
                _("Name its column in the mapping, or one rate for all under [always]."),
            )
        return record.rate

    def _promised(self, at: datetime | None) -> tuple[datetime | None, date | None]:
        """A promise without a time of day holds until the day ends."""
        if at is None:
            return None, None
        local = at.astimezone(self._act.business.zone)
        whole_day = (local.hour, local.minute) == (0, 0)
        return (end_of_day(local.date(), self._act.business.zone) if whole_day else at), local.date()

    def _day(self, at: datetime) -> date:
        return at.astimezone(self._act.business.zone).date()


def _identity(line: LineRecord) -> tuple[str, str]:
    return ("code", fold(line.code)) if line.code else ("name", fold(line.product))


def _steps(record: SaleRecord, row: dict[str, Any]) -> Iterable[tuple[SaleEventKind, datetime, str]]:
    """What is known to have happened, and when; a stage without a time is no step."""
    yield SaleEventKind.ORDERED, record.sold_at, ""
    if row["promised_on"] is not None:
        yield SaleEventKind.PROMISED, record.sold_at, row["promised_on"].isoformat()
    if row["delivered_at"] is not None:
        yield SaleEventKind.DELIVERED, row["delivered_at"], ""
