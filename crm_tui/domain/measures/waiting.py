"""How long callers wait before they are spoken to."""

from collections.abc import Iterable, Iterator, Sequence

from crm_tui.domain.events import ContactRow
from crm_tui.domain.measures.basis import AsOf, at_once
from crm_tui.domain.standards import MeasuredEvent, Version, governing_version
from crm_tui.domain.words import Channel, Direction


def waited_at_most(
    contacts: Iterable[ContactRow], versions: Sequence[Version], as_of: AsOf
) -> Iterator[MeasuredEvent]:
    """Inbound calls whose waiting time, where it is known, was within the target, in minutes."""
    for row in contacts:
        version = governing_version(versions, row.about.subject, row.happened_at)
        inbound_call = row.direction == Direction.INBOUND and row.about.channel == Channel.PHONE
        if row.waited_minutes is None or not inbound_call:
            continue
        if version is not None and version.target is not None:
            met = row.waited_minutes <= version.target
            yield at_once(("interaction", row.id), row.about, version, row.happened_at, met)
