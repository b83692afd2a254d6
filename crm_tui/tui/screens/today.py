"""Today: the home of everybody. What is due stands first, the cursor on it."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.domain.when_text import long_day
from crm_tui.i18n import N_, _
from crm_tui.tui.deeds import RecordScreen
from crm_tui.tui.messages import Resting, StoreChanged, Woken
from crm_tui.tui.screens import today_rows
from crm_tui.tui.screens.today_rows import TodayRows
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.rows import Cell, Column, ListRow, RowId

if TYPE_CHECKING:
    from crm_tui.queries.today import Today
    from crm_tui.store.reader import Reader

#: How often "3:20 late" is told anew while somebody is at the keyboard; at rest nothing moves.
MINUTE = 60.0

#: A list beside the due follow-ups is as high as what it holds, up to here.
_MOST_ROWS = 6

_WHO = Column("who", weight=2)
_LISTS = {
    "due": (Column("when", width=10), Column("channel", width=6), Column("what", weight=3), _WHO),
    "missed": (Column("when", width=8), Column("phone", width=18), _WHO),
    "cases": (Column("since", width=6), Column("stage", width=8), Column("title", weight=2), _WHO),
    "promises": (Column("when", width=15), Column("what", weight=2), _WHO),
    "standards": (Column("why", width=15), Column("statement")),
    "good": (Column("by", width=16, from_width=50), Column("said", weight=2), _WHO),
}


class TodayRead(Message, bubble=False):
    """What is on today was read."""

    def __init__(self, found: "Today") -> None:
        super().__init__()
        self.found = found


class TodayScreen(RecordScreen):
    """Six lists; on a small screen each but the one in use is a single line."""

    HEADING = N_("Today")
    FOOTER = ("open", "log", "follow-up", "done", "snooze", "find", "call", "next-list", SCREENS_ROW)
    CSS = """
    TodayScreen #due { width: 1fr; height: 1fr; }
    TodayScreen #beside { width: 1fr; height: auto; }
    TodayScreen.-wide #due { width: 6fr; }
    TodayScreen.-wide #beside { width: 5fr; padding-left: 2; }
    TodayScreen.-wide #beside RecordList { margin-bottom: 1; }
    TodayScreen.-narrow #panels { layout: vertical; }
    TodayScreen.-narrow #beside RecordList.-collapsed { height: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._customers: dict[RowId, int] = {}
        self._titles: dict[str, str] = {}
        self._minute: Timer | None = None

    def body(self) -> Iterable[Widget]:
        """What is due, and beside or below it everything else."""
        key = self.shell.keyboard.key_shown
        with Horizontal(id="panels"):
            yield RecordList(
                _LISTS["due"],
                title=_("Due"),
                empty=_(
                    "Nothing is due.\nA follow-up is made with {key}, or while logging a contact."
                ).format(key=key("follow-up")),
                id="due",
            )
            with Vertical(id="beside"):
                yield RecordList(_LISTS["missed"], title=_("Missed calls"), empty=_("None."), id="missed")
                yield RecordList(
                    _LISTS["cases"],
                    title=_("My cases"),
                    empty=_("None is open. A complaint that is not solved opens one by itself."),
                    id="cases",
                )
                yield RecordList(
                    _LISTS["promises"],
                    title=_("Promises"),
                    empty=_(
                        "None is due. A promise is noted while logging, or with {key} on a customer."
                    ).format(key=key("promise")),
                    id="promises",
                )
                yield RecordList(
                    _LISTS["standards"], title=_("Standards"), empty=_("All are read."), id="standards"
                )
                yield RecordList(
                    _LISTS["good"],
                    title=_("Good news"),
                    empty=_("Mark a contact as a good moment with {key}.").format(key=key("good-moment")),
                    id="good",
                )

    def on_mount(self) -> None:
        """Read, and again each minute while somebody is here."""
        self._fold()
        self.call_after_refresh(self._read)  # the frame stands before the queries are even imported
        self._minute = self.set_interval(MINUTE, self._read)

    def on_store_changed(self, message: StoreChanged) -> None:
        """Somebody wrote: read again; cursors stay on their records."""
        self._read()

    def on_resting(self, message: Resting) -> None:
        """Nobody looks: nothing moves."""
        if self._minute is not None:
            self._minute.pause()

    def on_woken(self, message: Woken) -> None:
        """Somebody is back: how late things are may have changed."""
        if self._minute is not None:
            self._minute.resume()
        self._read()

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

    @property
    def customer_id(self) -> int | None:
        """The customer of the row at the cursor."""
        return self._customers.get(self.at_cursor)

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Go to the customer, or to the standard."""
        kind, record_id = self.at_cursor
        if kind == "standard":
            self.shell.open("standard", standard_id=record_id)
        elif self.customer_id is not None:
            self.shell.open("customer", customer_id=self.customer_id, focus=(kind, record_id))

    def on_today_read(self, message: TodayRead) -> None:
        """Show what was read."""
        state, found = self.shell.state, message.found
        if state.business is None or state.actor is None:
            return
        self._customers = _customers_of(found)
        rows = TodayRows(state.now(), state.business.zone, state.business.language, state.actor.staff_id)
        self._fill("due", rows.due(found.due), today_rows.due_title(found.due))
        self._fill("missed", rows.missed(found.missed_calls), today_rows.missed_title(found.missed_calls))
        self._fill("cases", rows.cases(found.cases), today_rows.cases_title(found.cases))
        self._fill("promises", rows.promises(found.promises), today_rows.promises_title(found.promises))
        self._fill("standards", rows.standards(found), today_rows.standards_title(found))
        self._fill("good", rows.good_news(found.good_news), today_rows.good_title(found.good_news))
        self._fold()
        self.refresh_frame()

    def _fill(self, name: str, rows: list[ListRow], title: str) -> None:
        found = self.query_one(f"#{name}", RecordList)
        self._titles[name] = title
        found.set_rows(rows)
        found.set_title(title)

    def _fold(self) -> None:
        small = self.size.width < 100
        for found in self.query("#beside RecordList").results(RecordList):
            collapsed = small and not found.has_focus
            found.set_collapsed(collapsed)
            rows = min(max(1, len(found.rows_at_hand)), _MOST_ROWS)
            found.styles.height = 1 if collapsed else 1 + rows
            title = self._titles.get(found.id or "")
            if title:
                found.set_title(_with_first(title, found.rows_at_hand) if collapsed else title)

    def _read(self) -> None:
        state = self.shell.state
        if state.business is None or state.actor is None:
            return
        now, zone, staff_id = state.now(), state.business.zone, state.actor.staff_id

        def query(reader: "Reader") -> "Today":
            from crm_tui.queries.today import today

            return today(reader, now=now, zone=zone, staff_id=staff_id)

        self.shell.work.read(self, "today", query, TodayRead)


def _with_first(title: str, rows: Sequence[ListRow]) -> str:
    """A folded list says what stands first in it; names stand last in rows, and so here."""
    if not rows:
        return title
    words = (cell.text if isinstance(cell, Cell) else cell for cell in rows[0].cells)
    return _("{title}   {sign} {first}").format(
        title=title, sign=rows[0].severity.value, first="  ".join(word for word in words if word)
    )


def _customers_of(found: "Today") -> dict[RowId, int]:
    """Whom each row is about."""
    follow_ups = (
        *found.due.overdue,
        *found.due.today,
        *found.due.next,
        *(call.follow_up for call in found.missed_calls),
    )
    promises = (*found.promises.late, *found.promises.today, *found.promises.theirs)
    return {
        **{("follow-up", row.id): row.customer_id for row in follow_ups},
        **{("case", row.id): row.customer_id for row in found.cases},
        **{("promise", row.id): row.customer_id for row in promises},
        **{("good", row.interaction_id): row.customer_id for row in found.good_news},
    }
