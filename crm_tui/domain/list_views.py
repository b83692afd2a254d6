"""The lists that have views, and what a list was narrowed to: kept under a name as a saved view.

A view is plain data, so that it outlives the screen and the process in which it was saved: ``among`` and
``value`` are the built-in view that it stands on, ``text`` is the filter. A saved view of customers is a
segment.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from crm_tui.domain.folding import fold
from crm_tui.i18n import N_, _

CUSTOMERS = "customers"
CASES = "cases"
PROMISES = "promises"
PRODUCTS = "products"
SALES = "sales"
OPPORTUNITIES = "opportunities"
PLANS = "plans"
STANDARDS = "standards"
POLICIES = "policies"
PROPOSALS = "proposals"
TEAM = "team"
AGREEMENTS = "agreements"
REFERRALS = "referrals"
NEGOTIATIONS = "negotiations"
PLAYBOOKS = "playbooks"
TEMPLATES = "templates"
SURVEYS = "surveys"
HEARD = "heard"
OUTREACHES = "outreaches"

ALL = "all"
MINE = "mine"
OPEN = "open"
SOLVED = "solved"
DUE = "due"
OFFERED = "offered"
ON_THE_WAY = "on-the-way"
WON = "won"
LOST = "lost"
IN_FORCE = "in-force"
HOLDING = "holding"
TO_THANK = "to-thank"
OURS = "ours"
THEIRS = "theirs"
IN = "in"
AWAY = "away"
DRAWN = "drawn"
SENT = "sent"
ANSWERED = "answered"
LOW = "low"

_NOT_RETIRED = {IN_FORCE: N_("in force"), ALL: N_("with the retired ones")}
#: Each list with its built-in views, by their codes; the first is what the list shows of itself. The others
#: of the customers have values (a tier, a manager): their own query knows them.
LISTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        CUSTOMERS: {ALL: N_("all")},
        CASES: {MINE: N_("mine"), ALL: N_("everybody's"), SOLVED: N_("solved, not closed")},
        PROMISES: {ALL: N_("the newest"), OPEN: N_("open"), DUE: N_("due by tonight")},
        PRODUCTS: {OFFERED: N_("offered"), ALL: N_("with the retired ones")},
        SALES: {
            ON_THE_WAY: N_("on their way"),
            MINE: N_("mine on their way"),
            ALL: N_("all, the newest first"),
        },
        OPPORTUNITIES: {
            OPEN: N_("open"),
            MINE: N_("mine"),
            WON: N_("won"),
            LOST: N_("lost"),
            ALL: N_("all, the newest first"),
        },
        PLANS: _NOT_RETIRED,
        STANDARDS: _NOT_RETIRED,
        POLICIES: _NOT_RETIRED,
        PROPOSALS: {ALL: N_("all"), OPEN: N_("waiting for an answer")},
        TEAM: {ALL: N_("everybody"), IN: N_("in"), AWAY: N_("away")},
        AGREEMENTS: {HOLDING: N_("holding"), MINE: N_("mine"), ALL: N_("with those that ended")},
        REFERRALS: {ALL: N_("all"), TO_THANK: N_("not thanked yet")},
        NEGOTIATIONS: {ALL: N_("all"), OURS: N_("our moves"), THEIRS: N_("their moves")},
        PLAYBOOKS: _NOT_RETIRED,
        TEMPLATES: {IN_FORCE: N_("in use"), MINE: N_("mine"), ALL: N_("with the retired ones")},
        SURVEYS: {
            OPEN: N_("waiting for an answer"),
            LOW: N_("low scores"),
            ANSWERED: N_("answered"),
            ALL: N_("all, the newest first"),
        },
        HEARD: {ALL: N_("all")},
        OUTREACHES: {ALL: N_("all"), DRAWN: N_("not sent yet"), SENT: N_("sent")},
    }
)

#: So many letters of a view's name fit beside a list's.
LONGEST_NAME = 40


class Narrowing(NamedTuple):
    """What a list shows: the rows of a built-in view that the filter's words can mean."""

    among: str = ALL
    value: int | str = ""
    text: str = ""

    def as_plain(self) -> dict[str, Any]:
        """As the database keeps it; what narrows nothing is left out."""
        plain: dict[str, Any] = {"among": self.among}
        if self.value != "":
            plain["value"] = self.value
        if self.text:
            plain["text"] = self.text
        return plain

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Narrowing":
        """Back from :meth:`as_plain`."""
        return cls(plain.get("among", ALL), plain.get("value", ""), plain.get("text", ""))

    def with_text(self, text: str) -> "Narrowing":
        """The same built-in view through another filter."""
        return self._replace(text=" ".join(text.split()))


class NamedView(NamedTuple):
    """A built-in view and what people call it."""

    name: str
    narrowing: Narrowing


def built_in_views(list_name: str) -> tuple[NamedView, ...]:
    """The built-in views of a list in the order in which they are gone through."""
    return tuple(NamedView(_(label), Narrowing(code)) for code, label in LISTS[list_name].items())


def view_called(views: Iterable[NamedView], name: str) -> NamedView | None:
    """The view of that name or code, however it is spelled; None where there is none."""
    wanted = fold(name)
    return next((view for view in views if wanted in (fold(view.name), view.narrowing.among)), None)
