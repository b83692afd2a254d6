"""What we offer: the list, one product with its ties, what answers a need, and the menu."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.folding import words_of
from crm_tui.domain.growth_words import ProductKind, ProductRelation
from crm_tui.domain.languages import best_language
from crm_tui.domain.list_views import ALL
from crm_tui.domain.menu import MenuEntry, fit
from crm_tui.i18n import _
from crm_tui.queries.narrowing import Asked, that_say
from crm_tui.store.reader import Reader

_PRODUCT = """
SELECT p.id, p.kind, p.code, p.name, p.category, p.needs, p.how_to, p.price, p.currency,
       p.warranty_days, p.service_days, p.supplier_id, s.name, p.retired_at IS NOT NULL, p.version
  FROM products p LEFT JOIN customers s ON s.id = p.supplier_id AND s.deleted_at IS NULL"""
OFFERED = _PRODUCT + " WHERE p.retired_at IS NULL ORDER BY p.sort_key, p.id LIMIT :limit"
EVER = _PRODUCT + " ORDER BY p.retired_at IS NOT NULL, p.sort_key, p.id LIMIT :limit"
PRODUCT = _PRODUCT + " WHERE p.id = :id"
TEXTS = "SELECT product_id, language, name, words FROM product_texts ORDER BY product_id, language, id"
TEXTS_OF = (
    "SELECT product_id, language, name, words FROM product_texts WHERE product_id = :id ORDER BY language, id"
)
TIES = """
SELECT k.relation, p.id, p.name
  FROM product_links k JOIN products p ON p.id = k.other_id AND p.retired_at IS NULL
 WHERE k.product_id = :id ORDER BY k.relation, p.sort_key, p.id"""
SOLD = """
SELECT count(DISTINCT s.id), max(s.sold_on)
  FROM sale_lines l JOIN sales s ON s.id = l.sale_id AND s.deleted_at IS NULL AND s.stage <> 'cancelled'
 WHERE l.product_id = :id"""

#: More than this is no list that somebody looks through; a business that offers more is found by need.
_MOST = 2_000


@dataclass(frozen=True, slots=True)
class Product:
    """A product or service; ``price`` in 1/10,000 of the unit of ``currency``."""

    id: int
    kind: ProductKind
    code: str
    name: str
    category: str
    needs: str
    how_to: str
    price: int | None
    currency: str
    warranty_days: int | None
    service_days: int | None
    supplier_id: int | None
    supplier: str
    retired: bool
    version: int


@dataclass(frozen=True, slots=True)
class ProductText:
    """How a product is called and described in one language."""

    product_id: int
    language: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Tie:
    """Another product that goes with one, or steps up from it."""

    relation: ProductRelation
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class ProductPage:
    """A product with its texts and ties. ``sales`` counts those not cancelled."""

    product: Product
    texts: tuple[ProductText, ...]
    ties: tuple[Tie, ...]
    sales: int
    last_sold: date | None

    def tied(self, relation: ProductRelation) -> tuple[Tie, ...]:
        """Those that stand to it so."""
        return tuple(tie for tie in self.ties if tie.relation is relation)


def products(reader: Reader, *, with_retired: bool = False, limit: int = _MOST) -> tuple[Product, ...]:
    """What we offer by name; what is retired comes last, where it is asked for."""
    return tuple(map(_product, reader.rows(EVER if with_retired else OFFERED, {"limit": limit})))


def listed_products(reader: Reader, asked: Asked) -> tuple[Product, ...]:
    """What we offer by name, or what is retired as well; a filter reads their texts in every language."""
    told = _texts(reader) if asked.text else {}
    return that_say(
        products(reader, with_retired=asked.among == ALL),
        asked.text,
        lambda one: (
            *(one.name, one.code, one.needs, one.kind.label, one.supplier),
            _elsewhere(one, told.get(one.id, ())),
        ),
    )


def product_page(reader: Reader, product_id: int) -> ProductPage:
    """The product. Raises NoSuchRecord."""
    row = reader.row(PRODUCT, {"id": product_id})
    if row is None:
        raise NoSuchRecord(
            _("There is no product {id}.").format(id=product_id),
            _("`crm-tui product list` shows what we offer."),
        )
    sales, last_sold = reader.rows(SOLD, {"id": product_id})[0]
    return ProductPage(
        _product(row),
        tuple(ProductText(*text) for text in reader.rows(TEXTS_OF, {"id": product_id})),
        tuple(
            Tie(ProductRelation(relation), other, name)
            for relation, other, name in reader.rows(TIES, {"id": product_id})
        ),
        sales,
        None if last_sold is None else date.fromisoformat(last_sold),
    )


def products_for(reader: Reader, need: str, *, limit: int = 50) -> tuple[Product, ...]:
    """What answers a need, the best first: each of its words begins a word of the product, in any script.

    No words at all find everything that we offer, by name.
    """
    offered, words = products(reader), words_of(need)
    if not words:
        return offered[:limit]
    told = _texts(reader)
    ranked = [
        (fit(words, f"{one.name} {one.code}", one.needs, _elsewhere(one, told.get(one.id, ()))), one)
        for one in offered
    ]
    found = sorted((pair for pair in ranked if pair[0]), key=lambda pair: -pair[0])
    return tuple(one for _worth, one in found[:limit])


def menu(
    reader: Reader, language: str, kinds: Sequence[ProductKind] = (ProductKind.SERVICE,)
) -> tuple[MenuEntry, ...]:
    """What we offer of these kinds, in ``language`` where there are words in it, else in ours."""
    told = _texts(reader)
    entries = []
    for one in products(reader):
        if one.kind in kinds:
            texts = {text.language: text for text in told.get(one.id, ())}
            best = texts.get(best_language(texts, language) or "")
            entries.append(
                MenuEntry(
                    best.name if best and best.name else one.name,
                    best.words if best else one.needs,
                    one.category,
                    one.price,
                    one.currency,
                )
            )
    return tuple(entries)


def _elsewhere(product: Product, texts: Sequence[ProductText]) -> str:
    return " ".join([product.category, *(f"{text.name} {text.words}" for text in texts)])


def _texts(reader: Reader) -> dict[int, list[ProductText]]:
    found: dict[int, list[ProductText]] = {}
    for row in reader.rows(TEXTS):
        found.setdefault(row[0], []).append(ProductText(*row))
    return found


def _product(row: tuple[Any, ...]) -> Product:
    (
        product_id, kind, code, name, category, needs, how_to, price, currency,
        warranty_days, service_days, supplier_id, supplier, retired, version,
    ) = row  # fmt: skip
    return Product(
        id=product_id,
        kind=ProductKind(kind),
        code=code,
        name=name,
        category=category,
        needs=needs,
        how_to=how_to,
        price=price,
        currency=currency,
        warranty_days=warranty_days,
        service_days=service_days,
        supplier_id=supplier_id,
        supplier=supplier or "",
        retired=bool(retired),
        version=version,
    )
