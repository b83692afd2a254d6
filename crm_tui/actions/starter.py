"""The starter sets: standards to begin with, each with its reason in a sentence, and their playbooks."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sqlmodel import col, select

from crm_tui.actions.standards import StandardSaved, add_standard
from crm_tui.actions.starter_plans import add_plans
from crm_tui.actions.starter_playbooks import SAY_PRICE, add_playbooks
from crm_tui.actions.starter_policies import add_policies
from crm_tui.actions.starter_templates import add_templates
from crm_tui.domain.dates import add_months
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.measures.basis import ALL_HOURS, DAYS
from crm_tui.domain.measures.review import OF_POLICIES
from crm_tui.domain.measures.selectors import CALLED_AHEAD, DELIVERY, SALE
from crm_tui.domain.words import Direction, Measure, Nature, Outcome
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Standard, StandardVersion

#: Often enough to learn from, seldom enough to be done.
_MONTHS_TO_REVIEW = 6
_LONGEST_WAIT_IN_MINUTES = 3


@dataclass(frozen=True, slots=True)
class _Starter:
    statement: str
    why: str
    measure: Measure
    objective: float
    target: float | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StarterTaken:
    """What was taken over of a starter set: the standards, and how many of each thing that goes with them."""

    standards: tuple[StandardSaved, ...]
    playbooks: int
    policies: int
    templates: int
    plans: int


def light(act: Act) -> StarterTaken:
    """Set the three standards of the light start, owned by the actor and reviewed in half a year, and add the
    message templates and the touchpoint plans, which are switched off.

    What is measured here already keeps its own standard. Raises NotAllowed below manager; InvalidInput when
    there is nothing left to take over.
    """
    act.describe("add-starter", "standard")
    return _anything(StarterTaken(_set(act, _light()), 0, 0, len(add_templates(act)), len(add_plans(act))))


def full(act: Act) -> StarterTaken:
    """Set all standards of the starter set, and the playbooks and policies beside them. As :func:`light`."""
    act.describe("add-starter", "standard")
    playbooks, templates = add_playbooks(act), add_templates(act)
    policies = add_policies(act, next_review=add_months(act.today, _MONTHS_TO_REVIEW))
    return _anything(
        StarterTaken(_set(act, _full()), len(playbooks), len(policies), len(templates), len(add_plans(act)))
    )


#: The starter sets by their code: none, or what takes one over.
SETS: Mapping[str, Callable[[Act], StarterTaken] | None] = MappingProxyType(
    {"none": None, "light": light, "full": full}
)


def taken_in_words(taken: StarterTaken) -> str:
    """What is here now, in a sentence."""
    return _(
        "Here: {standards} standards, {playbooks} playbooks, {policies} policies, {templates} templates, "
        "{plans} plans."
    ).format(
        standards=len(taken.standards),
        playbooks=taken.playbooks,
        policies=taken.policies,
        templates=taken.templates,
        plans=taken.plans,
    )


def _set(act: Act, starters: Iterable[_Starter]) -> tuple[StandardSaved, ...]:
    """Set those that are about something that nothing here measures yet."""
    there = [
        (version.measure, version.settings)
        for version in act.session.exec(
            select(StandardVersion)
            .join(Standard, col(Standard.id) == col(StandardVersion.standard_id))
            .where(col(Standard.retired_at).is_(None))
        )
    ]
    review = add_months(act.today, _MONTHS_TO_REVIEW)
    return tuple(
        add_standard(
            act,
            statement=starter.statement,
            why=starter.why,
            measure=starter.measure,
            target=starter.target,
            objective=starter.objective,
            settings=starter.settings,
            owner=act.actor.staff_id,
            next_review=review,
        )
        for starter in starters
        if not any(_is_about_the_same(starter, measure, settings) for measure, settings in there)
    )


def _is_about_the_same(starter: _Starter, measure: str, settings: Mapping[str, Any]) -> bool:
    """A measure of pairs, of steps or of reviews is another one for each of what it is about."""
    about = ("a", "b", "step", "of", "by")
    plain = {name: starter.settings.get(name) for name in about}
    return measure == starter.measure and plain == {name: settings.get(name) for name in about}


def _anything(taken: StarterTaken) -> StarterTaken:
    if not any((taken.standards, taken.playbooks, taken.policies, taken.templates, taken.plans)):
        raise InvalidInput(
            _("All of the starter set is here already."),
            _("Change a standard where it should say something else."),
            field="starter",
        )
    return taken


def _light() -> Iterator[_Starter]:
    yield _Starter(
        _("A complaint that is not solved at first contact gets an answer within 24 hours."),
        _("Who complains still wants to stay. Silence is what makes them leave."),
        Measure.ANSWERED_WITHIN,
        objective=0.95,
        target=24 * 60,
        settings={"hours": ALL_HOURS},
    )
    yield _waiting()
    yield _Starter(
        _("What we said we would do for a customer is done in time."),
        _("A follow-up that is late is a promise broken, even where nobody said a date."),
        Measure.FOLLOW_UP_IN_TIME,
        objective=0.9,
    )


def _full() -> Iterator[_Starter]:
    yield _Starter(
        _("A complaint that is not solved at first contact gets an answer within 4 opening hours."),
        _("Who complains still wants to stay. Silence is what makes them leave."),
        Measure.ANSWERED_WITHIN,
        objective=0.95,
        target=4 * 60,
    )
    yield _Starter(
        _("One person stays with a case from the first word to its end."),
        _("Nobody likes to tell their story twice, and who owns a matter brings it to its end."),
        Measure.SAME_PERSON,
        objective=0.9,
    )
    yield _waiting()
    yield _Starter(
        _("A missed call is called back the same day."),
        _("Somebody tried to reach us; a day later they have called somebody else."),
        Measure.FOLLOWED_BY,
        objective=0.95,
        target=0,
        settings={
            "a": {"direction": [Direction.INBOUND.value], "outcome": [Outcome.MISSED.value]},
            "b": {"direction": [Direction.OUTBOUND.value]},
            "unit": DAYS,
        },
    )
    yield _Starter(
        _("We call before we deliver."),
        _("A delivery that meets nobody is made twice, and they waited at home for nothing."),
        Measure.PRECEDED_BY,
        objective=0.9,
        target=1,
        settings={
            "a": {"event": DELIVERY},
            "b": {"event": CALLED_AHEAD},
            "unit": DAYS,
        },
    )
    yield _Starter(
        _("What it costs is said before the customer decides."),
        _("A price that comes as a surprise is remembered longer than good work."),
        Measure.STEP_TICKED,
        objective=0.95,
        settings={"step": SAY_PRICE},
    )
    yield _Starter(
        _("We thank within 2 days of a sale."),
        _("Who is thanked comes back, and says so to others."),
        Measure.FOLLOWED_BY,
        objective=0.9,
        target=2,
        settings={
            "a": {"event": SALE},
            "b": {"nature": [Nature.COURTESY.value], "direction": [Direction.OUTBOUND.value]},
            "unit": DAYS,
        },
    )
    yield _Starter(
        _("Nobody hears from us unasked more than 3 times in 30 days."),
        _("Who is called too often stops picking up."),
        Measure.CONTACT_LOAD,
        objective=0.98,
        target=3,
        settings={"days": 30},
    )
    yield _Starter(
        _("What we promise is kept by the day that we told."),
        _("A promise is the one thing that a customer can hold us to."),
        Measure.PROMISE_KEPT,
        objective=0.95,
    )
    yield _Starter(
        _("Every member of staff has read every standard within two weeks."),
        _("A standard that only its author knows is kept by accident."),
        Measure.READ_BY_ALL,
        objective=1.0,
        target=14,
        settings={"unit": DAYS, "hours": ALL_HOURS},
    )
    yield _Starter(
        _("Each policy is looked at twice a year."),
        _("Rules outlive their reasons; customers are the first to notice."),
        Measure.REVIEW_ON_TIME,
        objective=0.9,
        settings={"of": OF_POLICIES},
    )


def _waiting() -> _Starter:
    return _Starter(
        _("Nobody waits longer than {minutes} minutes on the phone.").format(
            minutes=_LONGEST_WAIT_IN_MINUTES
        ),
        _("A caller who waits is cross before the first word is said."),
        Measure.WAITING_TIME,
        objective=0.9,
        target=_LONGEST_WAIT_IN_MINUTES,
    )
