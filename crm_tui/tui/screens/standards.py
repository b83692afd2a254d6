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
from crm_tui.domain import list_views
from crm_tui.domain.standards import Attainment
from crm_tui.domain.words import Measure
from crm_tui.i18n import N_, _
from crm_tui.queries.periods import quarter_of
from crm_tui.queries.standards import StandardLine, attainments, listed_standards, trends
from crm_tui.store.reader import Reader
from crm_tui.tui.list_screen import ListScreen, RowsRead
from crm_tui.tui.messages import Failed
from crm_tui.tui.screens import standard_deeds, standard_rows
from crm_tui.tui.screens.policies_panel import PoliciesPanel
from crm_tui.tui.screens.standard_rows import NO_TREND, Trend
from crm_tui.tui.widgets.rows import ListRow
from crm_tui.tui.widgets.text_lines import Line


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


class StandardsScreen(ListScreen[StandardLine]):
    """The list, and below it the words of the standard at the cursor."""

    LIST = list_views.STANDARDS
    KIND = "standard"
    COLUMNS = standard_rows.COLUMNS
    QUERY = staticmethod(listed_standards)
    CARD_LINES = 8
    HEADING = N_("Standards")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STANDARD, Scope.LIST, Scope.DESK)
    FOOTER = (
        "open",
        "filter",
        "acknowledge",
        "new",
        "edit",
        "review",
        "propose",
        "next-list",
        "view",
        SCREENS_ROW,
    )

    def __init__(self) -> None:
        super().__init__()
        self._shares: dict[int, Attainment] = {}
        self._trends: dict[int, Trend] = {}
        self._to_ask: deque[tuple[str, Measure]] = deque()
        self._asks = False

    def body(self) -> Iterable[Widget]:
        """The policies stand below the card."""
        yield from super().body()
        yield PoliciesPanel()

    def row(self, one: StandardLine) -> ListRow:
        """See :class:`ListScreen`."""
        return standard_rows.standard_row(one, self._shares.get(one.id), self._trends.get(one.id))

    def none_yet(self) -> str:
        """See :class:`ListScreen`."""
        key = self.shell.keyboard.key_shown
        return _(
            "No standards yet.\n"
            "A standard is a sentence that a customer could read: “Nobody waits longer than 3 minutes.”\n"
            "{new} sets the first one; “starter set” ({palette}) has eleven to begin with."
        ).format(new=key("new"), palette=key("palette"))

    def card(self, one: StandardLine, width: int) -> Iterable[Line]:
        """Its words and figures."""
        share, trend = self._shares.get(one.id), self._trends.get(one.id)
        return standard_rows.card(one, share, trend, self.telling, width)

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

    def counted(self) -> str:
        """How we do, in a line."""
        return standard_rows.summary(self.found, self._shares) if self.found else ""

    def on_rows_read(self, message: RowsRead) -> None:
        """Once the list is shown, ask for its figures one measure after the other.

        One at a time leaves the other reading thread to whoever types in Find.
        """
        in_use = {line.version.measure for line in message.found}
        measures = [measure for measure in Measure if measure in in_use]
        self._to_ask = deque(
            [*(("share", each) for each in measures), *(("trend", each) for each in measures)]
        )
        if not self._asks:
            self._ask_next()

    def on_shares_read(self, message: SharesRead) -> None:
        """Figures of one measure have come; of its other standards nothing was measured."""
        self._shares |= dict.fromkeys(self._measured_by(message.measure), Attainment(0, 0)) | message.found
        self.show_rows()
        self._ask_next()

    def on_trends_read(self, message: TrendsRead) -> None:
        """The same for the twelve months."""
        self._trends |= dict.fromkeys(self._measured_by(message.measure), NO_TREND) | message.found
        self.show_rows()
        self._ask_next()

    def on_failed(self, message: Failed) -> None:
        """The figures that could not be read are asked for again with the next change."""
        self._asks = False

    def open_record(self, one: StandardLine) -> None:
        """Open the page of the standard."""
        self.shell.open("standard", standard_id=one.id)

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

    def _measured_by(self, measure: Measure) -> list[int]:
        return [line.id for line in self.found if line.version.measure is measure]

    def _at_cursor(self) -> StandardLine | None:
        if self.record is None:
            self.shell.say(_("There is no standard at the cursor."))
        return self.record

    def read_again(self) -> None:
        """Read both lists; the cursors stay on their records."""
        super().read_again()
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
