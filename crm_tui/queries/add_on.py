"""Add-on suggestions, with the evidence from sales, and why none is made where it would be in the way."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from crm_tui.domain.add_on import Bought, Link, Suggestion, suggestions
from crm_tui.domain.growth_words import ProductRelation
from crm_tui.domain.instants import to_micros
from crm_tui.i18n import _
from crm_tui.queries.complaints import open_complaint
from crm_tui.queries.load import WISHES, loads_now
from crm_tui.store.reader import Reader

#: What was bought longer ago is no reason to offer something with it.
_DAYS_BACK = 730

_BOUGHT = """
SELECT a.customer_id, c.name, l.product_id, p.name, a.id, a.sold_on
  FROM sales a
  JOIN customers c ON c.id = a.customer_id AND c.deleted_at IS NULL AND c.ended_on IS NULL
  JOIN sale_lines l ON l.sale_id = a.id AND l.product_id IS NOT NULL
  JOIN products p ON p.id = l.product_id
 WHERE a.deleted_at IS NULL AND a.stage <> 'cancelled' AND a.sold_at >= :start"""
BOUGHT_OF = _BOUGHT + " AND a.customer_id = :customer_id ORDER BY a.sold_at, a.id"
BOUGHT_LATELY = _BOUGHT + " ORDER BY a.sold_at, a.id"
LINKS = """
SELECT l.product_id, l.other_id, p.name, l.relation
  FROM product_links l JOIN products p ON p.id = l.other_id AND p.retired_at IS NULL
 ORDER BY l.id"""
# Lost: they said no to it. Open: somebody follows it up already. What was won they have by its sale.
SPOKEN_OF = """
SELECT customer_id, product_id FROM opportunities
 WHERE product_id IS NOT NULL AND deleted_at IS NULL AND stage <> 'won'"""
SPOKEN_OF_CUSTOMER = SPOKEN_OF + " AND customer_id = :customer_id"


@dataclass(frozen=True, slots=True)
class Suggested:
    """A suggestion for a customer."""

    customer_id: int
    customer: str
    what: Suggestion


@dataclass(frozen=True, slots=True)
class SuggestedAll:
    """Suggestions for many; ``held_back`` customers have one, and a reason not to hear it now."""

    found: tuple[Suggested, ...]
    held_back: int
    more: bool


def suggestions_of(reader: Reader, customer_id: int, now: datetime) -> tuple[Suggestion, ...]:
    """What may be offered to a customer now; nothing where :func:`why_not_now` says why."""
    links = _links(reader)
    if not links:
        return ()
    about: dict[str, Any] = {"customer_id": customer_id, "start": _start(now)}
    bought = [each for _customer, _name, each in _bought(reader.rows(BOUGHT_OF, about))]
    if not bought:
        return ()
    spoken_of = {product_id for _customer, product_id in reader.rows(SPOKEN_OF_CUSTOMER, about)}
    found = suggestions(bought, links, spoken_of)
    return () if not found or why_not_now(reader, customer_id, now) else found


def why_not_now(reader: Reader, customer_id: int, now: datetime) -> str:
    """Why nothing is offered to the customer now; empty where nothing stands against it."""
    complaint = open_complaint(reader, customer_id)
    if complaint is not None:
        return _("complaint {id} is open").format(id=complaint)
    wishes = reader.row(WISHES, {"customer_id": customer_id})
    if wishes is not None and wishes[0]:
        return _("they asked not to be contacted")
    if loads_now(reader, customer_id, now)[0].left < 1:
        return _("they hear from us as often as they should")
    return ""


def suggestions_for_all(reader: Reader, now: datetime, limit: int = 200) -> SuggestedAll:
    """What may be offered to whom, by what was bought last first."""
    links = _links(reader)
    bought: defaultdict[int, list[Bought]] = defaultdict(list)
    names: dict[int, str] = {}
    rows = reader.rows(BOUGHT_LATELY, {"start": _start(now)}) if links else []
    for customer_id, name, each in _bought(rows):
        bought[customer_id].append(each)
        names[customer_id] = name
    spoken_of: defaultdict[int, set[int]] = defaultdict(set)
    for customer_id, product_id in reader.rows(SPOKEN_OF):
        spoken_of[customer_id].add(product_id)
    offered = {
        customer_id: found
        for customer_id, theirs in bought.items()
        if (found := suggestions(theirs, links, spoken_of[customer_id]))
    }
    newest_first = sorted(offered, key=lambda customer_id: offered[customer_id][0].because.on, reverse=True)
    shown: list[Suggested] = []
    held_back = 0
    for customer_id in newest_first:
        if len(shown) > limit:
            break
        if why_not_now(reader, customer_id, now):
            held_back += 1
        else:
            shown += [Suggested(customer_id, names[customer_id], what) for what in offered[customer_id]]
    return SuggestedAll(tuple(shown[:limit]), held_back, len(shown) > limit)


def _start(now: datetime) -> int:
    return to_micros(now - timedelta(days=_DAYS_BACK))


def _bought(rows: list[tuple[Any, ...]]) -> Iterator[tuple[int, str, Bought]]:
    for customer_id, name, product_id, product, sale_id, sold_on in rows:
        yield customer_id, name, Bought(product_id, product, sale_id, date.fromisoformat(sold_on))


def _links(reader: Reader) -> list[Link]:
    return [
        Link(product_id, other_id, other, ProductRelation(relation))
        for product_id, other_id, other, relation in reader.rows(LINKS)
    ]
