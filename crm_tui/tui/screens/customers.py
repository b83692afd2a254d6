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
from crm_tui.domain.list_views import Narrowing
from crm_tui.i18n import N_, _
from crm_tui.queries.customer_glance import Glance, glance
from crm_tui.queries.customers import CustomerCount
from crm_tui.queries.list_order import Sort
from crm_tui.queries.saved_views import ListView
from crm_tui.queries.segments import view_of
from crm_tui.queries.vocabulary import TierChoice, tiers
from crm_tui.tui.messages import Failed
from crm_tui.tui.saved_views import SavedViews
from crm_tui.tui.screens import customer_rows
from crm_tui.tui.screens.customer_rows import CustomerSource, NamedView
from crm_tui.tui.telling import telling_of
from crm_tui.tui.widgets.customer_card import CustomerCardView
from crm_tui.tui.widgets.filter_line import FilterLine
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


class TiersRead(Message, bubble=False):
    """The tiers, each of which is a view."""

    def __init__(self, tiers: tuple[TierChoice, ...]) -> None:
        super().__init__()
        self.tiers = tiers


class CustomersScreen(SavedViews):
    """The list, the filter above it, and the card beside or below it."""

    LIST = list_views.CUSTOMERS
    HEADING = N_("Customers")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.LIST, Scope.CUSTOMER, Scope.DESK)
    FOOTER = ("open", "filter", "new", "log", "follow-up", "call", "sort", "view", "find", SCREENS_ROW)
    CSS = """
    CustomersScreen #list { width: 1fr; height: 1fr; }
    CustomersScreen CustomerCardView { height: 9; padding: 0 1; border-top: solid $panel; }
    CustomersScreen.-wide #body { layout: horizontal; }
    CustomersScreen.-wide CustomerCardView {
        width: 45; height: 1fr; border-top: none; padding: 1 1 0 2;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._views: list[NamedView] = []
        self._view = 0
        self._count = ""
        self._source: CustomerSource | None = None

    def body(self) -> Iterable[Widget]:
        """The list with its filter, and the card."""
        found = RecordList(
            [column._replace(label=_(column.label)) for column in customer_rows.COLUMNS],
            self.shell.work.read,
            empty=self._why_empty(),
            show_header=True,
            keep_cursor=True,
        )
        with Vertical(id="list"):
            yield FilterLine(
                found,
                edited=self._filter,
                entered=self._keep_filter,
                closed=self._clear_filter,
                placeholder=_("{key} narrows by name, number, mail or organisation").format(
                    key=self.shell.keyboard.key_shown("filter")
                ),
            )
            yield found
        yield CustomerCardView()

    def on_mount(self) -> None:
        """Read the first page, and the tiers for the views."""
        state = self.shell.state
        if state.actor is None or state.business is None:
            return
        self._views = customer_rows.views(state.actor.staff_id, (), state.now())
        self._source = CustomerSource(partial(telling_of, state), state.business.country)
        self._list.set_source(self._source)
        self.set_focus(self._list)
        self.shell.work.read(self, "tiers", tiers, TiersRead)
        self.read_saved_views()

    def read_again(self) -> None:
        """The cursor stays on its customer; the card follows when the rows are there."""
        self._list.refresh_rows()
        self.read_saved_views()

    def shown(self) -> tuple[Narrowing, str]:
        """See :class:`SavedViews`."""
        assert self._source is not None, "the list is on screen"
        view = self._source.view
        return Narrowing(view.among.value, view.value, self._source.text), self._source.sort.value

    def top_left(self) -> str:
        """Where I am, how many there are, and what the list is narrowed by."""
        if self._source is None:
            return super().top_left()
        parts = [_(self.HEADING), self._count]
        if self.saved_view is not None or self._view:
            name = self._views[self._view].name if self.saved_view is None else self.saved_view.name
            parts.append(_("view: {view}").format(view=name))
        parts.append(_(customer_rows.SORTS[self._source.sort]))
        if self._source.text:
            parts.append(_("filter: “{text}”").format(text=self._source.text))
        return "   ".join(part for part in parts if part)

    @property
    def customer_id(self) -> int | None:
        """The customer at the cursor."""
        row = self._list.current if self.is_mounted else None
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
        if self._source is not None:
            self.shell.work.read(self, "count", self._source.count, Counted)
        self._read_card()

    def on_record_list_load_failed(self, message: RecordList.LoadFailed) -> None:
        """What was on screen stays there."""
        self.post_message(Failed("customers", message.error))

    def on_counted(self, message: Counted) -> None:
        """Say how many there are."""
        self._count = customer_rows.count_in_words(message.count, telling_of(self.shell.state))
        self.refresh_frame()

    def on_card_read(self, message: CardRead) -> None:
        """Show the card, unless the cursor has gone on."""
        if message.found.card.customer.id == self.customer_id:
            self.query_one(CustomerCardView).show(message.found)

    def on_tiers_read(self, message: TiersRead) -> None:
        """Now the views are complete."""
        actor = self.shell.state.actor
        if actor is not None:
            self._views = customer_rows.views(actor.staff_id, message.tiers, self.shell.state.now())

    def do_filter(self) -> None:
        """Go to the line that narrows the list."""
        self.set_focus(self.query_one(FilterLine))

    def do_close(self) -> None:
        """``escape`` takes the filter away, if there is one."""
        if self._source is not None and self._source.text:
            self._clear_filter()
        else:
            self.shell.close_page()

    def do_sort(self) -> None:
        """Go to the next order, at its beginning."""
        if self._source is not None:
            orders = list(customer_rows.SORTS)
            order = orders[(orders.index(self._source.sort) + 1) % len(orders)]
            self._show(replace(self._source, sort=order))

    def do_view(self) -> None:
        """Go to the next view, at its beginning; behind the built-in ones stand those that were saved."""
        if self._source is None:
            return
        if self.saved_view is None and self._view + 1 < len(self._views):
            self._view += 1
            self._show(replace(self._source, view=self._views[self._view].view))
            return
        left, self.saved_view = self.saved_view, self.next_saved_view()
        self._view = 0
        if self.saved_view is not None:
            self._show_saved(self.saved_view)
        else:
            # The words that a saved view brought go with it.
            text = "" if left is not None else self._source.text
            self._show_text(replace(self._source, view=self._views[0].view, text=text))

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

    @property
    def _list(self) -> RecordList:
        return self.query_one(RecordList)

    def _show(self, source: CustomerSource) -> None:
        """Show another list; until it is counted nothing is said of its length."""
        self._source = source
        self._count = ""
        self._list.set_empty(self._why_empty())
        self._list.set_source(source)
        self.refresh_frame()

    def _show_saved(self, view: ListView) -> None:
        assert self._source is not None, "the list is on screen"
        now, narrowing = self.shell.state.now(), view.narrowing
        sort = Sort(view.sort) if view.sort else self._source.sort
        self._show_text(replace(self._source, view=view_of(narrowing, now), sort=sort, text=narrowing.text))

    def _show_text(self, source: CustomerSource) -> None:
        self._show(source)
        self.query_one(FilterLine).set_text(source.text)

    def _why_empty(self) -> str:
        new, palette = (self.shell.keyboard.key_shown(command) for command in ("new", "palette"))
        if self._source is not None and self._source.text:
            close = self.shell.keyboard.key_shown("close")
            return _("Nobody here is called so.\n{key} takes the filter away.").format(key=close)
        if self._view or self.saved_view is not None:
            view = self.shell.keyboard.key_shown("view")
            return _("Nobody is in this view.\n{key} goes to the next one.").format(key=view)
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

    def _filter(self) -> None:
        text = self.query_one(FilterLine).value
        if self._source is not None and text.strip() != self._source.text:
            self._show(replace(self._source, text=text.strip()))

    def _keep_filter(self) -> None:
        # Not the widget's own focus(), which paints the whole list anew.
        self.set_focus(self._list)

    def _clear_filter(self) -> None:
        self.query_one(FilterLine).set_text("")
        self._filter()
        self._keep_filter()


def delete_customer(act: "Act", customer_id: int) -> str:
    """Take a customer out of every list, and say so; the name stands last."""
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.customers import delete_customer as delete
    from crm_tui.store.tables import Customer

    name = act.get(Customer, customer_id).name
    delete(act, customer_id)
    return _("Deleted: {customer}").format(customer=name)
