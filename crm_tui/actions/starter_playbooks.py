"""The playbooks of the starter set: listen, ask, get to the root, solve, say what happens next."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import col, select

from crm_tui.actions.playbooks import PlaybookSaved, add_playbook
from crm_tui.domain.playbook_text import TypedStep
from crm_tui.domain.playbooks import Situation
from crm_tui.domain.words import Mood, Nature, Outcome
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Playbook

#: The step that a standard of the full start measures: what it costs is said before the customer decides.
SAY_PRICE = "say-price"


@dataclass(frozen=True, slots=True)
class _Starter:
    name: str
    situation: Situation
    steps: tuple[TypedStep, ...]


def add_playbooks(act: Act) -> tuple[PlaybookSaved, ...]:
    """Add the five playbooks; a situation that has one keeps its own. Raises NotAllowed below manager."""
    act.describe("add-starter-playbooks", "playbook")
    rows = act.session.exec(select(Playbook).where(col(Playbook.retired_at).is_(None)))
    there = {Situation(row.nature, row.mood, row.outcome) for row in rows}
    return tuple(
        add_playbook(act, situation=starter.situation, steps=starter.steps, name=starter.name)
        for starter in _starters()
        if starter.situation not in there
    )


def _starters() -> Iterator[_Starter]:
    """In the user's language; steps with one code are the same thing to do in each of them."""
    listen = TypedStep(_("listen to the end"), code="listen")
    say_next = TypedStep(_("say what happens next and when"), code="say-next")
    yield _Starter(
        _("Upset customer"),
        Situation(mood=Mood.UPSET),
        (
            listen,
            TypedStep(_("say that you see why"), code="understand"),
            TypedStep(_("ask what would put it right"), code="ask"),
            TypedStep(_("find what is at the root"), code="root"),
            TypedStep(_("offer what you can do today"), code="solve"),
            say_next,
        ),
    )
    yield _Starter(
        _("Complaint"),
        Situation(Nature.COMPLAINT),
        (
            listen,
            TypedStep(_("say it back"), code="say-back"),
            TypedStep(_("ask since when"), code="ask"),
            TypedStep(_("find what is at the root"), code="root"),
            TypedStep(_("offer two ways"), code="solve"),
            say_next,
        ),
    )
    yield _Starter(
        _("Enquiry"),
        Situation(Nature.ENQUIRY),
        (
            listen,
            TypedStep(_("ask what it is for"), code="ask"),
            TypedStep(_("find out what they need it to do"), code="root"),
            TypedStep(_("answer, or say who will"), code="solve"),
            say_next,
        ),
    )
    yield _Starter(
        _("A request that we must refuse"),
        Situation(outcome=Outcome.DECLINED),
        (
            listen,
            TypedStep(_("ask what they need it for"), code="ask"),
            TypedStep(_("say no at once, and why"), code="say-no"),
            TypedStep(_("offer what we can do instead"), code="solve"),
            say_next,
        ),
    )
    yield _Starter(
        _("Sale"),
        Situation(Nature.SALE),
        (
            listen,
            TypedStep(_("ask what it is for"), code="ask"),
            TypedStep(_("find out what matters most to them"), code="root"),
            TypedStep(_("show what fits, not what is dearest"), code="solve"),
            TypedStep(_("say what it costs before they decide"), True, SAY_PRICE),
            say_next,
        ),
    )
