"""Referrals as lists and customers' pages show them."""

from collections.abc import Iterator

from crm_tui.domain.money import money_in_words
from crm_tui.i18n import _, ngettext
from crm_tui.queries.cross_selling import CrossSelling, cross_selling
from crm_tui.queries.referrals import Referral, referrals
from crm_tui.store.reader import Reader
from crm_tui.tui.telling import Telling
from crm_tui.tui.widgets.rows import Cell, Column, ListRow, Severity

COLUMNS = (
    Column("day", width=9),
    Column("thanks", width=15),
    Column("words", width=30, from_width=110),
    Column("who"),
)


def referral_row(one: Referral, telling: Telling) -> ListRow:
    """Who told whom about us, and whether they were thanked."""
    return ListRow(
        ("referral", one.id),
        (
            telling.past(one.at),
            Cell(thanks_in_words(one), "" if one.thanked_at else "dim"),
            Cell(one.words, "dim"),
            _("{by} → {customer}").format(by=one.by, customer=one.customer),
        ),
        severity=Severity.MET if one.thanked_at else Severity.NORMAL,
    )


def thanks_in_words(one: Referral) -> str:
    """Whether who recommended us was thanked."""
    if one.thanked_at is not None:
        return _("thanked")
    return _("thanks planned") if one.follow_up_id is not None else _("not thanked yet")


def about_rows(reader: Reader, customer_id: int, telling: Telling) -> list[ListRow]:
    """Who told the customer about us and to whom they did, and what goes both ways with a partner."""
    rows = []
    for one in referrals(reader, customer_id=customer_id):
        is_theirs = one.by_id == customer_id
        what = _("sent us") if is_theirs else _("sent by")
        other, name = (one.customer_id, one.customer) if is_theirs else (one.by_id, one.by)
        rows.append(ListRow(("customer", other, one.id), (Cell(what, "dim"), name)))
    words = " · ".join(_both_ways(cross_selling(reader, customer_id)))
    if words:
        rows.append(ListRow(("fact", "both-ways"), (Cell(_("both ways"), "dim"), words)))
    return rows


def _both_ways(found: CrossSelling) -> Iterator[str]:
    if not found.together:
        return
    if found.sent_to_us:
        sent = ngettext("sent us {count} customer", "sent us {count} customers", found.sent_to_us)
        yield sent.format(count=found.sent_to_us)
    told = ngettext("{count} opportunity together", "{count} opportunities together", found.together)
    yield told.format(count=found.together)
    if found.won:
        yield _("{count} won").format(count=found.won)
    for currency, value in found.won_value:
        yield money_in_words(value, currency)
