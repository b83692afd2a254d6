"""Standards: what we hold ourselves to and how it is kept. The list comes first, its figures follow."""

from collections import deque
from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual import events
from textual.message import Message
from textual.widget import Widget

from crm_tui.commands.command import Command, Scope
from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.domain.standards import Attainment
from crm_tui.domain.words import Measure
from crm_tui.i18n import N_, _
from crm_tui.queries.periods import quarter_of
from crm_tui.queries.standards import StandardLine, attainments, standards, trends
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import DeedScreen
from crm_tui.tui.messages import Failed
from crm_tui.tui.screens import standard_deeds, standard_rows
from crm_tui.tui.screens.policies_panel import PoliciesPanel
from crm_tui.tui.screens.standard_rows import NO_TREND, Trend
from crm_tui.tui.telling import telling_of
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.text_lines import TextLines


class StandardsRead(Message, bubble=False):
    """The standards, without their figures."""

    def __init__(self, lines: tuple[StandardLine, ...]) -> None:
        super().__init__()
        self.lines = lines


class SharesRead(Message, bubble=False):
    """What the standards of one measure found in this quarter."""

    def __init__(self, measure: Measure, found: dict[int, Attainment]) -> None:
        super().__init__()
        self.measure = measure
        self.found = found


class TrendsRead(Message, bubble=False):
    """What they found in each of the last twelve months."""

    def __init__(self, measure: Measure, found: dict[int, Trend]) -> None:
        super().__init__()
        self.measure = measure
        self.found = found


