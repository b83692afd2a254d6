"""First answers, next answers and resolutions in time: the clocks of cases (``crm_tui.domain.clocks``)."""

from collections.abc import Iterable, Iterator, Sequence

from crm_tui.domain.events import ClockRow
from crm_tui.domain.measures.basis import AsOf, clock
from crm_tui.domain.standards import MeasuredEvent, Version


def clocks_kept(
    clocks: Iterable[ClockRow], versions: Sequence[Version], as_of: AsOf
) -> Iterator[MeasuredEvent]:
    """Each clock by the version that it was started with; one that is paused is due at no time yet."""
    by_id = {version.id: version for version in versions}
    for row in clocks:
        version = by_id.get(row.version_id)
        if version is not None:
            yield clock(
                row.since,
                row.about,
                version,
                row.started_at,
                row.due_at,
                row.warn_at,
                row.stopped_at,
                as_of.now,
            )
