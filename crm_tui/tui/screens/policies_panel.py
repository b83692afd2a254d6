"""The policies below the standards: one line until it is entered, then the list and the words of one."""

from collections.abc import Iterable
from functools import partial

from textual.containers import Vertical
from textual.css.query import NoMatches
from textual.message import Message
from textual.widget import Widget

from crm_tui.i18n import _
from crm_tui.queries.policies import WrittenPolicy, policies
from crm_tui.tui.deeds import DeedScreen
from crm_tui.tui.screens import policy_deeds, policy_rows
from crm_tui.tui.telling import telling_of
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.text_lines import TextLines

_MOST_ROWS = 6
_CARD_LINES = 4
_WORDING_LINES = 2


class PoliciesRead(Message, bubble=False):
    """The policies."""

    def __init__(self, found: tuple[WrittenPolicy, ...]) -> None:
        super().__init__()
        self.found = found


class PoliciesPanel(Vertical):
    """Lists the policies on a screen of something else; its keys act while its list is in use."""

    DEFAULT_CSS = f"""
    PoliciesPanel {{ height: auto; margin-top: 1; }}
    PoliciesPanel TextLines {{ height: {_CARD_LINES}; padding: 0 3; margin-top: 1; display: none; }}
    PoliciesPanel.-entered TextLines {{ display: block; }}
    """

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[WrittenPolicy, ...] = ()
        self._with_retired = False

    def compose(self) -> Iterable[Widget]:
        """The list and its card."""
        yield RecordList(
            policy_rows.COLUMNS,
            title=_("Policies"),
            empty=_("None yet: rules that customers run into. n writes the first one down."),
            id="policies",
        )
        yield TextLines()

    @property
    def is_in_use(self) -> bool:
        """Whether its list has the focus."""
        try:
            return self._list.has_focus
        except NoMatches:  # before it is composed
            return False

    def on_mount(self) -> None:
        """One line until it is entered."""
        self._fold()

    def on_descendant_focus(self) -> None:
        """Show the list whole."""
        self._fold()

    def on_descendant_blur(self) -> None:
        """One line again."""
        self._fold()

    def read_again(self) -> None:
        """Read the policies; the cursor stays on its record."""
        query = partial(policies, with_retired=self._with_retired, viewer_id=self._desk.actor.staff_id)
        self._desk.shell.work.read(self, "policies", query, PoliciesRead)

    def on_policies_read(self, message: PoliciesRead) -> None:
        """Show them."""
        self._found = message.found
        telling = telling_of(self._desk.shell.state)
        self._list.set_rows(policy_rows.policy_rows(message.found, telling))
        self._list.set_title(policy_rows.policies_title(message.found, telling.today))
        self._fold()
        self._show_card()

    def on_record_list_highlighted(self, message: RecordList.Highlighted) -> None:
        """The card follows the cursor: all of it is at hand."""
        message.stop()
        self._show_card()

    def on_record_list_rested(self, message: RecordList.Rested) -> None:
        """The screen's own card is about its own list."""
        message.stop()

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Open the page of the policy."""
        message.stop()
        policy = self._at_cursor()
        if policy is not None:
            self._desk.shell.open("policy", policy_id=policy.id)

    def do_new(self) -> None:
        """Write one down."""
        if policy_deeds.may_write_policies(self._desk):
            self._desk.shell.open("policy-form")

    def do_edit(self) -> None:
        """Change the policy at the cursor."""
        policy = self._at_cursor()
        if policy is not None:
            policy_deeds.open_form(self._desk, policy)

    def do_review(self) -> None:
        """Review the policy at the cursor."""
        policy = self._at_cursor()
        if policy is not None:
            policy_deeds.open_review(self._desk, policy)

    def do_acknowledge(self) -> None:
        """Say that I have read the policy at the cursor."""
        policy = self._at_cursor()
        if policy is not None:
            policy_deeds.acknowledge(self._desk, policy)

    def do_propose(self) -> None:
        """Propose a change to it."""
        policy = self._at_cursor()
        if policy is not None:
            policy_deeds.propose(self._desk, policy)

    def do_proposals(self) -> None:
        """What staff propose about it."""
        policy = self._at_cursor()
        if policy is not None:
            self._desk.shell.open("proposal", policy_id=policy.id)

    def do_view(self) -> None:
        """Show the retired ones too, or no longer."""
        self._with_retired = not self._with_retired
        self._desk.shell.say(
            _("The retired policies are shown too.")
            if self._with_retired
            else _("Only policies in force are shown.")
        )
        self.read_again()

    @property
    def _desk(self) -> DeedScreen:
        screen = self.screen
        assert isinstance(screen, DeedScreen), "a panel of the desk stands on one of its screens"
        return screen

    @property
    def _list(self) -> RecordList:
        return self.query_one("#policies", RecordList)

    def _at_cursor(self) -> WrittenPolicy | None:
        row = self._list.current
        policy = next((one for one in self._found if row and row.id == ("policy", one.id)), None)
        if policy is None:
            self._desk.shell.say(_("There is no policy at the cursor."))
        return policy

    def _fold(self) -> None:
        entered = self.is_in_use
        self.set_class(entered, "-entered")
        self._list.set_collapsed(not entered)
        rows = min(max(1, len(self._list.rows_at_hand)), _MOST_ROWS)
        self._list.styles.height = 1 + rows if entered else 1

    def _show_card(self) -> None:
        row = self._list.current
        policy = next((one for one in self._found if row and row.id == ("policy", one.id)), None)
        card = self.query_one(TextLines)
        if policy is None:
            card.show_lines([])
            return
        width = max(1, self.size.width - 6)
        card.show_lines(policy_rows.words_lines(policy, policy.newest, width, _WORDING_LINES))
