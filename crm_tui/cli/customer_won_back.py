"""``crm-tui customer won-back``: somebody who had left came back."""

from crm_tui.cli.declare import IF_VERSION, argument, command, option
from crm_tui.cli.desk import Desk
from crm_tui.domain.when import read_day
from crm_tui.i18n import N_, _


@command(
    "won-back",
    help=N_("Somebody who had left came back, with what brought them."),
    examples=("crm-tui customer won-back 12 --how 'the new opening hours'",),
)
@argument("customer", type=int, metavar="CUSTOMER", help=N_("The customer's number."))
@option("--how", metavar="TEXT", required=True, help=N_("What brought them back."))
@option("--on", metavar="DAY", help=N_("When; today unless given."))
@IF_VERSION
def won_back(desk: Desk, customer: int, how: str, on: str | None, if_version: int | None) -> None:
    """Win a customer back. Raises NoSuchRecord, ChangedSince, InvalidInput."""
    desk.read()
    from crm_tui.actions.departures import win_back

    day = None if on is None else read_day(on, desk.now, desk.zone, past=True)
    with desk.act() as act:
        saved = win_back(act, customer, how, on=day, if_version=if_version)
    document = {
        "id": saved.customer_id,
        "version": saved.version,
        "left": saved.left_on.isoformat(),
        "won_back": saved.won_back_on.isoformat(),
    }
    desk.answer(document, [_("They are with us again since {day}.").format(day=saved.won_back_on)])
