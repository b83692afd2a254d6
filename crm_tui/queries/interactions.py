"""One contact, or the last few of a customer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.instants import from_micros, maybe_from_micros
from crm_tui.domain.words import Direction, Mood, Obstacle
from crm_tui.i18n import _
from crm_tui.store.reader import Reader

_INTERACTION = """
SELECT i.id, i.customer_id, c.name, i.staff_id, s.name, i.channel, i.direction, i.nature, i.outcome,
       i.mood, i.obstacle, i.waited_minutes, i.happened_at, i.ended_at, i.recorded_at,
       i.said, i.cause, i.did, i.good_moment, i.automatic, i.case_id, i.link,
       i.product_id, coalesce(p.name, ''), i.version
  FROM interactions i
  JOIN customers c ON c.id = i.customer_id AND c.deleted_at IS NULL
  JOIN staff s ON s.id = i.staff_id
  LEFT JOIN products p ON p.id = i.product_id
 WHERE i.deleted_at IS NULL"""
INTERACTION = _INTERACTION + " AND i.id = :id"
LAST_OF_CUSTOMER = _INTERACTION + (
    " AND i.customer_id = :customer_id ORDER BY i.happened_at DESC, i.id DESC LIMIT :limit"
)
OF_CASE = _INTERACTION + " AND i.case_id = :case_id ORDER BY i.happened_at, i.id"


@dataclass(frozen=True, slots=True)
class Interaction:
    """One contact, or a note (``direction`` internal). ``channel``, ``nature``, ``outcome`` are codes."""

    id: int
    customer_id: int
    customer: str
    staff_id: int
    staff: str
    channel: str
    direction: Direction
    nature: str
    outcome: str
    mood: Mood | None
    obstacle: Obstacle | None
    waited_minutes: int | None
    happened_at: datetime
    ended_at: datetime | None
    recorded_at: datetime
    said: str
    cause: str
    did: str
    good_moment: bool
    automatic: bool
    case_id: int | None
    link: str
    product_id: int | None
    product: str
    version: int


def interaction(reader: Reader, interaction_id: int) -> Interaction:
    """The contact. Raises NoSuchRecord when there is none, or when it or its customer was deleted."""
    row = reader.row(INTERACTION, {"id": interaction_id})
    if row is None:
        raise NoSuchRecord(
            _("There is no interaction {id}.").format(id=interaction_id),
            _("It may have been deleted, or the number is wrong."),
        )
    return _interaction(row)


def last_interactions(reader: Reader, customer_id: int, limit: int) -> tuple[Interaction, ...]:
    """The customer's last contacts and notes, newest first."""
    rows = reader.rows(LAST_OF_CUSTOMER, {"customer_id": customer_id, "limit": limit})
    return tuple(map(_interaction, rows))


def interactions_of_case(reader: Reader, case_id: int) -> tuple[Interaction, ...]:
    """What was said about a case, from the first word on."""
    return tuple(map(_interaction, reader.rows(OF_CASE, {"case_id": case_id})))


def _interaction(row: tuple[Any, ...]) -> Interaction:
    (
        interaction_id, customer_id, customer, staff_id, staff, channel, direction, nature, outcome,
        mood, obstacle, waited_minutes, happened_at, ended_at, recorded_at,
        said, cause, did, good_moment, automatic, case_id, link, product_id, product, version,
    ) = row  # fmt: skip
    return Interaction(
        id=interaction_id,
        customer_id=customer_id,
        customer=customer,
        staff_id=staff_id,
        staff=staff,
        channel=channel,
        direction=Direction(direction),
        nature=nature,
        outcome=outcome,
        mood=None if mood is None else Mood(mood),
        obstacle=None if obstacle is None else Obstacle(obstacle),
        waited_minutes=waited_minutes,
        happened_at=from_micros(happened_at),
        ended_at=maybe_from_micros(ended_at),
        recorded_at=from_micros(recorded_at),
        said=said,
        cause=cause,
        did=did,
        good_moment=bool(good_moment),
        automatic=bool(automatic),
        case_id=case_id,
        link=link,
        product_id=product_id,
        product=product,
        version=version,
    )
