"""A policy's page: what it says, what customers met in a quarter, and with ``v`` its versions and reviews."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual.message import Message
from textual.widget import Widget

from crm_tui.commands.command import Scope
from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.evidence import Evidence
from crm_tui.i18n import N_, _
from crm_tui.queries.periods import quarter_of
from crm_tui.queries.policies import PolicyPage, policy_page
from crm_tui.queries.review_evidence import review_evidence
from crm_tui.queries.vocabulary import vocabulary
from crm_tui.store.opening_hours import opening_hours
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import DeedScreen
from crm_tui.tui.messages import Failed
from crm_tui.tui.screens import evidence_lines, policy_deeds, policy_rows
from crm_tui.tui.screens.standard_head import period_in_words
from crm_tui.tui.telling import telling_of
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.text_lines import Line, TextLines

#: A screen of so many lines has room for more of the wording.
_TALL = 30
_FEW_LINES, _MANY_LINES = 2, 8


@dataclass
class PolicyRead(Message, bubble=False):
    """The policy, what customers met in the period, and the labels of the natures."""

    page: PolicyPage
    evidence: Evidence
    natures: dict[str, str]


class PolicyScreen(DeedScreen):
    """Above the words, then the evidence of a quarter; below what customers said, or the history."""

    HEADING = N_("Policy {id}")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.POLICY, Scope.LIST, Scope.DESK)
    FOOTER = (
        "acknowledge",
        "review",
        "propose",
        "proposals",
        "view",
        "versions",
        "edit",
        "earlier-period",
        "later-period",
        "close",
    )
    DEFAULT_CSS = """
    PolicyScreen TextLines { height: auto; padding: 0 1; }
    PolicyScreen #evidence { margin: 1 0; }
    PolicyScreen RecordList { height: 1fr; }
    """

    def __init__(self, policy_id: int) -> None:
        super().__init__()
        self._policy_id = policy_id
        self._quarters_on = 0
        self._found: PolicyRead | None = None
        self._shows_week = False

    def body(self) -> Iterable[Widget]:
        """Words, evidence, and one of the two lists."""
        yield TextLines(id="words")
        yield TextLines(id="evidence")
        yield RecordList(
            evidence_lines.WORDS_COLUMNS,
            title=_("What customers said"),
            empty=_("Nothing in this quarter. While logging, “In the way” marks what stood in their way."),
            id="said",
        )
        history = RecordList(policy_rows.HISTORY_COLUMNS, title=_("Versions and reviews"), id="history")
        history.display = False
        yield history

    def on_mount(self) -> None:
        """Begin with what there is."""
        self.read_again()

    def on_resize(self) -> None:
        """The words are broken into lines anew."""
        self._show()

    def top_left(self) -> str:
        """Which policy and version, whose it is, and when it is looked at again."""
        heading = _(self.HEADING).format(id=self._policy_id)
        if self._found is None:
            return heading
        policy, telling = self._found.page.policy, telling_of(self.shell.state)
        since = telling.long_day(telling.day_of(policy.newest.valid_from))
        said = [heading, _("v{number} since {day}").format(number=policy.newest.number, day=since)]
        if policy.retired_at is not None:
            said.append(_("retired {day}").format(day=telling.long_day(telling.day_of(policy.retired_at))))
        elif policy.next_review_on is not None:
            day = telling.long_day(policy.next_review_on)
            overdue = _("! review overdue since {day}").format(day=day)
            is_late = policy.review_is_overdue(telling.today)
            said.append(overdue if is_late else _("review due {day}").format(day=day))
        if policy.owner:
            said.append(_("owner {name}").format(name=policy.owner))
        return " · ".join(said)

    def on_policy_read(self, message: PolicyRead) -> None:
        """Show what was read."""
        self._found = message
        telling = telling_of(self.shell.state)
        self.query_one("#said", RecordList).set_rows(evidence_lines.words_rows(message.evidence, telling))
        self.query_one("#history", RecordList).set_rows(policy_rows.history_rows(message.page, telling))
        self._show()
        self.refresh_frame()

    def on_failed(self, message: Failed) -> None:
        """A policy that is not there has no page."""
        if isinstance(message.error, NoSuchRecord) and self._found is None:
            self.shell.close_page()

    def on_record_list_rested(self, message: RecordList.Rested) -> None:
        """In the history: the words are those of the version or review at the cursor."""
        self._show()

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Go to the contact in which they said it."""
        said = self._found.evidence.words if self._found is not None else ()
        opened = message.row.id if message.row is not None else None
        words = next((one for one in said if ("interaction", one.interaction_id) == opened), None)
        if words is not None:
            self.shell.open(
                "customer", customer_id=words.customer_id, focus=("interaction", words.interaction_id)
            )

    def do_versions(self) -> None:
        """Show the versions and reviews in the place of what customers said, or that again."""
        said, history = self.query_one("#said"), self.query_one("#history")
        history.display, said.display = said.display, history.display
        (history if history.display else said).focus()
        self._show()

    def do_view(self) -> None:
        """Without room for both: the hours of the week in the place of the words, or those again."""
        self._shows_week = not self._shows_week
        self._show()

    def do_earlier_period(self) -> None:
        """The quarter before."""
        self._quarters_on -= 1
        self.read_again()

    def do_later_period(self) -> None:
        """The quarter after; nobody has met anything yet in what is to come."""
        if self._quarters_on == 0:
            self.shell.say(_("This is the present quarter."))
        else:
            self._quarters_on += 1
            self.read_again()

    def do_acknowledge(self) -> None:
        """Say that I have read it."""
        if self._found is not None:
            policy_deeds.acknowledge(self, self._found.page.policy)

    def do_edit(self) -> None:
        """Change it, which makes a new version."""
        if self._found is not None:
            policy_deeds.open_form(self, self._found.page.policy)

    def do_review(self) -> None:
        """Review it."""
        if self._found is not None:
            policy_deeds.open_review(self, self._found.page.policy)

    def do_propose(self) -> None:
        """Propose a change."""
        if self._found is not None:
            policy_deeds.propose(self, self._found.page.policy)

    def do_proposals(self) -> None:
        """What staff propose about it."""
        self.shell.open("proposal", policy_id=self._policy_id)

    def _words(self, page: PolicyPage, *, tall: bool) -> list[Line]:
        """The version or the review at the cursor of the history, else the version in force."""
        history = self.query_one("#history", RecordList)
        row = history.current if history.display else None
        at = row.id if row is not None else None
        review = next((one for one in page.reviews if at == ("review", one.id)), None)
        if review is not None:
            return policy_rows.review_lines(page.policy, review)
        version = next((one for one in page.policy.versions if at == ("version", one.id)), page.policy.newest)
        most = _MANY_LINES if tall else _FEW_LINES
        return [
            *policy_rows.words_lines(page.policy, version, self.size.width - 2, most),
            *policy_rows.facts_lines(page, version, telling_of(self.shell.state)),
        ]

    def _show(self) -> None:
        found, business = self._found, self.shell.state.business
        if found is None or business is None:
            return
        tall = self.size.height >= _TALL
        words = self._words(found.page, tall=tall)
        if self._shows_week and not tall:
            words = words[:1]
        period: Line = [(self._period_name(), "strong")]
        evidence = [
            period,
            *evidence_lines.evidence_lines(
                found.evidence, found.natures, business.language, self.size.width - 2
            ),
        ]
        if tall or self._shows_week:
            evidence += evidence_lines.week_lines(found.evidence, business.language)
        for name, lines in (
            ("#words", words),
            ("#evidence", evidence),
        ):
            widget = self.query_one(name, TextLines)
            widget.styles.height = len(lines)
            widget.show_lines(lines)

    def _period_name(self) -> str:
        telling = telling_of(self.shell.state)
        if self._quarters_on == 0:
            return _("What customers met this quarter")
        period = quarter_of(telling.today, self._quarters_on)
        return _("What customers met, {period}").format(period=period_in_words(period, telling))

    def read_again(self) -> None:
        """Read what is shown; cursors stay on their records."""
        business = self.shell.state.business
        if business is None:
            return
        viewer = self.actor.staff_id
        zone, period = business.zone, quarter_of(telling_of(self.shell.state).today, self._quarters_on)

        def read(reader: Reader) -> PolicyRead:
            page = policy_page(reader, self._policy_id, viewer_id=viewer)
            evidence = review_evidence(reader, period, zone=zone, hours=opening_hours(reader))
            return PolicyRead(page, evidence, dict(vocabulary(reader).nature_labels))

        self.shell.work.read(self, "page", read, lambda found: found)
