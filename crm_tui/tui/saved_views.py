"""A list that can be seen through saved views: ``view`` goes on to them behind the built-in ones."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from crm_tui.domain.list_views import Narrowing
from crm_tui.i18n import _
from crm_tui.queries.saved_views import ListView, saved_views
from crm_tui.tui.deeds import DeedScreen

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


class SavedViewsRead(Message, bubble=False):
    """The views that whoever sits here sees were read."""

    def __init__(self, found: tuple[ListView, ...]) -> None:
        super().__init__()
        self.found = found


class SavedViews(DeedScreen):
    """What a screen with one list inherits; it says what it shows now and how it shows a view."""

    #: The list, as :mod:`crm_tui.domain.list_views` names it.
    LIST: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self._saved: tuple[ListView, ...] = ()
        self.saved_view: ListView | None = None

    def shown(self) -> tuple[Narrowing, str]:
        """What the list shows now, and its order."""
        raise NotImplementedError

    def read_saved_views(self) -> None:
        """Read them, again after somebody wrote."""
        actor = self.shell.state.actor
        if actor is not None:
            query = partial(saved_views, staff_id=actor.staff_id, list_name=self.LIST)
            self.shell.work.read(self, "views", query, SavedViewsRead)

    def on_saved_views_read(self, message: SavedViewsRead) -> None:
        """The view that is shown keeps its rows until another is asked for; its name may be a new one."""
        self._saved = message.found
        if self.saved_view is not None:
            shown = self.saved_view.id
            self.saved_view = next((view for view in self._saved if view.id == shown), None)
        self.refresh_frame()

    def next_saved_view(self) -> ListView | None:
        """The one behind what is shown now; None behind the last."""
        places = [view.id for view in self._saved]
        place = 0 if self.saved_view is None else places.index(self.saved_view.id) + 1
        return self._saved[place] if place < len(self._saved) else None

    def do_save_view(self) -> None:
        """Ask for a name; of a saved view its own is proposed."""
        narrowing, sort = self.shown()
        view = self.saved_view
        self.shell.open(
            "save-view",
            list_name=self.LIST,
            narrowing=narrowing.as_plain(),
            sort=sort,
            view_id=None if view is None else view.id,
            name="" if view is None else view.name,
        )

    def do_forget_view(self) -> None:
        """Forget the saved view that is shown."""
        if self.saved_view is None:
            key = self.shell.keyboard.key_shown("view")
            self.shell.say(_("No saved view is shown: {key} goes to the next one.").format(key=key))
        else:
            self.write("forget-view", partial(_forget, view_id=self.saved_view.id))


def _forget(act: "Act", view_id: int) -> str:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.saved_views import delete_view

    return _("The view is forgotten: {name}").format(name=delete_view(act, view_id).name)
