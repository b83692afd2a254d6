"""The customer page: who they are, what is open, what happened, and one key for each thing to add."""

from collections.abc import Iterable, Mapping
from functools import partial

from textual import events
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from crm_tui.i18n import N_, _
from crm_tui.tui.deeds import RecordScreen
from crm_tui.tui.messages import Failed
from crm_tui.tui.screens import customer_parts, timeline_rows
from crm_tui.tui.screens.customer_facts import PageFacts, read_page
from crm_tui.tui.screens.customer_more import OPENS
from crm_tui.tui.screens.customer_parts import SPEAKER, SPOKEN_FOR
from crm_tui.tui.screens.merged_rows import part_last_merged
from crm_tui.tui.screens.opportunity_form import hear_suggestion
from crm_tui.tui.screens.speaker import forbid
from crm_tui.tui.screens.timeline_rows import TimelineSource
from crm_tui.tui.telling import telling_of
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.text_lines import TextLines

#: The lists beside the timeline show so many rows at most, and less where there are fewer.
_MOST_ROWS = 8
_HEAD_LINES = 5

#: As Today calls them, with the kind of record that they are.
_SAME_KIND: Mapping[str, str] = {"good": "interaction"}

#: Rows that stand for somebody else.
_OTHER_CUSTOMERS = frozenset({"customer", SPEAKER, SPOKEN_FOR})


class PageRead(Message, bubble=False):
    """The customer was read."""

    def __init__(self, found: PageFacts) -> None:
        super().__init__()
        self.found = found


