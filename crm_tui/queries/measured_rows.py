"""The rows that standards measure, as the domain takes them: only what a measure looks at.

``which`` is a condition on the named table of each text; the texts and conditions are ours, never a user's.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from crm_tui.domain.events import About, CaseRow, ContactRow, FollowUpRow, ReviewRow
from crm_tui.domain.instants import end_of_day, from_micros, maybe_from_micros
from crm_tui.domain.words import Kind, Mood
from crm_tui.queries.reviews import PastReview
from crm_tui.queries.standard_versions import WrittenStandard
from crm_tui.store.reader import Reader

#: The contact with which a case began, if it began with one.
_OPENED_BY = """(SELECT min(e.id) FROM interactions e
                  WHERE e.case_id = k.id AND e.happened_at = k.opened_at AND e.deleted_at IS NULL)"""
#: Whether a contact is the first of its matter (``events.ContactRow``).
FIRST_CONTACT = f"""(i.case_id IS NULL
       OR i.id = (SELECT {_OPENED_BY} FROM cases k WHERE k.id = i.case_id))"""

CONTACTS = (
    """
  FROM interactions i
  JOIN outcomes o ON o.code = i.outcome
  LEFT JOIN customers c ON c.id = i.customer_id
  LEFT JOIN tiers t ON t.id = c.tier_id"""
    ""
)
FOLLOW_UPS = (
    """
  FROM follow_ups f
  LEFT JOIN customers c ON c.id = f.customer_id
  LEFT JOIN tiers t ON t.id = c.tier_id
  LEFT JOIN cases k ON k.id = f.case_id
  LEFT JOIN interactions i ON i.id = f.interaction_id"""
    ""
)

_CONTACT_COLUMNS = f"""i.id, i.customer_id, i.staff_id, t.code, i.nature, i.channel, i.direction,
       i.happened_at, o.solves, o.is_response, i.automatic, {FIRST_CONTACT}, i.mood, i.waited_minutes"""
_FOLLOW_UP_COLUMNS = """f.id, f.customer_id, f.staff_id, t.code, coalesce(k.nature, i.nature), f.channel,
       f.created_at, f.first_due_at, f.state, f.closed_at"""
_CASES = f"""
SELECT k.id, k.customer_id, k.owner_id,
       coalesce((SELECT e.value FROM case_events e WHERE e.case_id = k.id AND e.what = 'tier'
                  ORDER BY e.happened_at DESC, e.id DESC LIMIT 1), t.code),
       k.nature, i.channel, k.opened_at, i.id,
       coalesce((SELECT min(e.happened_at) FROM case_events e
                  WHERE e.case_id = k.id AND e.what = 'stage' AND e.value IN ('solved', 'closed')),
                k.solved_at, k.closed_at){{kinds}}
  FROM cases k
  LEFT JOIN customers c ON c.id = k.customer_id
  LEFT JOIN tiers t ON t.id = c.tier_id
  LEFT JOIN interactions i ON i.id = {_OPENED_BY}
 WHERE k.deleted_at IS NULL AND {{which}}
 ORDER BY k.id"""
# CROSS JOIN keeps SQLite to this order: left to itself it walks every contact there ever was.
_CONTACTS_OF_CASES = """
SELECT i.case_id, i.id, i.direction, i.happened_at, o.solves, o.is_response, i.automatic
  FROM cases k CROSS JOIN interactions i CROSS JOIN outcomes o
 WHERE i.case_id = k.id AND o.code = i.outcome
   AND k.deleted_at IS NULL AND i.deleted_at IS NULL AND {which}"""
_NOBODY = About()


def kind_flags(kinds: Sequence[Kind], table: str) -> str:
    """A column for each of these kinds: whether the customer of the table's row is one."""
    return "".join(
        f""",
       EXISTS (SELECT 1 FROM customer_kinds n
                WHERE n.customer_id = {table}.customer_id AND n.kind = '{kind.value}')"""
        for kind in kinds
    )


