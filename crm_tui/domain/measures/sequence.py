"""One thing followed, or preceded, by another: a call-back after a missed call, a call before a delivery."""

from collections.abc import Iterable, Iterator, Sequence

from crm_tui.domain.events import PairRow
from crm_tui.domain.measures.basis import AsOf, at_once, timed
from crm_tui.domain.standards import MeasuredEvent, Version, governing_version


def followed_by(
    pairs: Iterable[PairRow], versions: Sequence[Version], as_of: AsOf
) -> Iterator[MeasuredEvent]:
    """Each A, met when the first B after it came within the target."""
    for row in pairs:
        version = governing_version(versions, row.about.subject, row.at, row.matter)
        if version is not None and version.target is not None:
            yield timed((row.kind, row.id), row.about, version, row.at, version.target, row.other_at, as_of)


def preceded_by(
    pairs: Iterable[PairRow], versions: Sequence[Version], as_of: AsOf
) -> Iterator[MeasuredEvent]:
    """Each A, met when the last B before it was no longer ago than the target; A itself decides it."""
    for row in pairs:
        version = governing_version(versions, row.about.subject, row.at, row.matter)
        if version is None or version.target is None:
            continue
        latest = None if row.other_at is None else as_of.due(version, row.other_at, version.target)
        met = row.other_at is not None and (latest is None or row.at <= latest)
        yield at_once((row.kind, row.id), row.about, version, row.at, met)
