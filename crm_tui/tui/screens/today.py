"""Today: the home of everybody. What is due stands first, the cursor on it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.domain.when_text import long_day
from crm_tui.i18n import N_, _
from crm_tui.tui.messages import Resting, Woken
from crm_tui.tui.panels.panel import Looker, Panel, Shown
from crm_tui.tui.panels.table import BESIDE, FIRST, OPENS
from crm_tui.tui.screens.upkeep import UpkeepScreen
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.rows import Cell, ListRow, RowId

if TYPE_CHECKING:
    from crm_tui.store.reader import Reader

#: How often "3:20 late" is told anew while somebody is at the keyboard; at rest nothing moves.
MINUTE = 60.0

#: A list beside the due follow-ups is as high as what it holds, up to here.
_MOST_ROWS = 6

#: Lines of the screen that no panel has: the top line, what just happened, the footer.
_FRAME_LINES = 3
#: The lines below what is due on a small screen, until they are read.
_LINES_BELOW = sum(not panel.only_filled for panel in BESIDE)
#: The title of a panel, and the line below it.
_LINES_AROUND = 2

_ONLY_FILLED = frozenset(panel.name for panel in BESIDE if panel.only_filled)


class DueRead(Message, bubble=False):
    """What is due."""

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self.shown = shown


class TodayRead(Message, bubble=False):
    """Whether we are open, in words, and what else is on today, for each panel by its name."""

    def __init__(self, found: tuple[str, dict[str, Shown]]) -> None:
        super().__init__()
        self.now, self.found = found


class TodayScreen(UpkeepScreen):
    """The panels of the table; on a small screen each but the one in use is a single line."""

    HEADING = N_("Today")
    FOOTER = ("open", "log", "follow-up", "done", "snooze", "find", "call", "next-list", SCREENS_ROW)
    DEFAULT_CSS = """
    TodayScreen #body { layout: horizontal; }
    TodayScreen #due { width: 1fr; height: 1fr; }
    TodayScreen #beside { width: 1fr; height: auto; }
    TodayScreen.-wide #due { width: 6fr; }
    TodayScreen.-wide #beside { width: 5fr; padding-left: 2; }
    TodayScreen.-wide #beside RecordList { margin-bottom: 1; }
    TodayScreen.-narrow #body { layout: vertical; overflow-y: auto; scrollbar-size-vertical: 0; }
    TodayScreen.-narrow #due { min-height: 4; }
    TodayScreen.-narrow #beside RecordList.-collapsed { height: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: dict[str, Shown] = {}
        self._customers: dict[RowId, int] = {}
        self._titles: dict[str, str] = {}
        self._now = ""
        self._minute: Timer | None = None
        self._at_rest = False

    def body(self) -> Iterable[Widget]:
        """What is due, and the place beside or below it for everything else."""
        yield self._list_of(FIRST)
        yield Vertical(id="beside")

    def on_mount(self) -> None:
        """Read, and again each minute while somebody is here."""
        self._fold()
        self.call_later(self.read_again)  # after the first paint, which waits for no query to be imported
        self._minute = self.set_interval(MINUTE, self.read_again)

    def on_resting(self, message: Resting) -> None:
        """Nobody looks: nothing moves, and what was left is told by when it is due."""
        if self._minute is not None:
            self._minute.pause()
        self._at_rest = True
        self.read_again()

    def on_woken(self, message: Woken) -> None:
        """Somebody is back: how late things are may have changed."""
        if self._minute is not None:
            self._minute.resume()
        self._at_rest = False
        self.read_again()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The list in use is shown whole."""
        self._fold()

    def on_resize(self) -> None:
        """On a wide screen all lists are open."""
        self._fold()

    def top_left(self) -> str:
        """Today's day and who sits here."""
        state = self.shell.state
        if state.business is None or state.actor is None:
            return super().top_left()
        day = state.now().astimezone(state.business.zone).date()
        return "   ".join((_(self.HEADING), long_day(day, day, state.business.language), state.actor.name))

    def top_right(self) -> str:
        """Until when we are open."""
        return "   ".join(part for part in (self._now, super().top_right()) if part)

    @property
    def customer_id(self) -> int | None:
        """The customer of the row at the cursor."""
        return self._customers.get(self.at_cursor)

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Go to the record's own page, or to the customer that it is about."""
        kind, record_id = self.at_cursor
        if kind in OPENS:
            route, argument = OPENS[kind]
            self.shell.open(route, **{argument: record_id})
        elif self.customer_id is not None:
            self.shell.open("customer", customer_id=self.customer_id, focus=(kind, record_id))

    def on_due_read(self, message: DueRead) -> None:
        """Show what is due; the queries of the rest are not even imported before it is painted."""
        self._show({FIRST.name: message.shown})
        # Asked of the list, which has to be painted: of itself the screen does not know that yet.
        self.query_one(f"#{FIRST.name}").call_after_refresh(self._read_beside)

    def _read_beside(self) -> None:
        looker = self._looker()
        if looker is not None:
            self.shell.work.read(self, "beside", partial(_beside, looker=looker), TodayRead)

    def on_today_read(self, message: TodayRead) -> None:
        """Show the rest: its lists come with what they hold, so that the first screen waits for none."""
        beside = self.query_one("#beside")
        if not beside.children:
            beside.mount_all(map(self._list_of, BESIDE))
        self._now = message.now
        self._show(message.found)
        self.look_after_plans()

    def _show(self, read: Mapping[str, Shown]) -> None:
        self._shown.update(read)
        self._customers = {row: who for shown in self._shown.values() for row, who in shown.customers.items()}
        for name, shown in read.items():
            found = self.query_one(f"#{name}", RecordList)
            self._titles[name] = shown.title
            found.set_rows(shown.rows)
            found.set_title(shown.title)
            if name in _ONLY_FILLED:
                found.display = bool(shown.rows)
        self._fold()
        self.refresh_frame()

    def _list_of(self, panel: Panel) -> RecordList:
        key = self.shell.keyboard.key_shown(panel.key) if panel.key else ""
        found = RecordList(
            panel.columns, title=_(panel.title), empty=_(panel.empty).format(key=key), id=panel.name
        )
        found.display = not panel.only_filled
        return found

    def _fold(self) -> None:
        small = self.size.width < 100
        beside = self.query_one("#beside")
        lists = list(beside.query(RecordList))
        # What is due does not move when the lines below it come.
        beside.styles.min_height = _LINES_BELOW if small and not lists else 0
        rows = [min(max(1, len(found.rows_at_hand)), _MOST_ROWS) for found in lists]
        if not small:
            _share_room(rows, lists, self.size.height - _FRAME_LINES)
        for found, height in zip(lists, rows, strict=True):
            collapsed = small and not found.has_focus
            found.set_collapsed(collapsed)
            found.styles.height = 1 if collapsed else 1 + height
            title = self._titles.get(found.id or "")
            if title:
                found.set_title(_with_first(title, found.rows_at_hand) if collapsed else title)

    def read_again(self) -> None:
        """Read what is due, and then the rest; cursors stay on their records."""
        looker = self._looker()
        if looker is not None:
            self.shell.work.read(self, "due", lambda reader: FIRST.look(reader, looker), DueRead)

    def _looker(self) -> Looker | None:
        state = self.shell.state
        if state.business is None or state.actor is None:
            return None
        return Looker(
            state.actor.staff_id,
            state.actor.role,
            state.now(),
            state.business.zone,
            state.business.language,
            self._at_rest,
        )


def _beside(reader: "Reader", looker: Looker) -> tuple[str, dict[str, Shown]]:
    from crm_tui.domain.opening_text import now_text
    from crm_tui.store.opening_hours import opening_hours

    now = now_text(opening_hours(reader), looker.now, looker.zone, looker.language)
    return now, {panel.name: panel.look(reader, looker) for panel in BESIDE}


def _share_room(rows: list[int], lists: Sequence[RecordList], lines: int) -> None:
    """Take rows from the longest lists until all fit, the one in use last: each can be scrolled."""
    shown = [place for place, found in enumerate(lists) if found.display]
    while sum(rows[place] + _LINES_AROUND for place in shown) > lines:
        longest = max(shown, key=lambda place: (rows[place] - lists[place].has_focus * _MOST_ROWS, place))
        if rows[longest] <= 1:
            return
        rows[longest] -= 1


def _with_first(title: str, rows: Sequence[ListRow]) -> str:
    """A folded list says what stands first in it; names stand last in rows, and so here."""
    if not rows:
        return title
    words = (cell.text if isinstance(cell, Cell) else cell for cell in rows[0].cells)
    return _("{title}   {sign} {first}").format(
        title=title, sign=rows[0].severity.value, first="  ".join(word for word in words if word)
    )
