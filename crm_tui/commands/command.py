"""What a command is: one thing that a user can do, told once for every place that shows or runs it."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from crm_tui.domain.first_words import Role
from crm_tui.i18n import N_, _


class Scope(StrEnum):
    """Where keys hold. A screen names its scopes, the most particular first."""

    DESK = "desk"
    LIST = "list"
    CUSTOMER = "customer"
    DUPLICATE = "duplicate"
    IMPORT = "import"
    CONTACT = "contact"
    FOLLOW_UP = "follow-up"
    CASE = "case"
    PROMISE = "promise"
    OPPORTUNITY = "opportunity"
    PLAN = "plan"
    SALE = "sale"
    PRODUCT = "product"
    AGREEMENT = "agreement"
    OUTREACH = "outreach"
    REFERRAL = "referral"
    STANDARD = "standard"
    POLICY = "policy"
    PROPOSAL = "proposal"
    INSIGHTS = "insights"
    OWN_FIELD = "own-field"
    STAFF = "staff"
    CALENDAR = "calendar"
    FORM = "form"
    CALL = "call"

    @property
    def label(self) -> str:
        """The scope as a heading in the user's language."""
        return _(_LABELS[self])


_LABELS = {
    Scope.DESK: N_("outside forms"),
    Scope.LIST: N_("in a list"),
    Scope.CUSTOMER: N_("on a customer"),
    Scope.DUPLICATE: N_("on a pair of duplicates"),
    Scope.IMPORT: N_("on an import"),
    Scope.CONTACT: N_("on a contact"),
    Scope.FOLLOW_UP: N_("on a follow-up"),
    Scope.CASE: N_("on a case"),
    Scope.PROMISE: N_("on a promise"),
    Scope.OPPORTUNITY: N_("on an opportunity"),
    Scope.PLAN: N_("on a touchpoint plan"),
    Scope.SALE: N_("on a sale"),
    Scope.PRODUCT: N_("on a product"),
    Scope.AGREEMENT: N_("on an agreement"),
    Scope.REFERRAL: N_("on a referral"),
    Scope.OUTREACH: N_("on an outreach"),
    Scope.STANDARD: N_("on a standard"),
    Scope.POLICY: N_("on a policy"),
    Scope.PROPOSAL: N_("on a proposal"),
    Scope.INSIGHTS: N_("on Insights"),
    Scope.OWN_FIELD: N_("on a field of your own"),
    Scope.STAFF: N_("on a member of staff"),
    Scope.CALENDAR: N_("in the calendar"),
    Scope.FORM: N_("in a form"),
    Scope.CALL: N_("in a call"),
}

_FORMS = frozenset({Scope.FORM, Scope.CALL})
_HIGHLIGHTED = frozenset({Scope.CONTACT, Scope.FOLLOW_UP, Scope.CASE, Scope.PROMISE, Scope.OPPORTUNITY})


def can_meet(one: Scope, other: Scope) -> bool:
    """Whether one screen can have both scopes at once, so that a key in one hides it in the other."""
    if one is other:
        return True
    pair = {one, other}
    if pair & _FORMS:
        return pair <= _FORMS
    if pair & {Scope.DESK, Scope.LIST}:
        return True
    return Scope.CUSTOMER in pair and bool(pair & _HIGHLIGHTED)


class Context(NamedTuple):
    """What a command may look at to say whether it is possible here and now."""

    scopes: tuple[Scope, ...]
    role: Role | None = None
    customer_id: int | None = None
    open_calls: int = 0
    drafts: int = 0
    cannot_write: str = ""


def always(context: Context) -> str | None:
    """Possible wherever the key holds."""
    return None


def with_customer(context: Context) -> str | None:
    """Possible where a customer is in view."""
    return None if context.customer_id is not None else _("First go to a customer.")


def in_charge(context: Context) -> str | None:
    """Possible for managers and admins."""
    if context.role is not None and context.role.is_in_charge:
        return None
    return _("Only a manager or an admin can do this.")


class Command(NamedTuple):
    """One thing that a user can do.

    ``title`` is the short name in footer and palette, ``help`` the sentence that explains it; both are
    message ids. ``possible`` gives None, or the reason why not. ``by_focus``: the list or field that has the
    focus answers the key itself, so that it is shown but never run from here.
    """

    id: str
    title: str
    help: str
    keys: tuple[str, ...] = ()
    scopes: tuple[Scope, ...] = (Scope.DESK,)
    possible: Callable[[Context], str | None] = always
    writes: bool = False
    by_focus: bool = False

    def why_not(self, context: Context) -> str | None:
        """The reason why it cannot be done now, or None when it can."""
        if self.writes and context.cannot_write:
            return context.cannot_write
        return self.possible(context)
