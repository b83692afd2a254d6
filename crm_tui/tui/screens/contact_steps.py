"""The playbook beside the form of a contact: which one fits, and what of it is asked for at save."""

from collections.abc import Mapping, Sequence
from typing import Any

from textual.message import Message

from crm_tui.commands.command import Command
from crm_tui.domain.playbooks import Playbook, Situation, Step, fitting
from crm_tui.i18n import _
from crm_tui.queries.playbooks import playbooks
from crm_tui.queries.vocabulary import OutcomeChoice
from crm_tui.tui.screens.facts_form import FactsForm
from crm_tui.tui.widgets.form import Form

#: Below this there is only room for the form itself.
_LEAST_HEIGHT = 16

#: The answers that say in which situation we are.
IN_SITUATION = frozenset({"nature", "mood", "outcome"})


class PlaybooksRead(Message, bubble=False):
    """The playbooks in force."""

    def __init__(self, found: Sequence[Playbook]) -> None:
        super().__init__()
        self.found = found


class StepsScreen(FactsForm):
    """A form with the answers ``nature``, ``mood`` and ``outcome`` and a field ``steps`` at its foot."""

    def __init__(self, **about: Any) -> None:
        super().__init__(**about)
        self._playbooks: Sequence[Playbook] = ()
        self.playbook: Playbook | None = None
        self._asked_for: set[str] = set()
        self._wants_steps = False

    @property
    def outcomes(self) -> Sequence[OutcomeChoice]:
        """The outcomes there are, once they are read."""
        return ()

    def on_mount(self) -> None:
        """Read the playbooks."""
        self.shell.work.read(self, "playbooks", playbooks, PlaybooksRead)

    def on_playbooks_read(self, message: PlaybooksRead) -> None:
        """Show the one that fits what is entered so far."""
        self._playbooks = message.found
        self.choose_playbook(self.form.values())

    def choose_playbook(self, values: Mapping[str, Any]) -> None:
        """Show the playbook that fits these answers; the focus stays where it is."""
        chosen = self._fitting(values)
        if chosen is not self.playbook:
            self.playbook = chosen
            self.form.look_again()
            self.form.field("steps").repaint()
            self.refresh_frame()

    def shows_steps(self) -> bool:
        """In a low window the form needs the room, until somebody asks for the steps."""
        is_high_enough = self.size.height >= _LEAST_HEIGHT
        return self.playbook is not None and (is_high_enough or self._wants_steps)

    def do_steps(self) -> None:
        """To the steps of the playbook, or back to where one came from."""
        self._wants_steps = True
        self.form.look_again()
        self.form.visit("steps")

    def why_not(self, command: Command) -> str | None:
        """There are no steps without a playbook."""
        if command.id == "steps" and self.playbook is None:
            return _("No playbook is for this contact.")
        return super().why_not(command)

    def on_form_saved(self, message: Form.Saved) -> None:
        """Required steps that are not ticked are asked for in one quiet line; a second save means it."""
        missing = self._to_ask_for(message.values.get("steps") or ())
        if missing:
            message.prevent_default()
            self.shell.say(
                _("{key} again saves it; not ticked: {steps}").format(
                    key=self.shell.keyboard.key_shown("save", form=True),
                    steps=", ".join(step.text for step in missing),
                )
            )

    def _to_ask_for(self, ticked: Sequence[str]) -> tuple[Step, ...]:
        missing = self.playbook.missing(ticked) if self.playbook is not None else ()
        asked_before = self._asked_for.issuperset(step.code for step in missing)
        self._asked_for.update(step.code for step in missing)
        return () if asked_before else missing

    def _fitting(self, values: Mapping[str, Any]) -> Playbook | None:
        outcome = values.get("outcome")
        # Where nobody was reached there is nobody to take the steps with.
        if any(word.code == outcome and not word.reached for word in self.outcomes):
            return None
        return fitting(self._playbooks, Situation(values.get("nature"), values.get("mood"), outcome))
