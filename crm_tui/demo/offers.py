"""What the sample business offers: a dozen products and services, with what goes with them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import select

from crm_tui.actions.product_values import NewProduct, ProductWords
from crm_tui.actions.products import add_product, link_products
from crm_tui.domain.actor import Actor
from crm_tui.domain.growth_words import ProductRelation
from crm_tui.domain.money import PARTS
from crm_tui.i18n import _
from crm_tui.store.database import Database
from crm_tui.store.tables import Product

_WRITTEN = 371


@dataclass(frozen=True, slots=True)
class Offer:
    """A product, how often of a hundred sales have it, and what goes with it or steps up from it, by code."""

    code: str
    new: NewProduct
    share: int
    goes_with: tuple[str, ...] = ()
    step_up: tuple[str, ...] = ()


def write_products(database: Database, founder: Actor, now: datetime) -> None:
    """Write down what is offered, unless something is already."""
    with database.act(founder, now - timedelta(days=_WRITTEN)) as act:
        act.describe("set-up-sample")
        if act.session.exec(select(Product.id).limit(1)).first() is not None:
            return
        made = offers_made()
        ids = {offer.code: add_product(act, offer.new).id for offer in made}
        for offer in made:
            for relation, codes in (
                (ProductRelation.GOES_WITH, offer.goes_with),
                (ProductRelation.STEP_UP, offer.step_up),
            ):
                for code in codes:
                    link_products(act, ids[offer.code], ids[code], relation)


def offers_made() -> tuple[Offer, ...]:
    """What is offered, dear things seldom; each with what it is for in the words of who needs it."""

    def offer(
        code: str, name: str, price: int, share: int, needs: str, *, ties: tuple[Any, ...] = (), **more: Any
    ) -> Offer:
        new = NewProduct(name, code=code, price=price * PARTS, needs=needs, **more)
        return Offer(code, new, share, *ties)

    service: dict[str, Any] = {"kind": "service", "category": _("Workshop")}
    kettles, coffee = _("Kettles"), _("Coffee")
    return (
        offer(
            "K17", _("Kettle 1.7 l"), 39, 18, _("boils water fast, for a household"),
            ties=(("F3", "DS"), ("K25",)), category=kettles, warranty_days=730,
            how_to="https://example.org/kettle",
            texts=(ProductWords("bn", "কেটলি ১.৭ লিটার", "তাড়াতাড়ি পানি ফোটায়"),
                   ProductWords("de", "Wasserkocher 1,7 l", "kocht schnell")),
        ),
        offer(
            "K25", _("Kettle with a thermometer"), 89, 8, _("green tea, filter coffee, exact temperature"),
            ties=(("F3", "DS"),), category=kettles, warranty_days=730,
        ),
        offer("F3", _("Water filter, three"), 18, 20, _("hard water, lime, taste"), category=kettles),
        offer(
            "G2", _("Hand grinder"), 65, 7, _("fresh coffee on the way, without power"),
            ties=(("C1",), ("G5",)), category=coffee, warranty_days=730,
        ),
        offer(
            "G5", _("Electric grinder"), 180, 4, _("a grinder for an office or a small bar"),
            ties=(("C1",),), category=coffee, warranty_days=730,
        ),
        offer(
            "E1", _("Espresso machine, one group"), 690, 2, _("espresso at home, milk foam"),
            ties=(("G5", "DS", "CK"), ("E2",)), category=coffee, warranty_days=730, service_days=365,
        ),
        offer(
            "E2", _("Espresso machine, two groups"), 3_400, 1, _("a café, many cups an hour"),
            ties=(("G5", "DS", "CK"),), category=coffee, warranty_days=1_095, service_days=180,
        ),
        offer("C1", _("Coffee beans, 1 kg"), 24, 22, _("beans, roasted this week"), category=coffee),
        offer("T9", _("Teapot"), 32, 6, _("tea for guests, a present"), category=kettles),
        offer(
            "DS", _("Descaling and new seals"), 45, 10, _("slow, loud, leaks, lime in the machine"),
            **service,
            texts=(ProductWords("bn", "চুন পরিষ্কার ও নতুন সিল", "মেশিন ধীর বা পানি পড়লে"),
                   ProductWords("de", "Entkalken und neue Dichtungen", "wenn sie tropft oder langsam ist")),
        ),
        offer(
            "CK", _("Yearly check at your place"), 95, 4, _("machine must not fail, warranty, peace of mind"),
            **service,
            texts=(ProductWords("bn", "বছরে একবার আপনার কাছে এসে পরীক্ষা", ""),),
        ),
        offer(
            "DL", _("Delivery"), 6, 12, _("cannot carry it, no car"),
            kind="service", category=_("Service"),
        ),
        offer(
            "BC", _("Barista course, an evening"), 60, 3, _("better espresso, milk art, a present"),
            kind="service", category=_("Service"),
        ),
    )  # fmt: skip
