"""Products: what we offer by name, and what is known of the one at the cursor."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.widget import Widget

from crm_tui.commands.command import Scope
from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.products import Product, ProductPage, product_page, products
from crm_tui.tui.deeds import DeedScreen
from crm_tui.tui.screens import product_rows
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.text_lines import TextLines

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

_CARD_LINES = 5


class ProductsRead(Message, bubble=False):
    """The products."""

    def __init__(self, found: tuple[Product, ...]) -> None:
        super().__init__()
        self.found = found


class CardRead(Message, bubble=False):
    """The product at the cursor."""

    def __init__(self, found: ProductPage) -> None:
        super().__init__()
        self.found = found


class ProductsScreen(DeedScreen):
    """The list, and below it the product at the cursor."""

    HEADING = N_("Products")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.PRODUCT, Scope.LIST, Scope.DESK)
    FOOTER = ("open", "new", "edit", "delete", "view", "close", SCREENS_ROW)
    CSS = f"""
    ProductsScreen RecordList {{ height: 1fr; }}
    ProductsScreen TextLines {{ height: {_CARD_LINES}; padding: 0 1; margin-top: 1; }}
    """

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[Product, ...] = ()
        self._with_retired = False

    def body(self) -> Iterable[Widget]:
        """The list and the card."""
        yield RecordList(
            product_rows.COLUMNS,
            title=_("By name"),
            empty=_(
                "None yet: what we sell and do for customers.\n"
                "{new} writes one down; in a call {look_up} finds it by what somebody needs."
            ).format(
                new=self.shell.keyboard.key_shown("new"),
                look_up=self.shell.keyboard.key_shown("look-up", form=True),
            ),
            id="products",
        )
        yield TextLines()

    def on_mount(self) -> None:
        """Begin with what there is."""
        self.read_again()

    def read_again(self) -> None:
        """Read the list; the cursor stays on its product."""
        query = partial(products, with_retired=self._with_retired)
        self.shell.work.read(self, "products", query, ProductsRead)

    def on_products_read(self, message: ProductsRead) -> None:
        """Show them."""
        self._found = message.found
        self.query_one(RecordList).set_rows(product_rows.product_rows(message.found))
        self._read_card()
        self.refresh_frame()

    def on_card_read(self, message: CardRead) -> None:
        """Show what is known of it."""
        width = max(0, self.size.width - 2)
        lines = product_rows.card_lines(message.found, self.telling, width)
        self.query_one(TextLines).show_lines(lines[:_CARD_LINES])

    def top_left(self) -> str:
        """How many we offer."""
        count = sum(not one.retired for one in self._found)
        offered = ngettext("{count} offered", "{count} offered", count).format(count=count)
        return f"{_(self.HEADING)}   {offered}"

    def on_record_list_highlighted(self, message: RecordList.Highlighted) -> None:
        """Another product."""
        self._read_card()

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Its form shows all of it."""
        self.do_edit()

    def do_new(self) -> None:
        """Write one down."""
        if self._may_write():
            self.shell.open("product-form")

    def do_edit(self) -> None:
        """Change the one at the cursor."""
        found = self._at_cursor()
        if found is not None and self._may_write() and self._is_offered(found):
            self.shell.open("product-form", product_id=found.id)

    def do_delete(self) -> None:
        """Offer the one at the cursor no longer; undo offers it again."""
        found = self._at_cursor()
        if found is not None and self._may_write() and self._is_offered(found):
            self.write("retire", partial(_retire, product_id=found.id, name=found.name))

    def do_view(self) -> None:
        """Show those that are retired as well, or no longer."""
        self._with_retired = not self._with_retired
        self.shell.say(
            _("Those that are retired are shown as well.") if self._with_retired else _("Only what we offer.")
        )
        self.read_again()

    def _at_cursor(self) -> Product | None:
        row = self.query_one(RecordList).current
        return next((one for one in self._found if row is not None and row.id == ("product", one.id)), None)

    def _read_card(self) -> None:
        found = self._at_cursor()
        if found is None:
            self.query_one(TextLines).show_lines([])
        else:
            self.shell.work.read(self, "card", partial(product_page, product_id=found.id), CardRead)

    def _may_write(self) -> bool:
        return self.holds_or_says(
            self.actor.role.is_in_charge, _("Only a manager or an admin writes products.")
        )

    def _is_offered(self, found: Product) -> bool:
        return self.holds_or_says(not found.retired, _("It is retired: it stays with what was sold."))


# The actions need the ORM, which the first screen does not wait for.


def _retire(act: "Act", product_id: int, name: str) -> str:
    from crm_tui.actions.products import retire_product

    retire_product(act, product_id)
    return _("Offered no longer: {name}").format(name=name)
