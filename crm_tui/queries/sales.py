"""Sales: what was bought, by whom, for how much, and where it is on its way."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.growth_words import SaleEventKind, SaleStage
from crm_tui.domain.instants import from_micros, maybe_from_micros, to_micros
from crm_tui.domain.list_views import ALL, MINE
from crm_tui.domain.sale_text import bought_in_words
from crm_tui.i18n import _
from crm_tui.queries.narrowing import MOST_LISTED, Asked, said_in
from crm_tui.store.reader import Reader

_SALE = """
SELECT s.id, s.customer_id, c.name, s.staff_id, w.login, w.name, s.sold_at, s.sold_on, s.value, s.currency,
       s.rate, s.stage, s.promised_at, s.promised_on, s.delivered_at, s.attempts, s.note, s.interaction_id,
       s.version,
       (SELECT l.words FROM sale_lines l WHERE l.sale_id = s.id ORDER BY l.position, l.id LIMIT 1),
       (SELECT count(*) FROM sale_lines l WHERE l.sale_id = s.id)
  FROM sales s
  JOIN customers c ON c.id = s.customer_id AND c.deleted_at IS NULL
  JOIN staff w ON w.id = s.staff_id
 WHERE s.deleted_at IS NULL"""
_SAID = said_in(
    *("c.name", "w.name", "w.login", "s.stage", "s.note"),
    "(SELECT group_concat(l.words, ' ') FROM sale_lines l WHERE l.sale_id = s.id)",
)
_NEWEST = f" AND {_SAID} ORDER BY s.sold_at DESC, s.id DESC LIMIT :limit"
# What was promised first stands first; what nobody promised a day for comes after it, the oldest first.
_BY_PROMISE = f""" AND {_SAID} AND s.stage NOT IN ('delivered', 'cancelled')
 ORDER BY s.promised_at IS NULL, s.promised_at, s.sold_at, s.id LIMIT :limit"""
NEWEST = _SALE + " AND s.sold_on BETWEEN :from_on AND :to_on" + _NEWEST
OF_CUSTOMER = _SALE + " AND s.customer_id = :customer_id AND s.sold_on BETWEEN :from_on AND :to_on" + _NEWEST
OF_STAFF = _SALE + " AND s.staff_id = :staff_id AND s.sold_on BETWEEN :from_on AND :to_on" + _NEWEST
ON_ITS_WAY = _SALE + _BY_PROMISE
ON_ITS_WAY_OF_STAFF = _SALE + " AND s.staff_id = :staff_id" + _BY_PROMISE
DUE = (
    _SALE
    + """ AND s.stage NOT IN ('delivered', 'cancelled') AND s.promised_at <= :until AND s.staff_id = :staff_id
 ORDER BY s.promised_at, s.id LIMIT :limit"""
)
OPEN_OF_CUSTOMER = _SALE + " AND s.customer_id = :customer_id" + _BY_PROMISE
SALE = _SALE + " AND s.id = :id"
LINES = """
SELECT l.id, l.product_id, l.words, l.quantity, l.price, l.value, l.warranty_until, l.service_on,
       l.service_follow_up_id, coalesce(p.how_to, '')
  FROM sale_lines l LEFT JOIN products p ON p.id = l.product_id
 WHERE l.sale_id = :id ORDER BY l.position, l.id"""
EVENTS = """
SELECT e.id, e.what, e.why, e.value, e.happened_at, w.name, coalesce(o.name, '')
  FROM sale_events e
  JOIN staff w ON w.id = e.staff_id
  LEFT JOIN staff o ON e.what = 'owner' AND o.id = CAST(e.value AS INTEGER)
 WHERE e.sale_id = :id ORDER BY e.happened_at, e.id"""
BOUGHT = """
SELECT s.id, s.sold_on,
       (SELECT l.words FROM sale_lines l WHERE l.sale_id = s.id ORDER BY l.position, l.id LIMIT 1),
       (SELECT count(*) FROM sale_lines l WHERE l.sale_id = s.id),
       count(*) OVER ()
  FROM sales s
 WHERE s.customer_id = :customer_id AND s.deleted_at IS NULL AND s.stage <> 'cancelled'
 ORDER BY s.sold_at DESC, s.id DESC LIMIT 1"""

_EVER = (date.min, date.max)


@dataclass(frozen=True, slots=True)
class Sale:
    """A sale; ``value`` in 1/10,000 of the unit of ``currency``, ``rate`` in millionths of the business's.

    ``what`` is its first line in words and how many more; ``attempts`` counts deliveries tried, the one that
    went well among them: none for what they took along.
    """

    id: int
    customer_id: int
    customer: str
    staff_id: int
    login: str
    owner: str
    sold_at: datetime
    sold_on: date
    value: int
    currency: str
    rate: int
    stage: SaleStage
    promised_at: datetime | None
    promised_on: date | None
    delivered_at: datetime | None
    attempts: int
    note: str
    interaction_id: int | None
    version: int
    what: str


@dataclass(frozen=True, slots=True)
class SaleLine:
    """One thing that was bought; amounts in 1/10,000, ``price`` of one, ``value`` of all of them."""

    id: int
    product_id: int | None
    words: str
    quantity: int
    price: int
    value: int
    warranty_until: date | None
    service_on: date | None
    follow_up_id: int | None
    how_to: str


@dataclass(frozen=True, slots=True)
class SaleStep:
    """What happened to a sale; ``value`` is the promised day (ISO) or the name of the new owner."""

    id: int
    what: SaleEventKind
    why: str
    value: str
    happened_at: datetime
    staff: str


@dataclass(frozen=True, slots=True)
class SalePage:
    """A sale with its lines and its way."""

    sale: Sale
    lines: tuple[SaleLine, ...]
    steps: tuple[SaleStep, ...]


@dataclass(frozen=True, slots=True)
class Bought:
    """How often a customer bought, and what it was last; cancelled sales do not count."""

    count: int
    last_id: int
    last_on: date
    last: str


def listed_sales(
    reader: Reader,
    asked: Asked,
    *,
    customer_id: int | None = None,
    staff_id: int | None = None,
    days: tuple[date, date] = _EVER,
) -> tuple[Sale, ...]:
    """Everybody's or one's own on their way, by what was promised; or all, the newest first.

    ``customer_id``, ``staff_id`` and ``days`` narrow them as in :func:`sales`.
    """
    about: dict[str, Any] = {
        "customer_id": customer_id,
        "staff_id": staff_id,
        "text": asked.text,
        "limit": asked.limit,
    }
    if asked.among == ALL:
        return sales(reader, days=days, **about)
    if asked.among == MINE:
        about["staff_id"] = asked.viewer.staff_id
    found = sales_on_their_way(reader, **about)
    return tuple(one for one in found if days[0] <= one.sold_on <= days[1])


def sales(
    reader: Reader,
    *,
    customer_id: int | None = None,
    staff_id: int | None = None,
    days: tuple[date, date] = _EVER,
    text: str = "",
    limit: int = MOST_LISTED,
) -> tuple[Sale, ...]:
    """Sales of these days, first and last among them, the newest first: a customer's, an owner's or all."""
    sql = NEWEST if staff_id is None else OF_STAFF
    if customer_id is not None:
        sql = OF_CUSTOMER
    about = {"customer_id": customer_id, "staff_id": staff_id, "text": text, "limit": limit}
    return _sales(reader, sql, about | {"from_on": days[0].isoformat(), "to_on": days[1].isoformat()})


def sales_on_their_way(
    reader: Reader,
    *,
    customer_id: int | None = None,
    staff_id: int | None = None,
    text: str = "",
    limit: int = MOST_LISTED,
) -> tuple[Sale, ...]:
    """Those not yet delivered, by the time that was promised: a customer's, an owner's or all."""
    sql = ON_ITS_WAY if staff_id is None else ON_ITS_WAY_OF_STAFF
    if customer_id is not None:
        sql = OPEN_OF_CUSTOMER
    about = {"customer_id": customer_id, "staff_id": staff_id, "text": text, "limit": limit}
    return _sales(reader, sql, about)


def sales_due(reader: Reader, staff_id: int, until: datetime, *, limit: int = 100) -> tuple[Sale, ...]:
    """Those of an owner that were promised up to ``until`` and are not delivered yet."""
    return _sales(reader, DUE, {"staff_id": staff_id, "until": to_micros(until), "limit": limit})


def sale_page(reader: Reader, sale_id: int) -> SalePage:
    """The sale. Raises NoSuchRecord when there is none, or when its customer was deleted."""
    found = _sales(reader, SALE, {"id": sale_id})
    if not found:
        raise NoSuchRecord(
            _("There is no sale {id}.").format(id=sale_id),
            _("Its customer may have been deleted, or the number is wrong."),
        )
    return SalePage(
        found[0],
        tuple(map(_line, reader.rows(LINES, {"id": sale_id}))),
        tuple(
            SaleStep(step_id, SaleEventKind(what), why, owner or value, from_micros(at), staff)
            for step_id, what, why, value, at, staff, owner in reader.rows(EVENTS, {"id": sale_id})
        ),
    )


def bought(reader: Reader, customer_id: int) -> Bought | None:
    """What the customer bought so far; None for who has bought nothing."""
    row = reader.row(BOUGHT, {"customer_id": customer_id})
    if row is None:
        return None
    last_id, last_on, first, lines, count = row
    return Bought(count, last_id, date.fromisoformat(last_on), bought_in_words(first or "", lines))


def _sales(reader: Reader, sql: str, about: dict[str, Any]) -> tuple[Sale, ...]:
    return tuple(map(_sale, reader.rows(sql, about)))


def _sale(row: tuple[Any, ...]) -> Sale:
    (
        sale_id, customer_id, customer, staff_id, login, owner, sold_at, sold_on, value, currency,
        rate, stage, promised_at, promised_on, delivered_at, attempts, note, interaction_id,
        version, first, count,
    ) = row  # fmt: skip
    return Sale(
        id=sale_id,
        customer_id=customer_id,
        customer=customer,
        staff_id=staff_id,
        login=login,
        owner=owner,
        sold_at=from_micros(sold_at),
        sold_on=date.fromisoformat(sold_on),
        value=value,
        currency=currency,
        rate=rate,
        stage=SaleStage(stage),
        promised_at=maybe_from_micros(promised_at),
        promised_on=_day(promised_on),
        delivered_at=maybe_from_micros(delivered_at),
        attempts=attempts,
        note=note,
        interaction_id=interaction_id,
        version=version,
        what=bought_in_words(first or "", count),
    )


def _line(row: tuple[Any, ...]) -> SaleLine:
    line_id, product_id, words, quantity, price, value, warranty, service, follow_up_id, how_to = row
    return SaleLine(
        id=line_id,
        product_id=product_id,
        words=words,
        quantity=quantity,
        price=price,
        value=value,
        warranty_until=_day(warranty),
        service_on=_day(service),
        follow_up_id=follow_up_id,
        how_to=how_to,
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
