"""A product or service as plain values, and how they are read."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlsplit

from crm_tui.actions.lookups import read_code
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.folding import fold
from crm_tui.domain.growth_words import ProductKind
from crm_tui.domain.languages import read_language
from crm_tui.domain.money import read_currency
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Customer


@dataclass(frozen=True, slots=True)
class ProductWords:
    """How a product is called and described to customers who read ``language``."""

    language: str
    name: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class NewProduct:
    """What we offer; the name is enough.

    ``needs`` says what it is for in the words of who needs it, ``how_to`` is a link. ``price`` is in 1/10,000
    of the unit of ``currency``, the business's own unless given. ``warranty_days`` and ``service_days`` count
    from the day of a sale. ``supplier_id`` is a customer, ``texts`` replace all texts there are.
    """

    name: str
    kind: str = ProductKind.PRODUCT.value
    code: str = ""
    category: str = ""
    needs: str = ""
    how_to: str = ""
    price: int | None = None
    currency: str = ""
    warranty_days: int | None = None
    service_days: int | None = None
    supplier_id: int | None = None
    texts: tuple[ProductWords, ...] = ()

    def fields(self) -> dict[str, Any]:
        """Every field by its name, as changes to a product are given."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


#: What can be changed, in the order in which a form shows it.
EDITABLE = tuple(field.name for field in fields(NewProduct))

_WORDS = ("code", "category", "needs")
_DAYS = ("warranty_days", "service_days")


def product_columns(act: Act, values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns for these fields, without ``texts``.

    Raises InvalidInput, naming the field, for a field that there is not, no name, an unknown kind or
    currency, a price below nought, days below one and what is no link; NoSuchRecord for the supplier.
    """
    columns: dict[str, Any] = {}
    for field, value in values.items():
        if field not in EDITABLE:
            raise InvalidInput(
                _("A product has no field “{field}”.").format(field=field),
                _("Use one of: {fields}.").format(fields=", ".join(EDITABLE)),
                field=field,
            )
        columns |= _columns(act, field, value)
    return columns


def read_texts(values: tuple[ProductWords, ...]) -> dict[str, ProductWords]:
    """The texts by language, empty ones left out.

    Raises InvalidInput for a language that is none or comes twice.
    """
    texts: dict[str, ProductWords] = {}
    for value in values:
        language = read_language(value.language)
        if not language or language in texts:
            raise InvalidInput(
                _("There is one text for each language."),
                _("Give the code of its language, such as bn: Name. Words."),
                field="texts",
            )
        if value.name.strip() or value.words.strip():
            texts[language] = ProductWords(language, value.name.strip(), value.words.strip())
    return texts


def _columns(act: Act, field: str, value: Any) -> dict[str, Any]:
    if field == "name":
        return _name(value)
    if field == "kind":
        return {"kind": read_code(ProductKind, value, "kind").value}
    if field in _WORDS:
        return {field: value.strip()}
    if field == "how_to":
        return {"how_to": _link(value)}
    if field == "price":
        return {"price": _price(value)}
    if field == "currency":
        return {"currency": read_currency(value) or act.business.currency}
    if field in _DAYS:
        return {field: _days(field, value)}
    if field == "supplier_id" and value is not None:
        return {"supplier_id": act.get(Customer, value).record_id}
    return {} if field == "texts" else {field: value}


def _name(name: str) -> dict[str, str]:
    if not name.strip():
        raise InvalidInput(
            _("A product needs a name."), _("Call it as you do at the desk: “Kettle 1.7 l”."), field="name"
        )
    return {"name": name.strip(), "sort_key": fold(name.strip())}


def _link(text: str) -> str:
    link = text.strip()
    if link and (urlsplit(link).scheme not in ("http", "https") or not urlsplit(link).netloc or " " in link):
        raise InvalidInput(
            _("“{text}” is no link.").format(text=text),
            _("Give the whole address of the page, such as https://example.org/kettle."),
            field="how_to",
        )
    return link


def _price(price: int | None) -> int | None:
    if price is not None and price < 0:
        raise InvalidInput(
            _("A price is not below nought."), _("Give 0 for what costs nothing, or no price."), field="price"
        )
    return price


def _days(field: str, days: int | None) -> int | None:
    if days is not None and days < 1:
        raise InvalidInput(_("That is no number of days."), _("Give 1 or more, or none at all."), field=field)
    return days