class StandardsScreen(DeedScreen):
    """The list, and below it the words of the standard at the cursor."""

    HEADING = N_("Standards")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STANDARD, Scope.LIST, Scope.DESK)
    FOOTER = (
        "open",
        "acknowledge",
        "new",
        "edit",
        "review",
        "propose",
        "next-list",
        "view",
        SCREENS_ROW,
    )
    CSS = """
    StandardsScreen #standards { height: 1fr; margin-top: 1; }
    StandardsScreen #card { height: 8; padding: 0 3; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[StandardLine, ...] = ()
        self._shares: dict[int, Attainment] = {}
        self._trends: dict[int, Trend] = {}
        self._to_ask: deque[tuple[str, Measure]] = deque()
        self._asks = False
        self._with_retired = False

    def body(self) -> Iterable[Widget]:
        """The list and the card."""
        yield RecordList(
            standard_rows.column_labels(),
            empty=_(
                "No standards yet.\n"
                "A standard is a sentence that a customer could read: “Nobody waits longer than 3 minutes.”\n"
                "n sets the first one; “starter set” ({palette}) has eleven to begin with."
            ).format(palette=self.shell.keyboard.key_shown("palette")),
            show_header=True,
            id="standards",
        )
        yield TextLines(id="card")
        yield PoliciesPanel()

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """Which list is in use decides which letters act."""
        in_use = any(panel.is_in_use for panel in self.query(PoliciesPanel))
        return (Scope.POLICY, *self.SCOPES[1:]) if in_use else self.SCOPES

    def has(self, command: Command) -> bool:
        """Only what can be done with the list in use."""
        return not set(self.scopes).isdisjoint(command.scopes) and super().has(command)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The policies, which show one in full themselves, take the room of the card."""
        self.query_one("#card").display = Scope.POLICY not in self.scopes

    def on_mount(self) -> None:
        """Begin with what there is."""
        self.read_again()

    def top_left(self) -> str:
        """How we do, in a line."""
        said = standard_rows.summary(self._lines, self._shares) if self._lines else ""
        return "   ".join(part for part in (_(self.HEADING), said) if part)

    def on_standards_read(self, message: StandardsRead) -> None:
        """Show the list at once, and ask for its figures one measure after the other.

        One at a time leaves the other reading thread to whoever types in Find.
        """
        self._lines = message.lines
        self._show()
        in_use = {line.version.measure for line in message.lines}
        measures = [measure for measure in Measure if measure in in_use]
        self._to_ask = deque(
            [*(("share", each) for each in measures), *(("trend", each) for each in measures)]
        )
        if not self._asks:
            self._ask_next()

    def on_shares_read(self, message: SharesRead) -> None:
        """Figures of one measure have come; of its other standards nothing was measured."""
        self._shares |= dict.fromkeys(self._measured_by(message.measure), Attainment(0, 0)) | message.found
        self._show()
        self._ask_next()

    def on_trends_read(self, message: TrendsRead) -> None:
        """The same for the twelve months."""
        self._trends |= dict.fromkeys(self._measured_by(message.measure), NO_TREND) | message.found
        self._show()
        self._ask_next()

    def on_failed(self, message: Failed) -> None:
        """The figures that could not be read are asked for again with the next change."""
        self._asks = False

    def on_record_list_rested(self, message: RecordList.Rested) -> None:
        """The card follows the cursor once it rests."""
        self._show_card()

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Open the page of the standard."""
        line = self._at_cursor()
        if line is not None:
            self.shell.open("standard", standard_id=line.id)

    def on_resize(self) -> None:
        """The card is laid out anew."""
        self._show_card()

    def do_acknowledge(self) -> None:
        """Say that I have read the version in force."""
        line = self._at_cursor()
        if line is not None:
            standard_deeds.acknowledge(self, line)

    def do_propose(self) -> None:
        """Propose a change to the standard at the cursor."""
        line = self._at_cursor()
        if line is not None:
            standard_deeds.propose(self, line)

    def do_proposals(self) -> None:
        """What staff propose about it."""
        line = self._at_cursor()
        if line is not None:
            self.shell.open("proposal", standard_id=line.id)

    def do_starter(self) -> None:
        """Take over the starter set."""
        standard_deeds.take_over_starter(self)

    def do_new(self) -> None:
        """Set a standard."""
        if standard_deeds.may_set_standards(self):
            self.shell.open("standard-form")

    def do_edit(self) -> None:
        """Change the standard at the cursor."""
        line = self._at_cursor()
        if line is not None:
            standard_deeds.open_form(self, line)

    def do_review(self) -> None:
        """Review the standard at the cursor."""
        line = self._at_cursor()
        if line is not None:
            standard_deeds.open_review(self, line)

    def do_view(self) -> None:
        """Show the retired ones too, or no longer."""
        self._with_retired = not self._with_retired
        self.shell.say(
            _("The retired standards are shown too.")
            if self._with_retired
            else _("Only standards in force are shown.")
        )
        self.read_again()

    def _measured_by(self, measure: Measure) -> list[int]:
        return [line.id for line in self._lines if line.version.measure is measure]

    def _at_cursor(self) -> StandardLine | None:
        row = self.query_one("#standards", RecordList).current
        line = next((line for line in self._lines if row and ("standard", line.id) == row.id), None)
        if line is None:
            self.shell.say(_("There is no standard at the cursor."))
        return line

    def _show(self) -> None:
        rows = [
            standard_rows.standard_row(line, self._shares.get(line.id), self._trends.get(line.id))
            for line in self._lines
        ]
        self.query_one("#standards", RecordList).set_rows(rows)
        self._show_card()
        self.refresh_frame()

    def _show_card(self) -> None:
        row = self.query_one("#standards", RecordList).current
        line = next((line for line in self._lines if row and ("standard", line.id) == row.id), None)
        shown = self.query_one("#card", TextLines)
        if line is None or self.shell.state.business is None:
            shown.show_lines([])
            return
        share, trend = self._shares.get(line.id), self._trends.get(line.id)
        telling = telling_of(self.shell.state)
        shown.show_lines(standard_rows.card(line, share, trend, telling, shown.content_size.width))

    def read_again(self) -> None:
        """Read what is shown; the cursor stays on its record."""
        state = self.shell.state
        if state.business is None or state.actor is None:
            return
        query = partial(
            standards,
            now=state.now(),
            zone=state.business.zone,
            viewer_id=state.actor.staff_id,
            with_retired=self._with_retired,
        )
        self.shell.work.read(self, "standards", query, StandardsRead)
        self.query_one(PoliciesPanel).read_again()

    def _ask_next(self) -> None:
        business = self.shell.state.business
        self._asks = bool(self._to_ask) and business is not None
        if not self._asks or business is None:
            return
        kind, measure = self._to_ask.popleft()
        now, zone = self.shell.state.now(), business.zone
        if kind == "trend":
            query = partial(trends, now=now, zone=zone, measure=measure)
            self.shell.work.read(self, "figures", query, partial(TrendsRead, measure))
            return
        quarter = quarter_of(now.astimezone(zone).date())

        def shares(reader: Reader) -> dict[int, Attainment]:
            return attainments(reader, quarter, now=now, zone=zone, measure=measure)

        self.shell.work.read(self, "figures", shares, partial(SharesRead, measure))
