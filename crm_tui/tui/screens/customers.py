"""Customers: everybody, filtered as you type, with the card of the one at the cursor beside the list."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from crm_tui.commands.command import Scope
from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.domain import list_views
from crm_tui.domain.custom_fields import OwnField
from crm_tui.domain.errors import InvalidInput
from crm_tui.i18n import N_, _
from crm_tui.queries.custom_fields import own_fields
from crm_tui.queries.customer_glance import Glance, glance
from crm_tui.queries.customers import CustomerCount
from crm_tui.queries.list_order import OwnOrder, Sort, read_order
from crm_tui.queries.segments import view_of
from crm_tui.queries.vocabulary import TierChoice, tiers
from crm_tui.tui.deeds import DeedScreen
from crm_tui.tui.messages import Failed
from crm_tui.tui.narrowed import Narrowed
from crm_tui.tui.screens import customer_rows
from crm_tui.tui.screens.customer_rows import CustomerSource
from crm_tui.tui.telling import telling_of
from crm_tui.tui.widgets.customer_card import CustomerCardView
from crm_tui.tui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


class CardRead(Message, bubble=False):
    """The customer at the cursor was read."""

    def __init__(self, found: Glance) -> None:
        super().__init__()
        self.found = found


class Counted(Message, bubble=False):
    """The customers of the list were counted."""

    def __init__(self, count: CustomerCount) -> None:
        super().__init__()
        self.count = count


class OwnFieldsRead(Message, bubble=False):
    """The business's own fields, each of which can be a column."""

    def __init__(self, fields: tuple[OwnField, ...]) -> None:
        super().__init__()
        self.fields = fields


class TiersRead(Message, bubble=False):
    """The tiers, each of which is a view."""

    def __init__(self, tiers: tuple[TierChoice, ...]) -> None:
        super().__init__()
        self.tiers = tiers


