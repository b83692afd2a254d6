"""What works on any screen with a customer in view: asking for a reference, and a promise to send."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen

from crm_tui.i18n import _
from crm_tui.tui.deeds import Done, RecordScreen
from crm_tui.tui.shell import Shell
from crm_tui.tui.state import Tone

if TYPE_CHECKING:
    from crm_tui.store.journal import Act
    from crm_tui.store.reader import Reader


class PromiseWorded(Message, bubble=False):
    """A promise as a sentence; empty where there is none to send."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


class Wellbeing:
    """Both deeds of one desk. ``owner`` receives PromiseWorded and hands it back here; ``copy`` fills the
    clipboard of the terminal that the user sits at."""

    def __init__(self, shell: Shell, owner: MessagePump, copy: Callable[[str], None]) -> None:
        self._shell = shell
        self._owner = owner
        self._copy = copy

    def ask_for_reference(self, front: Screen[Any]) -> None:
        """Plan it for the customer in view; ``front`` tells what came of it."""
        customer_id = self._shell.state.customer_id
        if customer_id is not None:
            deed = partial(_ask_for_reference, customer_id=customer_id)
            self._shell.work.write(front, "ask-reference", deed, Done)

    def copy_promise(self, front: Screen[Any]) -> None:
        """Word the promise just made while its line offers that; else the one at the cursor, else the newest
        of the customer in view, else my newest."""
        state = self._shell.state
        if state.business is None or state.actor is None:
            return
        is_offered = state.happened is not None and state.happened is state.promise_told
        kind, number = front.at_cursor if isinstance(front, RecordScreen) else ("", 0)
        query = partial(
            _worded,
            promise_id=number if kind == "promise" and not is_offered else None,
            customer_id=None if is_offered else state.customer_id,
            staff_id=state.actor.staff_id,
            zone=state.business.zone,
            language=state.business.language,
        )
        self._shell.work.read(self._owner, "copy-promise", query, PromiseWorded)

    def promise_worded(self, message: PromiseWorded) -> None:
        """Put it on the clipboard, and say so: what was copied cannot be seen otherwise."""
        if not message.sentence:
            self._shell.say(_("There is no open promise to copy."))
            return
        self._copy(message.sentence)
        self._shell.say(_("On the clipboard: {sentence}").format(sentence=message.sentence), Tone.DONE)


def _worded(
    reader: "Reader", promise_id: int | None, customer_id: int | None, staff_id: int, **manner: Any
) -> str:
    from crm_tui.queries.promises import newest_open, worded

    chosen = promise_id or newest_open(reader, customer_id=customer_id, staff_id=staff_id)
    return "" if chosen is None else worded(reader, chosen, **manner)


# The actions need the ORM, which the first screen does not wait for.


def _ask_for_reference(act: "Act", customer_id: int) -> str:
    from crm_tui.actions.references import ask_for_reference
    from crm_tui.store.tables import Customer

    planned = ask_for_reference(act, customer_id)
    name = act.get(Customer, customer_id).name
    words = _("Planned: to ask for a reference, {day}.").format(day=planned.due_on.isoformat())
    return " ".join((words, *(notice.text for notice in planned.warnings), name))