class CustomerScreen(RecordScreen):
    """One customer. ``focus`` is the record that the cursor starts on."""

    HEADING = N_("Customer")
    FOOTER = (
        "open",
        "log",
        "call",
        "follow-up",
        "note",
        "promise",
        "case",
        "edit",
        "view",
        "next-list",
    )
    DEFAULT_CSS = """
    CustomerScreen #head { height: 3; padding: 0 1; }
    CustomerScreen #lists { height: 1fr; layout: vertical; }
    CustomerScreen #left { height: 1fr; width: 1fr; }
    CustomerScreen #open { height: 1; }
    CustomerScreen #timeline { height: 1fr; }
    CustomerScreen #about { height: 1; }
    CustomerScreen.-wide #head { margin-bottom: 1; }
    CustomerScreen.-wide #lists { layout: horizontal; }
    CustomerScreen.-wide #open { margin-bottom: 1; }
    CustomerScreen.-wide #left { width: 2fr; }
    CustomerScreen.-wide #about { height: 1fr; width: 1fr; margin-left: 2; }
    """

    def __init__(self, customer_id: int, focus: tuple[str, int] | None = None) -> None:
        super().__init__()
        self._customer_id = customer_id
        self._start = None if focus is None else (_SAME_KIND.get(focus[0], focus[0]), focus[1])
        self._found: PageFacts | None = None
        self._view = 0
        self._reason = 0
        self._heights: dict[str, str] = {}

    def body(self) -> Iterable[Widget]:
        """The head, what is open, the timeline, and what is known."""
        yield TextLines(id="head")
        with Vertical(id="lists"):
            with Vertical(id="left"):
                yield RecordList(customer_parts.OPEN_COLUMNS, title="", id="open")
                yield RecordList(
                    timeline_rows.COLUMNS,
                    self.shell.work.read,
                    title="",
                    empty=self._why_empty(),
                    id="timeline",
                )
            yield RecordList(customer_parts.ABOUT_COLUMNS, title=_("About"), id="about")

    def on_mount(self) -> None:
        """Read the customer; the timeline follows with the words that it needs."""
        self.set_focus(self._list("timeline"))
        self._read()

    def read_again(self) -> None:
        """Read everything; the timeline after the head, in the words that were read with it."""
        self._read()
        self._list("timeline").refresh_rows()

    def on_resize(self) -> None:
        """The head is filled anew, and the lists take the room there is."""
        self._show_head()
        self._fit()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """On a small screen the list in use is shown whole."""
        self._fit()

    def top_left(self) -> str:
        """Who it is."""
        if self._found is None:
            return _(self.HEADING)
        record = self._found.record
        heading = customer_parts.heading_of(record)
        return f"{heading}   {customer_parts.places_in_words(record)}"

    @property
    def customer_id(self) -> int | None:
        """The customer of the page."""
        return self._customer_id

    @property
    def place(self) -> str:
        """At this customer."""
        return f"customer:{self._customer_id}"

    def on_page_read(self, message: PageRead) -> None:
        """Show what was read; the first time, the timeline too, and the record that was asked for."""
        is_first = self._found is None
        self._found = message.found
        telling, record = telling_of(self.shell.state), message.found.record
        self._customer_id = record.customer.id  # another one where they were merged
        opportunities = message.found.opportunities
        # Painted at once, not list by list: over a slow line each paint of the page costs.
        with self.app.batch_update():
            self._list("open").set_rows(customer_parts.open_rows(record, opportunities, telling))
            self._list("open").set_title(customer_parts.open_title(record, opportunities))
            self._list("about").set_rows([*customer_parts.about_rows(record, telling), *message.found.more])
            self._show_head()
            self._fit()
            if is_first:
                self._begin()
            self.refresh_frame()

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Show the record whole, or go to the other customer."""
        kind, number = self.at_cursor
        if kind in _OTHER_CUSTOMERS:
            self.shell.open("customer", customer_id=number)
        elif kind in OPENS:
            route, argument = OPENS[kind]
            self.shell.open(route, **{argument: number})
        elif kind != "fact":
            self.shell.open("record", kind=kind, record_id=number)

    def on_record_list_load_failed(self, message: RecordList.LoadFailed) -> None:
        """What was on screen stays there."""
        self.post_message(Failed("timeline", message.error))

    def do_edit(self) -> None:
        """Change what who speaks for them may be told, the follow-up, or the customer."""
        speaking = self._speaking_at_cursor
        if speaking is None:
            super().do_edit()
        else:
            self.shell.open("speaker", customer_id=speaking[0], speaker_id=speaking[1])

    def do_delete(self) -> None:
        """Let somebody no longer speak for them; else as in every list."""
        speaking = self._speaking_at_cursor
        if speaking is None:
            super().do_delete()
        else:
            self.write("forbid", partial(forbid, customer_id=speaking[0], speaker_id=speaking[1]))

    def do_unmerge(self) -> None:
        """Part the last one who was merged into this customer."""
        self.write("unmerge", partial(part_last_merged, customer_id=self._customer_id))

    def do_health_reason(self) -> None:
        """Go to what the health comes from, one record after the other."""
        if self._found is None:
            return
        records = [record for reason in self._found.health.reasons for record in reason.evidence]
        if not records:
            self.shell.say(_("Nothing that happened lately says how they are."))
            return
        self._go_to(records[self._reason % len(records)])
        self._reason += 1

    def do_suggestion(self) -> None:
        """Make an opportunity of what is suggested."""
        suggested = self._found.suggestions if self._found else ()
        if suggested:
            deed = partial(hear_suggestion, customer_id=self._customer_id, what=suggested[0])
            self.write("suggestion", deed)
        else:
            self.shell.say(_("Nothing is suggested for them now."))

    def do_view(self) -> None:
        """Narrow the timeline to the next kind of entry."""
        self._view = (self._view + 1) % len(timeline_rows.VIEWS)
        self._show_timeline()

    @property
    def _speaking_at_cursor(self) -> tuple[int, int] | None:
        """The customer and who speaks for them, where the row at the cursor says so."""
        kind, number = self.at_cursor
        if kind == SPEAKER:
            return self._customer_id, number
        return (number, self._customer_id) if kind == SPOKEN_FOR else None

    def _read(self) -> None:
        state = self.shell.state
        if state.business is not None:
            query = partial(read_page, customer_id=self._customer_id, telling=telling_of(state))
            self.shell.work.read(self, "customer", query, PageRead)

    def _begin(self) -> None:
        """The cursor starts on the record that was asked for: what is open, or a contact."""
        self._show_timeline(self._start)
        if self._start == ("watch", self._customer_id):
            self.do_health_reason()
        elif self._start is not None:
            self._select_open(self._start)

    def _go_to(self, record: tuple[str, int]) -> None:
        """Put the cursor on a record: among what is open, else in the whole timeline."""
        if self._select_open(record):
            return
        if record[0] == "case":
            self.shell.open("record", kind="case", record_id=record[1])
            return
        self._view = 0
        self._show_timeline(record)
        self.set_focus(self._list("timeline"))

    def _select_open(self, record: tuple[str, int]) -> bool:
        opened = self._list("open")
        is_open = any(row.id == record for row in opened.rows_at_hand)
        if is_open:
            opened.select(record)
            self.set_focus(opened)
        return is_open

    def _show_timeline(self, select: tuple[str, int] | None = None) -> None:
        kinds, name = timeline_rows.VIEWS[self._view]
        found = self._list("timeline")
        found.set_title(_("Timeline   {view}").format(view=_(name)))
        found.set_empty(self._why_empty())
        telling = partial(telling_of, self.shell.state)
        labels = self._found.labels if self._found else {}
        source = TimelineSource(self._customer_id, telling, kinds, labels)
        found.set_source(source, select if select and select[0] in timeline_rows.LOCATED else None)

    def _why_empty(self) -> str:
        if self._view:
            view = self.shell.keyboard.key_shown("view")
            return _("Nothing of this kind yet.\n{key} goes to the next kind.").format(key=view)
        return _("Nothing has happened yet.\n{log} writes down a contact, {note} a note.").format(
            log=self.shell.keyboard.key_shown("log"), note=self.shell.keyboard.key_shown("note")
        )

    def _show_head(self) -> None:
        if self._found is None:
            return
        head = self.query_one("#head", TextLines)
        width = max(0, self.size.width - 2)
        found, telling = self._found, telling_of(self.shell.state)
        lines = customer_parts.head_lines(
            found.record,
            found.health,
            found.load,
            found.suggestions,
            telling,
            width,
            self.shell.keyboard.key_shown("suggestion"),
        )
        head.styles.height = min(len(lines), _HEAD_LINES)
        head.show_lines(lines)

    def _fit(self) -> None:
        """The lists beside the timeline take the lines that they need; on a small screen only in use."""
        if self._found is None:
            return
        is_wide = self.has_class("-wide")
        for name in ("open", "about"):
            found = self._list(name)
            rows = min(len(found.rows_at_hand), _MOST_ROWS) if is_wide or found.has_focus else 0
            height = "1fr" if is_wide and name == "about" else str(rows + 1)
            if self._heights.get(name) != height:
                # Setting a style lays the screen out anew, also where it is the same.
                self._heights[name] = height
                found.styles.height = height

    def _list(self, name: str) -> RecordList:
        return self.query_one(f"#{name}", RecordList)
