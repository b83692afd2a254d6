"""Keeping up with time while the desk is open: what changes or falls due though nobody did anything."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message
from textual.message_pump import MessagePump

from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import CrmError
from crm_tui.tui.workers import Workers

if TYPE_CHECKING:
    from crm_tui.store.database import Database

#: After the start, when nobody waits for the first screens any more, and then each hour.
FIRST_AFTER_SECONDS = 10.0
EVERY_SECONDS = 3600.0


class KeptUp(Message, bubble=False):
    """So many records were brought up to date; the watch on the store tells the screens of it."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count


class Upkeep:
    """Does it beside the ordinary writes; ``owner`` receives KeptUp."""

    def __init__(
        self,
        owner: MessagePump,
        work: Workers,
        now: Callable[[], datetime],
        actor: Callable[[], Actor | None],
    ) -> None:
        self._owner = owner
        self._work = work
        self._now = now
        self._actor = actor

    def begin(self) -> None:
        """Start the clock of it."""
        self._owner.set_timer(FIRST_AFTER_SECONDS, self.keep_up)
        self._owner.set_interval(EVERY_SECONDS, self.keep_up)

    def keep_up(self) -> None:
        """Bring what time has changed up to date."""
        actor = self._actor()
        # A desk that is being closed takes no more work.
        if actor is not None and self._owner.is_running:
            self._work.run(self._owner, "upkeep", partial(_keep_up, now=self._now(), actor=actor), KeptUp)


def _keep_up(database: "Database", now: datetime, actor: Actor) -> int:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.agreement_terms import renew_by_themselves
    from crm_tui.actions.health_upkeep import keep_health_up

    try:
        with database.act(actor, now) as act:
            renewed = renew_by_themselves(act)
        return len(renewed) + keep_health_up(database, now)
    except CrmError:
        # Nobody asked for it, and it comes again: a database that cannot be written is told where it matters.
        return 0
