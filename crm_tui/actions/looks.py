"""Looking at what a trainee logged, and telling them."""

from dataclasses import dataclass

from sqlmodel import select

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.words import Role
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Interaction, Look, Staff


@dataclass(frozen=True, slots=True)
class Looked:
    """A look as saved, and whose contact it was."""

    id: int
    staff_id: int
    name: str


def look_at(act: Act, interaction_id: int, words: str = "") -> Looked:
    """Note that a contact which a trainee logged was looked at, with what there is to say about it.

    The trainee sees both. Looking again changes one's own words. Raises NotAllowed for a trainee;
    NoSuchRecord; InvalidInput for a contact of somebody who is no trainee.
    """
    contact = act.get(Interaction, interaction_id)
    act.describe("look", "interaction", interaction_id, contact.customer_id)
    act.actor.require(Role.AGENT)
    row = act.get(Staff, contact.staff_id)
    if row.role != Role.TRAINEE:
        raise InvalidInput(
            _("{name} is no trainee: what they log is not looked at.").format(name=row.name),
            _("Praise it, or talk to them."),
        )
    before = act.session.exec(
        select(Look).where(Look.interaction_id == interaction_id, Look.staff_id == act.actor.staff_id)
    ).first()
    if before is None:
        before = act.add(
            Look(
                interaction_id=interaction_id,
                staff_id=act.actor.staff_id,
                words=words.strip(),
                at=act.now,
            )
        )
    else:
        act.change(before, words=words.strip(), at=act.now)
    return Looked(before.record_id, row.record_id, row.name)
