"""Undo and redo from the screens: names the act first, and asks for one that is not in view (PRODUCT.md)."""

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from textual.message_pump import MessagePump

from crm_tui.commands.sentences import act_in_words
from crm_tui.domain.acts import ASK_AFTER
from crm_tui.i18n import _
from crm_tui.tui.messages import LastActRead, TakenBack
from crm_tui.tui.shell import Shell
from crm_tui.tui.state import Tone

if TYPE_CHECKING:
    from crm_tui.queries.journal import ActLine
    from crm_tui.store.journal import Act


class Undoing:
    """Undo and redo of one desk; ``owner`` receives LastActRead and TakenBack and hands them back here."""

    def __init__(self, shell: Shell, owner: MessagePump) -> None:
        self._shell = shell
        self._owner = owner
        self._asked: int | None = None

    def undo(self) -> None:
        """Look up what would be taken back; the rest follows when it is known."""
        from crm_tui.queries.journal import last_act

        actor = self._shell.state.actor
        if actor is not None:
            query = partial(last_act, staff_id=actor.staff_id)
            self._shell.work.read(self._owner, "last-act", query, LastActRead)

    def redo(self) -> None:
        """Do again what was last taken back."""
        self._shell.work.write(self._owner, "redo", _redo, lambda name: TakenBack(name, redone=True))

    def last_act_read(self, line: "ActLine | None") -> None:
        """Take it back, or ask first: the same key again is the answer."""
        if line is None:
            self._shell.say(_("There is nothing of yours to undo."))
        elif self._asked != line.id and self._is_out_of_view(line):
            self._asked = line.id
            self._shell.say(
                _("{key} again takes back this of {when}: {act}").format(
                    act=act_in_words(line.verb, line.customer),
                    when=self._local(line.at),
                    key=self._shell.keyboard.key_shown("undo"),
                )
            )
        else:
            self._asked = None
            self._shell.work.write(
                self._owner, "undo", partial(_undo, line=line), lambda name: TakenBack(name, redone=False)
            )

    def taken_back(self, message: TakenBack) -> None:
        """Say what was done."""
        if message.redone:
            self._shell.say(_("Done again: {act}").format(act=message.name), Tone.DONE, undoable=True)
            return
        key = self._shell.keyboard.key_shown("redo")
        self._shell.say(
            _("Taken back, {key} does it again: {act}").format(act=message.name, key=key), Tone.DONE
        )

    def _is_out_of_view(self, line: "ActLine") -> bool:
        """Older than ten minutes, or about another customer than the one in view."""
        in_view = self._shell.state.customer_id
        other = None not in (in_view, line.customer_id) and in_view != line.customer_id
        return other or self._shell.state.now() - line.at > ASK_AFTER

    def _local(self, at: datetime) -> str:
        business = self._shell.state.business
        return f"{at.astimezone(business.zone if business else UTC):%Y-%m-%d %H:%M}"


def _undo(act: "Act", line: "ActLine") -> str:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.undo import undo

    taken = undo(act, line.id)
    return act_in_words(taken.verb, taken.customer)


def _redo(act: "Act") -> str:
    from crm_tui.actions.undo import redo

    taken = redo(act)
    return act_in_words(taken.verb, taken.customer)
