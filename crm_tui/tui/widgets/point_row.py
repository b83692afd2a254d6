"""One contact point in a form: its type, its value, its label, and whether it is the preferred one."""

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar, Protocol

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from crm_tui.domain.words import ContactPointType
from crm_tui.i18n import _
from crm_tui.tui.text import plain
from crm_tui.tui.widgets.keys_in_order import passed_on
from crm_tui.tui.widgets.line_input import LineInput
from crm_tui.tui.widgets.pick_list import typed_key
from crm_tui.tui.widgets.text_fields import phone_note, phone_problem

TYPE_KEYS = MappingProxyType(
    {
        "p": ContactPointType.PHONE,
        "m": ContactPointType.EMAIL,
        "a": ContactPointType.POST,
        "h": ContactPointType.HANDLE,
    }
)


@dataclass(frozen=True, slots=True)
class ContactPointEntry:
    """A contact point as it was entered."""

    type: ContactPointType
    value: str
    label: str = ""
    preferred: bool = False


class PointOwner(Protocol):
    """What a contact point asks of its field."""

    country: str | None

    def add_row(self) -> None:
        """Begin another contact point."""
        ...

    def remove_row(self, row: "PointRow") -> None:
        """Take a contact point away."""
        ...

    def prefer(self, row: "PointRow") -> None:
        """Make it the preferred one of its type."""
        ...

    def row_entered(self, row: "PointRow") -> None:
        """Enter in the last part of a contact point."""
        ...

    def step_from(self, steps: int) -> None:
        """Tab or shift+tab."""
        ...

    def changed(self) -> None:
        """Something in a contact point is another."""
        ...


class TypeCell(Widget, can_focus=True):
    """The type of a contact point: a key chooses it; ``*`` prefers, ``+`` adds, ``-`` removes a row."""

    DEFAULT_CSS = """
    TypeCell {
        width: 11;
        height: 1;
        color: $text-muted;
        &:focus { color: $accent; text-style: bold; }
    }
    """

    def __init__(self, row: "PointRow", owner: PointOwner) -> None:
        super().__init__()
        self._row = row
        self._owner = owner

    def render(self) -> Content:
        """The type, with a star for the preferred one."""
        star = "★" if self._row.preferred else " "
        return plain(f"{self._row.type.label} {star}")

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters are answers here, never commands."""
        return character is not None and character.isprintable()

    async def on_key(self, event: events.Key) -> None:
        """Take the keys of the row."""
        if passed_on(self, event):
            return
        key = typed_key(event.character)
        acts: dict[str, Callable[[], Any]] = {
            "tab": lambda: self._owner.step_from(1),
            "shift+tab": lambda: self._owner.step_from(-1),
            "enter": self._row.enter_value,
            "right": self._row.turn_type,
            "insert": self._owner.add_row,
            "delete": lambda: self._owner.remove_row(self._row),
        }
        by_character: dict[str, Callable[[], Any]] = {
            "*": lambda: self._owner.prefer(self._row),
            "+": self._owner.add_row,
            "-": lambda: self._owner.remove_row(self._row),
        }
        act = acts.get(event.key) or by_character.get(key)
        if key in TYPE_KEYS:
            self._row.choose_type(TYPE_KEYS[key])
        elif act is not None:
            act()
        elif event.is_printable:
            # No type has this key, so it is the beginning of the value.
            self._row.enter_value()
            self._row.value_input.post_message(event.copy())
        else:
            return
        event.stop()
        event.prevent_default()


class PointRow(Horizontal):
    """See :class:`ContactPointEntry`."""

    DEFAULT_CSS = """
    PointRow {
        height: 1;
        & > .point--value { width: 26; margin-right: 1; }
        & > .point--label { width: 12; margin-right: 1; }
        & > .point--note { width: 1fr; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """

    #: Types that need no key: what is typed shows them.
    _MAIL_SIGN: ClassVar[str] = "@"

    def __init__(self, entry: ContactPointEntry, owner: PointOwner) -> None:
        super().__init__()
        self.type = entry.type
        self.preferred = entry.preferred
        self._type_is_chosen = bool(entry.value)
        self._owner = owner
        self.type_cell = TypeCell(self, owner)
        self.value_input = self._input(_("number, address or name"), self._value_edited, self.enter_label)
        self.label_input = self._input(_("label"), owner.changed, lambda: owner.row_entered(self))
        self.value_input.add_class("point--value")
        self.label_input.add_class("point--label")
        if entry.value or entry.label:
            self.value_input.set_text(entry.value)
            self.label_input.set_text(entry.label)
        self._note = Static(plain(self._say()), markup=False, classes="point--note")

    def compose(self) -> ComposeResult:
        """Type, value, label, and what the value means."""
        yield from (self.type_cell, self.value_input, self.label_input, self._note)

    @property
    def stops(self) -> tuple[Widget, ...]:
        """Where tab stops."""
        return (self.type_cell, self.value_input, self.label_input)

    @property
    def entry(self) -> ContactPointEntry:
        """What is entered."""
        value, label = self.value_input.value.strip(), self.label_input.value.strip()
        return ContactPointEntry(self.type, value, label, self.preferred)

    def find_problem(self) -> str:
        """What is wrong with the value, and what was expected."""
        entry = self.entry
        if entry.value and entry.type is ContactPointType.PHONE:
            return phone_problem(entry.value, self._owner.country)
        if entry.value and entry.type is ContactPointType.EMAIL and self._MAIL_SIGN not in entry.value:
            return _("“{text}” is no mail address: write it as name@example.org.").format(text=entry.value)
        return ""

    def choose_type(self, kind: ContactPointType) -> None:
        """Set the type."""
        self.type = kind
        self._type_is_chosen = True
        self._show()

    def turn_type(self) -> None:
        """Set the next type, for keyboards without these letters."""
        kinds = list(ContactPointType)
        self.choose_type(kinds[(kinds.index(self.type) + 1) % len(kinds)])

    def set_preferred(self, preferred: bool) -> None:
        """Show whether it is the preferred one of its type."""
        self.preferred = preferred
        self.type_cell.refresh()

    def enter_value(self) -> None:
        """Go to the value."""
        self.screen.set_focus(self.value_input)

    def enter_label(self) -> None:
        """Go to the label of a value; without one the contact point is done with."""
        if self.entry.value:
            self.screen.set_focus(self.label_input)
        else:
            self._owner.row_entered(self)

    def _value_edited(self) -> None:
        if not self._type_is_chosen and self._MAIL_SIGN in self.value_input.value:
            self.type = ContactPointType.EMAIL
        self._show()

    def _show(self) -> None:
        self.type_cell.refresh()
        self._note.update(plain(self._say()))
        self._owner.changed()

    def _say(self) -> str:
        if self.type is not ContactPointType.PHONE:
            return ""
        return phone_note(self.entry.value, self._owner.country)

    def _input(self, placeholder: str, edited: Callable[[], None], entered: Callable[[], None]) -> LineInput:
        return LineInput(entered=entered, step=self._owner.step_from, edited=edited, placeholder=placeholder)
