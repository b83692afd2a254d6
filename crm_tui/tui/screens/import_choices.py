"""What can be put right before a file is imported: the field of a column, the order of days, the sheet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crm_tui.exchange.day_formats import DayOrder, order_of
from crm_tui.exchange.import_options import ImportKind, ImportOptions
from crm_tui.exchange.preview import Preview
from crm_tui.i18n import _
from crm_tui.tui.screens.import_stages import FileSeen
from crm_tui.tui.widgets.rows import Cell, Column, ListRow, RowId

#: What a column map calls a column that is not read.
_NOTHING = "nothing"
_EXAMPLES = {
    DayOrder.YEAR_FIRST: "2026-12-31",
    DayOrder.DAY_FIRST: "31.12.2026, 31/12/2026",
    DayOrder.MONTH_FIRST: "12/31/2026",
}

CHOICE_COLUMNS = (Column("choice", width=28), Column("note"))
SHEET: RowId = ("sheet", 0)
DAYS: RowId = ("days", 0)


@dataclass(frozen=True, slots=True)
class Choices:
    """What to choose from about one row of the columns, and what is chosen now."""

    about: RowId
    title: str
    rows: Sequence[ListRow]
    chosen: RowId


def choices_about(row: RowId, preview: Preview) -> Choices | None:
    """What can be chosen for a row of the columns; None where nothing can."""
    match row:
        case ("sheet", _place):
            sheets = [ListRow(("choice", name), (name, "")) for name in preview.sheets]
            return Choices(row, _("Sheet"), sheets, ("choice", preview.sheet))
        case ("days", _place) if preview.mapping is not None:
            orders = [ListRow(("choice", one.value), (one.label, _EXAMPLES[one])) for one in DayOrder]
            now = order_of(preview.mapping.dates)
            return Choices(row, _("Days are written as"), orders, ("choice", now.value if now else ""))
        case ("column", int(place)) if preview.fields:
            column = preview.columns[place]
            title = _("Column {name}").format(name=column.name)
            return Choices(row, title, _field_rows(preview, column.name), ("choice", column.field))
    return None


def chosen(file: FileSeen, preview: Preview, about: RowId, choice: str) -> ImportOptions:
    """How the file is read when this is chosen for that row."""
    match about:
        case ("sheet", _place):
            return replace(file.asked, sheet=choice)
        case ("days", _place) if preview.mapping is not None:
            return replace(file.options, mapping=replace(preview.mapping, dates=DayOrder(choice).formats))
        case ("column", int(place)):
            name = preview.columns[place].name
            if preview.mapping is not None:
                return replace(file.options, mapping=preview.mapping.with_column(name, choice))
            return replace(file.options, column_map={**file.options.column_map, name: choice or _NOTHING})
    return file.options


def setting_rows(kind: ImportKind, preview: Preview) -> list[ListRow]:
    """What there is to put right besides the columns."""
    rows = []
    if len(preview.sheets) > 1:
        rows.append(ListRow(SHEET, (Cell(_("sheet"), "dim"), preview.sheet, "")))
    if kind is not ImportKind.CONTACTS and preview.mapping is not None:
        order = order_of(preview.mapping.dates)
        said = order.label if order else ", ".join(preview.mapping.dates) or _("as in ISO 8601")
        rows.append(ListRow(DAYS, (Cell(_("days"), "dim"), said, "")))
    return rows


def _field_rows(preview: Preview, name: str) -> list[ListRow]:
    taken = {field: column.name for column in preview.columns for field in column.field.split(" + ")}
    rows = [ListRow(("choice", ""), (Cell(_("not read"), "risk"), ""))]
    for field in preview.fields:
        other = taken.get(field, "")
        now = _("now {column}").format(column=other) if other and other != name else ""
        rows.append(ListRow(("choice", field), (field, Cell(now, "dim"))))
    return rows
