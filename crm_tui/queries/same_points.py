"""Who has a phone number or an address already: said while it is typed for somebody else."""

from collections.abc import Iterable
from dataclasses import dataclass

from crm_tui.domain.contact_points import normal_form
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.words import ContactPointType
from crm_tui.store.reader import Reader

OTHERS_WITH_POINT = """
SELECT c.id, c.name
  FROM contact_points p JOIN customers c ON c.id = p.customer_id
 WHERE p.normal = :normal AND p.type = :type AND c.deleted_at IS NULL AND c.id <> :but
 ORDER BY c.id
 LIMIT 1"""

_NOBODY = 0  # ids begin at 1


@dataclass(frozen=True, slots=True)
class SamePoint:
    """A contact point as typed, and a customer who has it in whatever notation."""

    value: str
    customer_id: int
    name: str


def same_points(
    reader: Reader, points: Iterable[tuple[ContactPointType, str]], country: str, but: int | None
) -> tuple[SamePoint, ...]:
    """Which of these types and values another customer than ``but`` has; what cannot be read is nobody's."""
    found = []
    for kind, value in points:
        try:
            normal = normal_form(kind, value, country)
        except InvalidInput:
            continue  # Still being typed.
        row = normal and reader.row(
            OTHERS_WITH_POINT, {"normal": normal, "type": kind.value, "but": but or _NOBODY}
        )
        if row:
            found.append(SamePoint(value, *row))
    return tuple(found)
