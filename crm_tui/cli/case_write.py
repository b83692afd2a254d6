"""``crm-tui case add`` and what moves a case on to its end."""

from collections.abc import Callable

from crm_tui.actions import cases
from crm_tui.actions.case_product import set_product
from crm_tui.cli.case_documents import case_document, case_line
from crm_tui.cli.declare import IF_VERSION, argument, command, option
from crm_tui.cli.desk import Desk
from crm_tui.i18n import N_
from crm_tui.queries import cases as queries
from crm_tui.queries.product_named import product_named
from crm_tui.store.journal import Act

#: Written instead of a product.
_NO_PRODUCT = "none"

_ID = argument("case_id", type=int, metavar="ID", help=N_("The case's number."))


@command(
    "add",
    help=N_("Open a case by hand. An unsolved complaint opens one by itself when it is logged."),
    examples=("crm-tui case add 12 --nature problem --note 'the gate does not close'",),
)
@argument("customer", type=int, metavar="CUSTOMER", help=N_("The customer's number."))
@option(
    "--nature", metavar="CODE", required=True, help=N_("What it is: complaint, problem, dispute, request.")
)
@option("--note", metavar="TEXT", required=True, help=N_("What happened."))
@option(
    "--title",
    metavar="TEXT",
    default="",
    help=N_("A short name; else the nature and the note's first words."),
)
@option("--owner", metavar="LOGIN", help=N_("Who brings it to its end; else who looks after the customer."))
@option("--at", metavar="TIME", help=N_("When it began: 10:15, yesterday 16:00; else now."))
@option("--about", metavar="PRODUCT", help=N_("Which product it is about: its code, name or number."))
def add(
    desk: Desk,
    customer: int,
    nature: str,
    note: str,
    title: str,
    owner: str | None,
    at: str | None,
    about: str | None,
) -> None:
    """Open a case. Raises NoSuchRecord, InvalidInput."""
    reader = desk.read()
    opened_at = None if at is None else desk.past(at)
    product_id = None if about is None else product_named(reader, about, "about")
    new = cases.NewCase(nature, note, title, owner, opened_at, product_id)
    with desk.act() as act:
        saved = cases.open_case(act, customer, new)
    answer_case(desk, saved.id)


@command(
    "about",
    help=N_("Say which product a case is about; what runs on it goes on by the standards of that product."),
    examples=("crm-tui case about 4 KETTLE", "crm-tui case about 4 none"),
)
@_ID
@argument("product", metavar="PRODUCT", help=N_("Its code, name or number; 'none' for no product."))
@IF_VERSION
def about(desk: Desk, case_id: int, product: str, if_version: int | None) -> None:
    """Set the product of a case. Raises NoSuchRecord, ChangedSince, InvalidInput."""
    product_id = None if product == _NO_PRODUCT else product_named(desk.read(), product, "product")
    do_and_answer(desk, case_id, lambda act: set_product(act, case_id, product_id, if_version=if_version))


@command(
    "wait",
    help=N_("We wait for the customer, so the clocks pause."),
    examples=("crm-tui case wait 4 --why 'they send a photo'",),
)
@_ID
@option("--why", metavar="TEXT", default="", help=N_("What we wait for."))
@IF_VERSION
def wait(desk: Desk, case_id: int, why: str, if_version: int | None) -> None:
    """Set a case waiting. Raises NoSuchRecord, ChangedSince, InvalidInput."""
    do_and_answer(desk, case_id, lambda act: cases.set_waiting(act, case_id, why, if_version=if_version))


@command(
    "resume",
    help=N_("We wait no longer."),
    examples=("crm-tui case resume 4",),
)
@_ID
@option("--why", metavar="TEXT", default="", help=N_("What came."))
@IF_VERSION
def resume(desk: Desk, case_id: int, why: str, if_version: int | None) -> None:
    """Take a case up again. Raises NoSuchRecord, ChangedSince, InvalidInput."""
    do_and_answer(desk, case_id, lambda act: cases.resume(act, case_id, why, if_version=if_version))


@command(
    "close",
    help=N_("Nothing more is to be done or learnt about a solved case."),
    examples=("crm-tui case close 4",),
)
@_ID
@IF_VERSION
def close(desk: Desk, case_id: int, if_version: int | None) -> None:
    """Close a solved case. Raises NoSuchRecord, ChangedSince, InvalidInput."""
    do_and_answer(desk, case_id, lambda act: cases.close(act, case_id, if_version=if_version))


@command(
    "reopen",
    help=N_("It was not over after all."),
    examples=("crm-tui case reopen 4 --why 'it leaks again'",),
)
@_ID
@option("--why", metavar="TEXT", required=True, help=N_("Why it is not over."))
@IF_VERSION
def reopen(desk: Desk, case_id: int, why: str, if_version: int | None) -> None:
    """Open a case again. Raises NoSuchRecord, ChangedSince, InvalidInput."""
    do_and_answer(desk, case_id, lambda act: cases.reopen(act, case_id, why, if_version=if_version))


@command(
    "hand-over",
    help=N_("Give a case to another owner."),
    examples=("crm-tui case hand-over 4 --to paul --why 'he knows the machine'",),
)
@_ID
@option("--to", "owner", metavar="LOGIN", required=True, help=N_("Who looks after it from now on."))
@option("--why", metavar="TEXT", default="", help=N_("What they should know."))
@IF_VERSION
def hand_over(desk: Desk, case_id: int, owner: str, why: str, if_version: int | None) -> None:
    """Hand a case over. Raises NoSuchRecord, ChangedSince, InvalidInput."""
    do_and_answer(desk, case_id, lambda act: cases.hand_over(act, case_id, owner, why, if_version=if_version))


def do_and_answer(desk: Desk, case_id: int, action: Callable[[Act], object]) -> None:
    """Do it in one act, and answer with the case as it is then."""
    with desk.act() as act:
        action(act)
    answer_case(desk, case_id)


def answer_case(desk: Desk, case_id: int) -> None:
    """Answer with the case."""
    found = queries.case(desk.reader, case_id).case
    desk.answer(case_document(desk, found), [case_line(found)])
