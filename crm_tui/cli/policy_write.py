"""``crm-tui policy add``, ``change``, ``acknowledge``, ``review`` and ``retire``."""

from collections.abc import Iterable
from datetime import date

from crm_tui.actions import policies
from crm_tui.actions.ownership import KEEP
from crm_tui.actions.policies import PolicyChanges, PolicySaved
from crm_tui.actions.policy_reviews import review_policy
from crm_tui.cli.declare import IF_VERSION, argument, choice, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.period import read_period
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.when import read_day
from crm_tui.domain.words import Decision, PolicyQuestion
from crm_tui.i18n import N_, _

_ID = argument("policy", type=int, metavar="ID", help=N_("The policy's number."))
_NAME = N_("What it is called, as in “Returns”.")
_WORDING = N_("What it says, such that a customer understands it at once.")
_PURPOSE = N_("What it is for.")
_OWNER = N_("Who answers for it.")
_NEXT = N_("When it is looked at again.")


@command(
    "add",
    help=N_("Write a policy down, which holds from now on."),
    examples=(
        "crm-tui policy add --name Returns --wording '30 days, with the bill' \\",
        "    --purpose 'nobody is afraid to buy' --next-review '6 months'",
    ),
)
@option("--name", metavar="TEXT", required=True, help=_NAME)
@option("--wording", metavar="TEXT", required=True, help=_WORDING)
@option("--purpose", metavar="TEXT", default="", help=_PURPOSE)
@option("--owner", metavar="LOGIN", help=_OWNER)
@option("--next-review", metavar="DAY", help=_NEXT)
def add(
    desk: Desk, name: str, wording: str, purpose: str, owner: str | None, next_review: str | None
) -> None:
    """Write a policy down. Raises NotAllowed, InvalidInput."""
    desk.read()
    next_day = _day(desk, next_review)
    with desk.act() as act:
        saved = policies.add_policy(
            act, name=name, wording=wording, purpose=purpose, owner=owner, next_review=next_day
        )
    _answer(desk, saved, _("Policy {id} is written down."))


@command(
    "change",
    help=N_("Change what is given. New words make a new version."),
    examples=("crm-tui policy change 1 --wording '30 days for everything'",),
)
@_ID
@option("--name", metavar="TEXT", help=_NAME)
@option("--wording", metavar="TEXT", help=_WORDING)
@option("--purpose", metavar="TEXT", help=_PURPOSE)
@option("--owner", metavar="LOGIN", help=N_("Who answers for it; '' for nobody."))
@option("--next-review", metavar="DAY", help=_NEXT)
@IF_VERSION
def change(
    desk: Desk,
    policy: int,
    name: str | None,
    wording: str | None,
    purpose: str | None,
    owner: str | None,
    next_review: str | None,
    if_version: int | None,
) -> None:
    """Change a policy. Raises NotAllowed, NoSuchRecord, ChangedSince, InvalidInput."""
    desk.read()
    next_day = KEEP if next_review is None else _day(desk, next_review)
    owned = KEEP if owner is None else owner or None
    changes = PolicyChanges(name, wording, purpose, owned, next_day)
    if changes == PolicyChanges():
        raise InvalidInput(
            _("Nothing to change was given."), _("`crm-tui policy change --help` lists what can be changed.")
        )
    with desk.act() as act:
        saved = policies.change_policy(act, policy, changes, version=if_version)
    _answer(desk, saved, _("Policy {id} is at version {number}."))


@command(
    "acknowledge",
    help=N_("Say that you have read the version in force."),
    examples=("crm-tui policy acknowledge 1",),
)
@_ID
def acknowledge(desk: Desk, policy: int) -> None:
    """Note that the caller has read it. Raises NoSuchRecord, InvalidInput."""
    with desk.act() as act:
        saved = policies.read_policy(act, policy)
    _answer(desk, saved, _("You have read version {number} of policy {id}."))


