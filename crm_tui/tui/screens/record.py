"""One contact, case, follow-up or promise with all that is written about it, and the keys that act on it."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from types import MappingProxyType

from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from crm_tui.commands.command import Command
from crm_tui.domain.actor import Actor
from crm_tui.domain.clocks import Clock
from crm_tui.domain.errors import NoSuchRecord
from crm_tui.i18n import N_, _
from crm_tui.queries.case_clocks import clocks_of_cases
from crm_tui.queries.cases import CaseHistory, case
from crm_tui.queries.contact_remarks import ContactRemarks, contact_remarks
from crm_tui.queries.disputes import Dispute, dispute_of
from crm_tui.queries.due import FollowUp, follow_up
from crm_tui.queries.interactions import interaction
from crm_tui.queries.playbooks import StepsTaken, steps_taken
from crm_tui.queries.promises import Promise, promise
from crm_tui.queries.vocabulary import Vocabulary, vocabulary
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import RecordScreen
from crm_tui.tui.messages import Failed
from crm_tui.tui.screens.case_card import clock_in_words
from crm_tui.tui.screens.dispute_form import dispute_block
from crm_tui.tui.screens.record_words import Block, Record, customer_of, heading_of, record_blocks, tied_cases
from crm_tui.tui.screens.remark_words import remark_blocks
from crm_tui.tui.screens.steps_words import steps_blocks
from crm_tui.tui.telling import telling_of
from crm_tui.tui.text import clean, plain

_READERS: Mapping[str, Callable[[Reader, int], Record]] = MappingProxyType(
    {"interaction": interaction, "case": case, "follow-up": follow_up, "promise": promise}
)


class RecordRead(Message, bubble=False):
    """The record was read with the business's words, and what is known besides of a contact or a case."""

    def __init__(
        self,
        record: Record,
        words: Vocabulary,
        taken: StepsTaken | None,
        remarks: ContactRemarks,
        clocks: tuple[Clock, ...],
        dispute: Dispute | None,
    ) -> None:
        super().__init__()
        self.record = record
        self.words = words
        self.taken = taken
        self.remarks = remarks
        self.clocks = clocks
        self.dispute = dispute


class RecordPage(RecordScreen):
    """A record on a page of its own. ``kind`` is interaction, case, follow-up or promise."""

    HEADING = N_("Record")
    FOOTER = ("close", "edit", "case-tied", "came", "no-show", "log", "call", "follow-up")
    DEFAULT_CSS = """
    RecordPage VerticalScroll { padding: 1 2; scrollbar-size-vertical: 1; }
    RecordPage #text { height: auto; }
    """

    def __init__(self, kind: str, record_id: int) -> None:
        super().__init__()
        self._at = (kind, record_id)
        self._record: Record | None = None
        self._next_tied = 0

    def body(self) -> Iterable[Widget]:
        """The text; the arrows scroll it."""
        with VerticalScroll():
            yield Static(markup=False, id="text")

    def on_mount(self) -> None:
        """Read the record."""
        self.query_one(VerticalScroll).focus()
        self.read_again()

    def read_again(self) -> None:
        """The text is replaced; where it is scrolled to stays."""
        query = partial(_read, at=self._at, viewer=self.actor)
        self.shell.work.read(self, "record", query, lambda found: RecordRead(*found))

    def on_record_read(self, message: RecordRead) -> None:
        """Show it."""
        self._record = message.record
        telling = telling_of(self.shell.state)
        blocks = record_blocks(message.record, telling, message.words)
        if message.clocks:
            told = [clock_in_words(clock, telling) for clock in message.clocks]
            blocks.insert(1, Block(_("Clocks"), "\n".join(told)))
        if message.dispute is not None:
            blocks.insert(1, dispute_block(message.dispute, telling))
        if message.taken is not None:
            blocks.extend(steps_blocks(message.taken))
        blocks.extend(remark_blocks(message.remarks, telling))
        self.query_one("#text", Static).update(Content("\n\n").join([_content(block) for block in blocks]))
        self.refresh_frame()

    def on_failed(self, message: Failed) -> None:
        """A record that is gone has no page."""
        if message.topic == "record" and isinstance(message.error, NoSuchRecord):
            message.prevent_default()
            self.shell.close_page()

    def top_left(self) -> str:
        """What it is, and whose."""
        if self._record is None:
            return _(self.HEADING)
        _id, name = customer_of(self._record)
        return f"{heading_of(self._record)}   {clean(name)}"

    @property
    def at_cursor(self) -> tuple[str, int]:
        """The record of the page."""
        return self._at

    @property
    def record_state(self) -> str:
        """The state of that record."""
        match self._record:
            case CaseHistory():
                return self._record.case.stage
            case FollowUp() | Promise():
                return self._record.state
            case _:
                return ""

    @property
    def customer_id(self) -> int | None:
        """Whose record it is."""
        return None if self._record is None else customer_of(self._record)[0]

    def do_case_tied(self) -> None:
        """Go to the case that this one is tied into, or to the next of those that are tied into it."""
        tied = tied_cases(self._record)
        if self.holds_or_says(bool(tied), _("This case is not tied to another.")):
            self.shell.open("record", kind="case", record_id=tied[self._next_tied % len(tied)])
            self._next_tied += 1

    def do_edit(self) -> None:
        """Change the follow-up, or put the contact right."""
        kind, record_id = self._at
        if kind == "interaction":
            self.shell.open("contact-edit", interaction_id=record_id)
        else:
            super().do_edit()

    def why_not(self, command: Command) -> str | None:
        """What is written about a case or a promise is added to, not changed."""
        if command.id == "edit" and self._at[0] in ("case", "promise"):
            return _("Here only a contact or a follow-up is changed; the customer on their own page.")
        return super().why_not(command)


def _read(
    reader: Reader, at: tuple[str, int], viewer: Actor
) -> tuple[Record, Vocabulary, StepsTaken | None, ContactRemarks, tuple[Clock, ...], Dispute | None]:
    kind, record_id = at
    is_contact = kind == "interaction"
    taken = steps_taken(reader, record_id) if is_contact else None
    remarks = contact_remarks(reader, record_id, viewer) if is_contact else ContactRemarks()
    clocks = clocks_of_cases(reader, [record_id]).get(record_id, ()) if kind == "case" else ()
    record = _READERS[kind](reader, record_id)
    dispute = dispute_of(reader, record_id, record.case.nature) if isinstance(record, CaseHistory) else None
    return record, vocabulary(reader), taken, remarks, clocks, dispute


def _content(block: Block) -> Content:
    """A heading, dim, and the text below it."""
    text = plain(block.text)
    return Content("\n").join([plain(block.heading).stylize("$text-muted"), text]) if block.heading else text
