"""Who else is at the same customer now: told in the top line, so that two do not work against each other.

Each session notes in the sidecar where it is, while it is somewhere or has a form open.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Protocol

from textual.message import Message
from textual.message_pump import MessagePump

from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import CrmError
from crm_tui.i18n import _
from crm_tui.store.drafts import Drafts
from crm_tui.store.reader import Reader
from crm_tui.tui.drafting import Drafting
from crm_tui.tui.sessions import living_sessions
from crm_tui.tui.state import DeskState
from crm_tui.tui.workers import Workers


class OthersRead(Message, bubble=False):
    """Who else is here was read: their names, each once."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self.names = names


class Desk(Protocol):
    """What presence asks of the application."""

    state: DeskState
    work: Workers
    drafting: Drafting


class Presence:
    """Tells where this session is and asks who else is there; ``owner`` is told OthersRead."""

    def __init__(self, desk: Desk, owner: MessagePump, drafts: Drafts, place: Callable[[], str]) -> None:
        self._desk = desk
        self._owner = owner
        self._drafts = drafts
        self._place = place
        self._is_told = False

    def look(self) -> None:
        """Say where we are and read who else is; costs nothing while we are nowhere in particular."""
        place, actor = self._place(), self._desk.state.actor
        is_here = bool(place) or self._desk.drafting.has_forms
        if actor is None or not (is_here or self._is_told):
            return
        self._is_told = is_here
        state = self._desk.state
        query = partial(
            _look, drafts=self._drafts, actor=actor, place=place if is_here else None, state=state
        )
        self._desk.work.read(self._owner, "presence", query, OthersRead)

    def close(self) -> None:
        """We are no longer here."""
        actor = self._desk.state.actor
        with suppress(CrmError):
            if actor is not None and self._is_told:
                self._drafts.leave(actor.session_id)
        self._drafts.close()


def _look(
    reader: Reader, drafts: Drafts, actor: Actor, place: str | None, state: DeskState
) -> tuple[str, ...]:
    try:
        others = _others(drafts, actor, place, state)
    except CrmError:
        return ()  # Where the sidecar cannot be written, drafts say so; this is a courtesy.
    if not others:
        return ()
    from crm_tui.queries.people import staff_by_id

    names = []
    for staff_id in sorted(others):
        found = staff_by_id(reader, staff_id, state.now().date())
        names.append(_("you, elsewhere") if staff_id == actor.staff_id else found.name if found else "")
    return tuple(name for name in names if name)


def _others(drafts: Drafts, actor: Actor, place: str | None, state: DeskState) -> set[int]:
    now = state.now()
    if place is None:
        drafts.leave(actor.session_id)
        return set()
    drafts.be_at(actor.session_id, staff_id=actor.staff_id, process=os.getpid(), place=place, at=now)
    return {
        seen.staff_id
        for seen in living_sessions(drafts, now)
        if place and seen.place == place and seen.session_id != actor.session_id
    }