@command(
    "retire",
    help=N_("Give a policy up; what it said stays to be read."),
    examples=("crm-tui policy retire 1 --why 'we have no fax any more'",),
)
@_ID
@option("--why", metavar="TEXT", required=True, help=N_("The reason."))
@IF_VERSION
def retire(desk: Desk, policy: int, why: str, if_version: int | None) -> None:
    """Retire a policy. Raises NotAllowed, NoSuchRecord, ChangedSince, InvalidInput."""
    with desk.act() as act:
        saved = policies.retire_policy(act, policy, why=why, version=if_version)
    _answer(desk, saved, _("Policy {id} is retired."))


@command(
    "review",
    help=N_(
        "End a review: answer its six questions, and keep, change or retire the policy, with the reason. "
        "The questions are purpose, needed, outdated, hard (to understand), talk (hard to talk to us), hours."
    ),
    examples=(
        "crm-tui policy review 1 --answer purpose='fair returns' --answer needed=yes \\",
        "    --answer outdated=no --answer hard=no --answer talk=no --answer hours=yes \\",
        "    --decision keep --why 'it is understood' --next '6 months'",
    ),
)
@_ID
@option(
    "--answer",
    "answers",
    metavar="QUESTION=TEXT",
    multiple=True,
    help=N_("What was found, for each of the six questions."),
)
@option("--decision", type=choice(Decision), required=True, help=N_("How it ends."))
@option("--why", "reason", metavar="TEXT", required=True, help=N_("The reason."))
@option("--next", "next_review", metavar="DAY", help=N_("When it is looked at again; not for retire."))
@option("--from", "from_day", metavar="DAY", help=N_("The first day looked at; else this quarter's."))
@option("--to", "to_day", metavar="DAY", help=N_("The last day looked at; else this quarter's."))
@option("--wording", metavar="TEXT", help=N_("With change: what it says from now on."))
@option("--purpose", metavar="TEXT", help=N_("With change: what it is for from now on."))
@IF_VERSION
def review(
    desk: Desk,
    policy: int,
    answers: tuple[str, ...],
    decision: str,
    reason: str,
    next_review: str | None,
    from_day: str | None,
    to_day: str | None,
    wording: str | None,
    purpose: str | None,
    if_version: int | None,
) -> None:
    """End a review. Raises NotAllowed, NoSuchRecord, ChangedSince, InvalidInput."""
    desk.read()
    period = read_period(desk, from_day, to_day)
    changes = PolicyChanges(wording=wording, purpose=purpose)
    with desk.act() as act:
        saved = review_policy(
            act,
            policy,
            from_on=period.from_on,
            to_on=period.to_on,
            answers=_answers(answers),
            decision=decision,
            why=reason,
            next_on=_day(desk, next_review),
            changes=None if changes == PolicyChanges() else changes,
            version=if_version,
        )
    desk.answer(
        {"id": saved.policy_id, "review": saved.id, "version": saved.number, "decision": decision},
        [_("Reviewed policy {id}; version {number} holds.").format(id=saved.policy_id, number=saved.number)],
    )


def _answers(texts: Iterable[str]) -> dict[str, str]:
    answers = {}
    for text in texts:
        question, mark, answer = text.partition("=")
        if not mark:
            raise InvalidInput(
                _("“{text}” does not say which question it answers.").format(text=text),
                _("Write it as in needed=yes; the questions are {codes}.").format(
                    codes=", ".join(PolicyQuestion)
                ),
                field="answers",
            )
        answers[question.strip()] = answer
    return answers


def _day(desk: Desk, text: str | None) -> date | None:
    return None if text is None else read_day(text, desk.now, desk.zone)


def _answer(desk: Desk, saved: PolicySaved, sentence: str) -> None:
    desk.answer(
        {"id": saved.id, "version": saved.number, "record_version": saved.version},
        [sentence.format(id=saved.id, number=saved.number)],
    )
