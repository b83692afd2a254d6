"""Unasked outbound contacts with how many there were before, as the measure of contact load takes them."""

from collections.abc import Sequence
from typing import Any

from crm_tui.domain.contact_load import DEFAULT_LIMIT, DEFAULT_WINDOW_DAYS
from crm_tui.domain.events import About, LoadRow
from crm_tui.domain.instants import from_micros
from crm_tui.domain.measures.load import load_terms, within_load
from crm_tui.queries.event_sources import Asked, Source
from crm_tui.queries.measured_contacts import ABOUT_CONTACT

TIER_TERMS = "SELECT contact_limit, contact_window_days FROM tiers"

_MICROS_IN_A_DAY = 86_400_000_000
# Unasked: for no case, and not the doing of a follow-up that was exempt. Nobody reached is no burden.
_UNASKED = """{at}.direction = 'outbound' AND {at}.deleted_at IS NULL AND {at}.case_id IS NULL
          AND ({at}.outcome IN (SELECT o.code FROM outcomes o WHERE o.reached = 1)
               OR {at}.channel IN (SELECT h.code FROM channels h WHERE h.written = 1))
          AND {at}.id NOT IN (SELECT f.done_by_id FROM follow_ups f
                               WHERE f.done_by_id IS NOT NULL AND f.exempt IS NOT NULL)"""
_OVERRIDDEN = """(i.id IN (SELECT f.done_by_id FROM follow_ups f
                   WHERE f.done_by_id IS NOT NULL AND f.override_why <> ''))"""
_TIER_TERM = "coalesce((SELECT t.{column} FROM tiers t WHERE t.code = i.tier), {default})"


def load_source(asked: Asked) -> list[Source]:
    """The unasked contacts of the period, counted over those before them in one pass."""
    terms = _terms(asked)
    days = sorted({days for _limit, days in terms})
    windows = ", ".join(
        f"""count(*) OVER (PARTITION BY x.customer_id ORDER BY x.happened_at RANGE
                       BETWEEN {count * _MICROS_IN_A_DAY - 1} PRECEDING AND CURRENT ROW) AS made_{count}"""
        for count in days
    )
    columns = "x.id, x.customer_id, x.staff_id, x.tier, x.nature, x.channel, x.happened_at, x.mood"
    since = f"x.happened_at >= :start - {max(days) * _MICROS_IN_A_DAY} AND x.happened_at < :end"
    made = ", ".join(f"made_{count}" for count in days)
    counted = ", ".join(
        f"""(SELECT count(*) FROM interactions x
              WHERE x.customer_id = i.customer_id AND x.happened_at <= i.happened_at
                AND x.happened_at > i.happened_at - {count * _MICROS_IN_A_DAY}
                AND {_UNASKED.format(at="x")}) AS made_{count}"""
        for count in days
    )
    return [
        Source(
            rows=f"(SELECT {columns}, {windows} FROM interactions x\n WHERE {since}"
            f" AND {_UNASKED.format(at='x')}) i",
            rows_by_id=f"(SELECT i.*, {counted} FROM interactions i) i",
            id="i.id",
            time="i.happened_at",
            about=ABOUT_CONTACT,
            felt="i.mood",
            measurable="i.id > 0",
            traits=f"{made}, i.tier, {_OVERRIDDEN}",
            suspects=f"made_{max(days)} > :least OR {_OVERRIDDEN}",
            details=f"i.happened_at, {_tier_term('contact_limit', DEFAULT_LIMIT)},"
            f" {_tier_term('contact_window_days', DEFAULT_WINDOW_DAYS)}, {_OVERRIDDEN}, {made}",
            make=_maker(days),
            judge=within_load,
            in_one_pass=True,
            parameters={"least": min(limit for limit, _days in terms)},
        )
    ]


def _terms(asked: Asked) -> list[tuple[float, int]]:
    """How many contacts in how many days are borne, by any of the versions and tiers."""
    tiers = [(limit, days) for limit, days in asked.reader.rows(TIER_TERMS)]
    tiers.append((DEFAULT_LIMIT, DEFAULT_WINDOW_DAYS))
    return [*tiers, *(load_terms(version, *tier) for version in asked.versions for tier in tiers)]


def _tier_term(column: str, default: int) -> str:
    return _TIER_TERM.format(column=column, default=default)


def _maker(days: Sequence[int]) -> Any:
    def make(row_id: int, about: About, details: Sequence[Any]) -> LoadRow:
        happened_at, limit, window, overridden, *made = details
        counts = dict(zip(days, made, strict=True))
        return LoadRow(row_id, about, from_micros(happened_at), counts, limit, window, bool(overridden))

    return make
