"""``crm-tui negotiation add`` and ``list``: each move, ours and theirs."""

from typing import Any

from crm_tui.cli.declare import choice, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.narrowing import NARROWED, asked_of, listed
from crm_tui.cli.tables import aligned
from crm_tui.domain.growth_words import NegotiationMove
from crm_tui.domain.list_views import ALL, NEGOTIATIONS
from crm_tui.domain.money import PARTS, read_money
from crm_tui.domain.negotiation_text import move_in_words
from crm_tui.domain.words import PromiseBy
from crm_tui.i18n import N_, _
from crm_tui.queries.negotiations import Move, listed_moves

_CUSTOMER = option("--customer", "customer_id", type=int, metavar="ID", help=N_("With this customer."))
_AGREEMENT = option("--agreement", "agreement_id", type=int, metavar="ID", help=N_("About this agreement."))
_CASE = option("--case", "case_id", type=int, metavar="ID", help=N_("About this case."))


@command(
    "add",
    help=N_(
        "Write down what was offered, conceded or agreed, with a customer or about an agreement or case."
    ),
    examples=(
        "crm-tui negotiation add --agreement 3 --move counter-offer --theirs --value 480 \\",
        "    --words 'thirty days to pay instead'",
    ),
)
@_CUSTOMER
@_AGREEMENT
@_CASE
@option("--move", type=choice(NegotiationMove), required=True, help=N_("What kind of move."))
@option("--words", metavar="TEXT", required=True, help=N_("What was offered, conceded or agreed."))
@option("--theirs", is_flag=True, help=N_("It was their move; else ours."))
@option("--about", "subject", metavar="TEXT", default="", help=N_("What about; else the agreement or case."))
@option("--value", metavar="AMOUNT", help=N_("The amount of it."))
@option("--currency", metavar="CODE", default="", help=N_("The currency of that; else the business's."))
@option("--at", metavar="TIME", help=N_("When it was said; now unless given."))
def add(
    desk: Desk,
    customer_id: int | None,
    agreement_id: int | None,
    case_id: int | None,
    move: str,
    words: str,
    theirs: bool,
    subject: str,
    value: str | None,
    currency: str,
    at: str | None,
) -> None:
    """Write a move down. Raises NoSuchRecord, InvalidInput."""
    desk.read()
    from crm_tui.actions.negotiations import NewMove, note_move

    new = NewMove(
        move,
        words,
        (PromiseBy.THEIRS if theirs else PromiseBy.OURS).value,
        subject,
        None if value is None else read_money(value),
        currency,
        customer_id,
        agreement_id,
        case_id,
        None if at is None else desk.past(at),
    )
    with desk.act() as act:
        saved = note_move(act, new)
    desk.answer(
        {"id": saved.id, "customer": saved.customer_id, "about": saved.subject},
        [_("Written down about: {subject}").format(subject=saved.subject)],
    )


@command(
    "list",
    help=N_("Moves, the newest first."),
    examples=("crm-tui negotiation list --agreement 3", "crm-tui negotiation list --customer 12 --json"),
)
@_CUSTOMER
@_AGREEMENT
@_CASE
@NARROWED
def list_moves(
    desk: Desk,
    customer_id: int | None,
    agreement_id: int | None,
    case_id: int | None,
    text: str,
    view: str | None,
) -> None:
    """List the moves. Raises InvalidInput for an unknown view."""
    asked = asked_of(desk, NEGOTIATIONS, text, view, otherwise=ALL)
    about = {"customer_id": customer_id, "agreement_id": agreement_id, "case_id": case_id}
    shown = listed(desk, listed_moves(desk.reader, asked, **about))
    desk.answer([move_document(desk, move) for move in shown], aligned(_row(desk, move) for move in shown))


def move_document(desk: Desk, move: Move) -> dict[str, Any]:
    """A move as other programs get it."""
    return {
        "id": move.id,
        "customer": move.customer_id,
        "agreement": move.agreement_id,
        "case": move.case_id,
        "about": move.subject,
        "move": move.move.value,
        "by": move.by.value,
        "words": move.words,
        "value": None if move.value is None else move.value / PARTS,
        "currency": move.currency or None,
        "staff": move.staff,
        "at": desk.iso(move.at),
    }


def _row(desk: Desk, move: Move) -> tuple[str, ...]:
    day = move.at.astimezone(desk.zone).date().isoformat()
    said = move_in_words(move.by, move.move, move.value, move.currency)
    return day, said, f"{move.customer} · {move.subject} · {move.words}"
