"""The standards of the sample business: set a year ago, read by nearly everybody, reviewed since."""

from datetime import date, datetime, timedelta

from sqlmodel import col, select

from crm_tui.actions.breaches import say_why_missed
from crm_tui.actions.proposals import answer_proposal, propose
from crm_tui.actions.reading import reader_of
from crm_tui.actions.reviews import review_standard
from crm_tui.actions.standards import StandardChanges, acknowledge, add_standard, change_standard
from crm_tui.actions.starter import full
from crm_tui.domain.actor import Actor
from crm_tui.domain.words import Decision, Measure, Mood, Role
from crm_tui.i18n import _
from crm_tui.queries.periods import quarter_of
from crm_tui.queries.standard_page import standard_page
from crm_tui.store.database import Database
from crm_tui.store.journal import Act
from crm_tui.store.tables import Acknowledgement, Product, Standard, StandardVersion

_SET = 370
_CHANGED = 80
_REVIEWED = 95
_HALF_A_YEAR = 180
#: Who reads the standard that was changed; the others have yet to.
_READ_AGAIN = 3
#: Whose standards were not looked at in time, so that somebody has a review to do.
_OVERDUE = (Measure.MOOD,)
_UNREAD_BY_NEWCOMER = 3
_MINUTES_A_DAY = 450
#: The products that a standard holds for.
_KETTLES = ("K17", "K25")
#: What was said of breaches.
_WHYS = {
    Measure.WAITING_TIME: ("alone at the desk at noon", "both lines were taken", "alone at the desk at noon"),
    Measure.ANSWERED_WITHIN: ("waited for the workshop",),
    Measure.FOLLOW_UP_IN_TIME: ("nobody knew that it was theirs", "away that day"),
}


def has_standards(act: Act) -> bool:
    """Whether somebody set standards already; those stay the only ones."""
    return act.session.exec(select(Standard.id)).first() is not None


def set_standards(database: Database, people: list[Actor], now: datetime) -> None:
    """Set all of them, and have them read. Policies of the starter set that are here already stay."""
    founder = people[0]
    with database.act(founder, now - timedelta(days=_SET)) as act:
        act.describe("set-up-sample")
        full(act)
        _add_further(act)
        _fix_reviews(act, now.date())
    _have_them_read(database, people, now)


def look_back(database: Database, people: list[Actor], now: datetime) -> None:
    """The first standard was reviewed for its first half-year; some breaches of the quarter are explained."""
    founder, then = people[0], now - timedelta(days=_REVIEWED)
    with database.act(founder, then) as act:
        ids = _ids(act)
        _review(act, ids[Measure.ANSWERED_WITHIN], then.date())
    _propose(database, people, ids, now)
    with database.act(founder, now - timedelta(hours=20)) as act:
        for measure, whys in _WHYS.items():
            _explain(act, ids[measure], whys)


def _add_further(act: Act) -> None:
    owner = act.actor.staff_id
    for statement, why, measure, target, objective in (
        (
            _("What we said we would do for a customer is done in time."),
            _("A follow-up that is late is a promise broken, even where nobody said a date."),
            Measure.FOLLOW_UP_IN_TIME,
            None,
            0.9,
        ),
        (
            _("Nobody leaves us in a worse mood than they came."),
            _("People forget what we said, not how they felt."),
            Measure.MOOD,
            Mood.NEUTRAL.value,
            0.9,
        ),
        (
            _("Two of five complaints are solved while they are still with us."),
            _("What is solved at once costs us least and pleases them most."),
            Measure.SOLVED_AT_FIRST_CONTACT,
            None,
            0.4,
        ),
        (
            _("A case is solved within ten working days."),
            _("What drags on is talked about, to others too."),
            Measure.RESOLVED_WITHIN,
            10 * _MINUTES_A_DAY,
            0.9,
        ),
        (
            _("Where we agreed on a day, it is solved by that day."),
            _("A day that they chose is the one that they remember."),
            Measure.BY_AGREED_DATE,
            None,
            0.8,
        ),
        (
            _("What we sold is there by the day that we promised."),
            _("Somebody stays at home for it."),
            Measure.DELIVERED_BY_PROMISED_DAY,
            None,
            0.9,
        ),
        (
            _("Nobody has to wait at home for us twice."),
            _("We call ahead, and come when somebody is there."),
            Measure.DELIVERED_AT_FIRST_ATTEMPT,
            None,
            0.85,
        ),
    ):
        add_standard(
            act,
            statement=statement,
            why=why,
            measure=measure,
            target=target,
            objective=objective,
            owner=owner,
        )
    kettles = act.session.exec(select(Product.id).where(col(Product.code).in_(_KETTLES))).all()
    if kettles:
        add_standard(
            act,
            statement=_("A kettle of ours that leaks is mended or exchanged within six working days."),
            why=_("Nobody is without tea for longer than a week."),
            measure=Measure.RESOLVED_WITHIN,
            target=6 * _MINUTES_A_DAY,
            objective=0.7,
            scope={"product": [str(product_id) for product_id in kettles]},
            owner=owner,
        )


