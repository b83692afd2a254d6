"""Products: what we offer by name, and what is known of the one at the cursor."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from crm_tui.commands.command import Scope
from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.domain import list_views
from crm_tui.i18n import N_, _
from crm_tui.queries.products import Product, ProductPage, listed_products, product_page
from crm_tui.tui.deeds import Deed
from crm_tui.tui.retiring_list import RetiringList
from crm_tui.tui.screens import product_rows
from crm_tui.tui.widgets.rows import ListRow
from crm_tui.tui.widgets.text_lines import TextLines

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


class CardRead(Message, bubble=False):
    """The product at the cursor."""

    def __init__(self, found: ProductPage) -> None:
        super().__init__()
        self.found = found


class ProductsScreen(RetiringList[Product]):
    """The list, and below it the product at the cursor."""

    LIST = list_views.PRODUCTS
    KIND = "product"
    FORM = "product-form"
    COLUMNS = product_rows.COLUMNS
    QUERY = staticmethod(listed_products)
    CARD_LINES = 5
    HEADING = N_("Products")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.PRODUCT, Scope.LIST, Scope.DESK)
    FOOTER = ("open", "filter", "new", "edit", "delete", "view", "close", SCREENS_ROW)

    def row(self, one: Product) -> ListRow:
        """See :class:`ListScreen`."""
        return product_rows.product_row(one)

    def none_yet(self) -> str:
        """See :class:`ListScreen`."""
        return _(
            "None yet: what we sell and do for customers.\n"
            "{new} writes one down; in a call {look_up} finds it by what somebody needs."
        ).format(
            new=self.shell.keyboard.key_shown("new"),
            look_up=self.shell.keyboard.key_shown("look-up", form=True),
        )

    def show_card(self) -> None:
        """What is known of the one at the cursor is read first."""
        one = self.record
        if one is None:
            super().show_card()
        else:
            self.shell.work.read(self, "card", partial(product_page, product_id=one.id), CardRead)

    def on_card_read(self, message: CardRead) -> None:
        """Show it, unless the cursor has gone on."""
        if self.record is not None and self.record.id == message.found.product.id:
            card = self.query_one("#card", TextLines)
            lines = product_rows.card_lines(message.found, self.telling, card.content_size.width)
            card.show_lines(lines[: self.CARD_LINES])

    def do_menu_of_services(self) -> None:
        """Ask whom the menu is for."""
        self.shell.open("menu-for")

    def may_write(self, one: Product | None) -> bool:
        """See :class:`RetiringList`."""
        return self.holds_or_says(
            self.actor.role.is_in_charge, _("Only a manager or an admin writes products.")
        )

    def is_in_use(self, one: Product) -> bool:
        """See :class:`RetiringList`."""
        return self.holds_or_says(not one.retired, _("It is retired: it stays with what was sold."))

    def retiring(self, one: Product) -> Deed:
        """See :class:`RetiringList`."""
        return partial(_retire, product_id=one.id, name=one.name)


# The actions need the ORM, which the first screen does not wait for.


def _retire(act: "Act", product_id: int, name: str) -> str:
    from crm_tui.actions.products import retire_product

    retire_product(act, product_id)
    return _("Offered no longer: {name}").format(name=name)
