"""The people who use the desk: who they are, who is away, and who stands in."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from crm_tui.domain.list_views import AWAY, IN
from crm_tui.domain.words import Role
from crm_tui.queries.narrowing import Asked, that_say
from crm_tui.store.reader import Reader

_STAFF = """
SELECT s.id, s.login, s.name, s.role, s.customer_id, s.left_on, s.version,
       a.id, a.from_on, a.until_on, i.id, i.login, i.name
  FROM staff s
  LEFT JOIN absences a ON a.id = (
       SELECT max(b.id) FROM absences b
        WHERE b.staff_id = s.id AND b.from_on <= :today AND b.until_on >= :today)
  LEFT JOIN staff i ON i.id = a.stand_in_id"""
STAFF_PRESENT = _STAFF + " WHERE s.left_on IS NULL ORDER BY s.name, s.id"
STAFF_EVER = _STAFF + " ORDER BY s.name, s.id"
STAFF_BY_LOGIN = _STAFF + " WHERE s.login = :login AND s.left_on IS NULL ORDER BY s.id LIMIT 1"
STAFF_BY_ID = _STAFF + " WHERE s.id = :id"
STOOD_IN_FOR = """
SELECT DISTINCT staff_id FROM absences
 WHERE stand_in_id = :staff_id AND from_on <= :today AND until_on >= :today
 ORDER BY staff_id"""


@dataclass(frozen=True, slots=True)
class Away:
    """An absence that holds today. ``until_on`` is the last day away; a stand-in need not be named."""

    id: int
    from_on: date
    until_on: date
    stand_in_id: int | None
    stand_in_login: str
    stand_in_name: str


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A member of staff as of a day; ``away`` is None for who is in."""

    id: int
    login: str
    name: str
    role: Role
    initials: str
    customer_id: int | None
    left_on: date | None
    away: Away | None
    version: int


def staff(reader: Reader, today: date, *, with_former: bool = False) -> tuple[StaffMember, ...]:
    """Everybody by name; who has left only where ``with_former`` asks for them."""
    rows = reader.rows(STAFF_EVER if with_former else STAFF_PRESENT, {"today": today.isoformat()})
    return tuple(map(_member, rows))


def listed_staff(people: Iterable[StaffMember], asked: Asked) -> tuple[StaffMember, ...]:
    """Of these people everybody, those who are in, or those who are away."""
    if asked.among in (IN, AWAY):
        wanted = asked.among == AWAY
        people = (one for one in people if one.left_on is None and (one.away is not None) == wanted)
    return that_say(people, asked.text, lambda one: (one.name, one.login, one.role.label))


def staff_by_login(reader: Reader, login: str, today: date) -> StaffMember | None:
    """Who has this login and has not left, or None."""
    row = reader.row(STAFF_BY_LOGIN, {"login": login, "today": today.isoformat()})
    return None if row is None else _member(row)


def staff_by_id(reader: Reader, staff_id: int, today: date) -> StaffMember | None:
    """Who has this id, also when they have left, or None."""
    row = reader.row(STAFF_BY_ID, {"id": staff_id, "today": today.isoformat()})
    return None if row is None else _member(row)


def stood_in_for(reader: Reader, staff_id: int, today: date) -> tuple[int, ...]:
    """Whose work this member of staff sees besides their own today."""
    rows = reader.rows(STOOD_IN_FOR, {"staff_id": staff_id, "today": today.isoformat()})
    return tuple(row[0] for row in rows)


def initials(name: str) -> str:
    """The first letters of the first and the last word, vowel signs kept with theirs: "NK", "রউ"."""
    words = name.split()
    chosen = words[:1] + words[-1:] if len(words) > 1 else words
    return "".join(_first_letter(word) for word in chosen)


def _first_letter(word: str) -> str:
    end = 1
    while end < len(word) and unicodedata.category(word[end]) in ("Mn", "Mc"):
        end += 1
    return word[:end].upper()


def _member(row: tuple[Any, ...]) -> StaffMember:
    staff_id, login, name, role, customer_id, left_on, version, absence_id, *absence = row
    away = None
    if absence_id is not None:
        from_on, until_on, stand_in_id, stand_in_login, stand_in_name = absence
        away = Away(
            absence_id,
            date.fromisoformat(from_on),
            date.fromisoformat(until_on),
            stand_in_id,
            stand_in_login or "",
            stand_in_name or "",
        )
    return StaffMember(
        staff_id,
        login,
        name,
        Role(role),
        initials(name),
        customer_id,
        None if left_on is None else date.fromisoformat(left_on),
        away,
        version,
    )
