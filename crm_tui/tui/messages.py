"""What the shell tells screens and forms. None of it bubbles: each is posted to whom it concerns."""

from typing import TYPE_CHECKING

from textual.message import Message

from crm_tui.domain.errors import CrmError

if TYPE_CHECKING:
    from crm_tui.queries.journal import ActLine


class Failed(Message, bubble=False):
    """A query or an action could not be done; ``topic`` is what was asked under."""

    def __init__(self, topic: str, error: CrmError) -> None:
        super().__init__()
        self.topic = topic
        self.error = error


class Crashed(Message, bubble=False):
    """Work in a thread met an error that nobody planned for; raised again where it is reported."""

    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self.error = error


class StoreChanged(Message, bubble=False):
    """Somebody, perhaps we, committed something: read again what is shown."""


class StoreLost(Message, bubble=False):
    """The database is no longer the file that was opened; ``error`` says so, None that it is back."""

    def __init__(self, error: CrmError | None) -> None:
        super().__init__()
        self.error = error


class Resting(Message, bubble=False):
    """No key for 30 seconds: show times that stand still ("due 14:20" for "0:38 left")."""


class Woken(Message, bubble=False):
    """The first key after a rest."""


class DraftKept(Message, bubble=False):
    """What is typed in the form is on disk."""


class DraftNotKept(Message, bubble=False):
    """What is typed could not be put on disk; the text stays on the screen."""

    def __init__(self, error: CrmError) -> None:
        super().__init__()
        self.error = error


class DraftsListed(Message, bubble=False):
    """The number of drafts that wait for this member of staff was read again."""


class LastActRead(Message, bubble=False):
    """What undo would take back; None when there is nothing."""

    def __init__(self, line: "ActLine | None") -> None:
        super().__init__()
        self.line = line


class TakenBack(Message, bubble=False):
    """An act was taken back, or done again (``redone``); ``name`` is what the user calls it."""

    def __init__(self, name: str, *, redone: bool) -> None:
        super().__init__()
        self.name = name
        self.redone = redone
