"""Unasked outbound contacts with how many there were before, as the measure of contact load takes them."""

from collections.abc import Callable, Sequence
from typing import Any

from crm_tui.domain.contact_load import DEFAULT_LIMIT, DEFAULT_WINDOW_DAYS
from crm_tui.domain.events import About, LoadRow
from crm_tui.domain.instants import from_micros
from crm_tui.domain.measures.load import load_terms, within_load
from crm_tui.queries.event_sources import Asked, Source
from crm_tui.queries.load import ANSWERS_THEM
from crm_tui.queries.measured_contacts import ABOUT_CONTACT, OF_PRODUCT

TIER_TERMS = "SELECT contact_limit, contact_window_days FROM tiers"
CHANNEL_TERMS = "SELECT contact_limit, contact_window_days FROM tier_limits"

_MICROS_IN_A_DAY = 86_400_000_000
# As ``queries.load`` means it: for no case, not the doing of a follow-up that was exempt, and no answer to
# what they asked in the contact before. Nobody reached is no burden. The plus keeps SQLite from walking all
# that was ever for no case.
_UNASKED = f"""{{at}}.direction = 'outbound' AND {{at}}.deleted_at IS NULL AND +{{at}}.case_id IS NULL
          AND ({{at}}.outcome IN (SELECT o.code FROM outcomes o WHERE o.reached = 1)
               OR {{at}}.channel IN (SELECT h.code FROM channels h WHERE h.written = 1))
          AND NOT {{exempt}}
          AND {ANSWERS_THEM} = 0"""
# Whether a contact did a follow-up like that: any, or one of the customers who are asked for.
_DID = """({at}.id IN (SELECT f.done_by_id FROM follow_ups f
                   WHERE f.done_by_id IS NOT NULL AND {like}))"""
_DID_OF_CUSTOMERS = """({at}.id IN (SELECT f.done_by_id FROM json_each(:customers) s CROSS JOIN follow_ups f
                   WHERE f.customer_id = s.value AND f.done_by_id IS NOT NULL AND {like}))"""
_EXEMPT, _OVERRIDDEN = "f.exempt IS NOT NULL", "f.override_why <> ''"
_TIER_TERM = "coalesce((SELECT t.{column} FROM tiers t WHERE t.code = i.tier), {default})"
_CHANNEL_TERM = """(SELECT l.{column} FROM tier_limits l JOIN tiers t ON t.id = l.tier_id
                     WHERE t.code = i.tier AND l.channel = i.channel ORDER BY l.id LIMIT 1)"""


def load_source(asked: Asked) -> list[Source]:
    """The unasked contacts of the period, counted over those before them in one pass."""
    terms, of_channels = _terms(asked), list(asked.reader.rows(CHANNEL_TERMS))
    days = sorted({days for _limit, days in [*terms, *of_channels]})
    channel_days = sorted({days for _limit, days in of_channels})
    counts = [*((f"made_{each}", each, "") for each in days)]
    counts += [(f"on_channel_{each}", each, "x.channel") for each in channel_days]
    names = ", ".join(name for name, _days, _channel in counts)
    columns = (
        "x.id, x.customer_id, x.staff_id, x.tier, x.nature, x.channel, x.product_id, x.happened_at, x.mood"
    )
    passed_on = ", ".join(_over(*count) for count in counts)
    looked_up = ", ".join(_before(*count) for count in counts)
    in_period = f"x.happened_at >= :start - {days[-1] * _MICROS_IN_A_DAY} AND x.happened_at < :end"
    of_customers = "x.customer_id IN (SELECT value FROM json_each(:customers))"

    def in_a_pass(which: str, did: str) -> str:
        return (
            f"(SELECT m.*, {did.format(at='m', like=_OVERRIDDEN)} AS overridden\n"
            f"   FROM (SELECT {columns}, {passed_on}\n"
            f"           FROM interactions x WHERE {which} AND {_unasked('x', did)}) m) i"
        )

    return [
        Source(
            rows=in_a_pass(in_period, _DID),
            rows_by_id=f"(SELECT i.*, {_DID.format(at='i', like=_OVERRIDDEN)} AS overridden, {looked_up}\n"
            f" FROM interactions i WHERE {_unasked('i', _DID)}) i",
            rows_of_customers=in_a_pass(of_customers, _DID_OF_CUSTOMERS),
            id="i.id",
            time="i.happened_at",
            about=ABOUT_CONTACT,
            felt="i.mood",
            measurable="i.id > 0",
            traits=f"{names}, i.tier, {'i.channel, ' if channel_days else ''}i.overridden",
            suspects=f"made_{days[-1]} > :least OR i.overridden",
            details=", ".join(
                (
                    "i.happened_at",
                    _TIER_TERM.format(column="contact_limit", default=DEFAULT_LIMIT),
                    _TIER_TERM.format(column="contact_window_days", default=DEFAULT_WINDOW_DAYS),
                    _CHANNEL_TERM.format(column="contact_limit"),
                    _CHANNEL_TERM.format(column="contact_window_days"),
                    "i.overridden",
                    names,
                )
            ),
            make=_maker(days, channel_days),
            judge=within_load,
            in_one_pass=True,
            of_product=OF_PRODUCT,
            parameters={"least": min(limit for limit, _days in [*terms, *of_channels])},
        )
    ]


def _terms(asked: Asked) -> list[tuple[float, int]]:
    """How many contacts in how many days are borne, by any of the versions and tiers."""
    tiers = [(limit, days) for limit, days in asked.reader.rows(TIER_TERMS)]
    tiers.append((DEFAULT_LIMIT, DEFAULT_WINDOW_DAYS))
    return [*tiers, *(load_terms(version, *tier) for version in asked.versions for tier in tiers)]


def _over(name: str, days: int, channel: str) -> str:
    """The count of contacts like it in so many days up to it, in a pass over all of them."""
    like = ", ".join(filter(None, ("x.customer_id", channel)))
    return f"""count(*) OVER (PARTITION BY {like} ORDER BY x.happened_at RANGE
                     BETWEEN {days * _MICROS_IN_A_DAY - 1} PRECEDING AND CURRENT ROW) AS {name}"""


def _before(name: str, days: int, channel: str) -> str:
    """The same count of one contact, looked up."""
    like = "x.customer_id = i.customer_id" + (" AND x.channel = i.channel" if channel else "")
    return f"""(SELECT count(*) FROM interactions x
                 WHERE {like} AND x.happened_at <= i.happened_at
                   AND x.happened_at > i.happened_at - {days * _MICROS_IN_A_DAY}
                   AND {_unasked("x", _DID)}) AS {name}"""


def _unasked(at: str, did: str) -> str:
    """The condition on contacts ``at``; ``did`` says how it is looked whether they did a follow-up."""
    return _UNASKED.format(at=at, exempt=did.format(at=at, like=_EXEMPT))


def _maker(
    days: Sequence[int], channel_days: Sequence[int]
) -> Callable[[int, About, Sequence[Any]], LoadRow]:
    def make(row_id: int, about: About, details: Sequence[Any]) -> LoadRow:
        happened_at, limit, window, channel_limit, channel_window, overridden, *counts = details
        return LoadRow(
            row_id,
            about,
            from_micros(happened_at),
            dict(zip(days, counts[: len(days)], strict=True)),
            limit,
            window,
            bool(overridden),
            dict(zip(channel_days, counts[len(days) :], strict=True)),
            None if channel_limit is None else (channel_limit, channel_window),
        )

    return make
