"""What the review of a standard and that of a policy both ask: a period, a reason, and the next date."""

from datetime import date

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.words import Decision
from crm_tui.i18n import _


def check_review(
    decision: Decision, from_on: date, to_on: date, why: str, next_on: date | None, *, changes: bool
) -> None:
    """Raise InvalidInput, naming the field, for a review that cannot be meant.

    That is one of days that end before they begin, without a reason, without a next date unless it retires;
    and one that changes nothing to change, or something to keep or retire.
    """
    if to_on < from_on:
        raise InvalidInput(
            _("{to_on} is before {from_on}.").format(to_on=to_on.isoformat(), from_on=from_on.isoformat()),
            _("Give the first and the last day that the review looks at."),
            field="to_on",
        )
    if not why.strip():
        raise InvalidInput(
            _("A review ends with a reason."),
            _("Say in a line why it is kept, changed or retired."),
            field="why",
        )
    if decision is not Decision.RETIRE and next_on is None:
        raise InvalidInput(
            _("When is it looked at again?"), _("Give the day of the next review."), field="next_on"
        )
    if decision is Decision.CHANGE and not changes:
        raise nothing_changed()
    if decision is not Decision.CHANGE and changes:
        raise InvalidInput(
            _("What is kept or retired stays as it is."),
            _("Decide to change it, or leave its words and figures alone."),
            field="decision",
        )


def nothing_changed() -> InvalidInput:
    """The error for a change that leaves all as it was."""
    return InvalidInput(
        _("Nothing of it was changed."), _("Say what is new, or decide to keep it."), field="decision"
    )
