"""A field with any number of answers, each taken and given back by one key."""

from dataclasses import dataclass
from typing import Any

from textual import events
from textual.content import Content

from crm_tui.tui.text import pad
from crm_tui.tui.widgets.field import Draft, FieldSpec
from crm_tui.tui.widgets.keys_in_order import passed_on
from crm_tui.tui.widgets.pick_field import OptionField
from crm_tui.tui.widgets.pick_list import Option, Options, typed_key


@dataclass(frozen=True, kw_only=True)
class MultiPickSpec(FieldSpec):
    """Any number of answers; its value is a tuple of codes, in the order of the options."""

    options: Options

    def make(self) -> "MultiPickField":
        """See :class:`FieldSpec`."""
        return MultiPickField(self)


class MultiPickField(OptionField):
    """See :class:`MultiPickSpec`. A key takes an answer and gives it back; Enter or tab goes on."""

    def __init__(self, spec: MultiPickSpec) -> None:
        super().__init__(spec, spec.options)
        self._codes: set[str] = set()
        self._at: int | None = None

    @property
    def value(self) -> tuple[str, ...]:
        """The codes."""
        return tuple(option.code for option in self.options if option.code in self._codes)

    @property
    def draft(self) -> Draft:
        """The codes."""
        return list(self.value)

    def restore(self, draft: Draft) -> None:
        """Take again what was taken, where it is still an option."""
        self._codes = {str(code) for code in draft}
        self.changed()

    def set_value(self, value: Any) -> None:
        """Take these codes and no others."""
        self.restore(value or ())

    def body(self, width: int) -> list[Content]:
        """The options."""
        if self.spec.quiet and not self._codes and not self.is_entered:
            return [Content.styled(pad(self.spec.hint, width).rstrip(), self._look("dim"))]
        return [self.options_line(self.value, width, self._at if self.has_focus else None)]

    async def on_key(self, event: events.Key) -> None:
        """Take or give back; left, right and space do it where letters do not arrive."""
        if passed_on(self, event) or self.owner is None:
            return
        options = self.options
        if event.key in ("tab", "shift+tab"):
            self.owner.step(1 if event.key == "tab" else -1)
        elif event.key == "enter":
            self.owner.advance(self)
        elif event.key in ("left", "right"):
            start = -1 if self._at is None else self._at
            self._at = max(0, start + (1 if event.key == "right" else -1)) % len(options)
            self.repaint()
        elif event.key == "space":
            self._toggle(options[self._at or 0])
        elif event.is_printable:
            key = typed_key(event.character)
            option = next((option for option in options if option.key == key), None)
            if option is None:
                self.say_no_such_key(event.character or "")
            else:
                self._toggle(option)
        else:
            return
        event.stop()
        event.prevent_default()

    def _toggle(self, option: Option) -> None:
        self._codes ^= {option.code}
        self.changed()
