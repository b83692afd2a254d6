"""Which standards hold for a case or a contact, and why these."""

from collections.abc import Iterable
from functools import partial
from typing import Any, ClassVar

from textual.message import Message
from textual.widget import Widget

from crm_tui.commands.command import Scope
from crm_tui.domain.measure_text import target_in_words
from crm_tui.domain.standard_fit import reason_in_words
from crm_tui.domain.standard_text import scope_in_words
from crm_tui.i18n import N_, _
from crm_tui.queries.standard_fit import WrittenFit, standards_of_case, standards_of_contact
from crm_tui.queries.standard_labels import Labels, standard_labels
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import DeedScreen
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.rows import Cell, Column, ListRow

_COLUMNS = (Column("target", weight=4), Column("why", weight=3), Column("statement", weight=4))


class FitsRead(Message, bubble=False):
    """The standards that hold were read."""

    def __init__(self, fits: tuple[WrittenFit, ...], labels: Labels) -> None:
        super().__init__()
        self.fits = fits
        self.labels = labels


class StandardsHoldingScreen(DeedScreen):
    """A line for each: what counts as met, why it is this one, and its sentence. Enter opens it."""

    HEADING = N_("Standards that hold here")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.LIST, Scope.DESK)
    FOOTER = ("open", "close")

    def __init__(self, case_id: int | None = None, **contact: Any) -> None:
        """A case, or what is known of a contact: customer_id, nature, channel, direction, outcome,
        product_id."""
        super().__init__()
        self._case_id = case_id
        self._contact = contact
        self._fits: tuple[WrittenFit, ...] = ()

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield RecordList(_COLUMNS, empty=_("No standard measures this."), id="fits")

    def top_left(self) -> str:
        """What it is about."""
        heading = _(self.HEADING)
        if self._case_id is None:
            return heading
        return _("{heading} · case {id}").format(heading=heading, id=self._case_id)

    def on_mount(self) -> None:
        """Read them."""
        self.read_again()

    def read_again(self) -> None:
        """Read them once more."""
        find = (
            partial(standards_of_contact, **self._contact, at=self.shell.state.now())
            if self._case_id is None
            else partial(standards_of_case, case_id=self._case_id)
        )

        def read(reader: Reader) -> FitsRead:
            return FitsRead(find(reader), standard_labels(reader))

        self.shell.work.read(self, "fits", read, lambda found: found)

    def on_fits_read(self, message: FitsRead) -> None:
        """Show them."""
        self._fits = message.fits
        rows = [_row(fit, message.labels) for fit in message.fits]
        self.query_one("#fits", RecordList).set_rows(rows)

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Open the page of the standard."""
        opened = message.row.id if message.row is not None else None
        fit = next((one for one in self._fits if ("standard", one.standard.id) == opened), None)
        if fit is not None:
            self.shell.open("standard", standard_id=fit.standard.id)


def _row(fit: WrittenFit, labels: Labels) -> ListRow:
    version = fit.version
    return ListRow(
        ("standard", fit.standard.id),
        (
            target_in_words(version.measure, version.target, version.settings, labels),
            Cell(reason_in_words(fit.fit, scope_in_words(version.rule.scope, labels)), "dim"),
            version.statement,
        ),
    )
