"""Own fields: what the business keeps of its customers besides, in the order in which forms show it."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.widget import Widget

from crm_tui.commands.command import Scope
from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.domain.custom_fields import retired_in_words
from crm_tui.domain.growth_words import FieldType
from crm_tui.domain.words import Kind
from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.custom_fields import ListedField, holder_counts, listed_fields
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import DeedScreen
from crm_tui.tui.screens.standard_head import part_lines
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.rows import Cell, Column, ListRow
from crm_tui.tui.widgets.text_lines import Line, TextLines

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

_CARD_LINES = 4
_COLUMNS = (
    Column("type", N_("holds"), width=7),
    Column("kind", N_("for"), width=9),
    Column("customers", N_("said of"), width=14, align="right"),
    Column("code", N_("code"), width=16),
    Column("label", N_("field")),
)


class FieldsRead(Message, bubble=False):
    """The fields, and of how many customers each says something."""

    def __init__(self, found: tuple[tuple[ListedField, ...], Mapping[int, int]]) -> None:
        super().__init__()
        self.fields, self.held = found


class OwnFieldsScreen(DeedScreen):
    """Everybody sees what there is to fill in and to ask for; managers write it."""

    HEADING = N_("Own fields")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.OWN_FIELD, Scope.LIST, Scope.DESK)
    FOOTER = ("open", "new", "edit", "field-up", "field-down", "delete", "view", "close", SCREENS_ROW)
    DEFAULT_CSS = f"""
    OwnFieldsScreen RecordList {{ height: 1fr; }}
    OwnFieldsScreen TextLines {{ height: {_CARD_LINES}; padding: 0 1; margin-top: 1; }}
    """

    def __init__(self) -> None:
        super().__init__()
        self._fields: tuple[ListedField, ...] = ()
        self._held: Mapping[int, int] = {}
        self._with_retired = False

    def body(self) -> Iterable[Widget]:
        """The list, and what is to be known of the field at the cursor."""
        yield RecordList(
            [column._replace(label=_(column.label)) for column in _COLUMNS],
            show_header=True,
            empty=_(
                "None yet: what you keep of customers besides, such as the machine that they have.\n"
                "{new} adds one. It stands in the form, on the page, in lists, filters and files."
            ).format(new=self.shell.keyboard.key_shown("new")),
            id="fields",
        )
        yield TextLines()

    def on_mount(self) -> None:
        """Begin with what there is."""
        self.read_again()

    def read_again(self) -> None:
        """Read the list; the cursor stays on its field."""
        query = partial(_read, retired=self._with_retired)
        self.shell.work.read(self, "fields", query, FieldsRead)

    def on_fields_read(self, message: FieldsRead) -> None:
        """Show them."""
        self._fields, self._held = message.fields, message.held
        self.query_one(RecordList).set_rows([self._row(one) for one in self._fields])
        self._show_card()
        self.refresh_frame()

    def top_left(self) -> str:
        """How many are in use."""
        count = sum(not one.is_retired for one in self._fields)
        in_use = ngettext("{count} in use", "{count} in use", count).format(count=count)
        return f"{_(self.HEADING)}   {in_use}"

    def on_record_list_highlighted(self, message: RecordList.Highlighted) -> None:
        """Another field."""
        self._show_card()

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Its form shows all of it."""
        self.do_edit()

    def on_resize(self) -> None:
        """The card is laid out anew."""
        self._show_card()

    def do_own_fields(self) -> None:
        """They are on the screen already."""

    def do_new(self) -> None:
        """Add one."""
        if self._may_write():
            self.shell.open("own-field-form")

    def do_edit(self) -> None:
        """Change the label, the answers or the place of the one at the cursor."""
        found = self._to_change()
        if found is not None:
            self.shell.open("own-field-form", code=found.field.code)

    def do_delete(self) -> None:
        """Retire the one at the cursor; undo brings it back."""
        found = self._to_change()
        if found is not None:
            self.write("retire", partial(_retire, code=found.field.code))

    def do_field_up(self) -> None:
        """Before the one above."""
        self._move(-1)

    def do_field_down(self) -> None:
        """Behind the one below."""
        self._move(1)

    def do_view(self) -> None:
        """Show those that are retired as well, or no longer."""
        self._with_retired = not self._with_retired
        self.shell.say(
            _("Those that are retired are shown as well.")
            if self._with_retired
            else _("Only fields in use are shown.")
        )
        self.read_again()

    def _move(self, by: int) -> None:
        found = self._to_change()
        if found is None:
            return
        in_use = [one.field.code for one in self._fields if not one.is_retired]
        place = in_use.index(found.field.code) + by
        if self.holds_or_says(
            0 <= place < len(in_use),
            _("It is the first already.") if by < 0 else _("It is the last already."),
        ):
            self.write("move", partial(_put_at, code=found.field.code, place=place + 1))

    def _at_cursor(self) -> ListedField | None:
        row = self.query_one(RecordList).current
        return next((one for one in self._fields if row is not None and row.id == one.field.id), None)

    def _to_change(self) -> ListedField | None:
        """The field at the cursor, if it may be changed; else it is said why not."""
        found = self._at_cursor()
        if (
            self._may_write()
            and self.holds_or_says(found is not None, _("There is no field at the cursor."))
            and found is not None
            and self.holds_or_says(
                not found.is_retired, _("It is retired: what it says is kept. Undo brings it back.")
            )
        ):
            return found
        return None

    def _may_write(self) -> bool:
        return self.holds_or_says(
            self.actor.role.is_in_charge, _("Only a manager or an admin changes the own fields.")
        )

    def _row(self, one: ListedField) -> ListRow:
        field, count = one.field, self._held.get(one.field.id, 0)
        cells = (
            Cell(field.type.label, "dim"),
            Cell(Kind(field.kind).label if field.kind else _("all"), "dim"),
            Cell(self._said_of(count), "" if count else "dim"),
            Cell(field.code, "dim"),
            Cell(_("{field} (retired)").format(field=field.label), "dim") if one.is_retired else field.label,
        )
        return ListRow(field.id, cells)

    def _said_of(self, count: int) -> str:
        shown = self.telling.number(count)
        return ngettext("{count} customer", "{count} customers", count).format(count=shown)

    def _show_card(self) -> None:
        found = self._at_cursor()
        width = max(0, self.size.width - 2)
        self.query_one(TextLines).show_lines([] if found is None else _card(found, width))


