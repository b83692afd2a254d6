"""Praise: somebody did well, and a colleague says so."""

from dataclasses import dataclass

from sqlmodel import select

from crm_tui.actions.staff import present_staff
from crm_tui.domain.errors import InvalidInput
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Interaction, Praise, Staff


@dataclass(frozen=True, slots=True)
class Praised:
    """Praise as saved, and who is praised."""

    id: int
    staff_id: int
    name: str


def praise_contact(act: Act, interaction_id: int, words: str = "") -> Praised:
    """Praise whoever had a contact; said again about the same contact, it changes the words.

    Raises NoSuchRecord; InvalidInput for praise of oneself, and when it was said in the same words before.
    """
    contact = act.get(Interaction, interaction_id)
    act.describe("praise", "interaction", interaction_id, contact.customer_id)
    row = act.get(Staff, contact.staff_id)
    _refuse_self(act, row)
    before = act.session.exec(
        select(Praise).where(
            Praise.interaction_id == interaction_id,
            Praise.by_id == act.actor.staff_id,
            Praise.staff_id == row.record_id,
        )
    ).first()
    if before is None:
        return _praised(act, row, words, interaction_id)
    if not words.strip() or words.strip() == before.words:
        raise InvalidInput(
            _("You have praised {name} for this already.").format(name=row.name),
            _("Other words take the place of the ones you said."),
            field="words",
        )
    act.change(before, words=words.strip())
    return Praised(before.record_id, row.record_id, row.name)


def praise_colleague(act: Act, login: str, words: str) -> Praised:
    """Praise a colleague for something that is no contact with a customer, in words.

    Raises NoSuchRecord for a login that is nobody's; InvalidInput without words and for praise of oneself.
    """
    row = present_staff(act, login)
    act.describe("praise", "staff", row.record_id)
    _refuse_self(act, row)
    if not words.strip():
        raise InvalidInput(
            _("Praise without a contact needs words."), _("Say what they did well."), field="words"
        )
    return _praised(act, row, words, None)


def _refuse_self(act: Act, row: Staff) -> None:
    if row.id == act.actor.staff_id:
        raise InvalidInput(
            _("Nobody praises themselves here."),
            _("Mark it as a good moment instead."),
            field="login",
        )


def _praised(act: Act, row: Staff, words: str, interaction_id: int | None) -> Praised:
    praise = act.add(
        Praise(
            staff_id=row.record_id,
            by_id=act.actor.staff_id,
            interaction_id=interaction_id,
            words=words.strip(),
            at=act.now,
        )
    )
    return Praised(praise.record_id, row.record_id, row.name)
