"""Ways to reach a customer: reading what was typed, and writing a whole new list over the old one."""

from collections.abc import Iterable

from sqlmodel import col, select

from crm_tui.actions.customer_values import PointValue
from crm_tui.actions.lookups import read_code
from crm_tui.domain.contact_points import normal_form
from crm_tui.domain.words import ContactPointType
from crm_tui.store.journal import Act
from crm_tui.store.tables import ContactPoint


def read_points(values: Iterable[PointValue], country: str) -> tuple[PointValue, ...]:
    """The contact points as they are kept: each once, and one preferred per type, the first marked so.

    Raises InvalidInput with the type as its field for a phone number without digits, mail without @, or
    nothing at all.
    """
    points: list[PointValue] = []
    seen: set[tuple[str, str]] = set()
    preferred: set[str] = set()
    for value in values:
        kind = read_code(ContactPointType, value.type, "points")
        text = value.value.strip()
        identity = (kind.value, normal_form(kind, text, country) or text)
        if identity in seen:
            continue
        seen.add(identity)
        first = value.preferred and kind.value not in preferred
        if first:
            preferred.add(kind.value)
        points.append(PointValue(kind.value, text, value.label.strip(), first, value.id))
    return tuple(points)


def new_points(customer_id: int, points: Iterable[PointValue], country: str) -> list[ContactPoint]:
    """The rows of these points, to be added."""
    return [
        ContactPoint(
            customer_id=customer_id,
            type=point.type,
            label=point.label,
            value=point.value,
            normal=normal_form(ContactPointType(point.type), point.value, country),
            preferred=point.preferred,
            position=position,
        )
        for position, point in enumerate(points)
    ]


def stored_points(act: Act, customer_id: int) -> list[ContactPoint]:
    """A customer's contact points in their order."""
    return list(
        act.session.exec(
            select(ContactPoint)
            .where(ContactPoint.customer_id == customer_id)
            .order_by(col(ContactPoint.position), col(ContactPoint.id))
        )
    )


def as_value(point: ContactPoint) -> PointValue:
    """A stored point as a form shows it."""
    return PointValue(point.type, point.value, point.label, point.preferred, point.id)


def write_points(act: Act, customer_id: int, points: tuple[PointValue, ...]) -> bool:
    """Make these the customer's contact points; those that stay keep their id. Says whether any changed."""
    stored = stored_points(act, customer_id)
    wanted = new_points(customer_id, points, act.business.country)
    changed = False
    for value, row in zip(points, wanted, strict=True):
        kept = _counterpart(value, row, stored)
        if kept is None:
            act.add(row)
            changed = True
            continue
        stored.remove(kept)
        changed |= act.change(
            kept,
            type=row.type,
            label=row.label,
            value=row.value,
            normal=row.normal,
            preferred=row.preferred,
            position=row.position,
        )
    for gone in stored:
        act.remove(gone)
    return changed or bool(stored)


def _counterpart(value: PointValue, row: ContactPoint, stored: list[ContactPoint]) -> ContactPoint | None:
    """The stored point that a wanted one is: by id, else the same number or address."""
    for point in stored:
        if value.id is not None and point.id == value.id:
            return point
    for point in stored:
        same = point.normal == row.normal if row.normal else point.value == row.value
        if point.type == row.type and same:
            return point
    return None
