"""One event followed or preceded by another, as the measures of sequences take them.

Where events of a kind are, is a line in ``OCCURRENCES``: contacts, sales, and steps of a sale on its way.

Of most pairs the database can say whether they were in time, by bounds (``queries.pair_bounds``); the others
are judged one by one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from crm_tui.domain.events import About, PairRow
from crm_tui.domain.instants import from_micros, maybe_from_micros, to_micros
from crm_tui.domain.measures.selectors import CALLED_AHEAD, CONTACT, DELIVERY, SALE, Selector
from crm_tui.domain.measures.selectors import Sequence as Chosen
from crm_tui.domain.measures.sequence import followed_by, preceded_by
from crm_tui.queries.event_sources import Asked, Source
from crm_tui.queries.measured_contacts import ABOUT_CONTACT
from crm_tui.queries.measured_sales import ABOUT_SALE, SALES_OF_PRODUCT
from crm_tui.queries.pair_bounds import bounds_after, bounds_before

Order = Literal["followed", "preceded"]

_JUDGES = MappingProxyType({"followed": followed_by, "preceded": preceded_by})
_BOUNDS = MappingProxyType({"followed": bounds_after, "preceded": bounds_before})

#: What can be said by bounds alone.
_MET, _MISSED, _RUNNING = -1, -2, -3
_VERDICTS = MappingProxyType(
    {
        "followed": f"""WHEN p.other_at <= p.near THEN {_MET}
            WHEN p.other_at > p.far OR (p.other_at IS NULL AND p.far <= :now) THEN {_MISSED}
            WHEN p.other_at IS NULL AND p.near > :now THEN {_RUNNING}""",
        "preceded": f"""WHEN p.other_at >= p.near THEN {_MET}
            WHEN p.other_at IS NULL OR p.other_at <= p.far THEN {_MISSED}""",
    }
)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where events of one kind are: rows with the alias ``{at}``, and what they can be chosen by.

    ``kind`` is what their records are called in ``MeasuredEvent.key``; ``traits`` are conditions for rows
    that have one of the ``{values}``; ``of_product`` holds for records ``{id}`` about the ``{product}``.
    ``few`` is the table where those of few records or customers are found faster in another way.
    """

    kind: str
    table: str
    alias: str
    time: str
    about: Mapping[str, str]
    felt: str
    there: str
    traits: Mapping[str, str]
    of_product: str
    few: str = ""


_OF_PRODUCTS = """EXISTS (SELECT 1 FROM sale_lines l
                            WHERE l.sale_id = {at}.id AND l.product_id IN ({values}))"""
_CONTACTS_OF_PRODUCT = "{id} IN (SELECT n.id FROM interactions n WHERE n.product_id = {product})"


def _steps_of_sales(what: str, only: str) -> dict[str, str]:
    """The sales that had such a step, when they had it: by the times of all, and of few sales."""
    columns = "SELECT s.id, s.customer_id, s.staff_id, s.tier, e.happened_at FROM"
    there = f"s.deleted_at IS NULL AND {only}"
    return {
        "table": f"""({columns} sale_events e JOIN sales s ON s.id = e.sale_id
                 WHERE e.what = '{what}' AND {there})""",
        "few": f"""({columns} sales s CROSS JOIN sale_events e ON e.sale_id = s.id
                 WHERE +e.what = '{what}' AND {there})""",
    }


#: The kinds of events that a sequence can be made of.
OCCURRENCES: Mapping[str, Occurrence] = MappingProxyType(
    {
        CONTACT: Occurrence(
            kind="interaction",
            table="interactions",
            alias="i",
            time="happened_at",
            about=ABOUT_CONTACT,
            felt="i.mood",
            # A plus keeps SQLite from making an index of its own for what has none.
            there="{at}.deleted_at IS NULL AND {at}.direction <> 'internal' AND +{at}.automatic = 0",
            traits={
                "nature": "{at}.nature IN ({values})",
                "direction": "+{at}.direction IN ({values})",
                "outcome": "+{at}.outcome IN ({values})",
                "channel": "+{at}.channel IN ({values})",
            },
            of_product=_CONTACTS_OF_PRODUCT,
        ),
        SALE: Occurrence(
            kind="sale",
            table="sales",
            alias="a",
            time="sold_at",
            about=ABOUT_SALE,
            felt="NULL",
            there="{at}.deleted_at IS NULL AND +{at}.stage <> 'cancelled'",
            traits={"product": _OF_PRODUCTS},
            of_product=SALES_OF_PRODUCT,
        ),
        # What they took along was never brought: nobody has to call ahead of it.
        DELIVERY: Occurrence(
            kind="sale",
            **_steps_of_sales("delivered", "s.attempts > 0"),
            alias="a",
            time="happened_at",
            about=ABOUT_SALE,
            felt="NULL",
            there="{at}.id > 0",
            traits={"product": _OF_PRODUCTS},
            of_product=SALES_OF_PRODUCT,
        ),
        CALLED_AHEAD: Occurrence(
            kind="sale",
            **_steps_of_sales("called-ahead", "s.id > 0"),
            alias="a",
            time="happened_at",
            about=ABOUT_SALE,
            felt="NULL",
            there="{at}.id > 0",
            traits={},
            of_product=SALES_OF_PRODUCT,
        ),
    }
)


