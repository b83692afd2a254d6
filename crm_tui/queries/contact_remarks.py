"""What colleagues said of a contact: praise, and the looks at what a trainee wrote down."""

from dataclasses import dataclass
from datetime import datetime

from crm_tui.domain.actor import Actor
from crm_tui.domain.instants import from_micros
from crm_tui.store.reader import Reader

PRAISE = """
SELECT p.at, b.name, s.name, p.words
  FROM praise p
  JOIN staff b ON b.id = p.by_id
  JOIN staff s ON s.id = p.staff_id
 WHERE p.interaction_id = :interaction_id
 ORDER BY p.at, p.id"""
# As on the page of the person: of a trainee everybody sees them, of others that person and managers.
LOOKS = """
SELECT l.at, b.name, s.name, l.words
  FROM looks l
  JOIN interactions i ON i.id = l.interaction_id
  JOIN staff s ON s.id = i.staff_id
  JOIN staff b ON b.id = l.staff_id
 WHERE l.interaction_id = :interaction_id AND (s.role = 'trainee' OR s.id = :viewer_id OR :in_charge)
 ORDER BY l.at, l.id"""


@dataclass(frozen=True, slots=True)
class Remark:
    """What ``by`` said of what ``of`` did; ``words`` may be empty."""

    at: datetime
    by: str
    of: str
    words: str


@dataclass(frozen=True, slots=True)
class ContactRemarks:
    """The remarks on a contact, oldest first."""

    praise: tuple[Remark, ...] = ()
    looks: tuple[Remark, ...] = ()


def contact_remarks(reader: Reader, interaction_id: int, viewer: Actor) -> ContactRemarks:
    """What was said of a contact, as far as it is for ``viewer``."""
    asked = {
        "interaction_id": interaction_id,
        "viewer_id": viewer.staff_id,
        "in_charge": viewer.role.is_in_charge,
    }
    return ContactRemarks(*(_remarks(reader, sql, asked) for sql in (PRAISE, LOOKS)))


def _remarks(reader: Reader, sql: str, asked: dict[str, int]) -> tuple[Remark, ...]:
    return tuple(Remark(from_micros(at), by, of, words) for at, by, of, words in reader.rows(sql, asked))
