"""Follow-ups done by when they were first due."""

from collections.abc import Iterable, Iterator, Sequence

from crm_tui.domain.events import FollowUpRow
from crm_tui.domain.measures.basis import AsOf, span
from crm_tui.domain.standards import MeasuredEvent, Version, governing_version


def follow_ups_in_time(
    follow_ups: Iterable[FollowUpRow], versions: Sequence[Version], as_of: AsOf
) -> Iterator[MeasuredEvent]:
    """Each follow-up, done in time or not. One that was dropped before it was due is not measured."""
    for row in follow_ups:
        version = governing_version(versions, row.about.subject, row.created_at)
        dropped_in_time = row.dropped_at is not None and row.dropped_at < row.due_at
        if version is not None and not dropped_in_time:
            key = ("follow_up", row.id)
            yield span(key, row.about, version, row.created_at, row.due_at, row.done_at, as_of.now)
