"""Cases and their clocks as the measures take them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from crm_tui.domain.events import About, CaseRow, ClockRow, ContactRow, StandIn
from crm_tui.domain.instants import end_of_day, from_micros, maybe_from_micros, start_of_day, to_micros
from crm_tui.domain.measures.clock import clocks_kept
from crm_tui.domain.measures.recorded import by_agreed_date, timely_as_recorded
from crm_tui.domain.measures.same_person import same_person
from crm_tui.domain.words import ClockName
from crm_tui.queries.event_sources import Asked, Source
from crm_tui.queries.measured_contacts import OPENED_BY
from crm_tui.store.reader import Reader

STAND_INS = "SELECT staff_id, stand_in_id, from_on, until_on FROM absences WHERE stand_in_id IS NOT NULL"
# CROSS JOIN keeps SQLite to this order: left to itself it walks every contact there ever was.
_CONTACTS_OF_CASES = """
SELECT i.case_id, i.id, i.staff_id, i.direction, i.happened_at, o.solves, o.is_response, i.automatic
  FROM cases k CROSS JOIN interactions i CROSS JOIN outcomes o
 WHERE i.case_id = k.id AND o.code = i.outcome AND i.deleted_at IS NULL AND k.id IN ({ids})"""

#: When the case was first solved or closed.
_SOLVED_AT = """coalesce((SELECT min(e.happened_at) FROM case_events e
                 WHERE e.case_id = k.id AND e.what = 'stage' AND e.value IN ('solved', 'closed')),
                k.solved_at, k.closed_at)"""
#: The last that is known of how they were left.
_FELT = """(SELECT i.mood FROM interactions i
             WHERE i.case_id = k.id AND i.mood IS NOT NULL AND i.deleted_at IS NULL
             ORDER BY i.happened_at DESC, i.id DESC LIMIT 1)"""
#: Answers of a case by somebody else than its owner (``measures.same_person`` knows stand-ins).
_OTHERS_ANSWERED = """EXISTS (SELECT 1 FROM interactions i JOIN outcomes o ON o.code = i.outcome
                 WHERE i.case_id = k.id AND i.staff_id <> k.owner_id AND i.direction <> 'internal'
                   AND o.is_response = 1 AND i.automatic = 0 AND i.deleted_at IS NULL)"""

ABOUT_CASE = {
    "customer": "k.customer_id",
    "staff": "k.owner_id",
    "tier": """nullif(coalesce((SELECT e.value FROM case_events e WHERE e.case_id = k.id AND e.what = 'tier'
                  ORDER BY e.happened_at DESC, e.id DESC LIMIT 1),
                (SELECT t.code FROM customers c JOIN tiers t ON t.id = c.tier_id WHERE c.id = k.customer_id)),
                '')""",
    "nature": "k.nature",
    "channel": f"(SELECT i.channel FROM interactions i WHERE i.id = {OPENED_BY})",
}
_OF_PRODUCT = "k.product_id = {product}"
# Left to itself SQLite walks the clocks of all times for each customer.
_CLOCKS_OF_CUSTOMERS = """json_each(:customers) asked
  CROSS JOIN cases k ON k.customer_id = asked.value
  CROSS JOIN case_clocks q INDEXED BY ix_case_clocks_case_id ON q.case_id = k.id"""
_CASE: dict[str, Any] = {
    "rows": "cases k",
    "id": "k.id",
    "time": "k.opened_at",
    "about": ABOUT_CASE,
    "felt": _FELT,
    "details": f"k.opened_at, {OPENED_BY}, {_SOLVED_AT}, k.agreed_at, k.timely",
    "of_product": _OF_PRODUCT,
}


def same_person_source(asked: Asked) -> list[Source]:
    """Cases; those in which others answered are looked at one by one."""
    return [
        Source(
            **_CASE,
            measurable="k.deleted_at IS NULL",
            traits=f"{_SOLVED_AT} <= :now, CASE WHEN {_OTHERS_ANSWERED} THEN k.id ELSE 0 END",
            suspects=f"{_SOLVED_AT} <= :now AND {_OTHERS_ANSWERED}",
            make=_case,
            judge=same_person,
            complete=_with_contacts(asked.as_of.zone),
            parameters={"now": to_micros(asked.as_of.now)},
        )
    ]


def agreed_date_source(asked: Asked) -> list[Source]:
    """Cases with an agreed date."""
    return [
        Source(
            **_CASE,
            measurable="k.deleted_at IS NULL AND k.agreed_at IS NOT NULL",
            traits=f"{_SOLVED_AT} <= k.agreed_at, {_SOLVED_AT} <= :now, k.agreed_at <= :now",
            suspects=f"k.agreed_at <= :now AND coalesce({_SOLVED_AT} > k.agreed_at, 1)",
            make=_case,
            judge=by_agreed_date,
            parameters={"now": to_micros(asked.as_of.now)},
        )
    ]


def recorded_source(asked: Asked) -> list[Source]:
    """Cases that another system judged."""
    return [
        Source(
            **_CASE,
            measurable="k.deleted_at IS NULL AND k.timely IS NOT NULL",
            traits="k.timely",
            suspects="k.timely = 0",
            make=_case,
            judge=timely_as_recorded,
        )
    ]


def clock_source(name: ClockName) -> Callable[[Asked], list[Source]]:
    """The clocks of that name, as they are kept with their cases (DATA.md, "derived")."""

    def source(asked: Asked) -> list[Source]:
        return [
            Source(
                rows="case_clocks q JOIN cases k ON k.id = q.case_id",
                rows_of_customers=_CLOCKS_OF_CUSTOMERS,
                id="q.id",
                time="q.started_at",
                about={**ABOUT_CASE, "tier": "q.tier"},
                felt=_FELT,
                measurable="q.name = :clock AND k.deleted_at IS NULL",
                traits="q.standard_version_id, q.due_at IS NULL, q.stopped_at <= q.due_at,"
                " q.stopped_at <= :now, q.due_at <= :now",
                suspects="q.due_at <= :now AND coalesce(q.stopped_at > q.due_at, 1)",
                details="q.case_id, q.since_id, q.standard_version_id, q.started_at, q.due_at, q.warn_at,"
                " q.stopped_at",
                make=_clock,
                judge=clocks_kept,
                record="coalesce(q.since_id, q.case_id)",
                of_product=_OF_PRODUCT,
                parameters={"clock": name.value, "now": to_micros(asked.as_of.now)},
            )
        ]

    return source


def _case(row_id: int, about: About, details: Sequence[Any]) -> CaseRow:
    opened_at, opened_by, solved_at, agreed_at, timely = details
    return CaseRow(
        row_id,
        about,
        from_micros(opened_at),
        opened_by,
        maybe_from_micros(solved_at),
        agreed_at=maybe_from_micros(agreed_at),
        timely=None if timely is None else bool(timely),
    )


def _clock(row_id: int, about: About, details: Sequence[Any]) -> ClockRow:
    case_id, since_id, version_id, started_at, due_at, warn_at, stopped_at = details
    return ClockRow(
        row_id,
        about,
        ("case", case_id) if since_id is None else ("interaction", since_id),
        version_id,
        from_micros(started_at),
        maybe_from_micros(due_at),
        maybe_from_micros(warn_at),
        maybe_from_micros(stopped_at),
    )


def _with_contacts(zone: ZoneInfo) -> Callable[[Reader, list[CaseRow]], list[CaseRow]]:
    """What adds to cases their contacts, and who stood in for their owners."""

    def complete(reader: Reader, cases: list[CaseRow]) -> list[CaseRow]:
        of_case: dict[int, list[ContactRow]] = {}
        ids = ", ".join(str(case.id) for case in cases)
        for case_id, contact_id, staff_id, direction, happened_at, solves, responds, automatic in reader.rows(
            _CONTACTS_OF_CASES.format(ids=ids)
        ):
            of_case.setdefault(case_id, []).append(
                ContactRow(
                    contact_id,
                    About(staff_id=staff_id),
                    direction,
                    from_micros(happened_at),
                    bool(solves),
                    bool(responds),
                    bool(automatic),
                )
            )
        stand_ins = _stand_ins(reader, zone)
        return [
            replace(case, contacts=of_case.get(case.id, ()), stand_ins=stand_ins.get(case.about.staff_id, ()))
            for case in cases
        ]

    return complete


def _stand_ins(reader: Reader, zone: ZoneInfo) -> dict[int | None, list[StandIn]]:
    """By whom they stood in for."""
    found: dict[int | None, list[StandIn]] = {}
    for staff_id, stand_in_id, from_on, until_on in reader.rows(STAND_INS):
        since, until = date.fromisoformat(from_on), date.fromisoformat(until_on)
        found.setdefault(staff_id, []).append(
            StandIn(stand_in_id, start_of_day(since, zone), end_of_day(until, zone))
        )
    return found
