"""Move: a contact that was logged for the wrong customer goes to the one whom it was with."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.widget import Widget

from crm_tui.i18n import N_, _
from crm_tui.queries.find import Match
from crm_tui.queries.interactions import Interaction, interaction
from crm_tui.tui.screens.finder import FinderScreen
from crm_tui.tui.state import Tone
from crm_tui.tui.telling import telling_of, way_in_words
from crm_tui.tui.widgets.text_lines import TextLines

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


class ContactRead(Message, bubble=False):
    """The contact that is to be moved."""

    def __init__(self, contact: Interaction) -> None:
        super().__init__()
        self.contact = contact


class Moved(Message, bubble=False):
    """The contact is with the other customer now."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


class MoveScreen(FinderScreen):
    """Says which contact, and looks for its customer: the first Enter names both, the second moves it."""

    HEADING: ClassVar[str] = N_("Move to the right customer")
    DEFAULT_CSS = "MoveScreen TextLines { height: 2; padding: 0 1; }"

    def __init__(self, interaction_id: int) -> None:
        super().__init__()
        self._interaction_id = interaction_id
        self._asked: int | None = None

    def body(self) -> Iterable[Widget]:
        """The contact, the field and the matches."""
        yield TextLines()
        yield from super().body()

    def on_mount(self) -> None:
        """Read the contact."""
        query = partial(interaction, interaction_id=self._interaction_id)
        self.shell.work.read(self, "contact", query, ContactRead)

    def on_contact_read(self, message: ContactRead) -> None:
        """Say what is to be moved, and from whom."""
        contact, telling = message.contact, telling_of(self.shell.state)
        what = _("{when}  {way}: ").format(
            when=telling.exactly(contact.happened_at), way=way_in_words(contact.channel, contact.direction)
        )
        self.query_one(TextLines).show_lines(
            [((what, "dim"), (contact.said, "")), ((_("now with: "), "dim"), (contact.customer, ""))]
        )

    def chosen(self, match: Match) -> None:
        """Ask once, naming the customer; then move it."""
        if self._asked == match.id:
            deed = partial(_move, interaction_id=self._interaction_id, match=match)
            self.shell.work.write(self, "move", deed, Moved)
        else:
            self._asked = match.id
            self.shell.say(_("Enter again moves it to: {customer}").format(customer=match.name))

    def on_moved(self, message: Moved) -> None:
        """It is on disk: go back."""
        self.shell.close_page()
        self.shell.say(message.sentence, Tone.DONE, undoable=True)


def _move(act: "Act", interaction_id: int, match: Match) -> str:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.interaction_edits import move_interaction

    moved = move_interaction(act, interaction_id, match.id)
    sentence = _("The contact is moved to: {customer}").format(customer=match.name)
    return " ".join([*(notice.text for notice in moved.warnings), sentence])
