"""A move of a negotiation in words."""

from crm_tui.domain.growth_words import NegotiationMove
from crm_tui.domain.money import money_in_words
from crm_tui.domain.words import PromiseBy
from crm_tui.i18n import _


def move_in_words(by: PromiseBy, move: NegotiationMove, value: int | None, currency: str) -> str:
    """Whose move it was, and what of how much: "their counter-offer, 480 EUR"."""
    if move is NegotiationMove.AGREED:
        said = move.label
    else:
        whose = _("our {move}") if by is PromiseBy.OURS else _("their {move}")
        said = whose.format(move=move.label)
    if value is None:
        return said
    return _("{move}, {amount}").format(move=said, amount=money_in_words(value, currency))
