"""Whether a contact can have taken place as it was entered."""

from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.lookups import check_channel, find_nature, find_outcome, read_code
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.links import read_link
from crm_tui.domain.words import Direction, Mood, Obstacle
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import NatureWord, OutcomeWord, Product


def check_contact(act: Act, new: NewContact) -> tuple[NatureWord, OutcomeWord]:
    """The words for its nature and outcome.

    Raises InvalidInput, naming the field, for what cannot be; NoSuchRecord for the product.
    """
    if (new.customer_id is None) == (new.new_customer is None):
        raise InvalidInput(
            _("A contact belongs to one customer."),
            _("Name a customer, or make a new one from what is known."),
            field="customer",
        )
    check_channel(act, new.channel)
    read_code(Direction, new.direction, "direction")
    if new.mood:
        read_code(Mood, new.mood, "mood")
    if new.obstacle:
        read_code(Obstacle, new.obstacle, "obstacle")
    check_waited(new.waited_minutes)
    read_link(new.link)
    if new.product_id is not None:
        act.get(Product, new.product_id)
    happened_at = new.happened_at or act.now
    if happened_at > act.now:
        raise InvalidInput(
            _("This contact would lie in the future."),
            _("Give a time up to now; what is to come is a follow-up."),
            field="happened_at",
        )
    if new.ended_at is not None and not happened_at <= new.ended_at <= act.now:
        raise InvalidInput(
            _("A contact ends after it began, and not in the future."),
            _("Give an end between its beginning and now, or none."),
            field="ended_at",
        )
    return find_nature(act, new.nature), find_outcome(act, new.outcome)


def check_waited(minutes: int | None) -> None:
    """Raise InvalidInput for a waiting time below zero."""
    if minutes is not None and minutes < 0:
        raise InvalidInput(
            _("Nobody waits less than no time."), _("Give minutes from 0 on."), field="waited_minutes"
        )
