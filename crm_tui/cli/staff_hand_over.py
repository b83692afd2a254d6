"""``crm-tui staff hand-over`` and ``customer``: work that changes hands, and colleagues as customers."""

from crm_tui.actions.hand_over import EVERYTHING, What, hand_over
from crm_tui.actions.internal_customers import internal_customer
from crm_tui.cli.declare import argument, command, option
from crm_tui.cli.desk import Desk
from crm_tui.i18n import N_, _


@command(
    "hand-over",
    help=N_("Give somebody's customers and work to a colleague for good, in one act; all unless narrowed."),
    examples=(
        "crm-tui staff hand-over paul --to nadia --why 'moves to another branch'",
        "crm-tui staff hand-over paul --to nadia --customers --follow-ups --customer 12",
    ),
)
@argument("login", help=N_("Whose it is; they may have left."))
@option("--to", metavar="LOGIN", required=True, help=N_("Who takes it."))
@option("--customers", is_flag=True, help=N_("Whom they look after."))
@option("--cases", is_flag=True, help=N_("Their open cases."))
@option("--follow-ups", is_flag=True, help=N_("Their open follow-ups."))
@option("--promises", is_flag=True, help=N_("The open promises in their name."))
@option("--customer", "only", type=int, multiple=True, metavar="ID", help=N_("Only of this one; repeat."))
@option("--why", metavar="TEXT", default="", help=N_("The reason, kept with the cases."))
def give(
    desk: Desk,
    login: str,
    to: str,
    customers: bool,
    cases: bool,
    follow_ups: bool,
    promises: bool,
    only: tuple[int, ...],
    why: str,
) -> None:
    """Hand work over. Raises NotAllowed, NoSuchRecord, InvalidInput."""
    what = What(customers, cases, follow_ups, promises)
    if not (customers or cases or follow_ups or promises):
        what = EVERYTHING
    with desk.act() as act:
        moved = hand_over(act, login, to, what=what, only_customers=only or None, why=why)
    for warning in moved.warnings:
        desk.say(warning)
    document = {
        "customers": moved.customers,
        "cases": moved.cases,
        "follow_ups": moved.follow_ups,
        "promises": moved.promises,
        "warnings": list(moved.warnings),
    }
    told = _("To {to}: {customers} customers, {cases} cases, {follow_ups} follow-ups, {promises} promises.")
    desk.answer(document, [told.format(to=to, **document)])


@command(
    "customer",
    help=N_("Make a colleague a customer: what they ask of us is a case with the same clocks."),
    examples=("crm-tui staff customer paul",),
)
@argument("login", help=N_("Who."))
def customer(desk: Desk, login: str) -> None:
    """Make an internal customer. Raises NotAllowed, NoSuchRecord."""
    with desk.act() as act:
        made = internal_customer(act, login)
    desk.answer({"customer": made}, [_("{login} is customer {id}.").format(login=login, id=made)])
