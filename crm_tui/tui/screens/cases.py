"""Cases: the queue by the time that is left, with the card of the case at the cursor beside it."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from crm_tui.commands.command import Scope
from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.domain import list_views
from crm_tui.i18n import N_, _
from crm_tui.queries.case_clocks import Queue, listed_cases
from crm_tui.queries.case_glance import CaseGlance, case_glance
from crm_tui.queries.narrowing import MOST_LISTED, Asked
from crm_tui.tui.deeds import RecordScreen
from crm_tui.tui.messages import Resting, Woken
from crm_tui.tui.narrowed import Narrowed
from crm_tui.tui.screens.case_card import CaseCardView
from crm_tui.tui.screens.case_rows import COLUMNS, count_in_words, queue_rows
from crm_tui.tui.telling import telling_of
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.rows import RowId

#: How often the time that is left is told anew while somebody is at the keyboard.
MINUTE = 60.0


class QueueRead(Message, bubble=False):
    """The queue was read."""

    def __init__(self, found: Queue) -> None:
        super().__init__()
        self.found = found


class CaseRead(Message, bubble=False):
    """The case at the cursor was read."""

    def __init__(self, found: CaseGlance) -> None:
        super().__init__()
        self.found = found


class CasesScreen(Narrowed, RecordScreen):
    """The queue, the filter above it, and the card beside or below it."""

    LIST = list_views.CASES
    HEADING = N_("Cases")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.LIST, Scope.CUSTOMER, Scope.DESK)
    FOOTER = ("open", "log", "call", "filter", "view", "follow-up", "find", SCREENS_ROW)
    DEFAULT_CSS = """
    CasesScreen #list { width: 1fr; height: 1fr; }
    CasesScreen CaseCardView {
        height: 9; max-height: 45%; padding: 0 1; border-top: solid $panel;
    }
    CasesScreen.-wide #body { layout: horizontal; }
    CasesScreen.-wide CaseCardView {
        width: 42; height: 1fr; max-height: 100%; border-top: none; padding: 1 1 0 2;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._found: Queue | None = None
        self._customers: dict[RowId, int] = {}
        self._minute: Timer | None = None
        self._at_rest = False

    def body(self) -> Iterable[Widget]:
        """The list with its filter, and the card."""
        found = RecordList(COLUMNS, keep_cursor=True, id=self.LIST)
        with Vertical(id="list"):
            yield self.filter_line(found, _("{key} narrows by customer, nature, owner or tier"))
            yield found
        yield CaseCardView()

    def on_mount(self) -> None:
        """Read, and again each minute while somebody is here."""
        self.set_focus(self.rows)
        self._minute = self.set_interval(MINUTE, self.read_again)
        self.read_again()

    def narrowed(self) -> None:
        """See :class:`Narrowed`."""
        self.read_again()

    def read_again(self) -> None:
        """The cursor stays on its case."""
        self.read_saved_views()
        state = self.shell.state
        if state.actor is None or state.business is None:
            return
        asked = Asked(state.actor, state.now(), state.business.zone, self.views.narrowing, MOST_LISTED)
        self.shell.work.read(self, "queue", partial(listed_cases, asked=asked), QueueRead)

    def on_resting(self, message: Resting) -> None:
        """Nobody looks: "0:38 left" becomes "due 14:20", and stays."""
        if self._minute is not None:
            self._minute.pause()
        self._at_rest = True
        self._show()

    def on_woken(self, message: Woken) -> None:
        """Somebody is back."""
        if self._minute is not None:
            self._minute.resume()
        self._at_rest = False
        self.read_again()

    def top_left(self) -> str:
        """Where I am, whose cases, how many, and what they are narrowed by."""
        count = "" if self._found is None else count_in_words(self._found, telling_of(self.shell.state))
        said = (_(self.HEADING), self.view_in_words(), count, self.filter_in_words())
        return "   ".join(part for part in said if part)

    @property
    def at_cursor(self) -> tuple[str, int]:
        """The case at the cursor of the list, also while the filter is typed."""
        row = self.rows.current if self.is_mounted else None
        return row.id if row is not None and isinstance(row.id, tuple) else ("", 0)

    @property
    def customer_id(self) -> int | None:
        """Whose case it is."""
        return self._customers.get(self.at_cursor)

    def on_queue_read(self, message: QueueRead) -> None:
        """Show what was read."""
        self._found = message.found
        self._customers = {("case", case.id): case.customer_id for case in message.found.cases}
        self._show()
        self.refresh_frame()
        self._read_card()

    def on_record_list_rested(self, message: RecordList.Rested) -> None:
        """The cursor rests: the card follows."""
        self._read_card()

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """The case with all that happened to it."""
        kind, case_id = self.at_cursor
        if kind:
            self.shell.open("record", kind=kind, record_id=case_id)

    def on_case_read(self, message: CaseRead) -> None:
        """Show the card, unless the cursor has gone on."""
        if self.at_cursor == ("case", message.found.case.id):
            self.query_one(CaseCardView).show(message.found, telling_of(self.shell.state))

    def do_new(self) -> None:
        """A case begins with a contact."""
        log, case = (self.shell.keyboard.key_shown(command) for command in ("log", "case"))
        self.shell.say(
            _("A case begins with a contact: {log} logs one; on a customer {case} opens one by hand.").format(
                log=log, case=case
            )
        )

    def _show(self) -> None:
        if self._found is not None:
            self.rows.set_empty(self._why_empty())
            telling = telling_of(self.shell.state)
            self.rows.set_rows(queue_rows(self._found, telling, at_rest=self._at_rest))

    def _why_empty(self) -> str:
        key = self.shell.keyboard.key_shown
        narrowing = self.views.narrowing
        if narrowing.among == list_views.SOLVED:
            none = _("Nothing that was solved waits to be closed.\n{key} goes to the open cases.")
        elif narrowing.among == list_views.MINE:
            none = _(
                "No case of yours is open.\nA complaint that is not solved opens one by itself; "
                "{key} shows everybody's."
            )
        else:
            none = _("No case is open.\nA complaint that is not solved opens one by itself.")
        return self.why_empty(none.format(key=key("view")))

    def _read_card(self) -> None:
        kind, case_id = self.at_cursor
        if kind:
            self.shell.work.read(self, "card", partial(case_glance, case_id=case_id), CaseRead)
        else:
            self.query_one(CaseCardView).show(None, telling_of(self.shell.state))