def _fix_reviews(act: Act, today: date) -> None:
    """Most are looked at again in the weeks to come, few are overdue by now."""
    overdue = {_ids(act)[measure] for measure in _OVERDUE}
    for place, standard_id in enumerate(_all_ids(act)):
        days = -9 if standard_id in overdue else 12 + 11 * place
        change_standard(act, standard_id, StandardChanges(next_review=today + timedelta(days=days)))


def _have_them_read(database: Database, people: list[Actor], now: datetime) -> None:
    """Nearly everybody has read nearly all; one standard was changed since, and fewer have read it again."""
    with database.act(people[0], now - timedelta(days=_SET)) as act:
        versions = act.session.exec(select(StandardVersion).order_by(col(StandardVersion.id)))
        first = [version.record_id for version in versions]
        changed = _ids(act)[Measure.WAITING_TIME]
    for number, person in enumerate(people):
        newcomer = person.role is Role.TRAINEE
        unread = _UNREAD_BY_NEWCOMER if newcomer else 1 - number % 2
        with database.act(person, now - timedelta(days=12 if newcomer else _SET - 1 - number)) as act:
            act.describe("acknowledge-standard", "standard", changed)
            act.add_all(
                [
                    Acknowledgement(standard_version_id=version_id, staff_id=person.staff_id, at=act.now)
                    for version_id in first[: len(first) - unread]
                ]
            )
    with database.act(people[0], now - timedelta(days=_CHANGED)) as act:
        change_standard(
            act,
            changed,
            StandardChanges(
                statement=_("Nobody waits longer than 3 minutes on the phone, at noon neither."),
                question=_("What do you say first to somebody who waited?"),
            ),
        )
    for person in people[:_READ_AGAIN]:
        with database.act(person, now - timedelta(days=_CHANGED - 2)) as act:
            acknowledge(act, changed, answer=_("That I am sorry for the wait; then I ask what it is about."))


def _review(act: Act, standard_id: int, today: date) -> None:
    review_standard(
        act,
        standard_id,
        from_on=today - timedelta(days=_HALF_A_YEAR),
        to_on=today - timedelta(days=1),
        decision=Decision.KEEP,
        why=_("Those who get an answer the same day stay. We stand by it."),
        next_on=today + timedelta(days=_REVIEWED + 25),
    )


def _propose(database: Database, people: list[Actor], ids: dict[Measure, int], now: datetime) -> None:
    """One suggestion is open, another was declined with a reason."""
    agent, other = people[min(1, len(people) - 1)], people[-1]
    with database.act(agent, now - timedelta(days=6)) as act:
        propose(
            act,
            standard_id=ids[Measure.CONTACT_LOAD],
            words=_("count texts as half a contact"),
            why=_("nobody minds a line that says the parcel is there"),
        )
    with database.act(other, now - timedelta(days=13)) as act:
        late = propose(
            act,
            standard_id=ids[Measure.WAITING_TIME],
            words=_("five minutes on Mondays"),
            why=_("everybody rings on Monday morning"),
        )
    with database.act(people[0], now - timedelta(days=11)) as act:
        answer_proposal(
            act,
            late.id,
            accept=False,
            answer=_("They wait just as long on a Monday. A second person takes calls until eleven instead."),
        )


def _explain(act: Act, standard_id: int, whys: tuple[str, ...]) -> None:
    """Say of the newest breaches in this quarter why they happened."""
    period = quarter_of(act.today)
    page = standard_page(
        reader_of(act), standard_id, period, now=act.now, zone=act.business.zone, viewer=act.actor
    )
    for breach, why in zip(page.breaches, whys, strict=False):
        say_why_missed(act, standard_id, breach.kind, breach.id, why)


def _all_ids(act: Act) -> list[int]:
    return [row.record_id for row in act.session.exec(select(Standard).order_by(col(Standard.id)))]


def _ids(act: Act) -> dict[Measure, int]:
    """The standard in force for each measure, the newest where there are several."""
    rows = act.session.exec(
        select(StandardVersion.measure, StandardVersion.standard_id)
        .join(Standard, col(Standard.id) == col(StandardVersion.standard_id))
        .where(col(Standard.retired_at).is_(None))
        .order_by(col(StandardVersion.standard_id))
    )
    return {Measure(measure): standard_id for measure, standard_id in rows}
