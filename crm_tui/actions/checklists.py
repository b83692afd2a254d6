"""A newcomer's checklist: calls that somebody listens in to, and what else is to be signed off.

The standards to read are not written on it: they are those in force, ticked by whoever has read them
(``actions.standards.acknowledge``), so that a new standard is on everybody's list at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from crm_tui.actions.lookups import read_code
from crm_tui.actions.staff import present_staff
from crm_tui.domain.errors import InvalidInput, NotAllowed
from crm_tui.domain.words import ChecklistKind, Role
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import ChecklistItem, Interaction, Staff

#: So many calls are accompanied unless somebody says otherwise.
_CALLS = 3


@dataclass(frozen=True, slots=True)
class ChecklistSaved:
    """The items that were written or signed, and whose list it is."""

    ids: tuple[int, ...]
    staff_id: int
    name: str


def start_checklist(act: Act, login: str, *, calls: int = _CALLS) -> ChecklistSaved:
    """Begin somebody's checklist with so many calls to be accompanied.

    Raises NotAllowed below manager; NoSuchRecord; InvalidInput when there is one, or for no calls at all.
    """
    row = present_staff(act, login)
    act.describe("start-checklist", "staff", row.record_id)
    act.actor.require(Role.MANAGER)
    if calls < 1:
        raise InvalidInput(
            _("A newcomer is accompanied at least once."), _("Give the number of calls."), field="calls"
        )
    if _items(act, row):
        raise InvalidInput(
            _("{name} has a checklist already.").format(name=row.name), _("Add to it what is missing.")
        )
    whats = [_("Accompanied call {number}").format(number=number) for number in range(1, calls + 1)]
    return _add(act, row, ChecklistKind.ACCOMPANIED, whats)


def add_to_checklist(
    act: Act, login: str, what: str, *, kind: str = ChecklistKind.OTHER.value
) -> ChecklistSaved:
    """Add one thing to somebody's checklist.

    Raises NotAllowed below manager; NoSuchRecord; InvalidInput for no words and an unknown kind.
    """
    row = present_staff(act, login)
    act.describe("add-to-checklist", "staff", row.record_id)
    act.actor.require(Role.MANAGER)
    if not what.strip():
        raise InvalidInput(_("There are no words here."), _("Say what is to be done or read."), field="what")
    return _add(act, row, read_code(ChecklistKind, kind, "kind"), [what.strip()])


def sign_off(act: Act, item_id: int, *, interaction: int | None = None) -> ChecklistSaved:
    """Sign an item off. An accompanied call names the contact that was listened in to, once it is logged.

    A manager signs anything; an accompanied call also the agent who accompanied it. Raises NotAllowed
    otherwise, and for one's own list; NoSuchRecord; InvalidInput for an item that is signed, and a contact
    that somebody else had.
    """
    item = act.get(ChecklistItem, item_id)
    row = act.get(Staff, item.staff_id)
    act.describe("sign-off", "staff", row.record_id)
    act.actor.require(Role.AGENT if item.kind == ChecklistKind.ACCOMPANIED else Role.MANAGER)
    if row.id == act.actor.staff_id:
        raise NotAllowed(_("Nobody signs their own checklist."), _("Ask a manager, or who accompanied you."))
    if item.signed_by_id is not None:
        raise InvalidInput(
            _("This is signed off already, by {name}.").format(name=act.get(Staff, item.signed_by_id).name),
            _("There is nothing left to do for it."),
        )
    if interaction is not None and act.get(Interaction, interaction).staff_id != row.id:
        raise InvalidInput(
            _("Contact {id} was not {name}'s.").format(id=interaction, name=row.name),
            _("Name a contact that they had while somebody listened in."),
            field="interaction",
        )
    act.change(item, signed_by_id=act.actor.staff_id, signed_at=act.now, interaction_id=interaction)
    return ChecklistSaved((item.record_id,), row.record_id, row.name)


def drop_from_checklist(act: Act, item_id: int) -> ChecklistSaved:
    """Take an item off a checklist. Raises NotAllowed below manager; NoSuchRecord."""
    item = act.get(ChecklistItem, item_id)
    row = act.get(Staff, item.staff_id)
    act.describe("drop-from-checklist", "staff", row.record_id)
    act.actor.require(Role.MANAGER)
    act.remove(item)
    return ChecklistSaved((item.record_id,), row.record_id, row.name)


def _items(act: Act, row: Staff) -> Sequence[ChecklistItem]:
    return act.session.exec(
        select(ChecklistItem)
        .where(ChecklistItem.staff_id == row.record_id)
        .order_by(col(ChecklistItem.position))
    ).all()


def _add(act: Act, row: Staff, kind: ChecklistKind, whats: Sequence[str]) -> ChecklistSaved:
    first = 1 + max((item.position for item in _items(act, row)), default=0)
    items = [
        ChecklistItem(staff_id=row.record_id, kind=kind.value, what=what, position=place)
        for place, what in enumerate(whats, start=first)
    ]
    act.add_all(items)
    return ChecklistSaved(tuple(item.record_id for item in items), row.record_id, row.name)
