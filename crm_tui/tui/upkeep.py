"""Keeping up with time while the desk is open: what changes or falls due though nobody did anything."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from time import monotonic
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
#: A year of a large desk takes minutes to count the first time. It is done in stretches, so that an import
#: need not wait for its end, and with rests, in which the processor is for whoever types.
STRETCH_SECONDS = 5.0
REST_SECONDS = 5.0


class KeptUp(Message, bubble=False):
    """So many records were brought up to date; the watch on the store tells the screens of it.

    ``complete``: and nothing is left to be counted.
    """

    def __init__(self, count: int, *, complete: bool) -> None:
        super().__init__()
        self.count = count
        self.complete = complete


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
            owner = self._owner
            job = partial(_keep_up, now=self._now(), actor=actor, is_open=lambda: owner.is_running)
            self._work.run(self._owner, "upkeep", job, self._kept_up)

    def _kept_up(self, done: tuple[int, bool]) -> KeptUp:
        count, complete = done
        if not complete and self._owner.is_running:
            self._owner.set_timer(REST_SECONDS, self.keep_up)
        return KeptUp(count, complete=complete)


def _keep_up(
    database: "Database", now: datetime, actor: Actor, is_open: Callable[[], bool]
) -> tuple[int, bool]:
    """How many records were brought up to date, and whether that is all."""
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.agreement_terms import renew_by_themselves
    from crm_tui.actions.attainment_upkeep import keep_attainment_up
    from crm_tui.actions.health_upkeep import keep_health_up

    until = monotonic() + STRETCH_SECONDS

    def go_on() -> bool:
        return is_open() and monotonic() < until

    try:
        with database.act(actor, now) as act:
            renewed = renew_by_themselves(act)
        count = len(renewed) + keep_health_up(database, now, go_on)
        return count, keep_attainment_up(database, now, go_on)
    except CrmError:
        # Nobody asked for it, and it comes again: a database that cannot be written is told where it matters.
        return 0, True
