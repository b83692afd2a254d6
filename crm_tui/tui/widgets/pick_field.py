"""A field that is answered by one key: options on its line, the whole list under the space bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events
from textual.content import Content

from crm_tui.i18n import _
from crm_tui.tui.text import cells, pad
from crm_tui.tui.widgets.field import Draft, Field, FieldSpec
from crm_tui.tui.widgets.keys_in_order import passed_on
from crm_tui.tui.widgets.pick_list import Option, Options, PickList, typed_key

CHOSEN_SIGN = "▸"

#: The cell of a list entry: sign, key, label.
_ENTRY_WIDTH = 22
_MOST_LIST_LINES = 8


class OptionField(Field, can_focus=True):
    """What picks of one and of several have in common: the line of options, and keys that pick."""

    is_pick: ClassVar[bool] = True

    def __init__(self, spec: FieldSpec, options: Options) -> None:
        super().__init__(spec)
        self._options = options
        self._no_such_key = ""

    @property
    def options(self) -> Sequence[Option]:
        """The options that there are now."""
        return self._options() if callable(self._options) else self._options

    def find_option(self, code: str | None) -> Option | None:
        """The option with this code."""
        return next((option for option in self.options if option.code == code), None)

    def on_focus(self, event: events.Focus) -> None:
        """Mark the label."""
        self.call_later(self.repaint)

    def on_blur(self, event: events.Blur) -> None:
        """Unmark it."""
        self.call_later(self.repaint)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters and digits are answers here, never commands."""
        return character is not None and character.isprintable()

    def entry(self, option: Option, is_chosen: bool, *, is_marked: bool = False) -> Content:
        """An option with its key; the chosen one is marked by sign, and on top of that by colour."""
        sign = CHOSEN_SIGN if is_chosen else " "
        is_named_by_key = option.key in ("", option.label)
        text = sign + (option.label if is_named_by_key else f"{option.key} {option.label}")
        if is_marked:
            return Content.styled(text, self._look("cursor"))
        return Content.styled(text, self._look("chosen")) if is_chosen else Content(text)

    def options_line(self, chosen: Sequence[str], width: int, marked: int | None = None) -> Content:
        """As many options as fit: the chosen ones, then those that are to be shown."""
        options = self.options
        hidden = [option for option in options if option.code in chosen and not option.shown]
        shown = [*hidden, *(option for option in options if option.shown)]
        parts: list[Content] = []
        left = width
        for index, option in enumerate(shown):
            entry = self.entry(option, option.code in chosen, is_marked=marked == index)
            needed = cells(entry.plain) + (1 if parts else 0)
            if needed > left:
                break
            left -= needed
            parts.append(entry)
        more = "  " + _("space all")
        if len(parts) < len(options) and cells(more) <= left:
            parts.append(Content.styled(more, self._look("dim")))
        return Content(" ").join(parts)

    def say_no_such_key(self, character: str) -> None:
        """A key that picks nothing says what does (PRODUCT.md, "It says why")."""
        self._no_such_key = _("No answer has the key {key}; space shows all.").format(key=character)
        self.show_problem(self._no_such_key)

    def left(self) -> None:
        """A key that picked nothing is told of no longer; what keeps the form from being saved is."""
        if self._problem == self._no_such_key:
            self.show_problem("")
        super().left()


@dataclass(frozen=True, kw_only=True)
class PickSpec(FieldSpec):
    """One answer out of several; its value is the code, or None."""

    options: Options

    def make(self) -> "PickField":
        """See :class:`FieldSpec`."""
        return PickField(self)