def _read(reader: Reader, retired: bool) -> tuple[tuple[ListedField, ...], Mapping[int, int]]:
    return listed_fields(reader, retired=retired), holder_counts(reader)


def _card(found: ListedField, width: int) -> list[Line]:
    """Its answers, and how a filter asks for it."""
    field = found.field
    answers = ", ".join(field.choices)
    lines = part_lines(_("answers"), answers, width=width, most=_CARD_LINES - 2) if answers else []
    examples = {
        FieldType.TEXT: _("{code}:word"),
        FieldType.NUMBER: _("{code}:10  {code}:>10  {code}:5..20"),
        FieldType.DATE: _("{code}:2026-03  {code}:<today  {code}:2026..2027"),
        FieldType.CHOICE: f"{{code}}:{_quoted(field.choices[0])}" if field.choices else "",
    }
    asked = examples[field.type].format(code=field.code)
    return [*lines, *part_lines(_("filter"), asked, width=width, most=1)]


def _quoted(answer: str) -> str:
    return f'"{answer}"' if " " in answer else answer


# The actions need the ORM, which the first screen does not wait for.


def _retire(act: "Act", code: str) -> str:
    from crm_tui.actions.custom_fields import retire_field

    retired = retire_field(act, code)
    return retired_in_words(retired.label, retired.customers)


def _put_at(act: "Act", code: str, place: int) -> str:
    from crm_tui.actions.custom_fields import change_field

    change_field(act, code, position=place)
    return _("It stands at place {place} now.").format(place=place)
