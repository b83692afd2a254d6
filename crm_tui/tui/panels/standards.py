"""What standards and policies ask of me: reviews that are overdue, proposals to answer, versions to read.

Besides, what was answered to my own proposals.
"""

from typing import TYPE_CHECKING

from crm_tui.i18n import N_, _
from crm_tui.tui.panels.panel import Looker, Panel, Shown, toned
from crm_tui.tui.widgets.rows import Column, ListRow, Severity

if TYPE_CHECKING:
    from crm_tui.queries.proposals import Proposal
    from crm_tui.store.reader import Reader


def _look(reader: "Reader", looker: Looker) -> Shown:
    """What is late first, then what waits for me, then what I only need to know."""
    from crm_tui.queries.policies import policies
    from crm_tui.queries.proposals import answered_lately, open_proposals
    from crm_tui.queries.reviews_due import reviews_overdue
    from crm_tui.queries.today import standards_to_read

    reviews = reviews_overdue(
        reader, now=looker.now, today=looker.day, staff_id=looker.staff_id, role=looker.role
    )
    unread = standards_to_read(reader, now=looker.now, staff_id=looker.staff_id)
    unread_policies = [one for one in policies(reader, viewer_id=looker.staff_id) if one.unread]
    proposed = open_proposals(reader) if looker.role.is_in_charge else ()
    answered = answered_lately(reader, now=looker.now, staff_id=looker.staff_id)
    said = [
        _("Standards   {read} to read · {overdue} reviews overdue").format(
            read=len(unread) + len(unread_policies), overdue=len(reviews)
        ),
        _("{count} proposed").format(count=len(proposed)) if proposed else "",
        _("{count} answered").format(count=len(answered)) if answered else "",
    ]
    rows = [
        *(_row((one.kind, one.id), _("review overdue"), one.what, Severity.LATE) for one in reviews),
        *(_row(("proposal", one.id), _("proposed"), _proposed(one), Severity.NORMAL) for one in proposed),
        *(
            _row(("standard", one.standard_id), _("to read"), one.statement, Severity.NORMAL)
            for one in unread
        ),
        *(_row(("policy", one.id), _("to read"), one.name, Severity.NORMAL) for one in unread_policies),
        *(_row(("proposal", one.id), one.state.label, _answered(one), _sign(one)) for one in answered),
    ]
    return Shown(" · ".join(part for part in said if part), rows)


def _row(row_id: tuple[str, int], why: str, what: str, severity: Severity) -> ListRow:
    return ListRow(row_id, (toned(why, severity), what), severity=severity)


def _proposed(proposal: "Proposal") -> str:
    return _("{name}: {words}").format(name=proposal.staff, words=proposal.words)


def _answered(proposal: "Proposal") -> str:
    return _("{answer} ({name}, to: {words})").format(
        answer=proposal.answer, name=proposal.answered_by, words=proposal.words
    )


def _sign(proposal: "Proposal") -> Severity:
    from crm_tui.domain.words import ProposalState

    return Severity.MET if proposal.state is ProposalState.ACCEPTED else Severity.NONE


STANDARDS = Panel(
    "standards",
    N_("Standards"),
    (Column("why", width=15), Column("statement")),
    N_("All are read."),
    _look,
)
