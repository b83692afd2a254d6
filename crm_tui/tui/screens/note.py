"""Note: words about a customer that count as no contact."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from crm_tui.i18n import N_, _
from crm_tui.tui.deeds import Deed
from crm_tui.tui.screens.desk_form import DeskForm
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.notes_field import NotesSpec

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


class NoteScreen(DeskForm):
    """One field: type, save."""

    HEADING = N_("Note")
    ROUTE = "note"
    FOOTER = ("save", "close")

    def specs(self) -> Sequence[FieldSpec]:
        """The words."""
        return [
            NotesSpec(name="note", label=_("Note"), required=True, hint=_("for us; they are not contacted"))
        ]

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Write it."""
        return partial(_write, customer_id=self.its_customer, text=values["note"])


def _write(act: "Act", customer_id: int, text: str) -> str:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.notes import write_note

    write_note(act, customer_id, text)
    return _("The note is written.")
