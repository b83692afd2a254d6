"""The team of the sample business, its tiers and its standards, set by ordinary acts in the past."""

from datetime import datetime, timedelta
from itertools import product

from sqlmodel import col, select

from crm_tui.actions.absences import set_away
from crm_tui.actions.business import set_opening_hours
from crm_tui.actions.house_words import add_tier
from crm_tui.actions.reviews import review_standard
from crm_tui.actions.staff import add_staff
from crm_tui.actions.standards import StandardChanges, acknowledge, add_standard, change_standard
from crm_tui.actions.starter import light
from crm_tui.domain.actor import Actor
from crm_tui.domain.words import Decision, Measure, Mood, Role
from crm_tui.i18n import _
from crm_tui.store.database import Database
from crm_tui.store.journal import Act
from crm_tui.store.tables import CalendarVersion, Staff, Standard, Tier

COLLEAGUES = (
    ("nadia", "Nadia Karim", Role.MANAGER),
    ("paul", "Paul Mensah", Role.AGENT),
    ("jun", "Jun Watanabe", Role.AGENT),
    ("salma", "Salma Barakat", Role.AGENT),
    ("oskar", "Oskar Lindqvist", Role.AGENT),
    ("tuli", "তুলি সরকার", Role.TRAINEE),
)
#: Who joins besides where the sample is large.
_FURTHER = tuple(
    product(
        ("Amara", "Bo", "Carys", "Dov", "Elif", "Femi", "Gwen", "Hana", "Ivo", "Jana"),
        ("Castell", "Duarte", "Falk", "Holm"),
    )
)
_CUSTOMERS_PER_COLLEAGUE = 20_000


def set_up(database: Database, actor: Actor, customers: int, now: datetime) -> list[Actor]:
    """Colleagues, tiers and standards, each made long ago; returns everybody at the desk, the actor first.

    What the business has already stays: only a founder who is alone gets colleagues, and standards are set
    only where there are none.
    """
    with database.act(actor, now - timedelta(days=380)) as act:
        act.describe("set-up-sample")
        _add_tiers(act)
        if len(_present(act)) == 1:
            _open_since(act)
            _add_colleagues(act, actor, customers)
        people = [_as_actor(staff, actor) for staff in _present(act)]
    with database.act(actor, now - timedelta(days=370)) as act:
        act.describe("set-up-sample")
        fresh = act.session.exec(select(Standard.id)).first() is None
        if fresh:
            _set_standards(act)
    if fresh:
        _have_them_read(database, people, now)
    return people


def look_back(database: Database, people: list[Actor], now: datetime) -> None:
    """A review of the first standard for its first half-year, by the first at the desk; somebody is away."""
    then = now - timedelta(days=95)
    with database.act(people[0], then) as act:
        first = act.session.exec(select(Standard).where(col(Standard.retired_at).is_(None))).first()
        if first is not None and first.next_review_on is not None and first.created_at < then:
            today = then.date()
            review_standard(
                act,
                first.record_id,
                from_on=today - timedelta(days=180),
                to_on=today - timedelta(days=1),
                decision=Decision.KEEP,
                why=_("Those who get an answer the same day stay. We stand by it."),
                next_on=today + timedelta(days=120),
            )
    if len(people) > 2:
        with database.act(people[0], now - timedelta(days=2)) as act:
            away = people[-2]
            until = (now + timedelta(days=5)).date()
            set_away(act, away.login, until=until, stand_in_login=people[0].login)


def _open_since(act: Act) -> None:
    """The hours that the business was founded with held in the sample's year too."""
    founded = act.session.exec(select(CalendarVersion).order_by(col(CalendarVersion.id))).first()
    if founded is not None and founded.valid_from > act.today:
        set_opening_hours(act, founded.weekly_hours)


def _add_tiers(act: Act) -> None:
    known = set(act.session.exec(select(Tier.code)))
    for code, label, limit in (("priority", _("priority"), 4), ("key", _("key customers"), 6)):
        if code not in known:
            add_tier(act, code=code, label=label, contact_limit=limit)


def _add_colleagues(act: Act, founder: Actor, customers: int) -> None:
    further = customers // _CUSTOMERS_PER_COLLEAGUE
    more = ((given.lower(), f"{given} {family}", Role.AGENT) for given, family in _FURTHER[:further])
    for number, (login, name, role) in enumerate((*COLLEAGUES, *more)):
        if name != founder.name:
            taken = login == founder.login or number >= len(COLLEAGUES)
            add_staff(act, login=f"{login}{number}" if taken else login, name=name, role=role.value)


def _present(act: Act) -> list[Staff]:
    return list(act.session.exec(select(Staff).where(col(Staff.left_on).is_(None)).order_by(col(Staff.id))))


def _as_actor(staff: Staff, founder: Actor) -> Actor:
    return Actor(staff.record_id, staff.login, staff.name, Role(staff.role), founder.door, founder.session_id)


def _set_standards(act: Act) -> None:
    """Those of the light start, and one for each other measure; the review of the mood is overdue by now."""
    light(act)
    owner = act.actor.staff_id
    today = act.now.date()
    add_standard(
        act,
        statement=_("Nobody leaves us in a worse mood than they came."),
        why=_("People forget what we said, not how they felt."),
        measure=Measure.MOOD,
        target=Mood.NEUTRAL.value,
        objective=0.9,
        owner=owner,
        next_review=today + timedelta(days=340),
    )
    add_standard(
        act,
        statement=_("Two of five complaints are solved while they are still with us."),
        why=_("What is solved at once costs us least and pleases them most."),
        measure=Measure.SOLVED_AT_FIRST_CONTACT,
        objective=0.4,
        owner=owner,
        next_review=today + timedelta(days=450),
    )
    add_standard(
        act,
        statement=_("Every standard is looked at again by the day that we set."),
        why=_("A standard that nobody looks at is a wish."),
        measure=Measure.REVIEW_ON_TIME,
        objective=1.0,
        owner=owner,
        next_review=today + timedelta(days=420),
    )


def _have_them_read(database: Database, people: list[Actor], now: datetime) -> None:
    """Nearly everybody has read nearly all; the second standard was changed since, and fewer read that."""
    founder, *colleagues = people
    with database.act(founder, now - timedelta(days=369)) as act:
        ids = list(act.session.exec(select(Standard.id).order_by(col(Standard.id))))
    for days, person in enumerate(colleagues, start=1):
        with database.act(person, now - timedelta(days=369 - days)) as act:
            act.describe("acknowledge-standard", "standard", ids[0])
            for standard_id in ids[: len(ids) - days % 3]:
                acknowledge(act, standard_id or 0)
    with database.act(founder, now - timedelta(days=80)) as act:
        change_standard(
            act,
            ids[1] or 0,
            StandardChanges(statement=_("Nobody waits longer than 3 minutes on the phone, at noon neither.")),
        )
    for person in people[:3]:
        with database.act(person, now - timedelta(days=78)) as act:
            act.describe("acknowledge-standard", "standard", ids[1])
            for standard_id in ids[:2] if person is not founder else ids[:5]:
                acknowledge(act, standard_id or 0)
