"""Putting a sale right: what was bought, one thing a line, and what was noted of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from crm_tui.domain.money import money_in_words
from crm_tui.domain.sale_text import line_as_typed, read_lines, read_rate
from crm_tui.domain.sales import RATE_PARTS
from crm_tui.i18n import N_, _
from crm_tui.queries.products import Product
from crm_tui.queries.sales import SalePage, sale_page
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.screens.desk_form import DeskForm, Subject
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.notes_field import NotesSpec
from crm_tui.tui.widgets.read_field import ReadSpec
from crm_tui.tui.widgets.text_fields import TextSpec

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


@dataclass(frozen=True, slots=True)
class SalePageSubject(Subject):
    """The sale that is changed."""

    page: SalePage | None = None


class SaleEditForm(DeskForm):
    """Changes ``sale_id``. Its currency stays: prices in another one would be other prices."""

    HEADING = N_("Change the sale")
    ROUTE = "sale-edit"
    FOOTER = ("save", "look-up", "next-field", "close")
    SUBJECT_LINES = 2

    def __init__(self, **about: Any) -> None:
        super().__init__(**about)
        self._page: SalePage | None = None

    @property
    def is_waiting(self) -> bool:
        """The sale has to be read first."""
        return self._page is None

    def subject_query(self) -> Callable[[Reader], Subject | None]:
        """The sale."""
        return partial(_read, sale_id=self.about["sale_id"])

    def subject_read(self, subject: Subject | None) -> None:
        """Show what is changed."""
        if isinstance(subject, SalePageSubject) and subject.page is not None:
            self.about.setdefault("version", subject.page.sale.version)
            if self._page is None:
                self._page = subject.page
                self.show_form()

    def specs(self) -> Sequence[FieldSpec]:
        """What was bought; the rate of another currency; the note."""
        rate = ReadSpec(
            name="rate",
            label=_("Rate"),
            required=True,
            hint=_("what one of it was worth in {currency}").format(currency=self.business.currency),
            read=read_rate,
            told=lambda text: "",
        )
        return [
            NotesSpec(
                name="lines",
                label=_("Bought"),
                required=True,
                hint=_("2 x kettle @ 24.50, one thing a line"),
            ),
            *((rate,) if self._is_foreign else ()),
            TextSpec(name="note", label=_("Note"), quiet=True),
        ]

    def start_values(self) -> Mapping[str, Any]:
        """The sale as it is."""
        if self._page is None:
            return {}
        sale = self._page.sale
        return {
            "lines": _as_typed(self._page),
            "rate": _rate_as_typed(sale.rate) if self._is_foreign else None,
            "note": sale.note,
        }

    def do_look_up(self) -> None:
        """What answers a need: it is added as a line."""
        self.shell.open("look-up", add=self._add_product)

    def deed(self, values: Mapping[str, Any]) -> Deed | None:
        """Change it; None where it is as it was. Raises InvalidInput for a line that is none."""
        assert self._page is not None, "the form is shown once it is read"
        sale = self._page.sale
        changes: dict[str, Any] = {}
        if values["lines"] != _as_typed(self._page):
            changes["lines"] = read_lines(values["lines"])
        if self._is_foreign and values.get("rate") != sale.rate:
            changes["rate"] = values["rate"]
        if (values.get("note") or "") != sale.note:
            changes["note"] = values.get("note") or ""
        if not changes:
            return None
        return partial(_edit, sale_id=sale.id, changes=changes, version=self.about.get("version"))

    @property
    def _is_foreign(self) -> bool:
        own = self.business.currency
        return bool(self._page and own and self._page.sale.currency != own)

    def _add_product(self, product: Product) -> None:
        field = self.form.field("lines")
        field.restore("\n".join(filter(None, (str(field.draft or "").rstrip(), product.name))))
        field.changed()


def _read(reader: Reader, sale_id: int) -> SalePageSubject:
    page = sale_page(reader, sale_id)
    words = _("sale {id}, {stage}, in {currency}").format(
        id=sale_id, stage=page.sale.stage.label, currency=page.sale.currency or "—"
    )
    return SalePageSubject(page.sale.customer_id, page.sale.customer, words, page=page)


def _as_typed(page: SalePage) -> str:
    return "\n".join(line_as_typed(line.words, line.quantity, line.price, line.value) for line in page.lines)


def _rate_as_typed(rate: int) -> str:
    units, parts = divmod(rate, RATE_PARTS)
    return f"{units}.{parts:06}".rstrip("0").rstrip(".")


# The actions need the ORM, which the first screen does not wait for.


def _edit(act: "Act", sale_id: int, changes: Mapping[str, Any], version: int | None) -> str:
    from crm_tui.actions.sale_edits import edit_sale

    saved = edit_sale(act, sale_id, changes, if_version=version)
    worth = money_in_words(saved.value, saved.currency)
    said = _("Sale {id} is changed: {worth}.").format(id=saved.id, worth=worth)
    return " ".join((said, *(notice.text for notice in saved.warnings)))
