"""The policies below the standards: one line until it is entered, then the list and the words of one."""

from collections.abc import Iterable
from functools import partial

from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from crm_tui.domain import list_views
from crm_tui.i18n import _
from crm_tui.queries.narrowing import Asked
from crm_tui.queries.policies import WrittenPolicy, listed_policies
from crm_tui.tui.narrowed import Narrowed
from crm_tui.tui.screens import policy_deeds, policy_rows
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


class PoliciesPanel(Narrowed, Vertical):
    """Lists the policies on a screen of something else; its keys act while it is in use."""

    LIST = list_views.POLICIES

    DEFAULT_CSS = f"""
    PoliciesPanel {{ height: auto; margin-top: 1; }}
    PoliciesPanel TextLines {{ height: {_CARD_LINES}; padding: 0 3; margin-top: 1; display: none; }}
    PoliciesPanel FilterLine {{ display: none; }}
    PoliciesPanel.-entered TextLines, PoliciesPanel.-entered FilterLine {{ display: block; }}
    """

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[WrittenPolicy, ...] = ()

    def compose(self) -> Iterable[Widget]:
        """The list, its card, and the filter between them."""
        rows = RecordList(policy_rows.COLUMNS, title=_("Policies"), id=self.LIST)
        yield rows
        yield self.filter_line(rows)
        yield TextLines()

    @property
    def is_in_use(self) -> bool:
        """Whether its list or its filter has the focus."""
        return self.has_focus_within

    def on_mount(self) -> None:
        """One line until it is entered."""
        self._fold()

    def on_descendant_focus(self) -> None:
        """Show the list whole."""
        self._fold()

    def on_descendant_blur(self) -> None:
        """One line again."""
        self._fold()

    def narrowed(self) -> None:
        """See :class:`Narrowed`."""
        self.read_again()

    def read_again(self) -> None:
        """Read the policies; the cursor stays on its record."""
        self.read_saved_views()
        desk = self.desk
        asked = Asked(desk.actor, desk.shell.state.now(), desk.business.zone, self.views.narrowing)
        desk.shell.work.read(self, "policies", partial(listed_policies, asked=asked), PoliciesRead)

    def on_policies_read(self, message: PoliciesRead) -> None:
        """Show them."""
        self._found = message.found
        telling = self.desk.telling
        self.rows.set_empty(
            self.why_empty(
                _("None yet: rules that customers run into. {new} writes the first one down.").format(
                    new=self.desk.shell.keyboard.key_shown("new")
                )
            )
        )
        self.rows.set_rows(policy_rows.policy_rows(message.found, telling))
        said = [policy_rows.policies_title(message.found, telling.today)]
        said += [] if self.views.is_first else [self.view_in_words()]
        self.rows.set_title("   ".join(said))
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
            self.desk.shell.open("policy", policy_id=policy.id)

    def do_new(self) -> None:
        """Write one down."""
        if policy_deeds.may_write_policies(self.desk):
            self.desk.shell.open("policy-form")

    def do_edit(self) -> None:
        """Change the policy at the cursor."""
        policy = self._at_cursor()
        if policy is not None:
            policy_deeds.open_form(self.desk, policy)

    def do_review(self) -> None:
        """Review the policy at the cursor."""
        policy = self._at_cursor()
        if policy is not None:
            policy_deeds.open_review(self.desk, policy)

    def do_acknowledge(self) -> None:
        """Say that I have read the policy at the cursor."""
        policy = self._at_cursor()
        if policy is not None:
            policy_deeds.acknowledge(self.desk, policy)

    def do_propose(self) -> None:
        """Propose a change to it."""
        policy = self._at_cursor()
        if policy is not None:
            policy_deeds.propose(self.desk, policy)

    def do_proposals(self) -> None:
        """What staff propose about it."""
        policy = self._at_cursor()
        if policy is not None:
            self.desk.shell.open("proposal", policy_id=policy.id)

    def _at_cursor(self) -> WrittenPolicy | None:
        row = self.rows.current
        policy = next((one for one in self._found if row and row.id == ("policy", one.id)), None)
        if policy is None:
            self.desk.shell.say(_("There is no policy at the cursor."))
        return policy

    def _fold(self) -> None:
        entered = self.is_in_use
        self.set_class(entered, "-entered")
        self.rows.set_collapsed(not entered)
        rows = min(max(1, len(self.rows.rows_at_hand)), _MOST_ROWS)
        self.rows.styles.height = 1 + rows if entered else 1

    def _show_card(self) -> None:
        row = self.rows.current
        policy = next((one for one in self._found if row and row.id == ("policy", one.id)), None)
        card = self.query_one(TextLines)
        if policy is None:
            card.show_lines([])
            return
        width = max(1, self.size.width - 6)
        card.show_lines(policy_rows.words_lines(policy, policy.newest, width, _WORDING_LINES))
