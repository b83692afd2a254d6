"""What comes by itself: once a day, when Today opens, the touchpoint plans do what is due."""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from textual.message import Message

from crm_tui.i18n import ngettext
from crm_tui.tui.deeds import RecordScreen

if TYPE_CHECKING:
    from crm_tui.store.journal import Act
    from crm_tui.store.reader import Reader


class WorkSeen(Message, bubble=False):
    """Whether the plans have anything to do."""

    def __init__(self, is_there: bool) -> None:
        super().__init__()
        self.is_there = is_there


class PlansRan(Message, bubble=False):
    """So many follow-ups were planned or added to others."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count


class UpkeepScreen(RecordScreen):
    """Looks once a day whether the plans have anything to do, and writes only where they have."""

    def look_after_plans(self) -> None:
        """Look, in a thread, unless that was done today."""
        state = self.shell.state
        if state.business is None or state.cannot_write or state.upkeep_on == self.telling.today:
            return
        state.upkeep_on = self.telling.today
        query = partial(_is_work_there, now=state.now(), zone=state.business.zone)
        self.shell.work.read(self, "plan-work", query, WorkSeen)

    def on_work_seen(self, message: WorkSeen) -> None:
        """Do it."""
        if message.is_there:
            self.shell.work.write(self, "plans", _run_plans, PlansRan)

    def on_plans_ran(self, message: PlansRan) -> None:
        """Say what came of it; undo does not take it for an act of whoever sits here."""
        if message.count:
            self.shell.say(
                ngettext(
                    "The touchpoint plans added {count} follow-up.",
                    "The touchpoint plans added {count} follow-ups.",
                    message.count,
                ).format(count=message.count)
            )


def _is_work_there(reader: "Reader", now: datetime, zone: ZoneInfo) -> bool:
    # Today opens with this module; what it asks once a day is imported when it asks.
    from crm_tui.queries.plan_work import plan_work

    return plan_work(reader, now=now, zone=zone).is_there


def _run_plans(act: "Act") -> int:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.plan_upkeep import run_plans

    ran = run_plans(act)
    return ran.planned + ran.joined
