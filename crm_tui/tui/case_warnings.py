"""Warns of a case before it is late: one quiet line, once for each clock, in opening hours."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from textual.message import Message
from textual.message_pump import MessagePump

from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import CrmError
from crm_tui.i18n import _, ngettext
from crm_tui.store.drafts import Drafts
from crm_tui.store.reader import Reader
from crm_tui.tui.state import DeskState, Tone
from crm_tui.tui.workers import Workers

if TYPE_CHECKING:
    from crm_tui.queries.case_warnings import CaseWarning

#: How often somebody who is at the keyboard is told what became pressing.
EVERY_SECONDS = 60.0


class WarningsRead(Message, bubble=False):
    """The clocks to warn of were read; none of them was told before."""

    def __init__(self, warnings: "tuple[CaseWarning, ...]") -> None:
        super().__init__()
        self.warnings = warnings


class Desk(Protocol):
    """What warnings ask of the application."""

    state: DeskState
    work: Workers

    @property
    def is_resting(self) -> bool:
        """Whether nobody has pressed a key for a while."""
        ...

    def say(self, sentence: str, tone: Tone = Tone.NOTE, *, undoable: bool = False) -> None:
        """Tell it on the screen in front."""
        ...


class CaseWarnings:
    """Asks what is pressing; ``owner`` is told WarningsRead and hands it back to :meth:`tell`."""

    def __init__(self, desk: Desk, owner: MessagePump, drafts: Drafts) -> None:
        self._desk = desk
        self._owner = owner
        self._drafts = drafts

    def look(self) -> None:
        """Read what is to be warned of; while nobody is at the keyboard nothing is asked or told."""
        actor = self._desk.state.actor
        if actor is None or self._desk.is_resting:
            return
        query = partial(_untold, drafts=self._drafts, actor=actor, state=self._desk.state)
        self._desk.work.read(self._owner, "warnings", query, WarningsRead)

    def tell(self, warnings: "Sequence[CaseWarning]") -> None:
        """Say the most pressing, and how many more there are."""
        if not warnings:
            return
        # Neither this nor the query is needed by a first screen.
        from crm_tui.tui.telling import telling_of

        first = warnings[0]
        clock = telling_of(self._desk.state).clock(first.due_at)
        sentence = _("Case {id}, {clock}, is due {when}: {title}, {customer}.").format(
            id=first.case_id,
            clock=first.clock.label,
            when=clock,
            title=first.title,
            customer=first.customer,
        )
        others = len(warnings) - 1
        if others:
            sentence = ngettext(
                "{warning} {count} more is at risk.", "{warning} {count} more are at risk.", others
            ).format(warning=sentence, count=others)
        self._desk.say(sentence, Tone.NOTE)


def _untold(reader: Reader, drafts: Drafts, actor: Actor, state: DeskState) -> "tuple[CaseWarning, ...]":
    from crm_tui.queries.case_warnings import case_warnings

    now = state.now()
    business = state.business
    if business is None:
        return ()
    today = now.astimezone(business.zone).date()
    found = case_warnings(reader, staff_id=actor.staff_id, now=now, today=today)
    if not found:
        return ()
    try:
        fresh = drafts.tell_once(actor.staff_id, [warning.key for warning in found], now)
    except CrmError:
        return ()  # Where the sidecar cannot be written nothing tells what was told; the queue shows it.
    return tuple(warning for warning in found if warning.key in fresh)
