"""Promises that are kept by the date that was told: ours, or by a standard of its own, theirs."""

from collections.abc import Iterable, Iterator, Sequence

from crm_tui.domain.events import PromiseRow
from crm_tui.domain.measures.basis import AsOf, span
from crm_tui.domain.measures.selectors import matter_of_promise
from crm_tui.domain.standards import MeasuredEvent, Version, governing_version
from crm_tui.domain.words import PromiseState


def promises_kept(
    promises: Iterable[PromiseRow], versions: Sequence[Version], as_of: AsOf
) -> Iterator[MeasuredEvent]:
    """Each promise, by the standards for whose it is. One withdrawn before the told date is not measured.

    One that was broken off is missed from the told date on, like one that nobody fulfilled: until then
    there is time to make it good.
    """
    for row in promises:
        version = governing_version(versions, row.about.subject, row.made_at, matter_of_promise(row.by))
        withdrawn = row.state == PromiseState.WITHDRAWN
        withdrawn_in_time = withdrawn and row.closed_at is not None and row.closed_at < row.told_at
        if version is None or withdrawn_in_time:
            continue
        kept_at = row.closed_at if row.state in (PromiseState.KEPT, PromiseState.KEPT_EARLY) else None
        yield span(("promise", row.id), row.about, version, row.made_at, row.told_at, kept_at, as_of.now)
