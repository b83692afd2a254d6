"""Sales as lists and their page show them: what is on its way by when it was promised."""

from collections.abc import Sequence
from datetime import date

from crm_tui.domain.growth_words import SaleEventKind, SaleStage
from crm_tui.domain.money import money_in_words
from crm_tui.domain.sale_text import line_in_words
from crm_tui.domain.sales import is_whole_day
from crm_tui.i18n import _
from crm_tui.queries.sales import Sale, SaleLine, SaleStep, bought, sales_on_their_way
from crm_tui.store.reader import Reader
from crm_tui.tui.telling import Telling, bought_in_words
from crm_tui.tui.widgets.rows import Cell, Column, ListRow, Severity
from crm_tui.tui.widgets.text_lines import Line

COLUMNS = (
    Column("due", width=11),
    Column("stage", width=12),
    Column("sold", width=8, from_width=90),
    Column("owner", width=14, from_width=100),
    Column("value", width=13, align="right"),
    Column("what", weight=1),
    Column("customer", weight=1),
)
LINE_COLUMNS = (Column("until", width=30, from_width=90), Column("line"))
STEP_COLUMNS = (Column("when", width=20), Column("what", width=18), Column("who", width=14), Column("why"))


def sale_row(one: Sale, telling: Telling) -> ListRow:
    """When it is due, or when it was delivered; the customer's name stands last."""
    return ListRow(
        ("sale", one.id),
        (
            _due(one, telling),
            one.stage.label,
            Cell(telling.past(one.sold_at), "dim"),
            Cell(one.owner, "dim"),
            money_in_words(one.value, one.currency),
            one.what,
            one.customer,
        ),
        severity=severity_of(one, telling),
        state=one.stage,
    )


def severity_of(one: Sale, telling: Telling) -> Severity:
    """Late once the promised time is over, met when it is with the customer."""
    if one.stage is SaleStage.DELIVERED:
        return Severity.MET
    if one.stage is SaleStage.CANCELLED or one.promised_at is None:
        return Severity.NONE
    return Severity.LATE if one.promised_at <= telling.now else Severity.NORMAL


def about_rows(reader: Reader, customer_id: int, telling: Telling) -> list[ListRow]:
    """What a customer bought, in one line, and each sale that is on its way."""
    found = bought(reader, customer_id)
    if found is None:
        return []
    said = (Cell(_("bought"), "dim"), bought_in_words(found, telling))
    rows = [ListRow(("sale", found.last_id), said)]
    for one in sales_on_their_way(reader, customer_id=customer_id, limit=5):
        told = _("{stage}: {what}") if one.promised_at is None else _("{stage}, {due}: {what}")
        words = told.format(stage=one.stage.label, due=_due(one, telling).text, what=one.what)
        row_id = ("sale", one.id, 0)
        rows.append(
            ListRow(row_id, (Cell(_("on its way"), "dim"), words), severity=severity_of(one, telling))
        )
    return rows


def head_lines(one: Sale, telling: Telling) -> list[Line]:
    """What it was worth, whose it is, and by when it was promised."""
    said = [
        money_in_words(one.value, one.currency),
        _("sold {day}").format(day=telling.exactly(one.sold_at)),
        _("looked after by {name}").format(name=one.owner),
    ]
    lines: list[Line] = [((" · ".join(said), ""),)]
    if one.promised_at is not None and one.promised_on is not None:
        whole = is_whole_day(one.promised_at, one.promised_on, telling.zone)
        promised = telling.due_exactly(one.promised_at, whole, one.promised_on)
        lines.append(((_("promised: {when}").format(when=promised), ""),))
    if one.delivered_at is not None:
        lines.append(((_delivered(one, telling), "met"),))
    if one.note:
        lines.append(((one.note, "dim"),))
    return lines


def line_rows(sale: Sale, lines: Sequence[SaleLine], telling: Telling) -> list[ListRow]:
    """What was bought, with how long its warranty is and when it wants looking after."""
    return [
        ListRow(
            ("sale", sale.id, line.id),
            (
                Cell(_until(line, telling), "dim"),
                line_in_words(line.words, line.quantity, line.price, line.value, sale.currency),
            ),
            state=sale.stage,
        )
        for line in lines
    ]


def step_rows(sale: Sale, steps: Sequence[SaleStep], telling: Telling) -> list[ListRow]:
    """Its way to the customer, the newest step last."""
    return [
        ListRow(
            ("sale", sale.id, step.id),
            (
                telling.exactly(step.happened_at),
                step.what.label,
                Cell(step.staff, "dim"),
                _why(step, telling),
            ),
            state=sale.stage,
        )
        for step in steps
    ]


def _due(one: Sale, telling: Telling) -> Cell:
    if one.delivered_at is not None:
        return Cell(telling.past(one.delivered_at))
    if one.promised_at is None or one.promised_on is None or one.stage is SaleStage.CANCELLED:
        return Cell("")
    whole = is_whole_day(one.promised_at, one.promised_on, telling.zone)
    due = telling.due(one.promised_at, whole, one.promised_on)
    return Cell(due, "late" if one.promised_at <= telling.now else "")


def _delivered(one: Sale, telling: Telling) -> str:
    assert one.delivered_at is not None, "only what was delivered"
    when = telling.exactly(one.delivered_at)
    if one.attempts == 0:
        return _("taken along: {when}").format(when=when)
    if one.attempts == 1:
        return _("delivered at the first attempt: {when}").format(when=when)
    return _("delivered at attempt {count}: {when}").format(count=one.attempts, when=when)


def _until(line: SaleLine, telling: Telling) -> str:
    said = []
    if line.warranty_until is not None:
        said.append(_("warranty to {day}").format(day=telling.long_day(line.warranty_until)))
    if line.service_on is not None:
        said.append(_("service {day}").format(day=telling.long_day(line.service_on)))
    return " · ".join(said)


def _why(step: SaleStep, telling: Telling) -> str:
    value = step.value
    if step.what is SaleEventKind.PROMISED:
        value = telling.long_day(date.fromisoformat(step.value))
    return " · ".join(part for part in (value, step.why) if part)
