"""The light start: three standards that a small desk can measure from its first day."""

from crm_tui.actions.standards import StandardSaved, add_standard
from crm_tui.domain.actor import Actor
from crm_tui.domain.dates import add_months
from crm_tui.domain.words import Measure
from crm_tui.i18n import _
from crm_tui.store.database import Database
from crm_tui.store.journal import Act

#: Often enough to learn from, seldom enough to be done.
_MONTHS_TO_REVIEW = 6
_DAY_IN_MINUTES = 24 * 60
_LONGEST_WAIT_IN_MINUTES = 3


def light(act: Act) -> tuple[StandardSaved, ...]:
    """Set the three standards of the light start, owned by the actor and reviewed in half a year.

    Raises NotAllowed below manager.
    """
    act.describe("add-starter", "standard")
    owner = act.actor.staff_id
    review = add_months(act.today, _MONTHS_TO_REVIEW)
    return (
        add_standard(
            act,
            statement=_("A complaint that is not solved at first contact gets an answer within 24 hours."),
            why=_("Who complains still wants to stay. Silence is what makes them leave."),
            measure=Measure.ANSWERED_WITHIN,
            target=_DAY_IN_MINUTES,
            settings={"hours": "all"},
            objective=0.95,
            owner=owner,
            next_review=review,
        ),
        add_standard(
            act,
            statement=_("Nobody waits longer than 3 minutes on the phone."),
            why=_("A caller who waits is cross before the first word is said."),
            measure=Measure.WAITING_TIME,
            target=_LONGEST_WAIT_IN_MINUTES,
            objective=0.9,
            owner=owner,
            next_review=review,
        ),
        add_standard(
            act,
            statement=_("What we said we would do for a customer is done in time."),
            why=_("A follow-up that is late is a promise broken, even where nobody said a date."),
            measure=Measure.FOLLOW_UP_IN_TIME,
            objective=0.9,
            owner=owner,
            next_review=review,
        ),
    )


def fill_light(database: Database, actor: Actor) -> None:
    """The light start as a new database is filled with it (``found_business(..., more=fill_light)``)."""
    with database.act(actor) as act:
        light(act)
