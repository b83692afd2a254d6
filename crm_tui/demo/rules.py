"""The policies of the sample business: written long ago, reviewed with what staff proposed, one overdue."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from crm_tui.actions.policies import PolicyChanges, add_policy, read_policy
from crm_tui.actions.policy_reviews import review_policy
from crm_tui.actions.proposals import ProposalAnswer, propose
from crm_tui.domain.actor import Actor
from crm_tui.domain.words import Decision, PolicyQuestion, Role
from crm_tui.i18n import N_, _
from crm_tui.store.database import Database
from crm_tui.store.journal import Act

_WRITTEN = 360
_PROPOSED = 66
_REVIEWED = 58


class _Rule(NamedTuple):
    """A policy, and in how many days it is due to be looked at: less than nought is overdue."""

    name: str
    wording: str
    purpose: str
    review_in: int


_RETURNS = _Rule(
    N_("Returns"),
    N_("What is unused comes back within 14 days, in its box and with the receipt.\nWe refund in 5 days."),
    N_("Nobody keeps what they do not want."),
    -_REVIEWED,
)
_RULES = (
    _RETURNS,
    _Rule(
        N_("How to reach us"),
        N_("Phone, mail and the counter. Who leaves word on the machine is called back the same day."),
        N_("Whoever needs us finds a person."),
        -6,
    ),
    _Rule(
        N_("Opening hours"),
        N_("Monday to Saturday 9 to 17; on weekdays we are at lunch from 12:30 to 13:00."),
        N_("They know when somebody is here, and we have time to eat."),
        24,
    ),
    _Rule(
        N_("Payment"),
        N_("Card, cash or invoice. Invoices are due in 14 days; businesses may ask for 30."),
        N_("Nobody has to guess what they owe, and when."),
        61,
    ),
    _Rule(
        N_("Home visits"),
        N_("We call the day before, name an hour, and bring the parts.\nThe first visit is free."),
        N_("Nobody waits at home for nothing."),
        110,
    ),
)


def write_policies(database: Database, people: list[Actor], now: datetime) -> None:
    """Write the policies down and let a review of one take up what was proposed."""
    founder, manager = people[0], _manager(people)
    agent, other = people[min(1, len(people) - 1)], people[min(3, len(people) - 1)]
    today = now.date()
    with database.act(founder, now - timedelta(days=_WRITTEN)) as act:
        act.describe("set-up-sample")
        ids = [_write(act, rule, founder if rule.review_in < 0 else manager, today) for rule in _RULES]
    returns, reaching, hours, *_others = ids
    _have_them_read(database, people, ids, now - timedelta(days=_WRITTEN - 1))
    with database.act(other, now - timedelta(days=_PROPOSED)) as act:
        taken_up = propose(
            act,
            policy_id=returns,
            words=_("30 days, and the box is not needed"),
            why=_("every third one who returns something has thrown the box away"),
        )
    with database.act(founder, now - timedelta(days=_REVIEWED)) as act:
        _review(act, returns, taken_up.id)
    _have_them_read(database, people[::2], [returns], now - timedelta(days=_REVIEWED - 1))
    with database.act(agent, now - timedelta(days=5)) as act:
        propose(
            act,
            policy_id=reaching,
            words=_("take messages on the counter's phone too"),
            why=_("they write to it anyway, and nobody answers"),
        )
    with database.act(other, now - timedelta(days=3)) as act:
        propose(
            act,
            policy_id=hours,
            words=_("one of us stays through lunch"),
            why=_("most missed calls come at noon"),
        )


def _write(act: Act, rule: _Rule, owner: Actor, today: date) -> int:
    saved = add_policy(
        act,
        name=_(rule.name),
        wording=_(rule.wording),
        purpose=_(rule.purpose),
        owner=owner.staff_id,
        next_review=today + timedelta(days=rule.review_in),
    )
    return saved.id


def _have_them_read(database: Database, people: list[Actor], ids: list[int], at: datetime) -> None:
    """Everybody but the newcomer, who was not there yet."""
    for person in people:
        if person.role is not Role.TRAINEE:
            with database.act(person, at) as act:
                for policy_id in ids:
                    read_policy(act, policy_id)


def _review(act: Act, policy_id: int, proposal_id: int) -> None:
    """Change what is hard for customers; the new version credits who proposed it."""
    answers = {
        PolicyQuestion.PURPOSE: _("nobody keeps what they do not want"),
        PolicyQuestion.NEEDED: _("yes"),
        PolicyQuestion.OUTDATED: _("the box: we send refills without one"),
        PolicyQuestion.HARD: _("yes, the receipt and the box"),
        PolicyQuestion.TALK: _("they write, so that they need not explain"),
        PolicyQuestion.HOURS: _("yes"),
    }
    review_policy(
        act,
        policy_id,
        from_on=act.today - timedelta(days=180),
        to_on=act.today - timedelta(days=1),
        answers={question.value: answer for question, answer in answers.items()},
        decision=Decision.CHANGE,
        why=_("The box served us, not them."),
        next_on=act.today + timedelta(days=180),
        changes=PolicyChanges(
            wording=_(
                "What is unused comes back within 30 days, with or without its box.\nWe refund in 5 days."
            )
        ),
        proposals=[ProposalAnswer(proposal_id, True, _("Agreed: thirty days, and no box."))],
    )


def _manager(people: list[Actor]) -> Actor:
    """Who looks after most policies: a manager beside the founder where there is one."""
    return next((person for person in people[1:] if person.role is Role.MANAGER), people[0])
