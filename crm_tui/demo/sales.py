"""What the customers of the sample business bought in the year, and how it came to them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import text

from crm_tui.actions.sale_values import NewSale
from crm_tui.actions.sale_way import attempt_delivery, call_ahead, deliver_sale
from crm_tui.actions.sales import record_sale
from crm_tui.demo.crowd import Rows
from crm_tui.demo.offers import offers_made
from crm_tui.domain.actor import Actor
from crm_tui.domain.growth_words import SaleEventKind, SaleStage
from crm_tui.domain.instants import end_of_day, from_micros, to_micros
from crm_tui.domain.money import PARTS
from crm_tui.domain.sale_text import read_lines
from crm_tui.domain.when import When
from crm_tui.i18n import _
from crm_tui.store.bulk import BulkLoad, first_free_id, pack
from crm_tui.store.database import Database
from crm_tui.store.journal import Act
from crm_tui.store.tables import Sale, SaleEvent, SaleLine

#: So many sales at most come of the crowd's contacts, the newest: nobody looks at more in a sample.
_MOST = 40_000
_A_CHUNK = 10_000
_DAY = timedelta(days=1)
_CONTACTS = text(
    """SELECT i.id, i.customer_id, i.staff_id, i.tier, i.channel, i.happened_at FROM interactions i
        WHERE i.nature = 'sale' AND i.outcome IN ('solved', 'promised') AND i.deleted_at IS NULL
          AND i.customer_id IN (SELECT k.customer_id FROM customer_kinds k WHERE k.kind = 'client')
        ORDER BY i.happened_at DESC, i.id DESC LIMIT :most"""
)
_PRODUCTS = text(
    "SELECT id, code, name, price, currency, warranty_days FROM products WHERE price IS NOT NULL ORDER BY id"
)
_AT_THE_COUNTER = "visit"


@dataclass(frozen=True, slots=True)
class _Told:
    """A sale of one of those whose stories are told; ``course`` is what became of it, by days from then."""

    key: str
    days_ago: int
    lines: str
    promised_in: int | None = None
    course: tuple[tuple[int, str], ...] = ()


def tell_sales(database: Database, people: list[Actor], cast: Mapping[str, int], now: datetime) -> None:
    """Let those whose stories are told buy, and have it brought; one is due today at the first desk."""
    for place, told in enumerate(_told_sales()):
        seller = people[0] if told.promised_in == told.days_ago else people[place % len(people)]
        at = now - told.days_ago * _DAY
        with database.act(seller, at) as act:
            promised = None if told.promised_in is None else _by(act, at + told.promised_in * _DAY)
            lines = read_lines(told.lines)
            new = NewSale(lines, promised=promised, taken_along=promised is None)
            sale_id = record_sale(act, cast[told.key], new).id
        for days, step in told.course:
            with database.act(seller, at + days * _DAY) as act:
                if step == "ahead":
                    call_ahead(act, sale_id)
                elif step == "brought":
                    deliver_sale(act, sale_id)
                else:
                    attempt_delivery(act, sale_id, step)


def load_sales(load: BulkLoad, rng: Random, zone: ZoneInfo, now: datetime) -> None:
    """Write a sale for each of the crowd's contacts in which something was bought, a chunk at a time."""
    connection = load.connection()
    shares = {offer.code: offer.share for offer in offers_made()}
    products = [(row, shares.get(str(row.code), 1)) for row in connection.execute(_PRODUCTS).fetchall()]
    if not products:
        return
    contacts = connection.execute(_CONTACTS, {"most": _MOST}).fetchall()
    ids = {model: count(first_free_id(connection, model)) for model in (Sale, SaleLine, SaleEvent)}
    maker = _Maker(rng, ids, zone, now, products)
    for start in range(0, len(contacts), _A_CHUNK):
        rows: Rows = defaultdict(list)
        for contact in contacts[start : start + _A_CHUNK]:
            maker.add(rows, contact)
        load.write_all(pack(rows))


