"""A standard's page: what it says, how it was kept in a quarter, who has read it, and each breach."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.message import Message
from textual.widget import Widget

from crm_tui.commands.command import Scope
from crm_tui.domain.errors import NoSuchRecord
from crm_tui.i18n import N_, _
from crm_tui.queries.breaches import Breach
from crm_tui.queries.proposals import Proposal, proposals
from crm_tui.queries.standard_labels import Labels, standard_labels
from crm_tui.queries.standard_page import StandardPage, standard_page
from crm_tui.queries.standard_versions import WrittenVersion
from crm_tui.queries.standards import trends
from crm_tui.store.reader import Reader
from crm_tui.tui.messages import Failed
from crm_tui.tui.screens import standard_breaches, standard_deeds, standard_head
from crm_tui.tui.screens.period_shown import PeriodScreen
from crm_tui.tui.screens.proposal_rows import credit_lines
from crm_tui.tui.screens.standard_rows import NO_TREND, Trend
from crm_tui.tui.telling import telling_of
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.rows import ListRow
from crm_tui.tui.widgets.text_lines import TextLines

#: A screen of so many lines has room for a figure in several of them.
_TALL = 30
_MOST_LINES = 3


@dataclass
class PageRead(Message, bubble=False):
    """The standard with its figures for the period asked for."""

    page: StandardPage
    labels: Labels
    proposals: tuple[Proposal, ...]


@dataclass
class TrendRead(Message, bubble=False):
    """Its attainment in each of the last twelve months, by standard."""

    found: dict[int, Trend]


class StandardScreen(PeriodScreen):
    """Above the words and figures, below the breaches or, with ``v``, the versions."""

    HEADING = N_("Standard {id}")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STANDARD, Scope.LIST, Scope.DESK)
    FOOTER = (
        "open",
        "acknowledge",
        "review",
        "propose",
        "say-why",
        "versions",
        "edit",
        "earlier-period",
        "later-period",
        "period-length",
        "close",
    )
    DEFAULT_CSS = """
    StandardScreen TextLines { height: auto; padding: 0 1; }
    StandardScreen #figures { margin: 1 0; }
    StandardScreen RecordList { height: 1fr; }
    """

    def __init__(self, standard_id: int) -> None:
        super().__init__()
        self._standard_id = standard_id
        self._page: StandardPage | None = None
        self._labels: Labels = {}
        self._proposals: tuple[Proposal, ...] = ()
        self._trend: Trend | None = None

    def body(self) -> Iterable[Widget]:
        """Words, figures, and one of the two lists."""
        yield TextLines(id="words")
        yield TextLines(id="figures")
        yield RecordList(
            standard_breaches.BREACH_COLUMNS,
            title=_("Breaches"),
            empty=_("None in this period. [ and ] go to others, m to months or years."),
            id="breaches",
        )
        versions = RecordList(standard_breaches.VERSION_COLUMNS, title=_("Versions"), id="versions")
        versions.display = False
        yield versions

    def on_mount(self) -> None:
        """Begin with what there is."""
        self.read_again()

    def on_resize(self) -> None:
        """The words are broken into lines anew."""
        self._show_words()

    def top_left(self) -> str:
        """Which standard and version, whose it is, and when it is looked at again."""
        heading = _(self.HEADING).format(id=self._standard_id)
        if self._page is None:
            return heading
        line, telling = self._page.line, telling_of(self.shell.state)
        standard = line.standard
        since = telling.long_day(telling.day_of(line.version.rule.valid_from))
        said = [heading, _("v{number} since {day}").format(number=line.version.number, day=since)]
        if standard.retired_at is not None:
            said.append(_("retired {day}").format(day=telling.long_day(telling.day_of(standard.retired_at))))
        elif standard.next_review_on is not None:
            day = telling.long_day(standard.next_review_on)
            overdue = _("! review overdue since {day}").format(day=day)
            said.append(overdue if line.review_overdue else _("review due {day}").format(day=day))
        if standard.owner:
            said.append(_("owner {name}").format(name=standard.owner))
        return " · ".join(said)

    def on_page_read(self, message: PageRead) -> None:
        """Show what was read."""
        self._page, self._labels, self._proposals = message.page, message.labels, message.proposals
        telling = telling_of(self.shell.state)
        breaches = self.query_one("#breaches", RecordList)
        measure = message.page.line.version.measure
        breaches.set_rows(standard_breaches.breach_rows(message.page.breaches, measure, telling))
        breaches.set_title(standard_breaches.breaches_title(message.page))
        written = message.page.line.standard.versions
        versions = self.query_one("#versions", RecordList)
        versions.set_rows(standard_breaches.version_rows(written, telling))
        versions.set_title(standard_breaches.versions_title(len(written)))
        self._show_words()
        self.refresh_frame()
        if self._trend is None:
            self._read_trend()

    def on_trend_read(self, message: TrendRead) -> None:
        """The twelve months have come, after all else."""
        self._trend = message.found.get(self._standard_id, NO_TREND)
        self._show_words()

    def on_failed(self, message: Failed) -> None:
        """A standard that is not there has no page."""
        if isinstance(message.error, NoSuchRecord) and self._page is None:
            self.shell.close_page()

    def on_record_list_rested(self, message: RecordList.Rested) -> None:
        """Among the versions: the words are those of the version at the cursor."""
        self._show_words()

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Go to the record that missed the standard, on its customer's page."""
        breach = self._breach_at(message.row)
        if breach is not None and breach.customer_id is not None:
            self.shell.open("customer", customer_id=breach.customer_id, focus=(breach.kind, breach.id))
        elif breach is not None and breach.kind in ("standard", "policy"):
            self.shell.open(breach.kind, **{f"{breach.kind}_id": breach.id})
        elif breach is not None:
            self.shell.say(_("Not read in time: {statement}").format(statement=breach.what))

    def _breach_at(self, row: ListRow | None) -> Breach | None:
        breaches = self._page.breaches if self._page is not None else ()
        return next((one for one in breaches if row and (one.kind, one.id) == row.id), None)

    def do_say_why(self) -> None:
        """Say in a line why the breach at the cursor came about."""
        breach = self._breach_at(self.query_one("#breaches", RecordList).current)
        if breach is None:
            self.shell.say(_("There is no breach at the cursor."))
        else:
            about = {"standard_id": self._standard_id, "kind": breach.kind, "record_id": breach.id}
            self.shell.open("say-why", **about)

    def do_versions(self) -> None:
        """Show the versions in the place of the breaches, or the breaches again."""
        breaches, versions = self.query_one("#breaches"), self.query_one("#versions")
        versions.display, breaches.display = breaches.display, versions.display
        (versions if versions.display else breaches).focus()
        self._show_words()

    def do_acknowledge(self) -> None:
        """Say that I have read the version in force."""
        if self._page is not None:
            standard_deeds.acknowledge(self, self._page.line)

    def do_propose(self) -> None:
        """Propose a change."""
        if self._page is not None:
            standard_deeds.propose(self, self._page.line)

    def do_proposals(self) -> None:
        """What staff propose about it."""
        self.shell.open("proposal", standard_id=self._standard_id)

    def do_edit(self) -> None:
        """Change it, which makes a new version."""
        if self._page is not None:
            standard_deeds.open_form(self, self._page.line)

    def do_review(self) -> None:
        """Review it."""
        if self._page is not None:
            standard_deeds.open_review(self, self._page.line)

    def _version_shown(self, page: StandardPage) -> WrittenVersion:
        """The version at the cursor while versions are shown, else the one in force."""
        versions = self.query_one("#versions", RecordList)
        row = versions.current if versions.display else None
        written = page.line.standard.versions
        return next((one for one in written if row and row.id == ("version", one.id)), page.line.version)

    def _show_words(self) -> None:
        page, actor = self._page, self.shell.state.actor
        if page is None or actor is None:
            return
        words, figures = self.query_one("#words", TextLines), self.query_one("#figures", TextLines)
        width = self.size.width - 2
        shown = standard_head.words_lines(self._version_shown(page), self._labels, width)
        numbers = standard_head.figures_lines(
            page,
            self._trend,
            telling_of(self.shell.state),
            self._labels,
            actor.staff_id,
            named=self.shown.name(page.period, telling_of(self.shell.state)),
            width=width,
            most=_MOST_LINES if self.size.height >= _TALL else 1,
        )
        numbers += credit_lines(self._proposals, page.line.version.number)
        for lines, widget in ((shown, words), (numbers, figures)):
            widget.styles.height = len(lines)
            widget.show_lines(lines)

    def read_again(self) -> None:
        """Read what is shown; the cursor stays on its record."""
        state = self.shell.state
        business, actor = state.business, state.actor
        if business is None or actor is None:
            return
        now, zone = state.now(), business.zone
        period = self.shown.period(telling_of(state).today)

        def read(reader: Reader) -> PageRead:
            page = standard_page(reader, self._standard_id, period, now=now, zone=zone, viewer=actor)
            labels = standard_labels(reader)
            return PageRead(page, labels, proposals(reader, standard_id=self._standard_id))

        self.shell.work.read(self, "page", read, lambda found: found)

    def _read_trend(self) -> None:
        business = self.shell.state.business
        if business is None or self._page is None:
            return
        measure = self._page.line.version.measure
        query = partial(trends, now=self.shell.state.now(), zone=business.zone, measure=measure)
        self.shell.work.read(self, "trend", query, TrendRead)
