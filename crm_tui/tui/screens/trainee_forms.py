"""Forms for whoever accompanies a newcomer: signing a call off, and looking at what a trainee logged."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.message import Message

from crm_tui.i18n import N_, _
from crm_tui.queries.interactions import interaction
from crm_tui.queries.member_parts import TraineeContact, recent_contacts
from crm_tui.store.drafts import Draft
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.form_screen import FormScreen
from crm_tui.tui.screens.desk_form import DeskForm, Subject
from crm_tui.tui.telling import telling_of
from crm_tui.tui.typed_choice import TypedChoice
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.read_field import ReadSpec
from crm_tui.tui.widgets.text_fields import TextSpec

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


@dataclass
class ContactsRead(Message, bubble=False):
    """The contacts that the newcomer had lately."""

    contacts: tuple[TraineeContact, ...]


class SignOffForm(FormScreen):
    """Signs an accompanied call off, and names the contact that it was."""

    HEADING = N_("Accompanied call")
    ROUTE = "sign-off"
    FOOTER = ("save", "close")

    def __init__(
        self, item_id: int | None = None, staff_id: int | None = None, draft: Draft | None = None
    ) -> None:
        super().__init__(draft=draft, item_id=item_id, staff_id=staff_id)
        self._contacts: tuple[TraineeContact, ...] | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether the contacts are not read yet."""
        return self._contacts is None

    def on_mount(self) -> None:
        """Read the contacts."""
        query = partial(recent_contacts, staff_id=self.about["staff_id"], now=self.shell.state.now())
        self.shell.work.read(self, "contacts", query, ContactsRead)

    def on_contacts_read(self, message: ContactsRead) -> None:
        """Show the form."""
        self._contacts = message.contacts
        self.show_form()

    def specs(self) -> Sequence[FieldSpec]:
        """Which of their contacts it was."""
        telling = telling_of(self.shell.state)
        choices = TypedChoice(
            [
                (
                    str(one.interaction_id),
                    _("{customer}, {when}").format(customer=one.customer, when=telling.exactly(one.at)),
                )
                for one in self._contacts or ()
            ]
        )
        return (
            ReadSpec(
                name="interaction",
                label=_("Contact"),
                hint=_("letters of a name; may be empty"),
                read=choices.read,
                told=choices.told,
                input_width=32,
            ),
        )

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Sign it off."""
        return partial(_sign_off, item_id=self.about["item_id"], contact=values["interaction"])


class LookForm(DeskForm):
    """What somebody thinks of a contact that a trainee logged; the trainee sees it. Words may be left out."""

    HEADING = N_("Look at a trainee's contact")
    ROUTE = "look"
    SUBJECT_LINES = 2
    FOOTER = ("save", "close")

    def __init__(self, interaction_id: int | None = None, draft: Draft | None = None) -> None:
        super().__init__(draft=draft, interaction_id=interaction_id)

    def subject_query(self) -> Callable[[Reader], Subject | None]:
        """The contact."""
        return partial(_read_contact, interaction_id=self.about["interaction_id"])

    def specs(self) -> Sequence[FieldSpec]:
        """The words."""
        hint = _("what was good, what to do next time; may be left empty")
        return (TextSpec(name="words", label=_("I think"), hint=hint),)

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Say it."""
        return partial(_look, interaction_id=self.about["interaction_id"], words=values.get("words") or "")


def _read_contact(reader: Reader, interaction_id: int) -> Subject:
    found = interaction(reader, interaction_id)
    words = _("{colleague} logged: ").format(colleague=found.staff)
    return Subject(found.customer_id, found.customer, words, found.said)


# The actions need the ORM, which the first screen does not wait for.


def _sign_off(act: "Act", item_id: int, contact: str | None) -> str:
    from crm_tui.actions.checklists import sign_off

    signed = sign_off(act, item_id, interaction=None if contact is None else int(contact))
    return _("Signed off for {name}.").format(name=signed.name)


def _look(act: "Act", interaction_id: int, words: str) -> str:
    from crm_tui.actions.looks import look_at

    return _("Looked at; they see it: {name}").format(name=look_at(act, interaction_id, words).name)
