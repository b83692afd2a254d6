"""A new sale: what the customer bought in one line of text, and when they will have it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from crm_tui.domain.folding import fold
from crm_tui.domain.money import money_in_words
from crm_tui.domain.sale_text import NewLine, read_lines, read_rate
from crm_tui.domain.sales import line_value
from crm_tui.i18n import N_, _
from crm_tui.queries.customer_page import customer
from crm_tui.queries.products import Product, products
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.screens.desk_form import DeskForm, Subject
from crm_tui.tui.screens.past_specs import past_time
from crm_tui.tui.widgets.field import FieldSpec, Values
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.read_field import ReadSpec
from crm_tui.tui.widgets.text_fields import TextSpec
from crm_tui.tui.widgets.when_field import WhenSpec

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

_LINES_WIDTH = 44
#: What the actions call a field, where the form calls it otherwise.
_FIELDS = {"sold_at": "at", "staff": "owner"}


@dataclass(frozen=True, slots=True)
class SaleSubject(Subject):
    """The customer, and what can be sold by name or code, folded."""

    offered: Mapping[str, Product] = field(default_factory=dict)


class SaleForm(DeskForm):
    """Records a sale to ``customer_id``."""

    HEADING = N_("Sale")
    ROUTE = "sale"
    FOOTER = ("save", "look-up", "next-field", "picks", "close")

    def __init__(self, **about: Any) -> None:
        super().__init__(**about)
        self._offered: Mapping[str, Product] = {}

    def subject_query(self) -> Callable[[Reader], Subject | None]:
        """The customer, and what we offer."""
        return partial(_read_buyer, customer_id=self.its_customer)

    def subject_read(self, subject: Subject | None) -> None:
        """From now on a line without a price is told with the product's."""
        if isinstance(subject, SaleSubject):
            self._offered = subject.offered
            self.form.field("lines").repaint()

    def specs(self) -> Sequence[FieldSpec]:
        """What was bought; everything else may be left."""
        return [
            ReadSpec(
                name="lines",
                label=_("Bought"),
                required=True,
                hint=_("2 x kettle @ 24.50; filter"),
                read=read_lines,
                told=self._told,
                input_width=_LINES_WIDTH,
            ),
            PickSpec(
                name="taken",
                label=_("Taken"),
                quiet=True,
                options=[Option("yes", _("they have it already"), "t")],
            ),
            WhenSpec(
                name="promised",
                label=_("Promised"),
                quiet=True,
                hint=_("fri, 3d, 27 nov"),
                now=self.shell.state.now,
                zone=self.business.zone,
                describe=self.describe,
                input_width=20,
                visible_when=lambda values: values.get("taken") is None,
            ),
            past_time(self.shell.state, "at", _("Sold"), quiet=True, hint=_("now, yesterday 16:00")),
            PickSpec(name="owner", label=_("Owner"), quiet=True, options=self.colleagues),
            TextSpec(name="note", label=_("Note"), quiet=True),
            TextSpec(
                name="currency",
                label=_("Currency"),
                quiet=True,
                hint=_("another than {currency}").format(currency=self.business.currency or "—"),
            ),
            ReadSpec(
                name="rate",
                label=_("Rate"),
                hint=_("what one of it was worth in {currency}").format(currency=self.business.currency),
                read=read_rate,
                told=lambda text: "",
                visible_when=self._is_foreign,
            ),
        ]

    def picks_of_facts(self) -> Sequence[str]:
        """The colleagues."""
        return ("owner",)

    def do_look_up(self) -> None:
        """What answers a need: its name is added to what was bought."""
        self.shell.open("look-up", add=self._add_words)

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Record it."""
        return partial(_record, customer_id=self.its_customer, values=values)

    def field_of(self, error: Exception) -> str:
        """The actions' names of fields, in the form's words."""
        name = getattr(error, "field", "")
        return _FIELDS.get(name, name)

    def _add_words(self, product: Product) -> None:
        typed = self.form.draft_values().get("lines") or ""
        self.form.field("lines").restore("; ".join(filter(None, (str(typed).rstrip("; "), product.name))))
        self.form.field("lines").changed()

    def _is_foreign(self, values: Values) -> bool:
        typed = (values.get("currency") or "").strip().upper()
        return bool(typed and self.business.currency and typed != self.business.currency)

    def _told(self, text: str) -> str:
        """What it comes to, as far as prices are known."""
        worth = [self._worth(line) for line in read_lines(text)]
        total = money_in_words(sum(value or 0 for value in worth), self._currency)
        if None in worth:
            return _("→ {amount} and what has no price yet").format(amount=total)
        return _("→ {amount}").format(amount=total)

    def _worth(self, line: NewLine) -> int | None:
        if line.value is not None:
            return line.value
        product = self._offered.get(fold(line.words))
        known = product.price if product is not None and product.currency == self._currency else None
        price = known if line.price is None else line.price
        return None if price is None else line_value(line.quantity, price)

    @property
    def _currency(self) -> str:
        typed = str(self.form.draft_values().get("currency") or "") if self._form else ""
        return typed.strip().upper() or self.business.currency


def _read_buyer(reader: Reader, customer_id: int) -> SaleSubject:
    offered: dict[str, Product] = {}
    for product in products(reader):
        for words in (product.name, product.code):
            offered.setdefault(fold(words), product)
    return SaleSubject(customer_id, customer(reader, customer_id).name, offered=offered)


# The actions need the ORM, which the first screen does not wait for.


def _record(act: "Act", customer_id: int, values: Mapping[str, Any]) -> str:
    from crm_tui.actions.sale_values import NewSale
    from crm_tui.actions.sales import record_sale

    saved = record_sale(
        act,
        customer_id,
        NewSale(
            values["lines"],
            sold_at=values.get("at"),
            currency=values.get("currency") or "",
            rate=values.get("rate"),
            owner=int(values["owner"]) if values.get("owner") else None,
            note=values.get("note") or "",
            promised=values.get("promised"),
            taken_along=values.get("taken") is not None,
        ),
    )
    worth = money_in_words(saved.value, saved.currency)
    said = _("Sale {id} is recorded: {worth}.").format(id=saved.id, worth=worth)
    return " ".join((said, *(notice.text for notice in saved.warnings)))
