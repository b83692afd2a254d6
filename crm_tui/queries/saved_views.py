"""Saved views that somebody sees: their own, and those that all share."""

import json
from dataclasses import dataclass

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.folding import fold
from crm_tui.domain.list_views import Narrowing, built_in_views, view_called
from crm_tui.i18n import _
from crm_tui.store.reader import Reader

VIEWS = """
SELECT v.id, v.list, v.name, v.narrowing, v.sort, v.shared, v.owner_id, s.login, v.version
  FROM saved_views v JOIN staff s ON s.id = v.owner_id
 WHERE v.deleted_at IS NULL AND (v.owner_id = :staff_id OR v.shared = 1)
   AND (:list = '' OR v.list = :list)
 ORDER BY v.list, v.owner_id <> :staff_id, v.name, v.id"""


@dataclass(frozen=True, slots=True)
class ListView:
    """A saved view; ``owner`` is the login of whoever saved it."""

    id: int
    list: str
    name: str
    narrowing: Narrowing
    sort: str
    shared: bool
    owner_id: int
    owner: str
    version: int


def saved_views(reader: Reader, staff_id: int, list_name: str = "") -> tuple[ListView, ...]:
    """What they see of one list, or of every list: their own first, each by name."""
    rows = reader.rows(VIEWS, {"staff_id": staff_id, "list": list_name})
    return tuple(
        ListView(
            view_id,
            of_list,
            name,
            Narrowing.from_plain(json.loads(narrowing)),
            sort,
            bool(shared),
            owner_id,
            owner,
            version,
        )
        for view_id, of_list, name, narrowing, sort, shared, owner_id, owner, version in rows
    )


def view_named(reader: Reader, staff_id: int, list_name: str, name: str) -> ListView:
    """The saved view of that name, however it is spelled.

    Raises InvalidInput: where another list has it, with that list; else with the views that there are.
    """
    found = _saved_as(reader, staff_id, list_name, name)
    if found is None:
        raise _no_view(reader, staff_id, list_name, name)
    return found


def seen_through(reader: Reader, staff_id: int, list_name: str, name: str) -> Narrowing:
    """What a list shows through the view of that name: a saved one, else a built-in one.

    Raises InvalidInput as :func:`view_named` does.
    """
    saved = _saved_as(reader, staff_id, list_name, name)
    if saved is not None:
        return saved.narrowing
    built_in = view_called(built_in_views(list_name), name)
    if built_in is None:
        raise _no_view(reader, staff_id, list_name, name)
    return built_in.narrowing


def _saved_as(reader: Reader, staff_id: int, list_name: str, name: str) -> ListView | None:
    wanted = fold(name)
    found = saved_views(reader, staff_id, list_name)
    return next((view for view in found if fold(view.name) == wanted), None)


def _no_view(reader: Reader, staff_id: int, list_name: str, name: str) -> InvalidInput:
    elsewhere = _saved_as(reader, staff_id, "", name)
    if elsewhere is not None:
        return InvalidInput(
            _("“{name}” is a view of the list “{other}”, not of “{list}”.").format(
                name=elsewhere.name, other=elsewhere.list, list=list_name
            ),
            _("`crm-tui view list --list {list}` shows those of this one.").format(list=list_name),
            field="view",
        )
    there = [view.narrowing.among for view in built_in_views(list_name)]
    there += [view.name for view in saved_views(reader, staff_id, list_name)]
    return InvalidInput(
        _("There is no view “{name}” of the list “{list}”.").format(name=name, list=list_name),
        _("There are: {names}. `crm-tui view add` saves another.").format(names=", ".join(there)),
        field="view",
    )
