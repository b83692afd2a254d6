"""How a record list asks its source: in a thread, and stale answers are dropped (ARCHITECTURE.md, law 8)."""

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from textual.message import Message
from textual.message_pump import MessagePump

from crm_tui.store.reader import Reader
from crm_tui.tui.widgets.rows import Page

Read = Callable[[Reader], Page]
Apply = Callable[[Page], None]

_PAGE = "page"
_NEXT_PAGE = "next page"


class Lane(Protocol):
    """Runs a query in a thread and posts ``done(answer)`` to ``owner``, or Failed: ``Workers.read``."""

    def __call__(
        self,
        owner: MessagePump,
        topic: str,
        query: Callable[[Reader], Any],
        done: Callable[[Any], Message],
        /,
    ) -> None:
        """Ask; a newer question under the same topic makes an older one void."""
        ...


class PageRead(Message, bubble=False):
    """The answer to a question, on its way from the thread to the list that asked."""

    def __init__(self, sequence: int, apply: Apply, page: Page) -> None:
        super().__init__()
        self.sequence = sequence
        self.apply = apply
        self.page = page


class ListReader:
    """Asks for ``owner``, which gets each answer as :class:`PageRead` and passes it to :meth:`take`."""

    def __init__(self, owner: MessagePump, lane: Lane) -> None:
        self._owner = owner
        self._lane = lane
        self._sequence = 0
        self._extending = False

    def replace(self, read: Read, apply: Apply) -> None:
        """Ask for a page that replaces what is shown; what was asked before is void."""
        self._sequence += 1
        self._extending = False
        self._lane(self._owner, _PAGE, read, partial(PageRead, self._sequence, apply))

    def extend(self, read: Read, apply: Apply) -> None:
        """Ask for a page that adjoins what is shown, unless one is on its way."""
        if not self._extending:
            self._extending = True
            self._lane(self._owner, _NEXT_PAGE, read, partial(PageRead, self._sequence, apply))

    def take(self, message: PageRead) -> None:
        """Apply an answer that is still wanted."""
        if message.sequence == self._sequence:
            self._extending = False
            message.apply(message.page)

    def failed(self) -> None:
        """A question came back as Failed: the next one may be asked."""
        self._extending = False