def pair_source(order: Order) -> Callable[[Asked], list[Source]]:
    """The sources of sequences in which B follows, or precedes, A: one for each pair that was chosen."""

    def sources(asked: Asked) -> list[Source]:
        chosen = {version.matter: version.settings for version in asked.versions}
        return [
            _source(order, matter, Chosen.from_settings(settings), asked)
            for matter, settings in sorted(chosen.items())
        ]

    return sources


def _source(order: Order, matter: str, chosen: Chosen, asked: Asked) -> Source:
    a, b = OCCURRENCES[chosen.a.event], OCCURRENCES[chosen.b.event]
    at, parameters = a.alias, {"now": to_micros(asked.as_of.now)}
    began = f"{at}.{a.time}"
    is_a = _chosen(a, at, chosen.a, "a", parameters)
    is_b = _chosen(b, "y", chosen.b, "b", parameters)
    itself = f"AND y.id <> {at}.id" if a.table == b.table else ""
    first, when = ("min", f">= {began}") if order == "followed" else ("max", f"<= {began}")
    columns = ", ".join(
        [
            f"{at}.id AS id",
            f"{began} AS began",
            *(f"{column} AS {name}" for name, column in a.about.items()),
            f"{a.felt} AS felt",
            f"""(SELECT {first}(y.{b.time}) FROM {b.few or b.table} y
                  WHERE y.customer_id = {at}.customer_id AND y.{b.time} {when} AND y.{b.time} <= :now {itself}
                    AND {is_b}) AS other_at""",
        ]
    )
    # Bounds first: each is a short walk of the index of times. Materialized, for B is looked for only once.
    return Source(
        rows=f"""(WITH bounds (first, last, near, far) AS (VALUES {_bounds(order, matter, asked)}),
            pairs AS MATERIALIZED (SELECT x.near, x.far, {columns} FROM bounds x CROSS JOIN {a.table} {at}
             WHERE {began} >= x.first AND {began} < x.last AND {is_a})
       SELECT p.*, CASE {_VERDICTS[order]} ELSE p.id END AS verdict FROM pairs p) w""",
        # Of a few there is no need for bounds: none is taken for another.
        rows_by_id=f"(SELECT {columns}, {at}.id AS verdict FROM {a.few or a.table} {at} WHERE {is_a}) w",
        id="w.id",
        time="w.began",
        about={name: f"w.{name}" for name in a.about},
        felt="w.felt",
        measurable="w.id > 0",
        traits="w.verdict",
        suspects=f"w.verdict NOT IN ({_MET}, {_RUNNING})",
        details="w.began, w.other_at",
        make=_maker(a.kind, matter),
        judge=_JUDGES[order],
        parameters=parameters,
        matter=matter,
        in_one_pass=True,
        of_product=a.of_product.format(id="w.id", product="{product}"),
    )


def _bounds(order: Order, matter: str, asked: Asked) -> str:
    """The bounds of the period as rows of VALUES; one that holds nothing where the period is empty."""
    rivals = [version for version in asked.versions if version.matter == matter]
    begin = max(asked.start, min(version.valid_from for version in rivals))
    bounds = _BOUNDS[order](rivals, asked.as_of, begin, asked.end) if begin < asked.end else []
    return ", ".join(f"({x.first}, {x.last}, {x.near}, {x.far})" for x in bounds) or "(0, 0, 0, 0)"


def _chosen(
    occurrence: Occurrence, at: str, selector: Selector, prefix: str, parameters: dict[str, Any]
) -> str:
    """The condition on rows ``at`` that were chosen; its values are put into the parameters."""
    parts = [occurrence.there.format(at=at)]
    for trait, values in selector.values.items():
        names = {f"{prefix}_{trait}_{place}": value for place, value in enumerate(values)}
        parameters |= names
        listed = ", ".join(f":{name}" for name in names)
        parts.append(occurrence.traits[trait].format(at=at, values=listed))
    return " AND ".join(parts)


def _maker(kind: str, matter: str) -> Callable[[int, About, Sequence[Any]], PairRow]:
    def make(row_id: int, about: About, details: Sequence[Any]) -> PairRow:
        began, other_at = details
        return PairRow(kind, row_id, about, matter, from_micros(began), maybe_from_micros(other_at))

    return make
