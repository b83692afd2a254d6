"""``crm-tui policy list`` and ``show``: the rules that customers run into, and what they met."""

from collections.abc import Iterator
from typing import Any

from crm_tui.cli.declare import argument, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.evidence import evidence_document, evidence_lines, read_evidence
from crm_tui.cli.narrowing import NARROWED, asked_of
from crm_tui.cli.period import read_period
from crm_tui.cli.proposals import credits_line, proposal_document, proposal_lines
from crm_tui.cli.tables import aligned
from crm_tui.domain.list_views import ALL, IN_FORCE, POLICIES
from crm_tui.domain.words import PolicyQuestion
from crm_tui.i18n import N_, _
from crm_tui.queries.policies import (
    PastPolicyReview,
    PolicyPage,
    PolicyReader,
    WrittenPolicy,
    listed_policies,
    policy_page,
)
from crm_tui.queries.proposals import credited


@command(
    "list",
    help=N_("Each policy with the date of its next review."),
    examples=("crm-tui policy list", "crm-tui policy list --retired --json"),
)
@option("--retired", is_flag=True, help=N_("Those that were retired as well."))
@NARROWED
def list_policies(desk: Desk, retired: bool, text: str, view: str | None) -> None:
    """List the policies. Raises InvalidInput for an unknown view."""
    asked = asked_of(desk, POLICIES, text, view, flagged=ALL if retired else "", otherwise=IN_FORCE)
    found = listed_policies(desk.reader, asked)
    desk.answer(
        [_line_document(desk, policy) for policy in found],
        aligned((str(policy.id), _mark(desk, policy), policy.name) for policy in found),
    )


@command(
    "show",
    help=N_("A policy: its wording, its reviews and proposals, and what customers met in a period."),
    examples=(
        "crm-tui policy show 1",
        "crm-tui policy show 1 --evidence --from '1 sep' --to '30 nov' --json",
    ),
)
@argument("policy", type=int, metavar="ID", help=N_("The policy's number."))
@option("--evidence", is_flag=True, help=N_("What customers met: obstacles, missed calls, waiting."))
@option("--from", "from_day", metavar="DAY", help=N_("The evidence's first day; else this quarter's."))
@option("--to", "to_day", metavar="DAY", help=N_("The evidence's last day; else this quarter's."))
def show(desk: Desk, policy: int, evidence: bool, from_day: str | None, to_day: str | None) -> None:
    """Show a policy. Raises NoSuchRecord, InvalidInput."""
    page = policy_page(desk.read(), policy)
    document, lines = _page_document(desk, page), list(_page_lines(desk, page))
    if evidence:
        period = read_period(desk, from_day, to_day)
        found = read_evidence(desk, period)
        document["evidence"] = evidence_document(desk, period, found)
        lines += evidence_lines(desk, period, found)
    desk.answer(document, lines)


def _mark(desk: Desk, policy: WrittenPolicy) -> str:
    if policy.retired_at is not None:
        return _("retired")
    if policy.review_is_overdue(desk.today):
        return _("! review overdue")
    if policy.next_review_on is None:
        return "·"
    return _("review due {day}").format(day=policy.next_review_on)


def _line_document(desk: Desk, policy: WrittenPolicy) -> dict[str, Any]:
    return {
        "id": policy.id,
        "name": policy.name,
        "wording": policy.newest.wording,
        "purpose": policy.newest.purpose,
        "version": policy.newest.number,
        "owner": policy.owner_login or None,
        "next_review": policy.next_review_on and policy.next_review_on.isoformat(),
        "review_overdue": policy.review_is_overdue(desk.today),
        "retired": policy.retired_at is not None,
    }


def _page_document(desk: Desk, page: PolicyPage) -> dict[str, Any]:
    policy = page.policy
    return _line_document(desk, policy) | {
        "record_version": policy.record_version,
        "versions": [
            {
                "version": version.number,
                "from": desk.iso(version.valid_from),
                "wording": version.wording,
                "purpose": version.purpose,
                "credits": list(credited(page.proposals, version.number)),
            }
            for version in policy.versions
        ],
        "acknowledged": [_reader(desk, one) for one in page.acknowledged],
        "waiting": [_reader(desk, one) for one in page.waiting],
        "reviews": [_review_document(desk, review) for review in page.reviews],
        "proposals": [proposal_document(desk, one) for one in page.proposals],
    }


def _review_document(desk: Desk, review: PastPolicyReview) -> dict[str, Any]:
    return {
        "id": review.id,
        "at": desk.iso(review.at),
        "from": review.from_on.isoformat(),
        "to": review.to_on.isoformat(),
        "answers": dict(review.answers),
        "decision": review.decision.value,
        "why": review.why,
        "next": review.next_on and review.next_on.isoformat(),
        "staff": review.staff,
    }


def _reader(desk: Desk, reader: PolicyReader) -> dict[str, Any]:
    return {"staff": reader.login, "name": reader.name, "at": desk.iso(reader.at)}


def _page_lines(desk: Desk, page: PolicyPage) -> Iterator[str]:
    policy = page.policy
    yield policy.name
    yield from policy.newest.wording.splitlines()
    if policy.newest.purpose:
        yield _("for: {purpose}").format(purpose=policy.newest.purpose)
    yield _("version {number}, {mark}").format(number=policy.newest.number, mark=_mark(desk, policy))
    yield from credits_line(page.proposals, policy.newest.number)
    for review in page.reviews:
        yield _("{day} {staff}: {decision}, {why}").format(
            day=review.at.astimezone(desk.zone).date(),
            staff=review.staff,
            decision=review.decision.label,
            why=review.why,
        )
        for question in PolicyQuestion:
            yield _("  {question} {answer}").format(
                question=question.label, answer=review.answers.get(question, "-")
            )
    yield from proposal_lines(page.proposals)
    waiting = ", ".join(one.login for one in page.waiting)
    if waiting:
        yield _("still to be read by {logins}").format(logins=waiting)
