"""How contacts leave the customer."""

from collections.abc import Iterable, Iterator, Sequence

from crm_tui.domain.events import ContactRow
from crm_tui.domain.measures.basis import AsOf, at_once
from crm_tui.domain.standards import MeasuredEvent, Version, governing_version
from crm_tui.domain.words import Direction, Mood

#: How a mood counts against a target: 1 for upset to 5 for delighted, the digits that pick it in a form.
MOOD_LEVELS = {mood: level for level, mood in enumerate(Mood, start=1)}


def left_in_mood(
    contacts: Iterable[ContactRow], versions: Sequence[Version], as_of: AsOf
) -> Iterator[MeasuredEvent]:
    """Contacts that left the customer in the target mood or a better one (MOOD_LEVELS), where it is known."""
    for row in contacts:
        version = governing_version(versions, row.about.subject, row.happened_at)
        if row.mood is None or row.direction == Direction.INTERNAL:
            continue
        if version is not None and version.target is not None:
            met = MOOD_LEVELS[row.mood] >= version.target
            yield at_once(("interaction", row.id), row.about, version, row.happened_at, met)
