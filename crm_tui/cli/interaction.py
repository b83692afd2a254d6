"""``crm-tui interaction``: what can be done with a contact that is written down."""

from typing import Any

from crm_tui.actions.interaction_edits import delete_interaction, edit_interaction, move_interaction
from crm_tui.cli import notices
from crm_tui.cli.declare import IF_VERSION, argument, command, option
from crm_tui.cli.desk import Desk
from crm_tui.domain.errors import InvalidInput
from crm_tui.i18n import N_, _
from crm_tui.queries.product_named import product_named

_ID = argument("interaction_id", type=int, metavar="ID", help=N_("The contact's number."))


@command(
    "move",
    help=N_("Put a contact on the customer that it was with; what it led to goes along."),
    examples=("crm-tui interaction move 31 --to 12",),
)
@_ID
@option("--to", type=int, metavar="CUSTOMER", required=True, help=N_("The number of the right customer."))
@IF_VERSION
def move(desk: Desk, interaction_id: int, to: int, if_version: int | None) -> None:
    """Move a contact. Raises NoSuchRecord, ChangedSince, InvalidInput."""
    with desk.act() as act:
        saved = move_interaction(act, interaction_id, to, if_version=if_version)
    notices.tell(desk, saved.warnings)
    desk.answer(
        {"interaction": saved.interaction, "version": saved.version},
        [_("Moved contact {id} to customer {customer}.").format(id=saved.interaction, customer=to)],
    )


@command(
    "edit",
    help=N_("Put right what was written about a contact; what it was and what it led to stays."),
    examples=("crm-tui interaction edit 31 --cause 'wrong part' --mood pleased",),
)
@_ID
@option("--note", "said", metavar="TEXT", help=N_("What they said."))
@option("--cause", metavar="TEXT", help=N_("The root cause."))
@option("--did", metavar="TEXT", help=N_("What we did."))
@option("--mood", metavar="CODE", help=N_("How it left them; empty for unknown."))
@option("--obstacle", metavar="CODE", help=N_("What of ours stood in their way; empty for nothing."))
@option("--link", metavar="URL", help=N_("Where it stands on the web; empty for nowhere."))
@option("--about", metavar="PRODUCT", help=N_("Which product it is about; empty for none."))
@option("--waited", "waited_minutes", type=int, metavar="N", help=N_("How many minutes they waited."))
@IF_VERSION
def edit(desk: Desk, interaction_id: int, about: str | None, if_version: int | None, **options: Any) -> None:
    """Change a contact. Raises NoSuchRecord, ChangedSince, InvalidInput."""
    changes = {field: value for field, value in options.items() if value is not None}
    if about is not None:
        changes["product"] = product_named(desk.read(), about, "about") if about else None
    if not changes:
        raise InvalidInput(
            _("Nothing to change was given."),
            _("`crm-tui interaction edit --help` lists what can be changed."),
        )
    with desk.act() as act:
        saved = edit_interaction(act, interaction_id, changes, if_version=if_version)
    desk.answer(
        {"interaction": saved.interaction, "version": saved.version},
        [_("Saved contact {id}.").format(id=saved.interaction)],
    )


@command(
    "delete",
    help=N_("Take a contact out of the timeline; what it led to stays and is named."),
    examples=("crm-tui interaction delete 31",),
)
@_ID
@IF_VERSION
def delete(desk: Desk, interaction_id: int, if_version: int | None) -> None:
    """Delete a contact, softly. Raises NoSuchRecord, ChangedSince."""
    with desk.act() as act:
        saved = delete_interaction(act, interaction_id, if_version=if_version)
    notices.tell(desk, saved.warnings)
    desk.answer(
        {"interaction": saved.interaction, "warnings": notices.documents(saved.warnings)},
        [_("Deleted contact {id}. `crm-tui undo` brings it back.").format(id=saved.interaction)],
    )