class _Maker:
    """Makes the rows of sales: what was bought, and how it came to the customer."""

    def __init__(
        self,
        rng: Random,
        ids: Mapping[type[Any], Iterator[int]],
        zone: ZoneInfo,
        now: datetime,
        products: list[tuple[Any, int]],
    ) -> None:
        self._rng = rng
        self._ids = ids
        self._zone = zone
        self._now = now
        self._products = [product for product, _share in products]
        self._shares = [share for _product, share in products]

    def add(self, rows: Rows, contact: Any) -> None:
        """The sale that was agreed in a contact: its id, customer, staff, tier, channel and time."""
        contact_id, customer_id, staff_id, tier, channel, happened_at = contact
        sold_at = from_micros(happened_at)
        sale: dict[str, Any] = {
            "id": next(self._ids[Sale]),
            "customer_id": customer_id,
            "staff_id": staff_id,
            "sold_at": happened_at,
            "sold_on": sold_at.astimezone(self._zone).date().isoformat(),
            "interaction_id": contact_id,
            "recorded_at": happened_at,
            "stage": SaleStage.ORDERED.value,
        }
        if tier is not None:
            sale["tier"] = tier
        bought = self._rng.choices(self._products, self._shares, k=self._rng.choice((1, 1, 1, 2, 2, 3)))
        lines = [self._line(sale, place, product, sold_at) for place, product in enumerate(bought)]
        sale |= {"value": sum(line["value"] for line in lines), "currency": bought[0].currency}
        rows[SaleLine] += lines
        self._step(rows, sale, SaleEventKind.ORDERED, sold_at)
        if channel == _AT_THE_COUNTER:
            self._bring(rows, sale, sold_at, attempts=0)
        else:
            self._send(rows, sale, sold_at)
        rows[Sale].append(sale)

    def _line(self, sale: dict[str, Any], place: int, product: Any, sold_at: datetime) -> dict[str, Any]:
        quantity = self._rng.choice((1, 1, 1, 1, 2, 3))
        line = {
            "id": next(self._ids[SaleLine]),
            "sale_id": sale["id"],
            "product_id": product.id,
            "words": product.name,
            "quantity": quantity * PARTS,
            "price": product.price,
            "value": quantity * product.price,
            "position": place,
        }
        if product.warranty_days is not None:
            until = sold_at.astimezone(self._zone).date() + timedelta(days=product.warranty_days)
            line["warranty_until"] = until.isoformat()
        return line

    def _send(self, rows: Rows, sale: dict[str, Any], sold_at: datetime) -> None:
        """Promised within days; most are called ahead, and most are brought at the first attempt."""
        rng = self._rng
        day = (sold_at + rng.randint(2, 5) * _DAY).astimezone(self._zone).date()
        promised_at = end_of_day(day, self._zone)
        sale |= {
            "promised_at": to_micros(promised_at),
            "promised_on": day.isoformat(),
            "stage": SaleStage.PROMISED.value,
        }
        self._step(rows, sale, SaleEventKind.PROMISED, sold_at, value=day.isoformat())
        late = rng.random() < 0.07
        brought_at = promised_at + (_DAY * rng.uniform(0.4, 0.7) if late else -_DAY * rng.uniform(0.35, 0.6))
        if rng.random() < 0.8:
            ahead_at = brought_at - timedelta(hours=rng.uniform(1, 4))
            if ahead_at < self._now:
                sale["stage"] = SaleStage.CALLED_AHEAD.value
                self._step(rows, sale, SaleEventKind.CALLED_AHEAD, ahead_at)
        if brought_at >= self._now:
            return
        attempts = 1
        if rng.random() < 0.12:
            attempts = 2
            tried_at = brought_at - timedelta(minutes=45)
            self._step(rows, sale, SaleEventKind.ATTEMPTED, tried_at, why=_("nobody at home"))
        self._bring(rows, sale, brought_at, attempts=attempts)

    def _bring(self, rows: Rows, sale: dict[str, Any], at: datetime, *, attempts: int) -> None:
        sale |= {
            "stage": SaleStage.DELIVERED.value,
            "delivered_at": to_micros(at),
            "attempts": attempts,
        }
        self._step(rows, sale, SaleEventKind.DELIVERED, at)

    def _step(
        self,
        rows: Rows,
        sale: dict[str, Any],
        what: SaleEventKind,
        at: datetime,
        *,
        why: str = "",
        value: str = "",
    ) -> None:
        rows[SaleEvent].append(
            {
                "id": next(self._ids[SaleEvent]),
                "sale_id": sale["id"],
                "staff_id": sale["staff_id"],
                "what": what.value,
                "why": why,
                "value": value,
                "happened_at": to_micros(at),
                "recorded_at": to_micros(at),
            }
        )


def _by(act: Act, at: datetime) -> When:
    day = at.astimezone(act.business.zone).date()
    return When(end_of_day(day, act.business.zone), True, day)


def _told_sales() -> tuple[_Told, ...]:
    in_vain = _("nobody at home")
    return (
        _Told("quillon", 96, "2 x K17; F3"),
        _Told("quillon", 5, "K25; delivery @ 5", 8),
        _Told("rahim", 62, "3 x K17; DL", 5, ((4, "ahead"), (5, in_vain), (6, "ahead"), (6, "brought"))),
        _Told("mary", 3, "E1; DL", 3),
        _Told("mary", 140, "G2"),
        _Told("jun", 53, "T9; F3"),
        _Told("lumen", 120, "E2; CK; 12 x C1", 6, ((6, "ahead"), (6, "brought"))),
        _Told("lumen", 45, "12 x C1; 4 x DS", 3, ((3, "brought"),)),
        _Told("lumen", 2, "12 x C1", 1),
        _Told("nashwa", 70, "K17"),
    )
