"""Steps of a playbook that were taken in the contacts that ask for them."""

from collections.abc import Iterable, Iterator, Sequence

from crm_tui.domain.events import StepsRow
from crm_tui.domain.measures.basis import AsOf, at_once
from crm_tui.domain.standards import MeasuredEvent, Version, governing_version


def steps_ticked(
    contacts: Iterable[StepsRow], versions: Sequence[Version], as_of: AsOf
) -> Iterator[MeasuredEvent]:
    """Each contact whose playbook asks for the step, or for any: met when all that was asked was ticked."""
    for row in contacts:
        version = governing_version(versions, row.about.subject, row.at, row.matter)
        if version is not None and row.asked:
            met = row.asked <= row.ticked
            yield at_once(("interaction", row.id), row.about, version, row.at, met)
