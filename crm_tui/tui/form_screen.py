"""A screen that is one form: kept as a draft while it is typed, saved as one act, then closed.

A subclass says which fields there are (``specs``) and what saving does (``deed``).
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar
from uuid import uuid4

from textual import events
from textual.message import Message
from textual.widget import Widget

from crm_tui.commands.command import Scope
from crm_tui.commands.footer import Entry
from crm_tui.domain.errors import InvalidInput
from crm_tui.i18n import _
from crm_tui.store.drafts import Draft
from crm_tui.tui.deeds import Deed
from crm_tui.tui.messages import DraftKept, DraftNotKept, Failed
from crm_tui.tui.screens.base import DeskScreen
from crm_tui.tui.state import Tone
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.form import Form

#: Where a draft keeps what the form is about, beside what was typed.
ABOUT = "about"


class Written(Message, bubble=False):
    """The form's act is on disk; ``sentence`` says what was done."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


class FormScreen(DeskScreen):
    """A form of the desk.

    ``ROUTE`` opens it again from its draft. ``about`` is what the form concerns besides the customer (a
    follow-up, a case): it is kept with the draft and given back when that is opened.
    """

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.FORM,)
    FOOTER: ClassVar[Sequence[Entry]] = ("save", "next-field", "picks", "close")
    ROUTE: ClassVar[str]

    def __init__(self, *, customer_id: int | None = None, draft: Draft | None = None, **about: Any) -> None:
        super().__init__()
        self._opened_from = draft
        self.draft_id = draft.id if draft else uuid4().hex
        self.draft_form = self.ROUTE
        self.draft_customer_id = draft.customer_id if draft else customer_id
        self.about: dict[str, Any] = dict(draft.values.get(ABOUT, about)) if draft else about
        self._form: Form | None = None
        self._kept_at = ""
        self._saving = False
        self._is_entered = asyncio.Event()

    def specs(self) -> Sequence[FieldSpec]:
        """The fields, from top to bottom."""
        raise NotImplementedError

    def deed(self, values: Mapping[str, Any]) -> Deed | None:
        """What saving these answers does; None where they change nothing.

        Raises InvalidInput, naming a field, for what cannot be saved.
        """
        raise NotImplementedError

    def start_values(self) -> Mapping[str, Any]:
        """What the fields hold before anything is typed."""
        return {}

    @property
    def is_waiting(self) -> bool:
        """Whether the form has to wait for what is being read; ``show_form`` ends that."""
        return False

    @property
    def start_field(self) -> str | None:
        """The field to begin in; None for the first that is not passed over."""
        return None

    def above(self) -> Iterable[Widget]:
        """What stands between the top line and the form."""
        return ()

    def body(self) -> Iterable[Widget]:
        """The form, filled from its draft where there is one."""
        yield from self.above()
        if not self.is_waiting:
            yield self._new_form()

    def show_form(self) -> None:
        """Show the form that waited."""
        self.query_one("#body").mount(self._new_form())

    async def ready(self) -> None:
        """Until a field is entered: what is typed ahead is for that, also where the form waits."""
        await self._is_entered.wait()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A field is entered."""
        self._is_entered.set()

    def _new_form(self) -> Form:
        kept = self._opened_from.values if self._opened_from else {}
        self._form = Form(
            self.specs(),
            # A draft holds all that was entered: what is not in it was emptied.
            values={} if self._opened_from else self.start_values(),
            initial={name: value for name, value in kept.items() if name != ABOUT},
            start=self.start_field,
            id="form",
        )
        return self._form

    @property
    def form(self) -> Form:
        """The form; there is none while it waits."""
        assert self._form is not None, "the form waits for what is being read"
        return self._form

    @property
    def customer_id(self) -> int | None:
        """The customer whom the form is about."""
        return self.draft_customer_id

    def on_mount(self) -> None:
        """From now on what is typed is kept."""
        self.shell.drafting.watch(self, self._opened_from)

    def on_unmount(self) -> None:
        """The way to a main screen closes what lies on it: what was typed is kept."""
        self._is_entered.set()  # nobody is to wait for it any longer
        self.shell.drafting.release(self, discard=False)
        if self.app.is_running:
            self.shell.list_drafts()

    def draft_values(self) -> Mapping[str, Any]:
        """What is typed, with what it is about; nothing while nothing is."""
        typed = self._form.draft_values() if self._form else {}
        return {**typed, ABOUT: self.about} if typed and self.about else typed

    def top_right(self) -> str:
        """Whether what is typed is safe."""
        if not self._kept_at:
            return super().top_right()
        return "   ".join(part for part in (self.also_here(), self._kept_at) if part)

    @property
    def place(self) -> str:
        """A form about a customer is where that customer's page is."""
        return "" if self.customer_id is None else f"customer:{self.customer_id}"

    def on_draft_kept(self, message: DraftKept) -> None:
        """It is on disk."""
        business = self.shell.state.business
        if business is not None:
            now = self.shell.state.now().astimezone(business.zone)
            self._kept_at = _("kept {time}").format(time=f"{now:%H:%M:%S}")
            self.refresh_frame()

    def on_draft_not_kept(self, message: DraftNotKept) -> None:
        """It is not: the text stays here, and that is said."""
        self._kept_at = _("not kept")
        self.shell.say(
            _("What you type is not kept: {reason}").format(reason=message.error.message), Tone.WRONG
        )
        self.refresh_frame()

    def on_form_saved(self, message: Form.Saved) -> None:
        """Every field can be used: write it."""
        if self._saving:
            return  # The same keys twice are one wish.
        try:
            deed = self.deed(message.values)
        except InvalidInput as error:
            self.refuse(error)
            return
        if deed is None:
            self._close()
            self.shell.say(_("Nothing was changed."))
            return
        self._saving = True
        self.shell.work.write(self, "save", deed, Written)

    def do_close(self) -> None:
        """Leave while there is no form yet that could answer."""
        self._leave()

    def on_form_left(self, message: Form.Left) -> None:
        """Leave; what was typed is kept."""
        self._leave()

    def _close(self) -> None:
        """Close the form; its draft is not needed any more."""
        self.shell.drafting.release(self, discard=True)
        self.shell.close_page()
        self.shell.list_drafts()

    def _leave(self) -> None:
        typed = bool(self.draft_values())
        self.shell.drafting.release(self, discard=False)
        self.shell.close_page()
        if typed:
            self.shell.say(_("What you typed is kept as a draft."))
        self.shell.list_drafts()

    def on_written(self, message: Written) -> None:
        """It is on disk before the screen says so."""
        self._close()
        self.shell.say(message.sentence, Tone.DONE, undoable=True)
        self.after_saving()

    def after_saving(self) -> None:
        """What follows once the form is saved and closed."""

    def on_failed(self, message: Failed) -> None:
        """Nothing was written; what was typed stays, with the reason beside the field that it is about."""
        if message.topic == "save":
            message.prevent_default()
            self._saving = False
            self.refuse(message.error)

    def refuse(self, error: Exception) -> None:
        """Say why it was not saved, beside the field that it is about."""
        sentence = " ".join(
            part for part in (getattr(error, "message", ""), getattr(error, "hint", "")) if part
        )
        field = self.field_of(error)
        if field:
            self.form.show_problem(field, sentence)
        else:
            self.shell.say(sentence, Tone.WRONG)

    def field_of(self, error: Exception) -> str:
        """The field that an error is about; empty where the form has none of that name."""
        name = error.field if isinstance(error, InvalidInput) else ""
        return name if name in {spec.name for spec in self.specs()} else ""
