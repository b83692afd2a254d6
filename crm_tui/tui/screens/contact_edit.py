"""Putting right what was written about a contact: the words, how it left them, and what it was about."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from crm_tui.domain.words import Channel, Direction
from crm_tui.i18n import N_, _
from crm_tui.queries.interactions import Interaction, interaction
from crm_tui.queries.product_named import NamedProduct, products_numbered
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.screens.contact_specs import link_spec, mood_options, obstacle_options
from crm_tui.tui.screens.desk_form import DeskForm, Subject
from crm_tui.tui.screens.product_fields import product_spec, product_text
from crm_tui.tui.telling import Telling
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.notes_field import NotesSpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.suggest_field import SuggestSpec
from crm_tui.tui.widgets.text_fields import TextSpec

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


@dataclass(frozen=True, slots=True)
class ContactSubject(Subject):
    """The contact that is put right, and the product that it is about, offered or not."""

    contact: Interaction | None = None
    products: tuple[NamedProduct, ...] = ()


class ContactEditForm(DeskForm):
    """Changes ``interaction_id``. What it was and what it led to stays; a note has only its words."""

    HEADING = N_("Put right")
    ROUTE = "contact-edit"
    SUBJECT_LINES = 2

    def __init__(self, **about: Any) -> None:
        super().__init__(**about)
        self._subject: ContactSubject | None = None

    @property
    def is_waiting(self) -> bool:
        """The contact has to be read first."""
        return self._subject is None

    def subject_query(self) -> Callable[[Reader], Subject | None]:
        """The contact."""
        return partial(_read, interaction_id=self.about["interaction_id"], telling=self.telling)

    def subject_read(self, subject: Subject | None) -> None:
        """Show what is put right."""
        if isinstance(subject, ContactSubject) and subject.contact is not None:
            self.about.setdefault("version", subject.contact.version)
            if self._subject is None:
                self._subject = subject
                self.show_form()

    def specs(self) -> Sequence[FieldSpec]:
        """What Log asks about the contact itself, and not about what follows from it."""
        contact = self._contact
        words = NotesSpec(name="said", label=_("They said"))
        if contact.direction is Direction.INTERNAL:
            return [words]
        return [
            words,
            *([link_spec()] if contact.channel == Channel.SOCIAL else []),
            PickSpec(name="mood", label=_("Mood"), quiet=True, options=mood_options()),
            product_spec(self._known, name="product", label=_("About"), quiet=True),
            SuggestSpec(name="cause", label=_("Because"), quiet=True, known=self._causes),
            TextSpec(name="did", label=_("We did"), quiet=True),
            PickSpec(name="obstacle", label=_("In the way"), quiet=True, options=obstacle_options()),
        ]

    def start_values(self) -> Mapping[str, Any]:
        """The contact as it is."""
        return {
            **_answers(self._contact),
            "product": product_text(self._subject.products) if self._subject else None,
        }

    def deed(self, values: Mapping[str, Any]) -> Deed | None:
        """Put it right; None where it is as it was."""
        before = {**_answers(self._contact), "product": self._contact.product_id}
        asked = {spec.name for spec in self.specs()}
        changes = {
            name: values[name] if name == "product" else values[name] or ""
            for name in asked
            if (values[name] or None) != (before[name] or None)
        }
        if not changes:
            return None
        return partial(
            _edit, interaction_id=self._contact.id, changes=changes, version=self.about.get("version")
        )

    @property
    def _contact(self) -> Interaction:
        assert self._subject is not None and self._subject.contact is not None, "shown once it is read"
        return self._subject.contact

    def _known(self) -> Sequence[NamedProduct]:
        """What we offer, and what the contact is about though we offer it no longer."""
        about = self._subject.products if self._subject else ()
        return (*(product for product in about if product not in self.products()), *self.products())

    def _causes(self) -> Sequence[str]:
        return self.desk.causes if self.desk else ()


def _answers(contact: Interaction) -> dict[str, Any]:
    return {
        "said": contact.said.strip(),
        "link": contact.link,
        "mood": contact.mood,
        "cause": contact.cause,
        "did": contact.did,
        "obstacle": contact.obstacle,
    }


def _read(reader: Reader, interaction_id: int, telling: Telling) -> ContactSubject:
    contact = interaction(reader, interaction_id)
    about = () if contact.product_id is None else products_numbered(reader, [contact.product_id])
    words = _("contact of {when}, with {staff}").format(
        when=telling.past(contact.happened_at), staff=contact.staff
    )
    return ContactSubject(contact.customer_id, contact.customer, words, contact=contact, products=about)


# The actions need the ORM, which the first screen does not wait for.


def _edit(act: "Act", interaction_id: int, changes: Mapping[str, Any], version: int | None) -> str:
    from crm_tui.actions.interaction_edits import edit_interaction

    edit_interaction(act, interaction_id, changes, if_version=version)
    return _("The contact is put right.")