def contacts(
    reader: Reader, which: str, parameters: Mapping[str, Any], kinds: Sequence[Kind]
) -> list[ContactRow]:
    """Interactions ``i`` for which the condition holds, whose customers may be of these kinds."""
    sql = (
        f"SELECT {_CONTACT_COLUMNS}{kind_flags(kinds, 'i')}{CONTACTS} WHERE i.deleted_at IS NULL AND {which}"
    )
    return [_contact(row, kinds) for row in reader.rows(sql, parameters)]


def follow_ups(
    reader: Reader, which: str, parameters: Mapping[str, Any], kinds: Sequence[Kind]
) -> list[FollowUpRow]:
    """Follow-ups ``f`` for which the condition holds."""
    sql = f"SELECT {_FOLLOW_UP_COLUMNS}{kind_flags(kinds, 'f')}{FOLLOW_UPS} WHERE {which}"
    return [_follow_up(row, kinds) for row in reader.rows(sql, parameters)]


def cases(reader: Reader, which: str, parameters: Mapping[str, Any], kinds: Sequence[Kind]) -> list[CaseRow]:
    """Cases ``k`` for which the condition holds, with their contacts."""
    of_case: dict[int, list[ContactRow]] = {}
    for case_id, contact_id, direction, happened_at, solves, responds, automatic in reader.rows(
        _CONTACTS_OF_CASES.format(which=which), parameters
    ):
        of_case.setdefault(case_id, []).append(
            ContactRow(
                contact_id,
                _NOBODY,
                direction,
                from_micros(happened_at),
                bool(solves),
                bool(responds),
                bool(automatic),
            )
        )
    sql = _CASES.format(which=which, kinds=kind_flags(kinds, "k"))
    return [
        CaseRow(
            row[0],
            _about(row[1:6], row[9:], kinds),
            from_micros(row[6]),
            row[7],
            maybe_from_micros(row[8]),
            of_case.get(row[0], ()),
        )
        for row in reader.rows(sql, parameters)
    ]


def reviews(
    standards: Iterable[WrittenStandard], past: Iterable[PastReview], zone: ZoneInfo
) -> list[ReviewRow]:
    """The reviews that took place where a date had been fixed, and those that are due."""
    by_standard: dict[int, list[PastReview]] = {}
    for review in past:
        by_standard.setdefault(review.standard_id, []).append(review)
    found: list[ReviewRow] = []
    for standard in standards:
        set_at = standard.created_at
        about = About(staff_id=standard.owner_id)
        for review in by_standard.get(standard.id, []):
            if review.due_on is not None:
                due_at = end_of_day(review.due_on, zone)
                found.append(ReviewRow(standard.id, about, min(set_at, due_at), due_at, review.at))
            set_at = review.at
        if standard.next_review_on is not None and standard.retired_at is None:
            due_at = end_of_day(standard.next_review_on, zone)
            found.append(ReviewRow(standard.id, about, min(set_at, due_at), due_at))
    return found


def _about(row: Sequence[Any], flags: Sequence[Any], kinds: Sequence[Kind]) -> About:
    """From customer, staff, tier, nature, channel, and a flag for each kind."""
    customer_id, staff_id, tier, nature, channel = row
    of_kinds = frozenset(kind.value for kind, flag in zip(kinds, flags, strict=True) if flag)
    return About(customer_id, staff_id, tier, nature, channel, of_kinds)


def _contact(row: Sequence[Any], kinds: Sequence[Kind]) -> ContactRow:
    direction, happened_at, solves, responds, automatic, first, mood, waited_minutes = row[6:14]
    return ContactRow(
        row[0],
        _about(row[1:6], row[14:], kinds),
        direction,
        from_micros(happened_at),
        bool(solves),
        bool(responds),
        bool(automatic),
        bool(first),
        None if mood is None else Mood(mood),
        waited_minutes,
    )


def _follow_up(row: Sequence[Any], kinds: Sequence[Kind]) -> FollowUpRow:
    created_at, first_due_at, state, closed_at = row[6:10]
    closed = maybe_from_micros(closed_at)
    return FollowUpRow(
        row[0],
        _about(row[1:6], row[10:], kinds),
        from_micros(created_at),
        from_micros(first_due_at),
        closed if state == "done" else None,
        closed if state == "dropped" else None,
    )
