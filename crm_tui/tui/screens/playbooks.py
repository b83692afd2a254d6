"""Playbooks: the list, and below it the steps of the one at the cursor."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.widget import Widget

from crm_tui.commands.command import Scope
from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.domain.playbooks import MOST_STEPS, Playbook, situation_in_words
from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.playbooks import playbooks
from crm_tui.tui.deeds import DeedScreen
from crm_tui.tui.telling import telling_of
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.rows import Cell, Column, ListRow
from crm_tui.tui.widgets.text_lines import Line, TextLines

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


class PlaybooksRead(Message, bubble=False):
    """The playbooks, with the retired ones where they are wanted."""

    def __init__(self, found: tuple[Playbook, ...]) -> None:
        super().__init__()
        self.found = found


class PlaybooksScreen(DeedScreen):
    """Everybody reads them here; managers write them."""

    HEADING = N_("Playbooks")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.LIST, Scope.DESK)
    FOOTER = ("open", "new", "edit", "delete", "view", "close", SCREENS_ROW)
    CSS = f"""
    PlaybooksScreen #playbooks {{ height: 1fr; margin-top: 1; }}
    PlaybooksScreen #card {{ height: {MOST_STEPS + 2}; padding: 0 3; border-top: solid $foreground 20%; }}
    """

    def __init__(self) -> None:
        super().__init__()
        self._playbooks: tuple[Playbook, ...] = ()
        self._with_retired = False

    def body(self) -> Iterable[Widget]:
        """The list and the card."""
        yield RecordList(
            (
                Column("steps", width=9),
                Column("version", width=5),
                Column("situation", _("for"), weight=1),
                Column("title", _("playbook"), weight=1),
            ),
            empty=_(
                "No playbooks yet.\n"
                "A playbook is what to do and say in a situation, in short steps.\n"
                "It stands below the form while you log a contact or take a call.\n"
                "n writes the first one."
            ),
            show_header=True,
            id="playbooks",
        )
        yield TextLines(id="card")

    def on_mount(self) -> None:
        """Begin with what there is."""
        self.read_again()

    def read_again(self) -> None:
        """Read what is shown; the cursor stays on its record."""
        query = partial(playbooks, with_retired=self._with_retired)
        self.shell.work.read(self, "playbooks", query, PlaybooksRead)

    def on_playbooks_read(self, message: PlaybooksRead) -> None:
        """Show them."""
        self._playbooks = message.found
        self.query_one(RecordList).set_rows([_row(playbook) for playbook in message.found])
        self._show_card()

    def on_record_list_rested(self, message: RecordList.Rested) -> None:
        """The card follows the cursor once it rests."""
        self._show_card()

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Change its steps."""
        self.do_edit()

    def do_new(self) -> None:
        """Write one."""
        if self._is_in_charge():
            self.shell.open("playbook-form")

    def do_edit(self) -> None:
        """Change the one at the cursor."""
        playbook = self._at_cursor()
        if playbook is not None and self._is_in_charge() and self._is_in_force(playbook):
            self.shell.open("playbook-form", playbook_id=playbook.id)

    def do_delete(self) -> None:
        """Retire the one at the cursor; undo brings it back."""
        playbook = self._at_cursor()
        if playbook is not None and self._is_in_charge() and self._is_in_force(playbook):
            self.write("retire", partial(_retire, playbook=playbook))

    def do_view(self) -> None:
        """Show the retired ones too, or no longer."""
        self._with_retired = not self._with_retired
        self.shell.say(
            _("The retired playbooks are shown too.")
            if self._with_retired
            else _("Only playbooks in force are shown.")
        )
        self.read_again()

    def _is_in_charge(self) -> bool:
        return self.holds_or_says(
            self.actor.role.is_in_charge,
            _("Only a manager or an admin writes playbooks; below are the steps."),
        )

    def _is_in_force(self, playbook: Playbook) -> bool:
        return self.holds_or_says(
            playbook.retired_at is None, _("This playbook was retired; write a new one for its situation.")
        )

    def _find(self) -> Playbook | None:
        row = self.query_one(RecordList).current
        return next((one for one in self._playbooks if row and ("playbook", one.id) == row.id), None)

    def _at_cursor(self) -> Playbook | None:
        playbook = self._find()
        if playbook is None:
            self.shell.say(_("There is no playbook at the cursor."))
        return playbook

    def _show_card(self) -> None:
        playbook = self._find()
        card = self.query_one("#card", TextLines)
        card.show_lines([] if playbook is None else list(self._card(playbook)))

    def _card(self, playbook: Playbook) -> Iterator[Line]:
        telling = telling_of(self.shell.state)
        since = telling.long_day(telling.day_of(playbook.valid_from))
        version = _("version {number} since {day}: ").format(number=playbook.number, day=since)
        yield (version, "dim"), (playbook.title, "strong")
        for place, step in enumerate(playbook.steps, 1):
            required = _("  * required") if step.required else ""
            yield (f"{place} ", "dim"), (step.text, ""), (required, "strong")


def _row(playbook: Playbook) -> ListRow:
    steps = ngettext("{count} step", "{count} steps", len(playbook.steps)).format(count=len(playbook.steps))
    is_over = playbook.retired_at is not None
    cells = (
        Cell(_("retired") if is_over else steps, "dim"),
        Cell(_("v{number}").format(number=playbook.number), "dim"),
        situation_in_words(playbook.situation, playbook.nature_label),
        Cell(playbook.title, "dim" if is_over else ""),
    )
    return ListRow(("playbook", playbook.id), cells, (playbook.id,))


def _retire(act: "Act", playbook: Playbook) -> str:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.playbooks import retire_playbook

    retire_playbook(act, playbook.id, version=playbook.record_version)
    return _("Retired the playbook: {title}").format(title=playbook.title)
