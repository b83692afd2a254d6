"""Products and services: what we offer, what goes with it, and what steps up from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from crm_tui.actions.lookups import touch
from crm_tui.actions.product_values import NewProduct, ProductWords, product_columns, read_texts
from crm_tui.actions.retiring import refuse_retired
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.folding import fold
from crm_tui.domain.growth_words import ProductRelation
from crm_tui.domain.words import Role
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Product, ProductLink, ProductText


@dataclass(frozen=True, slots=True)
class SavedProduct:
    """A product as it is after the act."""

    id: int
    version: int


def add_product(act: Act, new: NewProduct) -> SavedProduct:
    """Write down a product or service.

    Raises NotAllowed below manager; InvalidInput, naming the field, also for a code that another one has.
    """
    act.describe("add-product", "product")
    act.actor.require(Role.MANAGER)
    columns, texts = product_columns(act, new.fields()), read_texts(new.texts)
    _refuse_taken(act, columns["code"], None)
    row = act.add(Product(**columns, created_at=act.now))
    act.about("product", row.record_id)
    _write_texts(act, row, texts)
    return SavedProduct(row.record_id, row.version)


def change_product(
    act: Act, product_id: int, changes: Mapping[str, Any], *, if_version: int | None = None
) -> SavedProduct:
    """Change fields, named and shaped as in :class:`NewProduct`. What was sold keeps its price and its days.

    Raises as :func:`add_product`; NoSuchRecord; ChangedSince; InvalidInput for one that is retired.
    """
    row = _offered(act, product_id, "change-product", if_version)
    columns = product_columns(act, changes)
    _refuse_taken(act, columns.get("code", ""), product_id)
    changed = act.change(row, **columns)
    if "texts" in changes and _write_texts(act, row, read_texts(changes["texts"])) and not changed:
        touch(act, row)
    return SavedProduct(product_id, row.version)


def retire_product(act: Act, product_id: int, *, if_version: int | None = None) -> SavedProduct:
    """Offer it no longer: it goes from lists and menus, and stays with what was sold.

    Raises NotAllowed below manager; NoSuchRecord; ChangedSince; InvalidInput for one that is retired.
    """
    row = _offered(act, product_id, "retire-product", if_version)
    act.change(row, retired_at=act.now)
    return SavedProduct(product_id, row.version)


def link_products(act: Act, product_id: int, other_id: int, relation: ProductRelation) -> SavedProduct:
    """Say that ``other_id`` goes with a product, or steps up from it; said twice, it changes nothing.

    Raises NotAllowed below manager; NoSuchRecord; InvalidInput for the same product, and a retired one.
    """
    row = _offered(act, product_id, "link-products", None)
    if product_id == other_id:
        raise InvalidInput(_("A product does not go with itself."), _("Name another product."), field="other")
    _refuse_retired(act, act.get(Product, other_id))
    if _stored_link(act, product_id, other_id, relation) is None:
        act.add(ProductLink(product_id=product_id, other_id=other_id, relation=relation.value))
        touch(act, row)
    return SavedProduct(product_id, row.version)


def unlink_products(act: Act, product_id: int, other_id: int, relation: ProductRelation) -> SavedProduct:
    """Take back what :func:`link_products` said. Raises as it does; InvalidInput where it was not said."""
    row = _offered(act, product_id, "unlink-products", None)
    link = _stored_link(act, product_id, other_id, relation)
    if link is None:
        raise InvalidInput(
            _("Product {other} is not tied to product {id} so.").format(other=other_id, id=product_id),
            _("`crm-tui product show {id}` lists what goes with it.").format(id=product_id),
            field="other",
        )
    act.remove(link)
    touch(act, row)
    return SavedProduct(product_id, row.version)


def find_product(act: Act, words: str) -> Product | None:
    """What we offer by that code or name, in any case; None for words that are no product's."""
    key = fold(words.strip())
    if not key:
        return None
    offered = select(Product).where(col(Product.retired_at).is_(None)).order_by(col(Product.id))
    by_code = next(
        (row for row in act.session.exec(offered.where(Product.code != "")) if fold(row.code) == key), None
    )
    return by_code or act.session.exec(offered.where(Product.sort_key == key)).first()


def _offered(act: Act, product_id: int, verb: str, if_version: int | None) -> Product:
    row = act.get(Product, product_id)
    act.describe(verb, "product", product_id)
    act.actor.require(Role.MANAGER)
    act.expect_version(row, if_version)
    _refuse_retired(act, row)
    return row


def _refuse_retired(act: Act, row: Product) -> None:
    refuse_retired(
        act, row, _("Product {id} was retired on {day}."), _("Add a new one if it is offered again.")
    )


def _refuse_taken(act: Act, code: str, product_id: int | None) -> None:
    if not code:
        return
    other = act.session.exec(
        select(Product).where(
            Product.code == code, Product.id != product_id, col(Product.retired_at).is_(None)
        )
    ).first()
    if other is not None:
        raise InvalidInput(
            _("Product {id} has the code “{code}”.").format(id=other.id, code=code),
            _("Give another code, or none."),
            field="code",
        )


def _stored_link(act: Act, product_id: int, other_id: int, relation: ProductRelation) -> ProductLink | None:
    return act.session.exec(
        select(ProductLink).where(
            ProductLink.product_id == product_id,
            ProductLink.other_id == other_id,
            ProductLink.relation == relation.value,
        )
    ).first()


def _write_texts(act: Act, row: Product, texts: Mapping[str, ProductWords]) -> bool:
    """Make these the product's texts. Says whether any changed."""
    changed = False
    stored = act.session.exec(select(ProductText).where(ProductText.product_id == row.record_id)).all()
    for text in stored:
        wanted = texts.get(text.language)
        if wanted is None:
            act.remove(text)
            changed = True
        else:
            changed |= act.change(text, name=wanted.name, words=wanted.words)
    new = [texts[language] for language in sorted(texts.keys() - {text.language for text in stored})]
    act.add_all(
        [
            ProductText(product_id=row.record_id, language=text.language, name=text.name, words=text.words)
            for text in new
        ]
    )
    return changed or bool(new)
