"""What counts as having reached a customer, and as having answered them (DATA.md, "natures, outcomes, …")."""

from crm_tui.domain.words import Direction


def has_reached(direction: str, *, outcome_reaches: bool, channel_is_written: bool, automatic: bool) -> bool:
    """Whether a contact reached the customer.

    ``outcome_reaches`` and ``channel_is_written`` are the marks of its outcome and channel: what we send in
    writing arrives, whatever the outcome. A note and an automatic reply reach nobody.
    """
    if automatic or direction == Direction.INTERNAL:
        return False
    return outcome_reaches or (direction == Direction.OUTBOUND and channel_is_written)


def is_response(direction: str, *, outcome_responds: bool, opens_case: bool, automatic: bool) -> bool:
    """Whether a contact answers the customer, which is what stops the clock of an answer.

    ``outcome_responds`` is the mark of its outcome. When they contact us it is an answer too, unless it is
    the contact with which the case began. A note and an automatic reply never are.
    """
    if automatic or direction == Direction.INTERNAL:
        return False
    return outcome_responds and not opens_case
