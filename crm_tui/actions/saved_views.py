"""Saved views: what a list was narrowed to and sorted by, under a name, one's own or everybody's."""

from dataclasses import dataclass

from sqlmodel import col, or_, select

from crm_tui.actions.lookups import unknown_code
from crm_tui.domain.errors import InvalidInput, NoSuchRecord
from crm_tui.domain.folding import fold
from crm_tui.domain.list_views import CUSTOMERS, LISTS, LONGEST_NAME, Narrowing
from crm_tui.domain.words import Role
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import SavedView


@dataclass(frozen=True, slots=True)
class ViewSaved:
    """A saved view as it is after the act."""

    id: int
    name: str
    version: int


def save_view(
    act: Act, list_name: str, name: str, narrowing: Narrowing, sort: str = "", *, shared: bool = False
) -> ViewSaved:
    """Keep what a list shows under a name; one of mine with this name shows it from now on.

    Raises InvalidInput for an unknown list or built-in view, no name, and one too long;
    NotAllowed below manager for one that all share, or that a colleague does.
    """
    act.describe("save-view", "saved-view")
    if list_name not in LISTS:
        raise unknown_code(list_name, list(LISTS), "list")
    if list_name != CUSTOMERS and narrowing.among not in LISTS[list_name]:
        raise unknown_code(narrowing.among, list(LISTS[list_name]), "view")
    wanted = _read_name(name)
    if shared:
        act.actor.require(Role.MANAGER)
    found = _named(act, list_name, wanted)
    if found is None:
        row = act.add(
            SavedView(
                name=wanted,
                list=list_name,
                narrowing=narrowing.as_plain(),
                sort=sort,
                owner_id=act.actor.staff_id,
                shared=shared,
                created_at=act.now,
            )
        )
    else:
        row = _mine(act, found)
        act.change(row, name=wanted, narrowing=narrowing.as_plain(), sort=sort, shared=shared)
    act.about("saved-view", row.record_id)
    return ViewSaved(row.record_id, row.name, row.version)


def rename_view(act: Act, view_id: int, name: str) -> ViewSaved:
    """Give a saved view another name.

    Raises NoSuchRecord; NotAllowed for a colleague's below manager; InvalidInput for a name that is taken.
    """
    act.describe("rename-view", "saved-view", view_id)
    row = _mine(act, act.get(SavedView, view_id))
    wanted = _read_name(name)
    other = _named(act, row.list, wanted)
    if other is not None and other.id != row.id:
        raise _taken(wanted)
    act.change(row, name=wanted)
    return ViewSaved(row.record_id, row.name, row.version)


def delete_view(act: Act, view_id: int) -> ViewSaved:
    """Forget a saved view; what was drawn up by it stays.

    Raises NoSuchRecord, also for a colleague's own; NotAllowed for one that all share below manager.
    """
    act.describe("delete-view", "saved-view", view_id)
    row = _mine(act, act.get(SavedView, view_id))
    act.change(row, deleted_at=act.now)
    return ViewSaved(row.record_id, row.name, row.version)


def _mine(act: Act, row: SavedView) -> SavedView:
    """The view, if the actor may change it: their own, or as manager one that all share."""
    if row.owner_id == act.actor.staff_id:
        return row
    if not row.shared:
        raise NoSuchRecord(
            _("There is no saved view {id} of yours.").format(id=row.id), _("`crm-tui view list` shows them.")
        )
    act.actor.require(Role.MANAGER)
    return row


def _named(act: Act, list_name: str, name: str) -> SavedView | None:
    """The view of that name that the actor sees: their own before one that all share."""
    rows = act.session.exec(
        select(SavedView)
        .where(
            SavedView.list == list_name,
            col(SavedView.deleted_at).is_(None),
            or_(col(SavedView.owner_id) == act.actor.staff_id, col(SavedView.shared)),
        )
        .order_by(col(SavedView.owner_id) != act.actor.staff_id, col(SavedView.id))
    )
    return next((row for row in rows if fold(row.name) == fold(name)), None)


def _read_name(name: str) -> str:
    wanted = " ".join(name.split())
    if not fold(wanted):
        raise InvalidInput(
            _("A view needs a name."), _("Say whom or what it shows: silent key customers."), field="name"
        )
    if len(wanted) > LONGEST_NAME:
        raise InvalidInput(
            _("A view's name has at most {count} letters.").format(count=LONGEST_NAME),
            _("Use fewer words."),
            field="name",
        )
    return wanted


def _taken(name: str) -> InvalidInput:
    return InvalidInput(
        _("There is a view “{name}” of this list already.").format(name=name),
        _("Use another name."),
        field="name",
    )
