"""``crm-tui interaction``: what can be done with a contact that is written down."""

from crm_tui.actions.interaction_edits import move_interaction
from crm_tui.cli import notices
from crm_tui.cli.declare import IF_VERSION, argument, command, option
from crm_tui.cli.desk import Desk
from crm_tui.i18n import N_, _


@command(
    "move",
    help=N_("Put a contact on the customer that it was with; what it led to goes along."),
    examples=("crm-tui interaction move 31 --to 12",),
)
@argument("interaction_id", type=int, metavar="ID", help=N_("The contact's number."))
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
