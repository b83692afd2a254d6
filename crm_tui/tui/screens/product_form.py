"""A new product or service, or one that is changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from crm_tui.domain.digits import plain_digits
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import ProductKind, ProductRelation
from crm_tui.domain.menu import product_text, read_product_text
from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.products import ProductPage, product_page, products
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.screens.desk_form import DeskForm, Subject
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.money_field import MoneySpec
from crm_tui.tui.widgets.notes_field import NotesSpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.read_field import ReadSpec
from crm_tui.tui.widgets.text_fields import TextSpec

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

_WORDS = ("name", "code", "category", "needs", "how_to")
_DAYS = ("warranty_days", "service_days")
_TIES = {"goes_with": ProductRelation.GOES_WITH, "step_up": ProductRelation.STEP_UP}


@dataclass(frozen=True, slots=True)
class _Read:
    """The product that is changed, and the names of all that we offer."""

    page: ProductPage | None
    names: Mapping[int, str]


class ProductForm(DeskForm):
    """``product_id`` changes one; else a new one."""

    HEADING = N_("New product")
    ROUTE = "product-form"
    FOOTER = ("save", "next-field", "picks", "close")
    SUBJECT_LINES = 0

    def __init__(self, **about: Any) -> None:
        super().__init__(**about)
        self._read: _Read | None = None

    @property
    def is_waiting(self) -> bool:
        """What is changed, and what it can be tied to, have to be read first."""
        return self._read is None

    def top_left(self) -> str:
        """Whether it is new."""
        if self._product_id is None:
            return _(self.HEADING)
        return _("Change product {id}").format(id=self._product_id)

    def subject_query(self) -> Callable[[Reader], Subject | None]:
        """No customer; the product is read along."""
        return self._read_product

    def subject_read(self, subject: Subject | None) -> None:
        """Show the form that waited."""
        if self._form is None:
            self.show_form()

    def specs(self) -> Sequence[FieldSpec]:
        """Its name and what it is for; the rest may be left."""
        return [
            TextSpec(name="name", label=_("Name"), required=True, hint=_("as you call it at the desk")),
            PickSpec(
                name="kind",
                label=_("Kind"),
                options=[
                    Option(ProductKind.PRODUCT.value, ProductKind.PRODUCT.label, "p"),
                    Option(ProductKind.SERVICE.value, ProductKind.SERVICE.label, "s"),
                ],
            ),
            TextSpec(name="needs", label=_("For"), hint=_("in the words of who needs it")),
            MoneySpec(name="price", label=_("Price"), currency=self._currency),
            TextSpec(name="code", label=_("Code"), quiet=True, hint=_("short, to type in its place")),
            TextSpec(name="category", label=_("Category"), quiet=True, hint=_("where the menu lists it")),
            TextSpec(name="how_to", label=_("How to"), quiet=True, hint="https://…"),
            self._days("warranty_days", _("Warranty")),
            self._days("service_days", _("Service")),
            self._tied("goes_with", _("Goes with")),
            self._tied("step_up", _("Step up")),
            NotesSpec(name="texts", label=_("Texts"), hint=_("de=Wasserkocher: kocht 1,7 Liter")),
        ]

    def start_values(self) -> Mapping[str, Any]:
        """As it is; a new one is a product."""
        page = self._page
        if page is None:
            return {"kind": ProductKind.PRODUCT.value}
        one = page.product
        return {
            **{name: getattr(one, name) for name in _WORDS},
            **{name: str(getattr(one, name) or "") for name in _DAYS},
            **{name: ", ".join(tie.name for tie in page.tied(tied)) for name, tied in _TIES.items()},
            "kind": one.kind.value,
            "price": one.price,
            "texts": "\n".join(product_text(text.language, text.name, text.words) for text in page.texts),
        }

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Write it down, or what is changed of it. Raises InvalidInput for texts without a language."""
        fields = {name: values.get(name) or "" for name in _WORDS} | {
            "kind": values.get("kind") or ProductKind.PRODUCT.value,
            "price": values.get("price"),
            "currency": self._currency,
            **{name: values.get(name) for name in _DAYS},
        }
        typed = values.get("texts") or ""
        texts = tuple(read_product_text(line) for line in typed.splitlines() if line.strip())
        ties = {relation: values.get(name) or frozenset() for name, relation in _TIES.items()}
        return partial(_save, page=self._page, fields=fields, texts=texts, ties=ties)

    @property
    def _product_id(self) -> int | None:
        return self.about.get("product_id")

    @property
    def _page(self) -> ProductPage | None:
        return self._read.page if self._read else None

    @property
    def _currency(self) -> str:
        page = self._page
        return (page.product.currency if page else "") or self.business.currency

    def _read_product(self, reader: Reader) -> None:
        page = None if self._product_id is None else product_page(reader, self._product_id)
        self._read = _Read(page, {one.id: one.name for one in products(reader)})

    def _days(self, name: str, label: str) -> ReadSpec:
        def told(text: str) -> str:
            days = _read_days(text)
            return ngettext("→ {count} day after a sale", "→ {count} days after a sale", days).format(
                count=days
            )

        return ReadSpec(
            name=name, label=label, quiet=True, hint=_("days, such as 365"), read=_read_days, told=told
        )

    def _tied(self, name: str, label: str) -> ReadSpec:
        return ReadSpec(
            name=name,
            label=label,
            quiet=True,
            hint=_("names of products, with commas"),
            read=self._read_names,
            told=lambda _text: "",
            input_width=44,
        )

    def _read_names(self, text: str) -> frozenset[int]:
        """The products that are named. Raises InvalidInput for what is none of ours."""
        known = {name.casefold(): number for number, name in (self._read.names if self._read else {}).items()}
        wanted = [part.strip() for part in text.split(",") if part.strip()]
        for name in wanted:
            if name.casefold() not in known:
                raise InvalidInput(
                    _("We offer no “{name}”.").format(name=name),
                    _("Write the names of products, with commas between them."),
                )
        return frozenset(known[name.casefold()] for name in wanted)


def _read_days(text: str) -> int:
    typed = plain_digits(text).strip()
    if not typed.isdecimal() or not int(typed):
        raise InvalidInput(_("“{text}” is no number of days.").format(text=text), _("Write it as in 365."))
    return int(typed)


# The actions need the ORM, which the first screen does not wait for.


def _save(
    act: "Act",
    page: ProductPage | None,
    fields: dict[str, Any],
    texts: tuple[tuple[str, str, str], ...],
    ties: Mapping[ProductRelation, frozenset[int]],
) -> str:
    from crm_tui.actions.product_values import NewProduct, ProductWords
    from crm_tui.actions.products import add_product, change_product, link_products, unlink_products

    fields["texts"] = tuple(ProductWords(*text) for text in texts)
    if page is None:
        product_id = add_product(act, NewProduct(**fields)).id
    else:
        product_id = page.product.id
        change_product(act, product_id, fields, if_version=page.product.version)
    for relation, wanted in ties.items():
        before = frozenset(tie.id for tie in page.tied(relation)) if page else frozenset()
        for other in sorted(wanted - before):
            link_products(act, product_id, other, relation)
        for other in sorted(before - wanted):
            unlink_products(act, product_id, other, relation)
    return _("Saved: {name}").format(name=fields["name"])
