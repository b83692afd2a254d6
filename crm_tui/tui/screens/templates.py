"""Message templates: the list, and below it the text at the cursor as it is written."""

from collections.abc import Iterable, Iterator
from functools import partial
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.widget import Widget

from crm_tui.commands.command import Scope
from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.i18n import N_, _
from crm_tui.queries.templates import Template, templates
from crm_tui.tui.deeds import DeedScreen
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.rows import Cell, Column, ListRow
from crm_tui.tui.widgets.text_lines import Line, TextLines

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


class TemplatesRead(Message, bubble=False):
    """The templates, with the retired ones where they are wanted."""

    def __init__(self, found: tuple[Template, ...]) -> None:
        super().__init__()
        self.found = found


class TemplatesScreen(DeedScreen):
    """What all share is for managers to write; everybody can have texts of their own."""

    HEADING = N_("Templates")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.LIST, Scope.DESK)
    FOOTER = ("open", "new", "edit", "delete", "view", "close", SCREENS_ROW)
    CSS = """
    TemplatesScreen #templates { height: 1fr; margin-top: 1; }
    TemplatesScreen #card { height: 10; padding: 0 3; border-top: solid $foreground 20%; }
    TemplatesScreen.-tall #card { height: 16; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._templates: tuple[Template, ...] = ()
        self._with_retired = False

    def body(self) -> Iterable[Widget]:
        """The list and the card."""
        yield RecordList(
            (
                Column("kind", width=9),
                Column("language", _("for"), width=9),
                Column("channel", _("by"), width=7),
                Column("whose", width=8),
                Column("name", _("template"), weight=1),
            ),
            empty=_(
                "No templates yet.\n"
                "A template is a text with fields such as {example}, filled in for a customer.\n"
                "{key} on a customer writes to them from one.\n"
                "n writes the first one."
            ).format(example="{address}", key=self.shell.keyboard.key_shown("message")),
            show_header=True,
            id="templates",
        )
        yield TextLines(id="card")

    def on_mount(self) -> None:
        """Begin with what there is."""
        self.read_again()

    def read_again(self) -> None:
        """Read what is shown; the cursor stays on its record."""
        query = partial(templates, staff_id=self.actor.staff_id, with_retired=self._with_retired)
        self.shell.work.read(self, "templates", query, TemplatesRead)

    def on_templates_read(self, message: TemplatesRead) -> None:
        """Show them."""
        self._templates = message.found
        self.query_one(RecordList).set_rows([_row(one) for one in message.found])
        self._show_card()

    def on_record_list_rested(self, message: RecordList.Rested) -> None:
        """The card follows the cursor once it rests."""
        self._show_card()

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Change it."""
        self.do_edit()

    def do_new(self) -> None:
        """Write one."""
        self.shell.open("template-form")

    def do_edit(self) -> None:
        """Change the one at the cursor."""
        found = self._at_cursor()
        if found is not None and self._may_write(found):
            self.shell.open("template-form", template_id=found.id)

    def do_delete(self) -> None:
        """Retire the one at the cursor; undo brings it back."""
        found = self._at_cursor()
        if found is not None and self._may_write(found):
            self.write("retire", partial(_retire, found=found))

    def do_view(self) -> None:
        """Show the retired ones too, or no longer."""
        self._with_retired = not self._with_retired
        self.shell.say(
            _("The retired templates are shown too.")
            if self._with_retired
            else _("Only templates in use are shown.")
        )
        self.read_again()

    def _may_write(self, found: Template) -> bool:
        return self.holds_or_says(
            self.actor.role.is_in_charge or found.owner_id == self.actor.staff_id,
            _("A manager or an admin writes what all share; n writes one of your own."),
        ) and self.holds_or_says(
            found.retired_at is None, _("This template was retired; write a new one of that name.")
        )

    def _find(self) -> Template | None:
        row = self.query_one(RecordList).current
        return next((one for one in self._templates if row and ("template", one.id) == row.id), None)

    def _at_cursor(self) -> Template | None:
        found = self._find()
        if found is None:
            self.shell.say(_("There is no template at the cursor."))
        return found

    def _show_card(self) -> None:
        found = self._find()
        card = self.query_one("#card", TextLines)
        card.show_lines([] if found is None else list(_card(found, card.content_size.width)))


def _card(found: Template, width: int) -> Iterator[Line]:
    yield ((found.subject or _("no subject"), "strong" if found.subject else "dim"),)
    for line in found.body.splitlines():
        for piece in wrap(line, max(width, 1)) or [""]:
            yield ((piece, ""),)


def _row(found: Template) -> ListRow:
    is_over = found.retired_at is not None
    cells = (
        Cell(_("retired") if is_over else found.kind.label, "dim"),
        found.language or _("all"),
        found.channel,
        Cell("" if found.owner_id is None else _("mine"), "dim"),
        Cell(found.name, "dim" if is_over else ""),
    )
    return ListRow(("template", found.id), cells, (found.id,))


def _retire(act: "Act", found: Template) -> str:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.templates import retire_template

    retire_template(act, found.id, version=found.version)
    return _("Retired the template: {name}").format(name=found.name)
