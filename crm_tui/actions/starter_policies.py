"""The policies of the full starter set: what customers run into first, in plain words to make one's own."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlmodel import col, select

from crm_tui.actions.policies import PolicySaved, add_policy
from crm_tui.actions.reading import reader_of
from crm_tui.domain.opening_text import week_text
from crm_tui.i18n import _
from crm_tui.queries.calendars import written_calendar
from crm_tui.store.journal import Act
from crm_tui.store.tables import Policy


class _Starter(NamedTuple):
    name: str
    wording: str
    purpose: str


def add_policies(act: Act, *, next_review: date) -> tuple[PolicySaved, ...]:
    """Write the four policies down, owned by the actor; a name that is taken keeps its own words.

    Raises NotAllowed below manager.
    """
    act.describe("add-starter-policies", "policy")
    names = act.session.exec(select(Policy.name).where(col(Policy.retired_at).is_(None)))
    there = {name.casefold() for name in names}
    return tuple(
        add_policy(
            act,
            name=starter.name,
            wording=starter.wording,
            purpose=starter.purpose,
            owner=act.actor.staff_id,
            next_review=next_review,
        )
        for starter in _starters(_opening_hours(act))
        if starter.name.casefold() not in there
    )


def _starters(hours: str) -> Iterator[_Starter]:
    yield _Starter(
        _("Returns"),
        _(
            "What is unused comes back within 14 days, with the receipt, and is refunded within 5 days.\n"
            "What does not work is repaired, replaced or refunded."
        ),
        _("Nobody keeps what they do not want or cannot use."),
    )
    yield _Starter(
        _("How to reach us"),
        _(
            "By phone, by mail or in person while we are open.\n"
            "Who called and found nobody is called back the same day."
        ),
        _("Whoever needs us finds a person, not a machine."),
    )
    yield _Starter(
        _("Opening hours"),
        _("We are open {hours}.\nOn public holidays we are closed.").format(hours=hours),
        _("They know when somebody is here, before they set out."),
    )
    yield _Starter(
        _("Payment"),
        _(
            "What it costs is said before anything is begun.\n"
            "Payment is by cash, card or invoice; an invoice is due in 14 days."
        ),
        _("Nobody has to guess what they owe, and when."),
    )


def _opening_hours(act: Act) -> str:
    return week_text(written_calendar(reader_of(act)).on(act.today).calendar.weekly_hours)
