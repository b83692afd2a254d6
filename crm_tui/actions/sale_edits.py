"""Putting a sale right after it was recorded: what was bought, the rate of its currency, the note."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlmodel import col, select

from crm_tui.actions.follow_up_ends import drop
from crm_tui.actions.lookups import touch
from crm_tui.actions.notices import Notice
from crm_tui.actions.plan_runs import happened, no_longer_about
from crm_tui.actions.sale_values import SavedSale, line_columns
from crm_tui.actions.sales import checked_rate, plan_service, saved_sale, service_why
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.folding import fold
from crm_tui.domain.growth_words import PlanEvent, SaleStage
from crm_tui.domain.money import read_currency
from crm_tui.domain.sale_text import NewLine, words_as_typed
from crm_tui.domain.words import FollowUpState
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Customer, FollowUp, Product, Sale, SaleLine

_FIELDS = ("lines", "currency", "rate", "note")


def edit_sale(
    act: Act, sale_id: int, changes: Mapping[str, Any], *, if_version: int | None = None
) -> SavedSale:
    """Change ``lines``, ``rate`` or ``note``, shaped as in NewSale; the value follows the lines.

    ``lines`` are all that were bought: a line of the same words is changed, and keeps its price unless one is
    given, its warranty and its service; another is added, and what is not among them is taken off. Service
    planned for what is taken off is dropped, and for what is added it is planned.

    Raises InvalidInput, naming the field, for what :func:`line_columns` refuses, another ``currency`` than
    the sale has, a missing rate, and a sale that is cancelled; NoSuchRecord; ChangedSince.
    """
    row = act.get(Sale, sale_id)
    act.describe("edit-sale", "sale", sale_id, row.customer_id)
    act.get(Customer, row.customer_id)
    act.expect_version(row, if_version)
    _refuse_cancelled(row)
    _refuse_unknown(changes)
    if "currency" in changes:
        _refuse_another_currency(act, row, changes["currency"])
    columns: dict[str, Any] = {}
    if "rate" in changes:
        columns["rate"] = checked_rate(act, row.currency, changes["rate"])
    if "note" in changes:
        columns["note"] = changes["note"].strip()
    follow_ups: list[int] = []
    warnings: list[Notice] = []
    rewritten = False
    if "lines" in changes:
        stored = _lines_of(act, sale_id)
        columns["value"], added, removed, rewritten = _rewrite(act, row, stored, changes["lines"])
        _drop_service(act, row, stored, removed)
        follow_ups = plan_service(act, row, added, warnings)
    if not act.change(row, **columns) and rewritten:
        touch(act, row)
    if rewritten:
        _tell_plans(act, row)
    return saved_sale(row, tuple(follow_ups), tuple(warnings))


def _rewrite(
    act: Act, row: Sale, stored: Sequence[SaleLine], lines: Sequence[NewLine]
) -> tuple[int, list[SaleLine], list[SaleLine], bool]:
    """Make these the lines. What all come to, what is new, what is gone, and whether anything changed."""
    kept, wanted = _matched(act, stored, lines)
    columns = line_columns(act, wanted, row.sold_on, row.currency)
    changed, added = False, []
    for line, values in zip(kept, columns, strict=True):
        if line is None:
            added.append(SaleLine(sale_id=row.record_id, **values))
        else:
            figures = {name: values[name] for name in ("quantity", "price", "value", "position")}
            changed |= act.change(line, **figures)
    removed = [line for line in stored if line not in kept]
    for line in removed:
        act.remove(line)
    act.add_all(added)
    return sum(values["value"] for values in columns), added, removed, changed or bool(added or removed)


def _matched(
    act: Act, stored: Sequence[SaleLine], lines: Sequence[NewLine]
) -> tuple[list[SaleLine | None], tuple[NewLine, ...]]:
    """The stored line, if any, that each of ``lines`` is, and the line with what it keeps of it."""
    left = list(stored)
    kept, wanted = [], []
    for line in lines:
        found = next((one for one in left if _is_called(act, one, line)), None)
        kept.append(found)
        if found is None:
            wanted.append(line)
            continue
        left.remove(found)
        price = found.price if line.price is None else line.price
        wanted.append(replace(line, words=found.words, product_id=found.product_id, price=price))
    return kept, tuple(wanted)


def _is_called(act: Act, stored: SaleLine, line: NewLine) -> bool:
    if line.product_id is not None:
        return stored.product_id == line.product_id
    names = {stored.words, words_as_typed(stored.words)}
    if stored.product_id is not None:
        names.add(act.get(Product, stored.product_id).code)
    return fold(line.words) in {fold(name) for name in names if name}


def _drop_service(act: Act, row: Sale, stored: Sequence[SaleLine], removed: Sequence[SaleLine]) -> None:
    """What was taken off is not looked after; a follow-up for several things names those that stay."""
    planned = {line.service_follow_up_id for line in removed} - {None}
    still_open = select(FollowUp).where(
        col(FollowUp.id).in_(planned), FollowUp.state == FollowUpState.OPEN.value
    )
    for follow_up in act.session.exec(still_open).all():
        for_these = [line for line in stored if line.service_follow_up_id == follow_up.id]
        others = [line for line in for_these if line not in removed]
        if not others:
            drop(act, follow_up.record_id, _("taken off sale {id}").format(id=row.id))
        elif follow_up.why == service_why(for_these):
            act.change(follow_up, why=service_why(others))


def _tell_plans(act: Act, row: Sale) -> None:
    """Plans that are for products follow what was bought after all."""
    no_longer_about(act, "sale", row.record_id, _("taken off sale {id}").format(id=row.record_id))
    happened(act, PlanEvent.SALE, row.record_id)
    if row.stage == SaleStage.DELIVERED:
        happened(act, PlanEvent.DELIVERED, row.record_id)


def _lines_of(act: Act, sale_id: int) -> list[SaleLine]:
    lines = select(SaleLine).where(SaleLine.sale_id == sale_id)
    return list(act.session.exec(lines.order_by(col(SaleLine.position), col(SaleLine.id))))


def _refuse_cancelled(row: Sale) -> None:
    if row.stage == SaleStage.CANCELLED:
        raise InvalidInput(
            _("Sale {id} is cancelled.").format(id=row.id),
            _("Record a new sale, or undo what cancelled this one."),
        )


def _refuse_unknown(changes: Mapping[str, Any]) -> None:
    for field in changes:
        if field not in _FIELDS:
            raise InvalidInput(
                _("A sale has no field “{field}” to be changed.").format(field=field),
                _("Use one of: {fields}.").format(fields=", ".join(_FIELDS)),
                field=field,
            )


def _refuse_another_currency(act: Act, row: Sale, currency: str) -> None:
    """The prices of its lines were agreed in its currency; in another one they would be other prices."""
    wanted = read_currency(currency) or act.business.currency
    if wanted != row.currency:
        raise InvalidInput(
            _("The lines of sale {id} are in {own}, not in {currency}.").format(
                id=row.id, own=row.currency or "—", currency=wanted
            ),
            _("Record what was sold in {currency} as a sale of its own.").format(currency=wanted),
            field="currency",
        )
