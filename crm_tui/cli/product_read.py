"""``crm-tui product list``, ``show`` and ``menu``: what we offer."""

from collections.abc import Iterator
from typing import Any

from crm_tui.cli.declare import argument, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.narrowing import NARROWED, asked_of
from crm_tui.cli.tables import aligned
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import ProductKind, ProductRelation
from crm_tui.domain.languages import read_language
from crm_tui.domain.list_views import ALL, OFFERED, PRODUCTS
from crm_tui.domain.menu import menu_text
from crm_tui.domain.money import money_in_words
from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.customer_page import customer as customer_record
from crm_tui.queries.products import (
    Product,
    ProductPage,
    Tie,
    listed_products,
    menu,
    product_page,
    products_for,
)


@command(
    "list",
    help=N_("Products and services by name, or what answers a need: in any script, the best first."),
    examples=("crm-tui product list", "crm-tui product list --need 'hard water' --json"),
)
@option("--need", metavar="WORDS", default="", help=N_("What somebody needs, in their words."))
@option("--retired", is_flag=True, help=N_("Those that are offered no longer as well."))
@NARROWED
def list_products(desk: Desk, need: str, retired: bool, text: str, view: str | None) -> None:
    """List the products. Raises InvalidInput for a need beside a view or a filter."""
    if need and (retired or text or view is not None):
        raise InvalidInput(
            _("A need is answered from all that we offer, the best first."),
            _("Leave --need out, or --retired, --filter and --view."),
            field="need",
        )
    asked = asked_of(desk, PRODUCTS, text, view, flagged=ALL if retired else "", otherwise=OFFERED)
    found = products_for(desk.reader, need) if need else listed_products(desk.reader, asked)
    desk.answer([product_document(one) for one in found], aligned(map(_row, found)))


@command(
    "show",
    help=N_("A product: what it is for, what goes with it, and how often it was sold."),
    examples=("crm-tui product show 3",),
)
@argument("product", type=int, metavar="ID", help=N_("The product's number."))
def show(desk: Desk, product: int) -> None:
    """Show a product. Raises NoSuchRecord."""
    page = product_page(desk.read(), product)
    desk.answer(_page_document(page), aligned(_facts(page)))


@command(
    "menu",
    help=N_("The services that we offer as a text to send, in the customer's language."),
    examples=(
        "crm-tui product menu --customer 12",
        "crm-tui product menu --language bn --all",
        "crm-tui message write 12 --template menu-of-services --eml menu.eml --log",
    ),
)
@option("--customer", type=int, metavar="ID", help=N_("In this customer's language."))
@option("--language", metavar="CODE", help=N_("In this language; else the customer's, else the business's."))
@option("--all", "everything", is_flag=True, help=N_("The products as well, not only the services."))
def show_menu(desk: Desk, customer: int | None, language: str | None, everything: bool) -> None:
    """Print the menu. Raises NoSuchRecord, InvalidInput for an unknown language."""
    reader = desk.read()
    theirs = "" if customer is None else customer_record(reader, customer).language
    wanted = read_language(language or "") or theirs or desk.business.language
    kinds = tuple(ProductKind) if everything else (ProductKind.SERVICE,)
    text = menu_text(menu(reader, wanted, kinds))
    if not text:
        desk.say(_("Nothing is offered yet. `crm-tui product add --kind service` writes something down."))
    desk.answer({"language": wanted, "text": text}, text.splitlines())


def product_document(found: Product) -> dict[str, Any]:
    """A product; ``price`` is a decimal in ``currency``."""
    return {
        "id": found.id,
        "kind": found.kind.value,
        "code": found.code or None,
        "name": found.name,
        "category": found.category or None,
        "needs": found.needs or None,
        "how_to": found.how_to or None,
        "price": None if found.price is None else money_in_words(found.price, ""),
        "currency": found.currency or None,
        "warranty_days": found.warranty_days,
        "service_days": found.service_days,
        "supplier": found.supplier_id,
        "retired": found.retired,
        "version": found.version,
    }


def _page_document(page: ProductPage) -> dict[str, Any]:
    return product_document(page.product) | {
        "texts": [{"language": one.language, "name": one.name, "words": one.words} for one in page.texts],
        "goes_with": [_tie_document(one) for one in page.tied(ProductRelation.GOES_WITH)],
        "step_up": [_tie_document(one) for one in page.tied(ProductRelation.STEP_UP)],
        "sales": page.sales,
        "last_sold": page.last_sold and page.last_sold.isoformat(),
    }


def _tie_document(tie: Tie) -> dict[str, Any]:
    return {"id": tie.id, "name": tie.name}


def _row(one: Product) -> tuple[str, ...]:
    price = "·" if one.price is None else money_in_words(one.price, one.currency)
    name = _("{name} (retired)").format(name=one.name) if one.retired else one.name
    said = _("{name}: {needs}").format(name=name, needs=one.needs) if one.needs else name
    return str(one.id), one.kind.label, one.code or "·", price, said


def _facts(page: ProductPage) -> Iterator[tuple[str, str]]:
    one = page.product
    yield _("name"), one.name
    yield _("kind"), one.kind.label
    for label, words in (
        (_("code"), one.code),
        (_("category"), one.category),
        (_("for"), one.needs),
        (_("how to"), one.how_to),
        (_("supplier"), one.supplier),
    ):
        if words:
            yield label, words
    if one.price is not None:
        yield _("price"), money_in_words(one.price, one.currency)
    for label, days in ((_("warranty"), one.warranty_days), (_("service after"), one.service_days)):
        if days is not None:
            yield label, ngettext("{count} day", "{count} days", days).format(count=days)
    for relation in ProductRelation:
        for tie in page.tied(relation):
            yield relation.label, _("{id} {name}").format(id=tie.id, name=tie.name)
    for text in page.texts:
        yield text.language, _("{name}. {words}").format(name=text.name, words=text.words)
    yield _("sold"), ngettext("{count} time", "{count} times", page.sales).format(count=page.sales)
