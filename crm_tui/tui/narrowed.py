"""A list that is narrowed as one types and seen through views, built-in ones and those that were saved."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from crm_tui.domain.list_views import ALL, built_in_views
from crm_tui.i18n import _
from crm_tui.queries.saved_views import ListView, saved_views
from crm_tui.tui.deeds import DeedScreen
from crm_tui.tui.view_round import ViewRound
from crm_tui.tui.widgets.filter_line import FilterLine
from crm_tui.tui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from textual.widget import Widget

    from crm_tui.store.journal import Act
else:
    # Textual takes a widget's styles from the first of its bases that is a widget: that is to be the screen.
    Widget = object


class SavedViewsRead(Message, bubble=False):
    """The views that whoever sits here sees were read."""

    def __init__(self, found: tuple[ListView, ...]) -> None:
        super().__init__()
        self.found = found


class Narrowed(Widget):
    """What a screen or panel with such a list inherits: the filter, the views, and their keys.

    It composes :meth:`filter_line` above its list, reads what ``views.narrowing`` says, and reads it anew
    when :meth:`narrowed` is called.
    """

    #: The list, as :mod:`crm_tui.domain.list_views` names it; the id of its widget too.
    LIST: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self.views = ViewRound(built_in_views(self.LIST))

    def narrowed(self) -> None:
        """Show what the list is narrowed to now."""
        raise NotImplementedError

    def order(self) -> str:
        """The code of the list's order, where it has several."""
        return ""

    @property
    def desk(self) -> DeedScreen:
        """The screen that this is, or stands on."""
        screen = self.screen
        assert isinstance(screen, DeedScreen), "a list of the desk stands on one of its screens"
        return screen

    @property
    def rows(self) -> RecordList:
        """The list."""
        return self.query_one(f"#{self.LIST}", RecordList)

    def filter_line(self, rows: RecordList, hint: str = "") -> FilterLine:
        """The line above the list; ``hint`` says, beside the key, what it looks at."""
        return FilterLine(
            rows,
            edited=self._filter,
            entered=self._keep_filter,
            closed=self._clear_filter,
            placeholder=(hint or _("{key} narrows the list by what you type")).format(
                key=self.desk.shell.keyboard.key_shown("filter")
            ),
        )

    def view_in_words(self) -> str:
        """The view as the top line tells it; nothing where the list shows all of itself."""
        if not self.views.is_first:
            return _("view: {view}").format(view=self.views.name)
        return "" if self.views.narrowing.among == ALL else self.views.name

    def filter_in_words(self) -> str:
        """What is typed in the filter, as the top line tells it."""
        text = self.views.narrowing.text
        return _("filter: “{text}”").format(text=text) if text else ""

    def why_empty(self, otherwise: str) -> str:
        """What an empty list says: which key takes the narrowing away; ``otherwise`` how it is filled."""
        key = self.desk.shell.keyboard.key_shown
        if self.views.narrowing.text:
            sentence = _("Nothing here has these words.\n{key} takes the filter away.")
            return sentence.format(key=key("close"))
        if not self.views.is_first:
            return _("Nothing is in this view.\n{key} goes to the next one.").format(key=key("view"))
        return otherwise

    def read_saved_views(self) -> None:
        """Read them, again after somebody wrote."""
        actor = self.desk.shell.state.actor
        if actor is not None:
            query = partial(saved_views, staff_id=actor.staff_id, list_name=self.LIST)
            self.desk.shell.work.read(self, "views", query, SavedViewsRead)

    def on_saved_views_read(self, message: SavedViewsRead) -> None:
        """They are behind the built-in ones from now on."""
        if self.views.keep(message.found):
            self.narrowed()
        self.desk.refresh_frame()

    def do_filter(self) -> None:
        """Go to the line that narrows the list."""
        self.screen.set_focus(self.query_one(FilterLine))

    def do_close(self) -> None:
        """``escape`` takes the filter away, if there is one."""
        if self.views.narrowing.text:
            self._clear_filter()
        else:
            self.desk.shell.close_page()

    def do_view(self) -> None:
        """Go to the next view."""
        self.views.go_on()
        self.query_one(FilterLine).set_text(self.views.narrowing.text)
        self.narrowed()

    def do_save_view(self) -> None:
        """Ask for a name; of a saved view its own is proposed."""
        view = self.views.saved
        self.desk.shell.open(
            "save-view",
            list_name=self.LIST,
            narrowing=self.views.narrowing.as_plain(),
            sort=self.order(),
            view_id=None if view is None else view.id,
            name="" if view is None else view.name,
        )

    def do_forget_view(self) -> None:
        """Forget the saved view that is shown."""
        if self.views.saved is None:
            key = self.desk.shell.keyboard.key_shown("view")
            self.desk.shell.say(_("No saved view is shown: {key} goes to the next one.").format(key=key))
        else:
            self.desk.write("forget-view", partial(_forget, view_id=self.views.saved.id))

    def _filter(self) -> None:
        if self.views.filter(self.query_one(FilterLine).value):
            self.narrowed()

    def _keep_filter(self) -> None:
        # Not the widget's own focus(), which paints the whole list anew.
        self.screen.set_focus(self.rows)

    def _clear_filter(self) -> None:
        self.query_one(FilterLine).set_text("")
        self._filter()
        self._keep_filter()


def _forget(act: "Act", view_id: int) -> str:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.saved_views import delete_view

    return _("The view is forgotten: {name}").format(name=delete_view(act, view_id).name)
