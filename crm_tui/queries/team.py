"""What each member of staff has on their hands, and what stands out about them in the list of the team."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from crm_tui.domain.actor import Actor
from crm_tui.domain.instants import start_of_day, to_micros
from crm_tui.queries.narrowing import Asked
from crm_tui.queries.people import StaffMember, listed_staff, staff
from crm_tui.queries.staff_attainment import may_see
from crm_tui.store.reader import Reader

OPEN_FOLLOW_UPS = """
SELECT staff_id, count(*), sum(due_at <= :now)
  FROM follow_ups
 WHERE state = 'open'
 GROUP BY staff_id"""
LOOKED_AFTER = """
SELECT manager_id, count(*)
  FROM customers
 WHERE manager_id IS NOT NULL AND deleted_at IS NULL
 GROUP BY manager_id"""
OPEN_CASES = """
SELECT owner_id, count(*)
  FROM cases
 WHERE stage IN ('open', 'waiting') AND deleted_at IS NULL
 GROUP BY owner_id"""
CONTACTS_TODAY = """
SELECT staff_id, count(*)
  FROM interactions
 WHERE happened_at >= :start AND happened_at <= :now AND direction <> 'internal' AND deleted_at IS NULL
 GROUP BY staff_id"""
FORMER_WITH_WORK = """
SELECT s.id
  FROM staff s
 WHERE s.left_on IS NOT NULL
   AND (EXISTS (SELECT 1 FROM customers c WHERE c.manager_id = s.id AND c.deleted_at IS NULL)
        OR EXISTS (SELECT 1 FROM cases k WHERE k.owner_id = s.id AND k.stage IN ('open', 'waiting')
                      AND k.deleted_at IS NULL)
        OR s.id IN (SELECT f.staff_id FROM follow_ups f WHERE f.state = 'open')
        OR s.id IN (SELECT p.staff_id FROM promises p WHERE p.state = 'open'))"""
SKILLS_OF_ALL = "SELECT staff_id, name, level FROM skills ORDER BY staff_id, level DESC, name, id"
TRAINING_DUE = """
SELECT staff_id, name, due_on
  FROM trainings
 WHERE taken_on IS NULL
 ORDER BY staff_id, due_on IS NULL, due_on, id"""
PRAISE_SINCE = """
SELECT p.staff_id, b.name, p.words
  FROM praise p
  JOIN staff b ON b.id = p.by_id
 WHERE p.at >= :since AND p.at <= :now
 ORDER BY p.at DESC, p.id DESC"""

#: Praise counts as new for so many days.
PRAISE_DAYS = 30


@dataclass(frozen=True, slots=True)
class Hands:
    """Customers looked after, open follow-ups and those of them that are late, open cases, contacts today."""

    customers: int = 0
    follow_ups: int = 0
    late: int = 0
    cases: int = 0
    contacts: int = 0


@dataclass(frozen=True, slots=True)
class TrainingDue:
    """Training that was not taken yet; ``due_on`` is None where no day was fixed."""

    name: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands out about one member of staff.

    ``skills`` are names with levels, the best first; ``praise`` who said what in the last days, the newest
    first. ``training`` is empty where it is no business of the viewer.
    """

    skills: tuple[tuple[str, int], ...] = ()
    training: tuple[TrainingDue, ...] = ()
    praise: tuple[tuple[str, str], ...] = ()


def listed_members(reader: Reader, asked: Asked) -> tuple[StaffMember, ...]:
    """As :func:`members`, through a view of the team."""
    return listed_staff(members(reader, asked.today), asked)


def members(reader: Reader, today: date) -> tuple[StaffMember, ...]:
    """Everybody who works here, by name; then who has left and still has work in their name."""
    everybody = staff(reader, today, with_former=True)
    left_work = {row[0] for row in reader.rows(FORMER_WITH_WORK)}
    return (
        *(member for member in everybody if member.left_on is None),
        *(member for member in everybody if member.left_on is not None and member.id in left_work),
    )


def on_their_hands(reader: Reader, now: datetime, zone: ZoneInfo) -> dict[int, Hands]:
    """By staff id; who has nothing to do and had no contact today is left out."""
    start = start_of_day(now.astimezone(zone).date(), zone)
    at = {"now": to_micros(now), "start": to_micros(start)}
    follow_ups = {
        staff_id: (count, late) for staff_id, count, late in reader.rows(OPEN_FOLLOW_UPS, {"now": at["now"]})
    }
    customers = dict(reader.rows(LOOKED_AFTER))
    cases = dict(reader.rows(OPEN_CASES))
    contacts = dict(reader.rows(CONTACTS_TODAY, at))
    return {
        staff_id: Hands(
            customers.get(staff_id, 0),
            *follow_ups.get(staff_id, (0, 0)),
            cases.get(staff_id, 0),
            contacts.get(staff_id, 0),
        )
        for staff_id in follow_ups.keys() | customers.keys() | cases.keys() | contacts.keys()
    }


def standings(reader: Reader, *, now: datetime, viewer: Actor) -> Mapping[int, Standing]:
    """What stands out, by staff id; about whom there is nothing to say is left out."""
    skills: dict[int, list[tuple[str, int]]] = {}
    for staff_id, name, level in reader.rows(SKILLS_OF_ALL):
        skills.setdefault(staff_id, []).append((name, level))
    training: dict[int, list[TrainingDue]] = {}
    for staff_id, name, due_on in reader.rows(TRAINING_DUE):
        if may_see(viewer, staff_id):
            day = None if due_on is None else date.fromisoformat(due_on)
            training.setdefault(staff_id, []).append(TrainingDue(name, day))
    praise: dict[int, list[tuple[str, str]]] = {}
    since = to_micros(now - timedelta(days=PRAISE_DAYS))
    for staff_id, by, words in reader.rows(PRAISE_SINCE, {"since": since, "now": to_micros(now)}):
        praise.setdefault(staff_id, []).append((by, words))
    return {
        staff_id: Standing(
            tuple(skills.get(staff_id, ())),
            tuple(training.get(staff_id, ())),
            tuple(praise.get(staff_id, ())),
        )
        for staff_id in skills.keys() | training.keys() | praise.keys()
    }
