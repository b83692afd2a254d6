"""How the team of the sample business grows: skills, jobs, training, a newcomer, praise and a talk."""

from datetime import datetime, timedelta

from sqlmodel import col, select

from crm_tui.actions.checklists import add_to_checklist, sign_off, start_checklist
from crm_tui.actions.jobs import describe_job, set_allowance
from crm_tui.actions.looks import look_at
from crm_tui.actions.one_to_ones import hold_one_to_one
from crm_tui.actions.praise import praise_colleague, praise_contact
from crm_tui.actions.skills import set_skill
from crm_tui.actions.trainings import plan_training, take_training
from crm_tui.domain.actor import Actor
from crm_tui.domain.words import ChecklistKind, Measure, Role
from crm_tui.i18n import _
from crm_tui.store.database import Database
from crm_tui.store.journal import Act
from crm_tui.store.tables import Interaction, Standard, StandardVersion

#: In 1/10,000: what an agent, and what a trainee, may spend on a case without asking.
_AGENTS_ALLOWANCE, _TRAINEES_ALLOWANCE = 50 * 10_000, 10 * 10_000
#: By login; whoever else there is learns the machines.
_SKILLS = {
    "nadia": (("complaints", 4), ("espresso machines", 3), ("prices", 4)),
    "paul": (("complaints", 3), ("prices", 3), ("bookkeeping", 4)),
    "jun": (("espresso machines", 4), ("Chinese", 3), ("complaints", 2)),
    "salma": (("Arabic", 4), ("grinders", 3), ("complaints", 3)),
    "oskar": (("deliveries", 4), ("espresso machines", 1)),
    "tuli": (("kettles", 2), ("Bengali", 4), ("complaints", 1)),
}
_OTHERS_SKILLS = (("espresso machines", 2), ("complaints", 3))
_MEASURES_OF_A_JOB = (Measure.WAITING_TIME, Measure.ANSWERED_WITHIN, Measure.FOLLOW_UP_IN_TIME)
_JOINED = 19


def grow(database: Database, people: list[Actor], now: datetime) -> None:
    """Let the team learn and be told so; what needs an agent or a trainee is left out where there is none."""
    founder = people[0]
    agents = [person for person in people[1:] if person.role is Role.AGENT]
    with database.act(founder, now - timedelta(days=200)) as act:
        act.describe("set-up-sample")
        _agree(act, people)
        standards = _standards(act)
    if not agents:
        return
    _train(database, founder, agents, standards, now)
    _talk(database, founder, agents[0], now)
    _praise(database, people, agents, now)
    for newcomer in (person for person in people if person.role is Role.TRAINEE):
        _bring_in(database, founder, agents[-1], newcomer, now)


def _agree(act: Act, people: list[Actor]) -> None:
    standards = [standard for measure, standard in _standards(act).items() if measure in _MEASURES_OF_A_JOB]
    for person in people:
        for name, level in _SKILLS.get(person.login, _OTHERS_SKILLS):
            set_skill(act, person.login, _(name), level)
        if person.role is Role.AGENT:
            set_allowance(act, person.login, _AGENTS_ALLOWANCE)
            describe_job(
                act,
                person.login,
                job=_("At the counter and on the phone; whoever takes a complaint brings it to its end."),
                standards=standards,
            )
        elif person.role is Role.TRAINEE:
            set_allowance(act, person.login, _TRAINEES_ALLOWANCE)


def _train(
    database: Database, founder: Actor, agents: list[Actor], standards: dict[Measure, int], now: datetime
) -> None:
    """One training was taken, one is due soon, one is overdue."""
    first, last = agents[0], agents[-1]
    with database.act(founder, now - timedelta(days=45)) as act:
        taken = plan_training(
            act,
            first.login,
            _("Saying no, and what we can do instead"),
            due_on=act.today + timedelta(days=30),
        )
        plan_training(
            act,
            last.login,
            _("Descaling and seals"),
            why=_("asks the workshop for every seal"),
            due_on=act.today + timedelta(days=41),
        )
    with database.act(first, now - timedelta(days=22)) as act:
        take_training(act, taken.id)
    with database.act(founder, now - timedelta(days=4)) as act:
        plan_training(
            act,
            first.login,
            _("Two callers at once"),
            why=_("waits at noon"),
            due_on=act.today + timedelta(days=16),
            standard=standards.get(Measure.WAITING_TIME),
        )


def _talk(database: Database, founder: Actor, agent: Actor, now: datetime) -> None:
    with database.act(founder, now - timedelta(days=15)) as act:
        hold_one_to_one(
            act,
            agent.login,
            from_on=act.today - timedelta(days=90),
            to_on=act.today - timedelta(days=1),
            words={
                "went_well": _("Customers ask for you by name."),
                "was_hard": _("Noon alone at the desk, with two lines ringing."),
                "goals": _("Hand the second line over before it has rung three times."),
                "training": _("Two callers at once."),
            },
        )


def _praise(database: Database, people: list[Actor], agents: list[Actor], now: datetime) -> None:
    """Colleagues saw what went well, the first at the desk among those praised."""
    founder, agent = people[0], agents[0]
    with database.act(agent, now - timedelta(hours=22)) as act:
        contacts = _contacts(act, founder, good=True)
        if contacts:
            praise_contact(
                act, contacts[0], _("You stayed calm, and the kettle sings again. I learnt from it.")
            )
    with database.act(founder, now - timedelta(days=3)) as act:
        contacts = _contacts(act, agents[min(1, len(agents) - 1)], good=True)
        if contacts:
            praise_contact(act, contacts[0], _("You spoke their language, and they brought a friend."))
    with database.act(agent, now - timedelta(days=2)) as act:
        if people[-1] is not agent:
            praise_colleague(act, people[-1].login, _("Stayed until the last parcel was packed."))


def _bring_in(database: Database, founder: Actor, mentor: Actor, newcomer: Actor, now: datetime) -> None:
    """The newcomer's list is partly signed, and some of what they logged was looked at."""
    with database.act(founder, now - timedelta(days=_JOINED)) as act:
        calls = start_checklist(act, newcomer.login)
        read = add_to_checklist(act, newcomer.login, _("The five policies"), kind=ChecklistKind.READ)
        add_to_checklist(act, newcomer.login, _("Open and close the desk"))
        contacts = _contacts(act, newcomer)
    for days, item, contact in zip((8, 6), calls.ids, reversed(contacts), strict=False):
        with database.act(mentor, now - timedelta(days=days)) as act:
            sign_off(act, item, interaction=contact)
    with database.act(founder, now - timedelta(days=5)) as act:
        sign_off(act, read.ids[0])
        for contact, words in zip(
            reversed(contacts),
            (_("Good: you asked since when."), _("Say the next step and the day.")),
            strict=False,
        ):
            look_at(act, contact, words)


def _contacts(act: Act, person: Actor, *, good: bool = False) -> list[int]:
    """The last contacts of somebody, the newest first."""
    query = select(Interaction).where(Interaction.staff_id == person.staff_id)
    if good:
        query = query.where(col(Interaction.good_moment))
    rows = act.session.exec(query.order_by(col(Interaction.happened_at).desc()).limit(10))
    return [row.record_id for row in rows]


def _standards(act: Act) -> dict[Measure, int]:
    rows = act.session.exec(
        select(StandardVersion.measure, StandardVersion.standard_id)
        .join(Standard, col(Standard.id) == col(StandardVersion.standard_id))
        .where(col(Standard.retired_at).is_(None))
        .order_by(col(StandardVersion.standard_id).desc())
    )
    return {Measure(measure): standard_id for measure, standard_id in rows}
