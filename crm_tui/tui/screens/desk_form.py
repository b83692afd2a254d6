"""What the small forms have in common: the line that says what they are about, and the desk's facts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import ClassVar

from textual.message import Message
from textual.widget import Widget

from crm_tui.domain.errors import ChangedSince
from crm_tui.domain.when import When
from crm_tui.queries.customer_page import customer
from crm_tui.store.reader import Reader
from crm_tui.tui.messages import Failed
from crm_tui.tui.screens import contact_facts as facts
from crm_tui.tui.screens.facts_form import FactsForm
from crm_tui.tui.widgets.text_lines import TextLines

_TOPIC = "about"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a form is about: a customer, and where it is a record of theirs, which one.

    ``words`` are ours ("in 3 d, call: "), ``text`` what somebody typed; both are empty for the customer as a
    whole.
    """

    customer_id: int
    customer: str
    words: str = ""
    text: str = ""


class AboutRead(Message, bubble=False):
    """The desk's words and colleagues were read, and what the form is about."""

    def __init__(self, found: tuple[facts.DeskFacts, Subject | None]) -> None:
        super().__init__()
        self.desk, self.subject = found


class DeskForm(FactsForm):
    """A form about a customer, or about one of their records. ``SUBJECT_LINES`` are those that say which."""

    SUBJECT_LINES: ClassVar[int] = 1
    DEFAULT_CSS = """
    #subject { padding: 0 1; margin-bottom: 1; }
    """

    def subject_query(self) -> Callable[[Reader], Subject | None]:
        """Reads what the form is about, in a thread: the customer as a whole unless a form says otherwise."""
        return partial(read_customer, customer_id=self.draft_customer_id)

    def subject_read(self, subject: Subject | None) -> None:
        """Both the desk's facts and the subject are known now."""

    def above(self) -> Iterable[Widget]:
        """What the form is about."""
        lines = TextLines(id="subject")
        lines.styles.height = self.SUBJECT_LINES
        yield lines

    def on_mount(self) -> None:
        """Read it."""
        self.read_subject()

    def read_subject(self) -> None:
        """Read what the form is about, and what its picks offer."""
        query = partial(_read, today=self.telling.today, subject=self.subject_query())
        self.shell.work.read(self, _TOPIC, query, AboutRead)

    def on_about_read(self, message: AboutRead) -> None:
        """Say it, and let picks offer what there is."""
        self.desk = message.desk
        subject = message.subject
        if subject is not None:
            self.draft_customer_id = subject.customer_id
            for lines in self.query("#subject").results(TextLines):
                lines.show_lines(
                    [((subject.customer, "strong"),), ((subject.words, "dim"), (subject.text, ""))]
                )
        if not self.is_waiting:
            for name in self.picks_of_facts():
                self.form.field(name).repaint()
        self.subject_read(subject)

    def on_failed(self, message: Failed) -> None:
        """Without what it is about there is no form."""
        if message.topic == _TOPIC:
            self.shell.drafting.release(self, discard=False)
            self.shell.close_page()

    def refuse(self, error: Exception) -> None:
        """Who is told that somebody else changed the record, and saves again, means it."""
        if isinstance(error, ChangedSince) and self.about.pop("version", None) is not None:
            self.read_subject()
        super().refuse(error)

    def picks_of_facts(self) -> Sequence[str]:
        """The fields whose options are the desk's facts."""
        return ()

    @property
    def its_customer(self) -> int:
        """The customer of a form that is only opened for one."""
        assert self.draft_customer_id is not None, "its key asks for a customer in view"
        return self.draft_customer_id

    def describe(self, when: When) -> str:
        """A time to come, exactly."""
        return self.telling.due_exactly(when.at, when.all_day, when.day)


def read_customer(reader: Reader, customer_id: int | None) -> Subject | None:
    """The customer as a whole; None where the form finds one itself. Raises NoSuchRecord."""
    return None if customer_id is None else Subject(customer_id, customer(reader, customer_id).name)


def _read(
    reader: Reader, today: date, subject: Callable[[Reader], Subject | None]
) -> tuple[facts.DeskFacts, Subject | None]:
    return facts.read_desk(reader, today, None), subject(reader)
