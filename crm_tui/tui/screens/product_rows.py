"""Products as lists and cards show them."""

from crm_tui.domain.growth_words import ProductRelation
from crm_tui.domain.money import money_in_words
from crm_tui.i18n import _, ngettext
from crm_tui.queries.products import Product, ProductPage
from crm_tui.tui.screens.standard_head import part_lines
from crm_tui.tui.telling import Telling
from crm_tui.tui.widgets.rows import Cell, Column, ListRow
from crm_tui.tui.widgets.text_lines import Line

COLUMNS = (
    Column("price", width=14, align="right"),
    Column("kind", width=8),
    Column("code", width=8, from_width=90),
    Column("category", width=16, from_width=100),
    Column("name", weight=2),
    Column("needs", weight=3),
)


def product_row(one: Product) -> ListRow:
    """A product with what it costs and what it is for."""
    return ListRow(
        ("product", one.id),
        (
            "" if one.price is None else money_in_words(one.price, one.currency),
            Cell(one.kind.label, "dim"),
            Cell(one.code, "dim"),
            Cell(one.category, "dim"),
            _("{name} (retired)").format(name=one.name) if one.retired else one.name,
            Cell(one.needs, "dim"),
        ),
    )


def product_in_words(one: Product) -> str:
    """A product as it is told to a customer: its name, and what it costs."""
    if one.price is None:
        return one.name
    return _("{name}, {price}").format(name=one.name, price=money_in_words(one.price, one.currency))


def card_lines(page: ProductPage, telling: Telling, width: int) -> list[Line]:
    """What goes with it, its days, where it is shown how to use it, and how often it was sold."""
    one = page.product
    said = []
    for label, days in ((_("warranty"), one.warranty_days), (_("service after"), one.service_days)):
        if days is not None:
            counted = ngettext("{count} day", "{count} days", days).format(count=days)
            said.append(_("{what} {days}").format(what=label, days=counted))
    sold = ngettext("sold {count} time", "sold {count} times", page.sales).format(count=page.sales)
    if page.last_sold is not None:
        sold = _("{sold}, last {day}").format(sold=sold, day=telling.long_day(page.last_sold))
    parts = [
        (relation.label, ", ".join(tie.name for tie in page.tied(relation))) for relation in ProductRelation
    ]
    parts += [(_("how to"), one.how_to), (_("supplier"), one.supplier)]
    lines: list[Line] = [((" · ".join([*said, sold]), ""),)]
    return lines + [
        line for label, text in parts if text for line in part_lines(label, text, width=width, most=1)
    ]
