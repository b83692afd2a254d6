"""``crm-tui proposal list`` and ``answer``, ``standard propose`` and ``policy propose``."""

from collections.abc import Iterable, Iterator
from typing import Any

from crm_tui.cli.declare import argument, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.narrowing import NARROWED, asked_of
from crm_tui.cli.tables import aligned
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.list_views import ALL, OPEN, PROPOSALS
from crm_tui.i18n import N_, _
from crm_tui.queries.proposals import Proposal, credited, listed_proposals

_WORDS = option("--words", metavar="TEXT", required=True, help=N_("How it should be, in your own words."))
_WHY = option("--why", metavar="TEXT", required=True, help=N_("What that is good for."))


@command(
    "list",
    help=N_("What staff propose: those that wait for an answer, or all."),
    examples=("crm-tui proposal list", "crm-tui proposal list --all --json"),
)
@option("--all", "with_answered", is_flag=True, help=N_("Those that were answered as well."))
@NARROWED
def list_all(desk: Desk, with_answered: bool, text: str, view: str | None) -> None:
    """List proposals, the newest first. Raises InvalidInput for an unknown view."""
    asked = asked_of(desk, PROPOSALS, text, view, flagged=ALL if with_answered else "", otherwise=OPEN)
    found = listed_proposals(desk.reader, asked)
    desk.answer([proposal_document(desk, one) for one in found], proposal_lines(found))


@command(
    "answer",
    help=N_("Accept or decline a proposal; who made it reads the answer on Today."),
    examples=(
        "crm-tui proposal answer 2 --accept --answer 'you are right, from monday'",
        "crm-tui proposal answer 3 --decline --answer 'nobody could be at the desk then'",
    ),
)
@argument("proposal", type=int, metavar="ID", help=N_("The proposal's number."))
@option("--accept", is_flag=True, help=N_("It is right; the next version credits it."))
@option("--decline", is_flag=True, help=N_("It is not taken up."))
@option("--answer", metavar="TEXT", required=True, help=N_("What who made it is told."))
def answer(desk: Desk, proposal: int, accept: bool, decline: bool, answer: str) -> None:
    """Answer a proposal. Raises NotAllowed, NoSuchRecord, InvalidInput."""
    if accept == decline:
        raise InvalidInput(
            _("Is it accepted or declined?"), _("Give --accept or --decline, one of the two."), field="accept"
        )
    from crm_tui.actions.proposals import answer_proposal

    with desk.act() as act:
        saved = answer_proposal(act, proposal, accept=accept, answer=answer)
    desk.answer(
        {"id": saved.id, "state": saved.state.value},
        [_("Proposal {id} is {state}.").format(id=saved.id, state=saved.state.label)],
    )


@command(
    "propose",
    help=N_("Propose a change to a standard; its review answers you."),
    examples=("crm-tui standard propose 1 --words 'two people until 14:00' --why 'they call at noon'",),
)
@argument("standard", type=int, metavar="ID", help=N_("The standard's number."))
@_WORDS
@_WHY
def propose_standard(desk: Desk, standard: int, words: str, why: str) -> None:
    """Propose a change to a standard. Raises NoSuchRecord, InvalidInput."""
    _propose(desk, words, why, standard_id=standard)


@command(
    "propose",
    help=N_("Propose a change to a policy; its review answers you."),
    examples=("crm-tui policy propose 1 --words '30 days for all' --why 'they mix up the two'",),
)
@argument("policy", type=int, metavar="ID", help=N_("The policy's number."))
@_WORDS
@_WHY
def propose_policy(desk: Desk, policy: int, words: str, why: str) -> None:
    """Propose a change to a policy. Raises NoSuchRecord, InvalidInput."""
    _propose(desk, words, why, policy_id=policy)


def _propose(desk: Desk, words: str, why: str, **about: int) -> None:
    from crm_tui.actions.proposals import propose

    with desk.act() as act:
        saved = propose(act, words=words, why=why, **about)
    desk.answer({"id": saved.id}, [_("Proposal {id} is kept; its review answers it.").format(id=saved.id)])


def proposal_document(desk: Desk, proposal: Proposal) -> dict[str, Any]:
    """A proposal as other programs get it."""
    return {
        "id": proposal.id,
        "standard": proposal.standard_id,
        "policy": proposal.policy_id,
        "staff": proposal.login,
        "words": proposal.words,
        "why": proposal.why,
        "at": desk.iso(proposal.at),
        "state": proposal.state.value,
        "answer": proposal.answer or None,
        "answered_by": proposal.answered_by or None,
        "answered": desk.iso(proposal.answered_at),
        "in_version": proposal.in_version,
    }


def proposal_lines(found: Iterable[Proposal]) -> Iterator[str]:
    """Proposals for people."""
    return aligned((str(one.id), one.state.label, one.staff, _told(one)) for one in found)


def credits_line(found: Iterable[Proposal], number: int) -> Iterator[str]:
    """Whose proposals a version took up, if any."""
    if names := credited(found, number):
        yield _("v{number}, from a proposal of {names}").format(number=number, names=", ".join(names))


def _told(proposal: Proposal) -> str:
    said = _("{words} (because {why})").format(words=proposal.words, why=proposal.why)
    return _("{said} → {answer}").format(said=said, answer=proposal.answer) if proposal.answer else said
