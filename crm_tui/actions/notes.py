"""Internal notes: words about a customer that count as no contact."""

from dataclasses import dataclass

from crm_tui.actions.lookups import case_of
from crm_tui.actions.tier_events import tier_code
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.words import Channel, Direction, Nature, Outcome
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Customer, Interaction


@dataclass(frozen=True, slots=True)
class SavedNote:
    """A note as it is after the act."""

    interaction: int
    version: int
    customer: int


def write_note(act: Act, customer_id: int, text: str, *, case_id: int | None = None) -> SavedNote:
    """Write a note about a customer, or about one of its cases. Raises InvalidInput for no words.

    Every interaction has a channel, a nature and an outcome; a note's are those that say least, and no figure
    reads them, since its direction is internal.
    """
    act.describe("write-note", "interaction", None, customer_id)
    customer = act.get(Customer, customer_id)
    if not text.strip():
        raise InvalidInput(_("There are no words here."), _("Type the note."), field="note")
    nature = Nature.ENQUIRY.value
    if case_id is not None:
        nature = case_of(act, case_id, customer_id).nature
    row = act.add(
        Interaction(
            customer_id=customer_id,
            staff_id=act.actor.staff_id,
            channel=Channel.LETTER.value,
            direction=Direction.INTERNAL.value,
            nature=nature,
            outcome=Outcome.INFORMATION.value,
            happened_at=act.now,
            recorded_at=act.now,
            said=text,
            case_id=case_id,
            tier=tier_code(act, customer) or None,
        )
    )
    act.about("interaction", row.record_id, customer_id)
    return SavedNote(row.record_id, row.version, customer_id)
