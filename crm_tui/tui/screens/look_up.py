"""What we offer by what somebody needs, over the form that is being filled: enter puts it into the form."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import ClassVar

from textual.message import Message
from textual.widget import Widget

from crm_tui.commands import keys
from crm_tui.commands.command import Scope
from crm_tui.i18n import N_, _
from crm_tui.queries.products import Product, products_for
from crm_tui.tui.screens import product_rows
from crm_tui.tui.screens.base import DeskScreen
from crm_tui.tui.widgets.filter_line import FilterLine
from crm_tui.tui.widgets.record_list import RecordList


class ProductsFound(Message, bubble=False):
    """What answers the need that was typed."""

    def __init__(self, need: str, found: tuple[Product, ...]) -> None:
        super().__init__()
        self.need = need
        self.found = found


class LookUpScreen(DeskScreen):
    """A field and the products that answer it; ``add`` is given the one that is chosen."""

    HEADING = N_("Products")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.DESK,)
    DEFAULT_CSS = """
    LookUpScreen FilterLine { margin: 0 1 1 1; background: $panel; padding: 0 1; }
    """

    def __init__(self, add: Callable[[Product], None]) -> None:
        super().__init__()
        self._add = add
        self._found: tuple[Product, ...] = ()

    def body(self) -> Iterable[Widget]:
        """The field and the products."""
        rows = RecordList(
            product_rows.COLUMNS,
            empty=_("Nothing that we offer answers this.\nFewer words find more."),
            keep_cursor=True,
        )
        rows.can_focus = False
        yield FilterLine(
            rows,
            edited=self._look,
            entered=self._choose,
            closed=self.shell.close_page,
            placeholder=_("what they need, in their words"),
        )
        yield rows

    def on_mount(self) -> None:
        """Begin with everything that we offer."""
        self.query_one(FilterLine).focus()
        self._look()

    def key_pairs(self, width: int) -> list[tuple[str, str]]:
        """The keys of the page; letters are typed here."""
        up_and_down = f"{keys.shown('up')} {keys.shown('down')}"
        return [
            (keys.shown("enter"), _("put into the form")),
            (up_and_down, _("choose")),
            (keys.shown("escape"), _("close")),
        ]

    def on_products_found(self, message: ProductsFound) -> None:
        """Show them, unless something else was typed meanwhile."""
        if message.need == self._need:
            self._found = message.found
            self.query_one(RecordList).set_rows([product_rows.product_row(one) for one in message.found])

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """A click on the product at the cursor."""
        self._choose()

    @property
    def _need(self) -> str:
        return self.query_one(FilterLine).value.strip()

    def _look(self) -> None:
        need = self._need
        query = partial(products_for, need=need)
        self.shell.work.read(self, "look-up", query, partial(ProductsFound, need))

    def _choose(self) -> None:
        row = self.query_one(RecordList).current
        chosen = next((one for one in self._found if row is not None and row.id == ("product", one.id)), None)
        if chosen is not None:
            self.shell.close_page()
            self._add(chosen)
