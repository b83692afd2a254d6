"""A contact as plain values: what the Log and Call forms and ``crm-tui log`` fill."""

from dataclasses import dataclass
from datetime import datetime

from crm_tui.actions.customer_values import NewCustomer
from crm_tui.actions.follow_ups import NewFollowUp
from crm_tui.actions.notices import Notice
from crm_tui.actions.promises import NewPromise


@dataclass(frozen=True, slots=True)
class NewContact:
    """One contact with the customer ``customer_id``, or with ``new_customer``, who is made by the way.

    ``happened_at`` is now unless given and never to come; ``case_id`` is a case that it belongs to;
    ``closes_follow_up_id`` is the follow-up that it did. ``product_id`` is the product that it is about; a
    case that it opens is about the same. ``may_need`` are words of an opportunity that was heard in it, whose
    next step is the contact's own. ``ticked`` are steps of the playbook by code, place
    or words: of ``playbook_version``, which is what somebody had in view, else of the one that fits.
    """

    channel: str
    direction: str
    nature: str
    outcome: str
    customer_id: int | None = None
    new_customer: NewCustomer | None = None
    said: str = ""
    cause: str = ""
    did: str = ""
    mood: str | None = None
    obstacle: str | None = None
    happened_at: datetime | None = None
    ended_at: datetime | None = None
    waited_minutes: int | None = None
    good_moment: bool = False
    link: str = ""
    automatic: bool = False
    follow_up: NewFollowUp | None = None
    promise: NewPromise | None = None
    case_id: int | None = None
    product_id: int | None = None
    closes_follow_up_id: int | None = None
    may_need: str = ""
    ticked: tuple[str, ...] = ()
    playbook_version: int | None = None


@dataclass(frozen=True, slots=True)
class LoggedContact:
    """What a log made; None for what it did not. ``case`` is the one that it opened or belongs to."""

    interaction: int
    version: int
    customer: int
    case: int | None = None
    follow_up: int | None = None
    promise: int | None = None
    opportunity: int | None = None
    warnings: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedInteraction:
    """An interaction as it is after the act."""

    interaction: int
    version: int
    warnings: tuple[Notice, ...] = ()
