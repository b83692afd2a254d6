"""One touchpoint plan: what it would have done last month, what came of it, and what it brought."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from textual.message import Message
from textual.widget import Widget

from crm_tui.domain.growth_words import RunState, TouchState
from crm_tui.domain.plan_text import step_in_words
from crm_tui.domain.plan_words import again_in_words, scope_in_words, state_in_words
from crm_tui.domain.plans import Plan
from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.plan_preview import PREVIEW_DAYS, Preview, WouldBe, preview
from crm_tui.queries.plan_result import PlanResult, plan_result
from crm_tui.queries.plans import Touch, last_touches, plan
from crm_tui.store.reader import Reader
from crm_tui.tui.messages import Failed
from crm_tui.tui.screens.plan_deeds import PlanDeeds
from crm_tui.tui.telling import Telling
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.rows import Cell, Column, ListRow, Severity
from crm_tui.tui.widgets.text_lines import Line, TextLines

_SIGNS = {TouchState.PLANNED: Severity.MET, TouchState.SKIPPED: Severity.AT_RISK}
_COLUMNS = (
    Column("due", width=12),
    Column("state", width=9),
    Column("why", weight=1),
    Column("customer", weight=1),
)


@dataclass
class PlanRead(Message, bubble=False):
    """The plan with all that its page tells."""

    plan: Plan
    preview: Preview
    result: PlanResult
    touches: tuple[Touch, ...]


class PlanScreen(PlanDeeds):
    """The steps on top; below them the preview, or what really came of it (``w`` goes between the two)."""

    HEADING = N_("Touchpoint plan")
    FOOTER = ("open", "plan-switch", "edit", "view", "delete", "close")
    DEFAULT_CSS = """
    PlanScreen #head { height: auto; padding: 0 1; margin-bottom: 1; }
    PlanScreen #touches { height: 1fr; }
    """

    def __init__(self, plan_id: int) -> None:
        super().__init__()
        self._plan_id = plan_id
        self._found: PlanRead | None = None
        self._shows_preview = True

    def body(self) -> Iterable[Widget]:
        """The head and the list."""
        yield TextLines(id="head")
        yield RecordList(_COLUMNS, empty=_("Nothing came of it yet."), id="touches")

    def on_mount(self) -> None:
        """Read it."""
        self.read_again()

    def read_again(self) -> None:
        """Read it anew."""
        query = partial(_read, plan_id=self._plan_id, now=self.shell.state.now(), zone=self.business.zone)
        self.shell.work.read(self, "plan", query, lambda found: found)

    def on_plan_read(self, message: PlanRead) -> None:
        """Show it; a plan at work begins with what came of it."""
        if self._found is None:
            self._shows_preview = message.plan.runs_since is None
        self._found = message
        head = list(_head(message))
        lines = self.query_one("#head", TextLines)
        lines.styles.height = len(head)
        lines.show_lines(head)
        self._show_list()
        self.refresh_frame()

    def on_failed(self, message: Failed) -> None:
        """A plan that is not there has no page."""
        if self._found is None:
            self.shell.close_page()

    def top_left(self) -> str:
        """Which one it is, and whether it is on."""
        if self._found is None:
            return _(self.HEADING)
        return _("Touchpoint plan ({state})   {name}").format(
            state=state_in_words(self._found.plan), name=self._found.plan.name
        )

    @property
    def customer_id(self) -> int | None:
        """The customer of the row at the cursor."""
        row = self.query_one(RecordList).current
        return row.id[1] if row is not None and isinstance(row.id, tuple) else None

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Go to the customer."""
        if self.customer_id is not None:
            self.shell.open("customer", customer_id=self.customer_id)

    def do_view(self) -> None:
        """The preview, or what really came of it."""
        self._shows_preview = not self._shows_preview
        self._show_list()

    def plan_in_view(self) -> Plan | None:
        """The plan of the page."""
        return None if self._found is None else self._found.plan

    def _show_list(self) -> None:
        found = self._found
        if found is None:
            return
        shown = self.query_one(RecordList)
        if self._shows_preview:
            shown.set_rows(_would_be(found.preview.touches, self.telling))
            shown.set_title(_preview_title(found.preview))
        else:
            shown.set_rows(_came(found.touches, self.telling))
            shown.set_title(_("What came of it lately"))


def _read(reader: Reader, plan_id: int, now: datetime, zone: ZoneInfo) -> PlanRead:
    found = plan(reader, plan_id)
    return PlanRead(
        found,
        preview(reader, found, now=now, zone=zone),
        plan_result(reader, found, now=now),
        last_touches(reader, plan_id),
    )


def _head(found: PlanRead) -> Iterator[Line]:
    yield ((_("after {event}").format(event=scope_in_words(found.plan)), "dim"),)
    for step in found.plan.steps:
        yield ((step_in_words(step), ""),)
    brought = _("bought again within {days} d: with it {with_it}, without {without}")
    yield (
        (
            brought.format(
                days=found.result.days,
                with_it=again_in_words(found.result.with_plan),
                without=again_in_words(found.result.without),
            ),
            "dim",
        ),
    )


def _preview_title(seen: Preview) -> str:
    events = ngettext("{count} event", "{count} events", seen.events).format(count=seen.events)
    parts = [f"{seen.counts[state]} {state.label}" for state in TouchState if seen.counts[state]]
    return _("The last {days} days, had it been on   {parts}").format(
        days=PREVIEW_DAYS, parts=" · ".join([events, *parts])
    )


def _would_be(touches: Sequence[WouldBe], telling: Telling) -> list[ListRow]:
    return [
        _row(place, touch.customer_id, touch.customer, telling.long_day(touch.due_on), touch.state, touch.why)
        for place, touch in enumerate(touches)
    ]


def _came(touches: Sequence[Touch], telling: Telling) -> list[ListRow]:
    return [
        _row(
            touch.id,
            touch.customer_id,
            touch.customer,
            telling.long_day(touch.due_on),
            touch.state,
            touch.why or (touch.run_state.label if touch.run_state is RunState.STOPPED else ""),
        )
        for touch in touches
    ]


def _row(key: int, customer_id: int, customer: str, due: str, state: TouchState, why: str) -> ListRow:
    cells = (due, state.label, Cell(why, "dim"), customer)
    return ListRow(("customer", customer_id, key), cells, severity=_SIGNS.get(state, Severity.NORMAL))
