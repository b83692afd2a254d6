"""What Insights shows of a report: its table as columns and rows of a list, and its notes."""

from collections.abc import Sequence

from crm_tui.domain.percent import FEWEST_FOR_PERCENT
from crm_tui.i18n import _
from crm_tui.queries.heard import Heard
from crm_tui.queries.reports.report import Column as ReportColumn
from crm_tui.queries.reports.report import Share, Table, Value, ValueKind
from crm_tui.queries.reports.words import told
from crm_tui.tui.telling import Telling
from crm_tui.tui.text import cells
from crm_tui.tui.widgets.row_painter import LEAD_WIDTH
from crm_tui.tui.widgets.rows import Cell, Column, ListRow

_WORDS = (ValueKind.CODE, ValueKind.TEXT, ValueKind.DAYS)
#: A code of the business's own may be long, and so may a heading.
_WIDEST = 24
_WIDEST_HEADING = 12
_LEAST_TEXT = 16
_GAP = 2

HEARD_COLUMNS = (
    Column("number", width=2, align="right"),
    Column("day", width=10),
    Column("kind", width=8),
    Column("words"),
)


def table_columns(table: Table, language: str, width: int) -> tuple[list[Column], list[int]]:
    """The columns for which there is room in so many cells, and their places in the table.

    Each is as wide as its values; what people typed stands last, has what is left, and is never left out.
    """
    text = [place for place, column in enumerate(table.columns) if column.kind is ValueKind.TEXT]
    room = width - LEAD_WIDTH - len(text) * _LEAST_TEXT
    columns, places = [], []
    for place, column in enumerate(table.columns):
        if place in text:
            continue
        widest = max((cells(_told(column, row[place], language)) for row in table.rows), default=0)
        wide = min(_WIDEST, max(widest, min(cells(column.heading), _WIDEST_HEADING)))
        room -= wide + _GAP
        if room < 0:
            break
        columns.append(
            Column(column.name, column.heading, wide, "left" if column.kind in _WORDS else "right")
        )
        places.append(place)
    columns += (Column(table.columns[place].name, table.columns[place].heading) for place in text)
    return columns, [*places, *text]


def table_rows(table: Table, language: str, places: Sequence[int]) -> list[ListRow]:
    """The rows with the values at these places; those about a customer hold the id that opens it."""
    kinds = [column.kind for column in table.columns]
    whose = kinds.index(ValueKind.CUSTOMER) if ValueKind.CUSTOMER in kinds else None
    return [
        ListRow(
            ("row", number) if whose is None else ("customer", row[whose], number),
            [_told(table.columns[place], row[place], language) for place in places],
        )
        for number, row in enumerate(table.rows)
    ]


def _told(column: ReportColumn, value: Value, language: str) -> str:
    """As everywhere; a share by its percentage alone, for what it is of stands in a column of its own."""
    if isinstance(value, Share) and value.whole >= FEWEST_FOR_PERCENT:
        return _("{percent} %").format(percent=100 * value.part // value.whole)
    return told(column, value, language)


def heard_rows(found: Sequence[Heard], telling: Telling) -> list[ListRow]:
    """The notes, numbered as on the plots; whose they are stands behind what was heard."""
    return [
        ListRow(
            ("heard", note.id, note.customer_id),
            (
                str(number),
                telling.long_day(note.on_day),
                Cell(note.kind.label, "dim"),
                " · ".join(filter(None, (note.words, note.customer))),
            ),
        )
        for number, note in enumerate(found, start=1)
    ]


def note_of(row: ListRow) -> int:
    """The id of the note of a row."""
    assert isinstance(row.id, tuple)
    return int(row.id[1])


def heard_title(found: Sequence[Heard]) -> str:
    """What stands above the notes."""
    return _("Heard   {count}").format(count=len(found)) if found else _("Heard")
