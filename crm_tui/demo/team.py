"""The team of the sample business, its hours and its tiers, set by ordinary acts in the past."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import product

from sqlmodel import col, select

from crm_tui.actions.absences import set_away
from crm_tui.actions.calendars import set_day, set_opening_hours
from crm_tui.actions.house_words import add_tier
from crm_tui.actions.public_holidays import take_public_holidays
from crm_tui.actions.staff import add_staff
from crm_tui.actions.tiers import set_terms
from crm_tui.domain.actor import Actor
from crm_tui.domain.contact_load import Limit
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.tier_terms import TierTerms
from crm_tui.domain.words import Channel, Role
from crm_tui.i18n import _
from crm_tui.store.database import Database
from crm_tui.store.journal import Act
from crm_tui.store.tables import CalendarVersion, Staff, Tier

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
#: When everybody but the newcomer joined, and when the newcomer did, in days before now.
_FOUNDED = 380
_NEWCOMER = 20
_PHONE_IN_A_MONTH = 30


def set_up(database: Database, actor: Actor, customers: int, now: datetime) -> list[Actor]:
    """Hours, tiers and colleagues, each made long ago; returns everybody at the desk, the actor first.

    What the business has already stays: only a founder who is alone gets colleagues and holidays.
    """
    with database.act(actor, now - timedelta(days=_FOUNDED)) as act:
        act.describe("set-up-sample")
        _add_tiers(act)
        alone = len(_present(act)) == 1
        if alone:
            _open_since(act, now)
            _add(act, actor, [each for each in _colleagues(customers) if each[2] is not Role.TRAINEE])
    if alone:
        with database.act(actor, now - timedelta(days=_NEWCOMER)) as act:
            act.describe("set-up-sample")
            _add(act, actor, [each for each in COLLEAGUES if each[2] is Role.TRAINEE])
    with database.act(actor, now) as act:
        return [_as_actor(staff, actor) for staff in _present(act)]


def go_away(database: Database, people: list[Actor], now: datetime) -> None:
    """One agent is away these days, and the first at the desk stands in."""
    agents = [person for person in people[1:] if person.role is Role.AGENT]
    if agents:
        with database.act(people[0], now - timedelta(days=2)) as act:
            until = (now + timedelta(days=5)).date()
            set_away(act, agents[-1].login, until=until, stand_in_login=people[0].login)


def _open_since(act: Act, now: datetime) -> None:
    """The hours that the business was founded with held in the sample's year too, but for holidays."""
    founded = act.session.exec(select(CalendarVersion).order_by(col(CalendarVersion.id))).first()
    if founded is None or founded.valid_from <= act.today:
        return
    set_opening_hours(act, founded.weekly_hours)
    years = range(act.today.year, now.year + 2)
    try:
        take_public_holidays(act, act.business.country, years)
    except InvalidInput:
        return  # those of some countries are not known
    stocktaking = act.today.replace(year=act.today.year + 2, month=1, day=2)
    set_day(act, stocktaking, [("12:00", "17:00")], _("stocktaking in the morning"))


def _add_tiers(act: Act) -> None:
    known = {tier.code: tier.record_id for tier in act.session.exec(select(Tier))}
    wanted = (
        ("priority", _("priority"), TierTerms((Limit(4, 30), _by_phone(3)))),
        ("key", _("key customers"), TierTerms((Limit(6, 30), _by_phone(4)), rhythm_days=180)),
    )
    for code, label, terms in wanted:
        if code not in known:
            set_terms(act, add_tier(act, code=code, label=label).id, terms)


def _by_phone(most: int) -> Limit:
    return Limit(most, _PHONE_IN_A_MONTH, Channel.PHONE)


def _colleagues(customers: int) -> list[tuple[str, str, Role]]:
    further = _FURTHER[: customers // _CUSTOMERS_PER_COLLEAGUE]
    return [*COLLEAGUES, *((given.lower(), f"{given} {family}", Role.AGENT) for given, family in further)]


def _add(act: Act, founder: Actor, colleagues: Sequence[tuple[str, str, Role]]) -> None:
    taken = {staff.login for staff in _present(act)}
    for number, (login, name, role) in enumerate(colleagues):
        if name != founder.name:
            login = f"{login}{number}" if login in taken else login
            taken.add(login)
            add_staff(act, login=login, name=name, role=role.value)


def _present(act: Act) -> list[Staff]:
    return list(act.session.exec(select(Staff).where(col(Staff.left_on).is_(None)).order_by(col(Staff.id))))


def _as_actor(staff: Staff, founder: Actor) -> Actor:
    return Actor(staff.record_id, staff.login, staff.name, Role(staff.role), founder.door, founder.session_id)
