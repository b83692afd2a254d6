"""Complaints solved at first contact."""

from collections.abc import Iterable, Iterator, Sequence

from crm_tui.domain.events import ContactRow
from crm_tui.domain.measures.basis import AsOf, at_once, for_complaint
from crm_tui.domain.standards import MeasuredEvent, Version
from crm_tui.domain.words import Direction


def solved_at_first_contact(
    contacts: Iterable[ContactRow], versions: Sequence[Version], as_of: AsOf
) -> Iterator[MeasuredEvent]:
    """Each first contact of a complaint, whether or not it solved it."""
    for row in contacts:
        version = for_complaint(versions, row.about, row.happened_at)
        if row.first and row.direction != Direction.INTERNAL and version is not None:
            yield at_once(("interaction", row.id), row.about, version, row.happened_at, row.solves)
