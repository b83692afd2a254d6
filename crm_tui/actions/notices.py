"""What an action tells besides its result: one quiet line, never a dialog (PRODUCT.md, behaviour 6)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """Something worth saying although the action went through.

    ``code`` is stable, for other programs; ``text`` is the sentence; ``customer_ids`` are the customers
    that it speaks of, ``follow_up`` the follow-up.
    """

    code: str
    text: str
    customer_ids: tuple[int, ...] = ()
    follow_up: int | None = None
