"""What happened to cases, read for their clocks: of one case or of thousands at once.

``which`` is a condition on the cases ``k``; the conditions are ours, never a user's.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from crm_tui.domain.case_story import CaseStory, ProductChange, StageMove, StoryContact, TierChange
from crm_tui.domain.instants import from_micros
from crm_tui.domain.words import Stage
from crm_tui.store.chunks import in_chunks
from crm_tui.store.reader import NO_PARAMETERS, Reader

STORY_CASES = """
SELECT k.id, k.customer_id, k.owner_id, k.nature, k.opened_at, k.stage, k.solved_at, k.closed_at, t.code
  FROM cases k
  LEFT JOIN customers c ON c.id = k.customer_id
  LEFT JOIN tiers t ON t.id = c.tier_id
 WHERE k.deleted_at IS NULL AND {which}
 ORDER BY k.id"""
# CROSS JOIN keeps SQLite to this order: left to itself it walks every contact there ever was.
STORY_CONTACTS = """
SELECT k.id, i.id, i.happened_at, i.direction, i.outcome, o.solves, o.is_response, i.automatic, i.channel
  FROM cases k CROSS JOIN interactions i CROSS JOIN outcomes o
 WHERE i.case_id = k.id AND o.code = i.outcome
   AND k.deleted_at IS NULL AND i.deleted_at IS NULL AND {which}
 ORDER BY i.happened_at, i.id"""
STORY_EVENTS = """
SELECT k.id, e.what, e.value, e.happened_at
  FROM cases k CROSS JOIN case_events e
 WHERE e.case_id = k.id AND e.what IN ('stage', 'reopened', 'tier', 'product')
   AND k.deleted_at IS NULL AND {which}
 ORDER BY e.happened_at, e.id"""
STORY_KINDS = """
SELECT k.id, n.kind
  FROM cases k CROSS JOIN customer_kinds n
 WHERE n.customer_id = k.customer_id AND k.deleted_at IS NULL AND {which}"""

_OVER = (Stage.SOLVED, Stage.CLOSED)
_MOVES = ("stage", "reopened")
_Row = tuple[Any, ...]


def stories(reader: Reader, which: str, parameters: Mapping[str, Any] = NO_PARAMETERS) -> list[CaseStory]:
    """The stories of the cases for which the condition holds, in the order of their ids."""
    contacts, events, kinds = (
        _by_case(reader.rows(sql.format(which=which), parameters))
        for sql in (STORY_CONTACTS, STORY_EVENTS, STORY_KINDS)
    )
    return [
        _story(row, contacts.get(row[0], ()), events.get(row[0], ()), kinds.get(row[0], ()))
        for row in reader.rows(STORY_CASES.format(which=which), parameters)
    ]


def stories_of(reader: Reader, case_ids: Sequence[int]) -> Iterator[CaseStory]:
    """The stories of these cases, some at a time; those that were deleted have none."""
    for some in in_chunks(case_ids):
        names = {f"case_{place}": case_id for place, case_id in enumerate(some)}
        yield from stories(reader, f"k.id IN ({', '.join(f':{name}' for name in names)})", names)


def _by_case(rows: Sequence[_Row]) -> dict[int, list[_Row]]:
    found: dict[int, list[_Row]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    return found


def _story(case: _Row, contacts: Sequence[_Row], events: Sequence[_Row], kinds: Sequence[_Row]) -> CaseStory:
    case_id, customer_id, owner_id, nature, opened_at, _stage, _solved_at, _closed_at, tier = case
    opening = min((row for row in contacts if row[2] == opened_at), key=lambda row: int(row[1]), default=None)
    return CaseStory(
        case_id,
        customer_id,
        owner_id,
        nature,
        from_micros(opened_at),
        None if opening is None else opening[1],
        None if opening is None else opening[8],
        frozenset(row[1] for row in kinds),
        tier,
        [_contact(row) for row in contacts],
        _moves(case, events),
        [TierChange(from_micros(at), value or None) for _case, what, value, at in events if what == "tier"],
        [
            ProductChange(from_micros(at), value or None)
            for _case, what, value, at in events
            if what == "product"
        ],
    )


def _contact(row: _Row) -> StoryContact:
    _case, contact_id, at, direction, outcome, solves, responds, automatic, _channel = row
    return StoryContact(
        contact_id, from_micros(at), direction, outcome, bool(solves), bool(responds), bool(automatic)
    )


def _moves(case: _Row, events: Sequence[_Row]) -> list[StageMove]:
    """The stages that the case came to. One that came in from elsewhere may only say when it was solved."""
    _case, _customer, _owner, _nature, _opened_at, stage, solved_at, closed_at, _tier = case
    moves = [StageMove(from_micros(at), Stage(value)) for _case, what, value, at in events if what in _MOVES]
    solved = closed_at if solved_at is None else solved_at
    if stage in _OVER and solved is not None and (not moves or moves[-1].stage not in _OVER):
        moves.append(StageMove(from_micros(solved), Stage.SOLVED))
    return moves
