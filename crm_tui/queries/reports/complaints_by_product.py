"""Complaints by product: which of what we offer they were about, and what each came from."""

from collections import Counter

from crm_tui.i18n import N_, _
from crm_tui.queries.reports.complaints import complaints
from crm_tui.queries.reports.report import Asked, Column, Plot, Report, Share, Table, ValueKind
from crm_tui.store.reader import Reader

PRODUCT_NAMES = "SELECT id, name FROM products"


def read(reader: Reader, asked: Asked) -> Table:
    """The product with most complaints first, each with its causes; what is about no product stands last."""
    found = complaints(reader, asked, by_product=True)
    names = dict(reader.rows(PRODUCT_NAMES))
    of_product: Counter[int | None] = Counter()
    for one in found:
        of_product[one.product_id] += one.count
    found.sort(key=lambda one: (one.product_id is None, -of_product[one.product_id], one.product_id or 0))
    return Table(
        (
            Column("complaints", _("complaints"), ValueKind.COUNT),
            Column("share", _("of the product's"), ValueKind.SHARE),
            Column("open", _("still open"), ValueKind.COUNT),
            Column("product", _("product"), ValueKind.TEXT, unknown=_("no product named")),
            Column("cause", _("cause"), ValueKind.TEXT, unknown=_("not noted")),
        ),
        tuple(
            (
                one.count,
                Share(one.count, of_product[one.product_id]),
                one.open,
                None if one.product_id is None else names[one.product_id],
                one.cause,
            )
            for one in found
        )
        if set(of_product) - {None}
        else (),
        Plot("cause", ("complaints",), apart="product"),
    )


REPORT = Report(
    "complaints-by-product",
    N_("Complaints by product"),
    N_("what complaints were about, and what they came from"),
    N_("No complaint of this period names a product. “About” in Log and Call, and `case about`, name it."),
    read,
)
