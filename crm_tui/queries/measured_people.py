"""What the team does for its standards, as measures take it: versions to be read, reviews to be made.

These are few, and are judged one by one.
"""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from crm_tui.domain.events import About, ReadingRow, ReviewRow
from crm_tui.domain.instants import end_of_day, from_micros, maybe_from_micros, to_micros
from crm_tui.store.reader import Reader

#: The number by which a version with a member of staff is known: 700012 is version 7 with staff 12.
READINGS_OF_A_VERSION = 100_000

VERSIONS_TO_READ = """
SELECT v.id, CASE WHEN s.created_at > v.valid_from THEN s.created_at ELSE v.valid_from END,
       min(coalesce((SELECT min(n.valid_from) FROM standard_versions n
                      WHERE n.standard_id = v.standard_id AND n.number > v.number), 9000000000000000),
           coalesce(s.retired_at, 9000000000000000))
  FROM standard_versions v JOIN standards s ON s.id = v.standard_id
 ORDER BY v.id"""
STAFF_TO_READ = "SELECT id, joined_at, left_on FROM staff ORDER BY id"
READINGS = "SELECT standard_version_id, staff_id, min(at) FROM acknowledgements GROUP BY 1, 2"
REVIEWED = """
SELECT 'standard', r.standard_id, r.due_on, r.at FROM reviews r
 UNION ALL
SELECT 'policy', r.policy_id, r.due_on, r.at FROM policy_reviews r
 ORDER BY 1, 2, 4"""
TO_REVIEW = """
SELECT 'standard', s.id, s.owner_id, s.created_at, s.next_review_on, s.retired_at FROM standards s
 UNION ALL
SELECT 'policy', p.id, p.owner_id, p.created_at, p.next_review_on, p.retired_at FROM policies p
 ORDER BY 1, 2"""

_NEVER = 9_000_000_000_000_000


def readings(reader: Reader, zone: ZoneInfo) -> Iterator[ReadingRow]:
    """Each version with each member of staff who was there while it held."""
    read = {(version_id, staff_id): at for version_id, staff_id, at in reader.rows(READINGS)}
    people = [
        (staff_id, joined, _NEVER if left is None else _end_of(left, zone))
        for staff_id, joined, left in reader.rows(STAFF_TO_READ)
    ]
    for version_id, valid_from, over in reader.rows(VERSIONS_TO_READ):
        for staff_id, joined, left in people:
            asked, ends = max(valid_from, joined), min(over, left)
            if asked < ends:
                yield ReadingRow(
                    version_id * READINGS_OF_A_VERSION + staff_id,
                    About(staff_id=staff_id),
                    from_micros(asked),
                    maybe_from_micros(read.get((version_id, staff_id))),
                    None if ends == _NEVER else from_micros(ends),
                )


def reviews(reader: Reader, zone: ZoneInfo) -> Iterator[ReviewRow]:
    """The reviews that took place where a date had been fixed, and those that are due."""
    past: dict[tuple[str, int], list[tuple[str | None, int]]] = {}
    for of, record_id, due_on, at in reader.rows(REVIEWED):
        past.setdefault((of, record_id), []).append((due_on, at))
    for of, record_id, owner_id, created_at, next_on, retired_at in reader.rows(TO_REVIEW):
        about, set_at = About(staff_id=owner_id), from_micros(created_at)
        for due_on, at in past.get((of, record_id), ()):
            if due_on is not None:
                due_at = end_of_day(date.fromisoformat(due_on), zone)
                yield ReviewRow(record_id, about, min(set_at, due_at), due_at, from_micros(at), of)
            set_at = from_micros(at)
        if next_on is not None and retired_at is None:
            due_at = end_of_day(date.fromisoformat(next_on), zone)
            yield ReviewRow(record_id, about, min(set_at, due_at), due_at, of=of)


def _end_of(day: str, zone: ZoneInfo) -> int:
    return to_micros(end_of_day(date.fromisoformat(day), zone))
