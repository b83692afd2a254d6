"""Cases that one person stayed with from start to end."""

from collections.abc import Iterable, Iterator, Sequence

from crm_tui.domain.events import CaseRow, ContactRow
from crm_tui.domain.measures.basis import AsOf, at_once
from crm_tui.domain.responses import is_response
from crm_tui.domain.standards import MeasuredEvent, Version, governing_version


def same_person(
    cases: Iterable[CaseRow], versions: Sequence[Version], as_of: AsOf
) -> Iterator[MeasuredEvent]:
    """Each case once it is solved: met when every answer came from its owner, or a stand-in meanwhile."""
    for row in cases:
        version = governing_version(versions, row.about.subject, row.opened_at)
        if version is None or row.solved_at is None or row.solved_at > as_of.now:
            continue
        met = all(_is_theirs(row, contact) for contact in row.contacts if _answers(row, contact))
        yield at_once(("case", row.id), row.about, version, row.opened_at, met)


def _answers(case: CaseRow, contact: ContactRow) -> bool:
    return is_response(
        contact.direction,
        outcome_responds=contact.responds,
        opens_case=contact.id == case.opened_by,
        automatic=contact.automatic,
    )


def _is_theirs(case: CaseRow, contact: ContactRow) -> bool:
    if contact.about.staff_id == case.about.staff_id:
        return True
    return any(
        stood_in.staff_id == contact.about.staff_id
        and stood_in.from_at <= contact.happened_at < stood_in.until_at
        for stood_in in case.stand_ins
    )