class PickField(OptionField):
    """See :class:`PickSpec`. One key answers and goes on to where the answer leads."""

    def __init__(self, spec: PickSpec) -> None:
        super().__init__(spec, spec.options)
        self._code: str | None = None
        self._list: PickList | None = None

    @property
    def value(self) -> str | None:
        """The code."""
        return self._code

    @property
    def draft(self) -> Draft:
        """The code, or an empty string."""
        return self._code or ""

    def restore(self, draft: Draft) -> None:
        """Pick again what was picked, though its option may still have to be read."""
        self._code = str(draft) or None
        self.changed()

    def set_value(self, value: Any) -> None:
        """Pick a code, or nothing."""
        self.restore(value or "")

    @property
    def is_open(self) -> bool:
        """Whether the whole list is shown."""
        return self._list is not None

    def close(self) -> None:
        """Fold the list."""
        self._list = None
        self.repaint()

    def left(self) -> None:
        """The list does not stay open behind."""
        self._list = None
        super().left()

    async def on_key(self, event: events.Key) -> None:
        """Pick by key, or work in the open list. No letter or digit goes further than this."""
        if passed_on(self, event) or self.owner is None:
            return
        acted = self._key_in_list(event, self._list) if self._list else self._key_on_line(event)
        if acted:
            event.stop()
            event.prevent_default()

    def body(self, width: int) -> list[Content]:
        """The options, or the list of all."""
        if self._list is not None:
            return self._list_lines(self._list, width)
        if self.spec.quiet and self._code is None and not self.is_entered:
            quiet = self.spec.hint or self.options_line([], width).plain
            return [Content.styled(pad(quiet, width).rstrip(), self._look("dim"))]
        return [self.options_line([self._code] if self._code else [], width)]

    def _key_on_line(self, event: events.Key) -> bool:
        assert self.owner is not None
        if event.key in ("tab", "shift+tab"):
            self.owner.step(1 if event.key == "tab" else -1)
        elif event.key == "enter":
            self.owner.advance(self)
        elif event.key in ("backspace", "delete"):
            self._code = None
            self.changed()
        elif event.key in ("space", "down"):
            self._list = PickList(self.options, self._code)
            self.repaint()
        elif event.is_printable:
            key = typed_key(event.character)
            option = next((option for option in self.options if option.key == key), None)
            if option is None:
                self.say_no_such_key(event.character or "")
            else:
                self._pick(option)
        else:
            return False
        return True

    def _key_in_list(self, event: events.Key, pick_list: PickList) -> bool:
        assert self.owner is not None
        steps = {
            "up": -self._columns,
            "down": self._columns,
            "left": -1,
            "right": 1,
            "tab": 1,
            "shift+tab": -1,
        }
        if event.key in steps:
            pick_list.move(steps[event.key])
        elif event.key == "enter":
            if pick_list.marked is not None:
                self._pick(pick_list.marked)
                return True
        elif event.key == "backspace":
            pick_list.rub_out()
        elif event.is_printable and event.character is not None:
            pick_list.type(event.character)
        else:
            return False
        self.repaint()
        return True

    def _pick(self, option: Option) -> None:
        assert self.owner is not None
        self._code = option.code
        self._list = None
        self.changed()
        self.owner.advance(self)

    @property
    def _columns(self) -> int:
        return max(1, (self._width - self.label_width) // _ENTRY_WIDTH)

    def _list_lines(self, pick_list: PickList, width: int) -> list[Content]:
        matches = pick_list.matches
        hint = Content.styled(_("type to filter, enter takes, esc closes"), self._look("dim"))
        head = Content(pick_list.typed) if pick_list.typed else hint
        columns = max(1, width // _ENTRY_WIDTH)
        lines = [head]
        for start in range(0, min(len(matches), columns * _MOST_LIST_LINES), columns):
            entries = [
                self.entry(option, option.code == self._code, is_marked=option is pick_list.marked)
                for option in matches[start : start + columns]
            ]
            lines.append(
                Content("").join(entry.pad_right(_ENTRY_WIDTH - cells(entry.plain)) for entry in entries)
            )
        if not matches:
            lines.append(Content.styled(_("Nothing has that in its name."), self._look("problem")))
        return lines
