"""``--filter`` and ``--view``: how every command that lists records is narrowed, as the screens are."""

from typing import TypeVar

from crm_tui.cli.declare import option, options
from crm_tui.cli.desk import Desk
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.list_views import Narrowing
from crm_tui.i18n import N_, _
from crm_tui.queries.narrowing import MOST_LISTED, Asked
from crm_tui.queries.saved_views import seen_through

R = TypeVar("R")

#: More rows than there are, as SQL is told it.
_EVERY = 2**53

FILTER = option("--filter", "text", metavar="TEXT", default="", help=N_("Only those that say this."))
VIEW = option("--view", "view", metavar="NAME", help=N_("Through a view: a built-in one, or one you saved."))
NARROWED = options(FILTER, VIEW)


def asked_of(
    desk: Desk, list_name: str, text: str, view: str | None, *, flagged: str = "", otherwise: str = ""
) -> Asked:
    """What is asked of a list: through ``view``, or the built-in one that another of the options stands for.

    ``flagged`` is the code of that one, empty where the option is not given; ``otherwise`` is what the
    command shows of itself. Raises InvalidInput for two views, and for one that there is not.
    """
    reader = desk.read()
    if view is not None and flagged:
        raise one_view_at_a_time()
    narrowing = Narrowing(flagged or otherwise)
    if view is not None:
        narrowing = seen_through(reader, desk.actor.staff_id, list_name, view)
    narrowing = narrowing.with_text(f"{narrowing.text} {text}")
    limit = _EVERY if desk.as_json else MOST_LISTED + 1
    return Asked(desk.actor, desk.now, desk.zone, narrowing, limit)


def one_view_at_a_time() -> InvalidInput:
    """The error for a view beside another option that says the same of the list."""
    return InvalidInput(
        _("A list is seen through one view at a time."),
        _("Leave --view out, or the options that say which rows are shown."),
        field="view",
    )


def listed(desk: Desk, found: tuple[R, ...]) -> tuple[R, ...]:
    """As many as a list shows, and says so where there are more; a program is given all of them: a document
    that is an array could not say that it was cut."""
    if desk.as_json:
        return found
    if len(found) > MOST_LISTED:
        desk.say(_("{count} of more than {count}.").format(count=MOST_LISTED))
    return found[:MOST_LISTED]