class CustomersScreen(Narrowed, DeedScreen):
    """The list, the filter above it, and the card beside or below it."""

    LIST = list_views.CUSTOMERS
    HEADING = N_("Customers")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.LIST, Scope.CUSTOMER, Scope.DESK)
    FOOTER = ("open", "filter", "new", "log", "follow-up", "call", "sort", "view", "find", SCREENS_ROW)
    DEFAULT_CSS = """
    CustomersScreen #list { width: 1fr; height: 1fr; }
    CustomersScreen CustomerCardView {
        height: 9; max-height: 45%; padding: 0 1; border-top: solid $panel;
    }
    CustomersScreen.-wide #body { layout: horizontal; }
    CustomersScreen.-wide CustomerCardView {
        width: 45; height: 1fr; max-height: 100%; border-top: none; padding: 1 1 0 2;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._count = ""
        self._source: CustomerSource | None = None
        self._fields: tuple[OwnField, ...] = ()
        self._was_refused = False

    def body(self) -> Iterable[Widget]:
        """The list with its filter, and the card."""
        found = RecordList(
            customer_rows.columns(None),
            self.shell.work.read,
            empty=self._none_yet(),
            show_header=True,
            keep_cursor=True,
            id=self.LIST,
        )
        with Vertical(id="list"):
            yield self.filter_line(found, _("{key} narrows by name, number, mail or organisation"))
            yield found
        yield CustomerCardView()

    def on_mount(self) -> None:
        """Read the first page, and the tiers for the views."""
        state = self.shell.state
        if state.actor is None or state.business is None:
            return
        self.views.offer(customer_rows.views(state.actor.staff_id, (), state.now()))
        self._source = CustomerSource(partial(telling_of, state), state.business.country)
        self.rows.set_source(self._source)
        self.set_focus(self.rows)
        self.shell.work.read(self, "tiers", tiers, TiersRead)
        self._read_round()

    def read_again(self) -> None:
        """The cursor stays on its customer; the card follows when the rows are there."""
        self.rows.refresh_rows()
        self._read_round()

    def _read_round(self) -> None:
        """What views and columns there are to go through."""
        self.shell.work.read(self, "fields", own_fields, OwnFieldsRead)
        self.read_saved_views()

    def narrowed(self) -> None:
        """See :class:`Narrowed`; a saved view brings its order."""
        if self._source is not None:
            narrowing, saved = self.views.narrowing, self.views.saved
            if saved is not None and saved.sort:
                self._order_by(saved.sort)
            view = view_of(narrowing, self.shell.state.now())
            self._show(replace(self._source, view=view, text=narrowing.text))

    def order(self) -> str:
        """See :class:`Narrowed`."""
        return "" if self._source is None else self._source.sort.value

    def top_left(self) -> str:
        """Where I am, how many there are, and what the list is narrowed by."""
        if self._source is None:
            return super().top_left()
        sort = customer_rows.order_in_words(self._source.sort)
        said = (_(self.HEADING), self._count, self.view_in_words(), sort, self.filter_in_words())
        return "   ".join(part for part in said if part)

    @property
    def customer_id(self) -> int | None:
        """The customer at the cursor."""
        row = self.rows.current if self.is_mounted else None
        return row.id if row is not None and isinstance(row.id, int) else None

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Go to the customer's page."""
        if self.customer_id is not None:
            self.shell.open("customer", customer_id=self.customer_id)

    def on_record_list_rested(self, message: RecordList.Rested) -> None:
        """The cursor rests: the card follows."""
        self._read_card()

    def on_record_list_loaded(self, message: RecordList.Loaded) -> None:
        """The rows are there: now there is time to count, and for the card."""
        if self._was_refused:
            # What the filter was told holds no longer.
            self._was_refused = False
            self.shell.hush()
        if self._source is not None:
            self.shell.work.read(self, "count", self._source.count, Counted)
        self._read_card()

    def on_record_list_load_failed(self, message: RecordList.LoadFailed) -> None:
        """What was on screen stays there."""
        self._was_refused = True
        self.post_message(Failed("customers", message.error))

    def on_counted(self, message: Counted) -> None:
        """Say how many there are."""
        self._count = customer_rows.count_in_words(message.count, telling_of(self.shell.state))
        self.refresh_frame()

    def on_card_read(self, message: CardRead) -> None:
        """Show the card, unless the cursor has gone on."""
        if message.found.card.customer.id == self.customer_id:
            self.query_one(CustomerCardView).show(message.found)

    def on_own_fields_read(self, message: OwnFieldsRead) -> None:
        """Now there are columns to show; the one that is shown may be called otherwise, or be gone."""
        self._fields = message.fields
        own = None if self._source is None else self._source.own
        if own is not None and own not in self._fields:
            self._show_column(next((field for field in self._fields if field.id == own.id), None))

    def on_tiers_read(self, message: TiersRead) -> None:
        """Now the views are complete."""
        actor = self.shell.state.actor
        if actor is not None:
            self.views.offer(customer_rows.views(actor.staff_id, message.tiers, self.shell.state.now()))

    def do_sort(self) -> None:
        """Go to the next order, at its beginning."""
        if self._source is not None:
            orders = customer_rows.orders(self._source.own)
            order = orders[(orders.index(self._source.sort) + 1) % len(orders)]
            self._show(replace(self._source, sort=order))

    def do_column(self) -> None:
        """Show the next field of the business's own as a column, behind the last of them none."""
        if self._source is None:
            return
        if not self._fields:
            key = self.shell.keyboard.key_shown("palette")
            self.shell.say(
                _("The business has no fields of its own yet: {key} “own fields” adds one.").format(key=key)
            )
            return
        fields = (None, *self._fields)
        self._show_column(fields[(fields.index(self._source.own) + 1) % len(fields)])

    def do_new(self) -> None:
        """A new customer."""
        self.shell.open("customer-form")

    def do_edit(self) -> None:
        """Change the customer at the cursor."""
        if self.customer_id is None:
            self.shell.say(_("There is nobody at the cursor to change."))
        else:
            self.shell.open("customer-form", customer_id=self.customer_id)

    def do_delete(self) -> None:
        """Take the customer at the cursor out of every list."""
        if self.customer_id is None:
            self.shell.say(_("There is nobody at the cursor to delete."))
        else:
            self.write("delete", partial(delete_customer, customer_id=self.customer_id))

    def _show_column(self, own: OwnField | None) -> None:
        assert self._source is not None, "the list is on screen"
        sort = self._source.sort
        if isinstance(sort, OwnOrder) and sort.field != own:
            sort = Sort.NAME
        self.rows.set_columns(customer_rows.columns(own))
        self._show(replace(self._source, own=own, sort=sort))

    def _order_by(self, saved: str) -> None:
        """Take the order of a saved view; the field that it goes by is shown."""
        assert self._source is not None, "the list is on screen"
        try:
            order = read_order(saved, self._fields)
        except InvalidInput as error:
            self.post_message(Failed("customers", error))
            return
        if isinstance(order, OwnOrder):
            self.rows.set_columns(customer_rows.columns(order.field))
            self._source = replace(self._source, own=order.field)
        self._source = replace(self._source, sort=order)

    def _show(self, source: CustomerSource) -> None:
        """Show another list; until it is counted nothing is said of its length."""
        self._source = source
        self._count = ""
        self.rows.set_empty(self.why_empty(self._none_yet()))
        self.rows.set_source(source)
        self.refresh_frame()

    def _none_yet(self) -> str:
        new, palette = (self.shell.keyboard.key_shown(command) for command in ("new", "palette"))
        return _("No customers yet.\n{new} makes one; “import contacts” ({palette}) reads a file.").format(
            new=new, palette=palette
        )

    def _read_card(self) -> None:
        customer_id = self.customer_id
        if customer_id is None:
            self.query_one(CustomerCardView).show(None)
            return
        query = partial(glance, customer_id=customer_id, now=self.shell.state.now())
        self.shell.work.read(self, "card", query, CardRead)


def delete_customer(act: "Act", customer_id: int) -> str:
    """Take a customer out of every list, and say so; the name stands last."""
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.customers import delete_customer as delete
    from crm_tui.store.tables import Customer

    name = act.get(Customer, customer_id).name
    delete(act, customer_id)
    return _("Deleted: {customer}").format(customer=name)
