"""Versions of standards that everybody has read."""

from collections.abc import Iterable, Iterator, Sequence

from crm_tui.domain.events import ReadingRow
from crm_tui.domain.measures.basis import AsOf, timed
from crm_tui.domain.standards import MeasuredEvent, Version, governing_version

#: How long there is to read a version unless the standard says otherwise: 14 days.
DEFAULT_MINUTES = 14 * 24 * 60.0


def read_by_all(
    readings: Iterable[ReadingRow], versions: Sequence[Version], as_of: AsOf
) -> Iterator[MeasuredEvent]:
    """Each version with each member of staff: read within the target of its start, or of their joining.

    What could no longer be read before it was due (a newer version came, the standard was retired, they left)
    is not measured.
    """
    for row in readings:
        version = governing_version(versions, row.about.subject, row.asked_at)
        if version is None:
            continue
        minutes = DEFAULT_MINUTES if version.target is None else version.target
        event = timed(("reading", row.id), row.about, version, row.asked_at, minutes, row.read_at, as_of)
        over_at = row.over_at
        if row.read_at is None and over_at is not None and (event.due_at is None or over_at < event.due_at):
            continue
        yield event
