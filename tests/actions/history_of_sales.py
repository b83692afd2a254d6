"""What is sold: products, sales on their way, and what somebody may need."""

from datetime import timedelta

from history import MOVES, History, move

from crm_tui.actions import opportunities, products, sale_way
from crm_tui.actions.follow_ups import NewFollowUp
from crm_tui.actions.product_values import NewProduct, ProductWords
from crm_tui.actions.sale_edits import edit_sale
from crm_tui.actions.sale_values import NewSale
from crm_tui.actions.sales import record_sale
from crm_tui.domain.growth_words import OpportunityStage, ProductKind, ProductRelation
from crm_tui.domain.sale_text import NewLine
from crm_tui.store.journal import Act

_ON_ITS_WAY = "stage NOT IN ('delivered', 'cancelled')"


@move
def _product(it: History, act: Act) -> object:
    one, other = it.one("products"), it.one("products")
    new = NewProduct(
        it.pick("Kettle", "কেটলি", "Descaling"),
        kind=it.pick(*ProductKind).value,
        price=it.pick(None, 390_000),
        warranty_days=it.pick(None, 365),
        service_days=it.pick(None, 90),
        texts=it.pick((), (ProductWords("bn", "কেটলি"),)),
    )
    relation = it.pick(*ProductRelation)
    return it.pick(
        lambda: products.add_product(act, new),
        lambda: products.add_product(act, new),
        lambda: products.change_product(act, one, {"needs": it.pick("boils fast", "চা"), "price": 400_000}),
        lambda: products.link_products(act, one, other, relation),
        lambda: products.unlink_products(act, one, other, relation),
        lambda: products.retire_product(act, one),
    )()


def _bought(it: History) -> NewSale:
    line = NewLine(
        product_id=it.any_or_none("products", "retired_at IS NULL"), price=it.pick(120_000, 390_000)
    )
    if line.product_id is None:
        line = NewLine("kettle", quantity=it.pick(10_000, 25_000), price=390_000)
    return NewSale(
        (line,),
        sold_at=it.pick(None, it.now - timedelta(hours=it.chance.randrange(1, 90))),
        owner=it.pick(None, "paul"),
        note=it.pick("", "for the office"),
        promised=it.pick(None, it.when()),
        taken_along=it.pick(True, False),
    )


@move
def _sale(it: History, act: Act) -> object:
    customer = it.customer()
    contact = it.any_or_none("interactions", f"customer_id = {customer} AND deleted_at IS NULL")
    return record_sale(act, customer, _bought(it), interaction_id=contact)


@move
def _on_its_way(it: History, act: Act) -> object:
    sale = it.one("sales", _ON_ITS_WAY)
    return it.pick(
        lambda: sale_way.promise_sale(act, sale, it.when()),
        lambda: sale_way.call_ahead(act, sale),
        lambda: sale_way.attempt_delivery(act, sale, "nobody at home"),
        lambda: sale_way.deliver_sale(act, sale),
        lambda: sale_way.cancel_sale(act, sale, "found another"),
        lambda: sale_way.give_sale(act, sale, it.pick("nadia", "paul"), why=it.pick("", "knows them")),
    )()


@move
def _put_right(it: History, act: Act) -> object:
    sale = it.one("sales")
    changes = it.pick({"lines": (*_bought(it).lines, *_bought(it).lines)}, {"lines": _bought(it).lines})
    return edit_sale(act, sale, it.pick(changes, changes, {"note": "চা"}))


@move
def _need(it: History, act: Act) -> object:
    step = NewFollowUp(it.when(), "offer it", override_why="asked")
    new = opportunities.NewOpportunity(
        it.pick("a second kettle", "চা"),
        product_id=it.any_or_none("products", "retired_at IS NULL"),
        value=it.pick(None, 900_000),
        next_step=it.pick(None, step),
    )
    found = it.one("opportunities", "closed_at IS NULL")
    stage = it.pick(None, OpportunityStage.TALKED, OpportunityStage.OFFERED)
    return it.pick(
        lambda: opportunities.hear(act, it.customer(), new),
        lambda: opportunities.hear(act, it.customer(), new),
        lambda: opportunities.edit_opportunity(act, found, {"need": it.pick("two of them", "দুইটা")}),
        lambda: opportunities.move_on(act, found, stage, next_step=it.pick(None, step)),
        lambda: opportunities.win(act, found, sale=it.pick(None, _bought(it))),
        lambda: opportunities.lose(act, found, "too dear"),
    )()


# What is sold is on its way for a while, and much of that is refused.
MOVES += [_sale, _need] * 2 + [_on_its_way, _put_right] * 3
