"""``crm-tui product add``, ``change``, ``retire`` and ``link``."""

from typing import Any

from crm_tui.actions import products
from crm_tui.actions.product_values import NewProduct, ProductWords
from crm_tui.actions.products import SavedProduct
from crm_tui.cli.declare import IF_VERSION, argument, choice, command, option, options
from crm_tui.cli.desk import Desk
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import ProductKind, ProductRelation
from crm_tui.domain.menu import read_product_text
from crm_tui.domain.money import read_money
from crm_tui.i18n import N_, _

_ID = argument("product", type=int, metavar="ID", help=N_("The product's number."))

_fields = options(
    option("--kind", type=choice(ProductKind), help=N_("A product unless given.")),
    option("--code", metavar="TEXT", help=N_("A short code to type in its place.")),
    option("--category", metavar="TEXT", help=N_("Under what the menu lists it.")),
    option("--needs", metavar="TEXT", help=N_("What it is for, in the words of who needs it.")),
    option("--how-to", metavar="LINK", help=N_("The page that shows how it is used.")),
    option("--price", metavar="AMOUNT", help=N_("What one costs: 25 or 12.50; '' for no price.")),
    option("--currency", metavar="CODE", help=N_("The currency of the price; the business's unless given.")),
    option("--warranty-days", metavar="N", help=N_("How long it has a warranty; '' for none.")),
    option("--service-days", metavar="N", help=N_("So long after a sale it wants looking after.")),
    option("--supplier", "supplier_id", type=int, metavar="ID", help=N_("The customer who supplies it.")),
    option(
        "--text",
        "texts",
        multiple=True,
        metavar="LANGUAGE=NAME[: WORDS]",
        help=N_("How it is called in a language, and what is said of it; all of them are given anew."),
    ),
)


@command(
    "add",
    help=N_("Write a product or a service down; its name is enough."),
    examples=(
        "crm-tui product add --name 'Kettle 1.7 l' --code K17 --price 24.50 --warranty-days 730",
        "crm-tui product add --name 'Descaling' --kind service --needs 'hard water' --text 'de=Entkalken'",
    ),
)
@option("--name", metavar="TEXT", required=True, help=N_("What it is called."))
@_fields
def add(desk: Desk, name: str, **given: Any) -> None:
    """Add a product. Raises NotAllowed, InvalidInput."""
    new = NewProduct(name, **_read(given))
    with desk.act() as act:
        saved = products.add_product(act, new)
    _answer(desk, saved, _("Product {id} is written down."))


@command(
    "change",
    help=N_("Change what is given, and leave the rest. What was sold keeps its price and its days."),
    examples=("crm-tui product change 3 --price 26",),
)
@_ID
@option("--name", metavar="TEXT", help=N_("What it is called."))
@_fields
@IF_VERSION
def change(desk: Desk, product: int, if_version: int | None, **given: Any) -> None:
    """Change a product. Raises NotAllowed, NoSuchRecord, ChangedSince, InvalidInput."""
    changes = _read(given)
    if not changes:
        raise InvalidInput(_("There is nothing to change."), _("Give what is to be changed."))
    with desk.act() as act:
        saved = products.change_product(act, product, changes, if_version=if_version)
    _answer(desk, saved, _("Product {id} is changed."))


@command(
    "retire",
    help=N_("Offer it no longer. It stays with what was sold."),
    examples=("crm-tui product retire 3",),
)
@_ID
@IF_VERSION
def retire(desk: Desk, product: int, if_version: int | None) -> None:
    """Retire a product. Raises NotAllowed, NoSuchRecord, ChangedSince, InvalidInput."""
    with desk.act() as act:
        saved = products.retire_product(act, product, if_version=if_version)
    _answer(desk, saved, _("Product {id} is offered no longer."))


@command(
    "link",
    help=N_("Say what goes with a product, or what steps up from it."),
    examples=("crm-tui product link 3 --goes-with 4", "crm-tui product link 3 --step-up 7 --remove"),
)
@_ID
@option("--goes-with", type=int, metavar="ID", help=N_("The product that goes with it."))
@option("--step-up", type=int, metavar="ID", help=N_("The product that steps up from it."))
@option("--remove", is_flag=True, help=N_("That is not so any more."))
def link(desk: Desk, product: int, goes_with: int | None, step_up: int | None, remove: bool) -> None:
    """Tie or untie products. Raises NotAllowed, NoSuchRecord, InvalidInput."""
    ties = [(goes_with, ProductRelation.GOES_WITH), (step_up, ProductRelation.STEP_UP)]
    named = [(other, relation) for other, relation in ties if other is not None]
    if not named:
        raise InvalidInput(_("No other product was named."), _("Give --goes-with or --step-up."))
    tie = products.unlink_products if remove else products.link_products
    with desk.act() as act:
        for other, relation in named:
            saved = tie(act, product, other, relation)
    _answer(desk, saved, _("Product {id} is changed."))


def _read(given: dict[str, Any]) -> dict[str, Any]:
    """What was given of a product, by the fields of the action."""
    found = {name: value for name, value in given.items() if value is not None and name != "texts"}
    if "price" in found:
        found["price"] = read_money(found["price"]) if found["price"] else None
    for name in ("warranty_days", "service_days"):
        if name in found:
            found[name] = _days(name, found[name])
    if given["texts"]:
        found["texts"] = tuple(ProductWords(*read_product_text(typed)) for typed in given["texts"])
    return found


def _days(name: str, text: str) -> int | None:
    if text and not text.isdecimal():
        raise InvalidInput(
            _("“{text}” is no number of days.").format(text=text),
            _("Give a whole number, or '' for none."),
            field=name,
        )
    return int(text) if text else None


def _answer(desk: Desk, saved: SavedProduct, sentence: str) -> None:
    desk.answer({"id": saved.id, "version": saved.version}, [sentence.format(id=saved.id)])
