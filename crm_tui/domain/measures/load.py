"""Contacts that nobody asked for, and whether they stayed within what the customer should have to bear."""

from collections.abc import Iterable, Iterator, Sequence

from crm_tui.domain.contact_load import DEFAULT_WINDOW_DAYS
from crm_tui.domain.events import LoadRow
from crm_tui.domain.measures.basis import AsOf, at_once
from crm_tui.domain.standards import MeasuredEvent, Version, governing_version


def within_load(
    contacts: Iterable[LoadRow], versions: Sequence[Version], as_of: AsOf
) -> Iterator[MeasuredEvent]:
    """Each unasked outbound contact: met when no more than the limit fell into the days up to it.

    The limit and the days are the version's, which a later change leaves alone, else those of the tier and
    of the tier for the channel. A
    contact that was planned against the load for a reason is not met: the customer bore it all the same.
    """
    for row in contacts:
        version = governing_version(versions, row.about.subject, row.at)
        if version is None:
            continue
        limit, days = load_terms(version, row.limit, row.days)
        met = row.made[days] <= limit and not row.overridden
        if version.target is None and row.channel_limit is not None:
            most, window = row.channel_limit
            met = met and row.on_channel[window] <= most
        yield at_once(("interaction", row.id), row.about, version, row.at, met)


def load_terms(version: Version, limit: int, days: int) -> tuple[float, int]:
    """How many contacts in how many days; ``limit`` and ``days`` are the tier's."""
    if version.target is None:
        return limit, days
    return version.target, int(version.settings.get("days", DEFAULT_WINDOW_DAYS))
