"""Moves of negotiations as lists show them."""

from crm_tui.domain.negotiation_text import move_in_words
from crm_tui.i18n import _
from crm_tui.queries.negotiations import Move, last_moves
from crm_tui.store.reader import Reader
from crm_tui.tui.telling import Telling
from crm_tui.tui.widgets.rows import Cell, Column, ListRow

COLUMNS = (
    Column("day", width=8),
    Column("move", width=32),
    Column("who", width=16, from_width=100),
    Column("words"),
)


def move_row(move: Move, telling: Telling) -> ListRow:
    """Whose move it was; what it was about stands before its words."""
    return ListRow(
        ("negotiation", move.id),
        (
            telling.past(move.at),
            said_by(move),
            Cell(move.staff, "dim"),
            _("{subject}: {words}").format(subject=move.subject, words=move.words),
        ),
    )


def about_rows(reader: Reader, customer_id: int, telling: Telling) -> list[ListRow]:
    """Where each subject that we negotiate about with a customer stands, among what is known of them."""
    return [
        ListRow(
            ("negotiation", customer_id, move.id),
            (
                Cell(_("negotiation"), "dim"),
                _("{day}, {move}: {subject}").format(
                    day=telling.past(move.at), move=said_by(move), subject=move.subject
                ),
            ),
        )
        for move in last_moves(reader, customer_id)
    ]


def said_by(move: Move) -> str:
    """Whose move it was, and what of how much."""
    return move_in_words(move.by, move.move, move.value, move.currency)
