"""From the answers of the customer form to the act that writes them, and what is said of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from crm_tui.actions.merging import Conflict
from crm_tui.domain.custom_fields import PREFIX
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.words import Channel
from crm_tui.i18n import _
from crm_tui.tui.screens.customer_answers import Answers, Fields

if TYPE_CHECKING:
    from crm_tui.actions.customer_values import SavedCustomer
    from crm_tui.store.journal import Act

# The actions need the ORM, which the first screen does not wait for: each is imported where it is done.


def add(act: "Act", fields: Fields, tell_id: Callable[[int], None]) -> str:
    """Add a customer; ``tell_id`` is told which one it is."""
    from crm_tui.actions.customer_values import NewCustomer
    from crm_tui.actions.customers import add_customer

    own = {name.removeprefix(PREFIX): said for name, said in fields.items() if name.startswith(PREFIX)}
    usual = {name: value for name, value in fields.items() if not name.startswith(PREFIX)}
    saved = add_customer(act, NewCustomer(**usual, own_fields=own))
    tell_id(saved.id)
    done = _("Added.") if saved.referral is None else _("Added, and who recommended us is written down.")
    return _told(done, saved, fields["name"])


def edit(act: "Act", customer_id: int, changes: Fields, started_from: Fields) -> str:
    """Write what was changed; ``started_from`` are these fields as the form began with them."""
    from crm_tui.actions.customers import edit_customer

    saved = edit_customer(act, customer_id, changes, started_from=started_from)
    return _told(_("Changed."), saved, changes.get("name", ""))


def _told(done: str, saved: "SavedCustomer", name: str) -> str:
    return " ".join(part for part in (done, *(notice.text for notice in saved.warnings), name) if part)


def both_versions(conflict: Conflict, who: str, key: str) -> str:
    """What somebody else wrote into a field, what saving again does, and what ``key`` does."""
    if not conflict.stored:
        return _("{who} emptied it meanwhile. Saving again keeps yours, {key} takes theirs.").format(
            who=who, key=key
        )
    return _("{who} wrote “{stored}”. Saving again keeps yours, {key} takes theirs.").format(
        who=who, stored=conflict.stored, key=key
    )


def check(answers: Answers) -> None:
    """What no single field can see. Raises InvalidInput."""
    both = set(answers.get("said_yes") or ()) & set(answers.get("said_no") or ())
    if both:
        raise InvalidInput(
            _("They cannot have said both yes and no to: {channels}.").format(
                channels=", ".join(Channel(channel).label for channel in sorted(both))
            ),
            _("Take it back in one of the two."),
            field="said_no",
        )
