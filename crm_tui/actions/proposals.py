"""Proposals: what staff would change in a standard or a policy, and what those in charge answer."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import col, select

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.words import ProposalState, Role
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Policy, Proposal, Standard


@dataclass(frozen=True, slots=True)
class ProposalAnswer:
    """What becomes of a proposal: accepted or declined, with an answer for who made it."""

    proposal_id: int
    accept: bool
    answer: str


@dataclass(frozen=True, slots=True)
class ProposalSaved:
    """A proposal as saved."""

    id: int
    state: ProposalState


def propose(
    act: Act, *, words: str, why: str, standard_id: int | None = None, policy_id: int | None = None
) -> ProposalSaved:
    """Suggest a change to a standard or a policy, one of the two. Everybody may.

    Raises NoSuchRecord; InvalidInput, naming the field, without words or a reason, and for what was retired.
    """
    if (standard_id is None) == (policy_id is None):
        raise ValueError("a proposal is about a standard or about a policy")
    act.describe("propose", "proposal")
    subject = act.get(Standard, standard_id) if standard_id is not None else act.get(Policy, policy_id or 0)
    if subject.retired_at is not None:
        raise InvalidInput(
            _("It was retired: nothing of it changes any more."),
            _("Propose a change to one that is in force."),
        )
    if not words.strip():
        raise InvalidInput(
            _("What would you change?"), _("Say how it should be, in your own words."), field="words"
        )
    if not why.strip():
        raise InvalidInput(
            _("A proposal comes with its reason."), _("Say in a line what it is good for."), field="why"
        )
    saved = act.add(
        Proposal(
            standard_id=standard_id,
            policy_id=policy_id,
            staff_id=act.actor.staff_id,
            words=words.strip(),
            why=why.strip(),
            at=act.now,
        )
    )
    act.about("proposal", saved.record_id)
    return ProposalSaved(saved.record_id, ProposalState.OPEN)


def answer_proposal(act: Act, proposal_id: int, *, accept: bool, answer: str) -> ProposalSaved:
    """Accept or decline a proposal; who made it reads the answer on Today.

    The next version of what it is about credits an accepted one. Raises NotAllowed below manager;
    NoSuchRecord; InvalidInput without an answer, and for a proposal that was answered before.
    """
    proposal = act.get(Proposal, proposal_id)
    act.describe("answer-proposal", "proposal", proposal_id)
    act.actor.require(Role.MANAGER)
    if proposal.state != ProposalState.OPEN:
        raise InvalidInput(
            _("Proposal {id} was answered before: {state}.").format(
                id=proposal_id, state=ProposalState(proposal.state).label
            ),
            _("Undo that answer, or make a new proposal."),
        )
    if not answer.strip():
        raise InvalidInput(
            _("A proposal deserves an answer."),
            _("Say in a line why it is accepted or declined; who made it reads that."),
            field="answer",
        )
    state = ProposalState.ACCEPTED if accept else ProposalState.DECLINED
    act.change(
        proposal,
        state=state.value,
        answer=answer.strip(),
        answered_by_id=act.actor.staff_id,
        answered_at=act.now,
    )
    return ProposalSaved(proposal_id, state)


def answer_all(
    act: Act,
    answers: Iterable[ProposalAnswer],
    *,
    standard_id: int | None = None,
    policy_id: int | None = None,
) -> None:
    """Answer the proposals about what is being reviewed; raises as :func:`answer_proposal`.

    InvalidInput as well for a proposal about something else.
    """
    for one in answers:
        proposal = act.get(Proposal, one.proposal_id)
        if (proposal.standard_id, proposal.policy_id) != (standard_id, policy_id):
            raise InvalidInput(
                _("Proposal {id} is about something else.").format(id=one.proposal_id),
                _("Answer it where it belongs."),
                field="proposals",
            )
        answer_proposal(act, one.proposal_id, accept=one.accept, answer=one.answer)


def credit(act: Act, number: int, *, standard_id: int | None = None, policy_id: int | None = None) -> None:
    """Let the new version with this number name those whose accepted proposals no version names yet."""
    about = (
        Proposal.standard_id == standard_id if standard_id is not None else Proposal.policy_id == policy_id
    )
    accepted = act.session.exec(
        select(Proposal).where(
            about, Proposal.state == ProposalState.ACCEPTED.value, col(Proposal.in_version).is_(None)
        )
    ).all()
    for proposal in accepted:
        act.change(proposal, in_version=number)
