"""What counts as having answered a customer (DATA.md, "natures, outcomes, …")."""

from crm_tui.domain.words import Direction


def is_response(direction: str, *, outcome_responds: bool, opens_case: bool, automatic: bool) -> bool:
    """Whether a contact answers the customer, which is what stops the clock of an answer.

    ``outcome_responds`` is the mark of its outcome. When they contact us it is an answer too, unless it is
    the contact with which the case began. A note and an automatic reply never are.
    """
    if automatic or direction == Direction.INTERNAL:
        return False
    return outcome_responds and not opens_case
