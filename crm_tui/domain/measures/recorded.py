"""Cases by a date that was agreed, or by what another system recorded about them."""

from collections.abc import Iterable, Iterator, Sequence

from crm_tui.domain.events import CaseRow
from crm_tui.domain.measures.basis import AsOf, at_once, span
from crm_tui.domain.standards import MeasuredEvent, Version, governing_version

#: What ``settings["unsolved"]`` of a version can say: a case that is not solved by its date is missed, or is
#: left out as long as it is not solved, which is how many systems report.
MISSED, LEFT_OUT = "missed", "left-out"
UNSOLVED = (MISSED, LEFT_OUT)


def by_agreed_date(
    cases: Iterable[CaseRow], versions: Sequence[Version], as_of: AsOf
) -> Iterator[MeasuredEvent]:
    """Cases with an agreed date, solved by then or not."""
    for row in cases:
        version = governing_version(versions, row.about.subject, row.opened_at)
        if version is None or row.agreed_at is None:
            continue
        if row.solved_at is not None or version.settings.get("unsolved") != LEFT_OUT:
            key = ("case", row.id)
            yield span(key, row.about, version, row.opened_at, row.agreed_at, row.solved_at, as_of.now)


def timely_as_recorded(
    cases: Iterable[CaseRow], versions: Sequence[Version], as_of: AsOf
) -> Iterator[MeasuredEvent]:
    """Cases of which the system that they came from said whether they were handled in time."""
    for row in cases:
        version = governing_version(versions, row.about.subject, row.opened_at)
        if version is not None and row.timely is not None:
            yield at_once(("case", row.id), row.about, version, row.opened_at, row.timely)
