"""Saved views that somebody sees: their own, and those that all share."""

import json
from dataclasses import dataclass

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.folding import fold
from crm_tui.domain.list_views import Narrowing
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
    """The view of that name, however it is spelled. Raises InvalidInput, with the names there are."""
    found = saved_views(reader, staff_id, list_name)
    view = next((view for view in found if fold(view.name) == fold(name)), None)
    if view is None:
        names = ", ".join(view.name for view in found)
        raise InvalidInput(
            _("There is no saved view “{name}” of this list.").format(name=name),
            _("There are: {names}.").format(names=names)
            if names
            else _("`crm-tui view add` saves one, and so does a key in the list."),
            field="view",
        )
    return view
