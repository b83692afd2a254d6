"""The steps of a playbook below a form: read while somebody speaks, ticked by their digits."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from textual import events
from textual.content import Content

from crm_tui.domain.playbooks import Playbook, Step
from crm_tui.i18n import _
from crm_tui.tui.text import cells, clean, cut
from crm_tui.tui.widgets.field import Draft, Field, FieldSpec
from crm_tui.tui.widgets.keys_in_order import passed_on
from crm_tui.tui.widgets.pick_list import typed_key

TICKED = "✓"
REQUIRED = "*"

#: The part of the form's height that the steps take at most: beside the other fields, and while entered.
_PART_BESIDE = 4
_PART_ENTERED = 2
_LEAST_LINES = 2

#: The lines of a screen that are no form: where I am, the card, what happened, the keys, rules between them.
_AROUND = 8

#: A piece of text and the name of its style; none for the plain one.
_Piece = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class StepsSpec(FieldSpec):
    """The steps that were taken; its value is a tuple of the codes that the playbook now has.

    ``playbook`` gives the one that fits what is entered so far.
    """

    playbook: Callable[[], Playbook | None]

    def make(self) -> "StepsField":
        """See :class:`FieldSpec`."""
        return StepsField(self, self.playbook)


class StepsField(Field, can_focus=True):
    """See :class:`StepsSpec`. It stands at the foot of the form, whatever of that is in view."""

    DEFAULT_CSS = """
    StepsField { dock: bottom; border-top: solid $foreground 20%; }
    """

    def __init__(self, spec: FieldSpec, playbook: Callable[[], Playbook | None]) -> None:
        super().__init__(spec)
        self._playbook = playbook
        self._codes: set[str] = set()
        self._at: int | None = None

    @property
    def value(self) -> tuple[str, ...]:
        """The codes of the ticked steps, in their order."""
        return tuple(step.code for step in self._steps if step.code in self._codes)

    @property
    def draft(self) -> Draft:
        """Every code that was ticked: another nature may bring its step back."""
        return sorted(self._codes)

    def restore(self, draft: Draft) -> None:
        """Tick again what was ticked, though the playbook may still have to be read."""
        self._codes = {str(code) for code in draft}
        self.changed()

    def set_value(self, value: Any) -> None:
        """Tick these and no others."""
        self.restore(value or ())

    @property
    def label_width(self) -> int:
        """The playbook's title is its label, and as long as it is."""
        return 1

    def body(self, width: int) -> list[Content]:
        """The title and the steps, as many lines as there is room for."""
        part = _PART_ENTERED if self.has_focus else _PART_BESIDE
        most = max(_LEAST_LINES, (self.screen.size.height - _AROUND) // part)
        lines = list(self._flow(width))
        if len(lines) > most:
            return [*lines[: most - 1], Content.assemble(lines[most - 1], " …").truncate(width)]
        return lines

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Digits tick here, and no letter is a command."""
        return character is not None and character.isprintable()

    def on_focus(self, event: events.Focus) -> None:
        """Show the digits."""
        self.call_later(self.repaint)

    def on_blur(self, event: events.Blur) -> None:
        """Take them away again."""
        self._at = None
        self.call_later(self.repaint)

    async def on_key(self, event: events.Key) -> None:
        """A digit ticks or takes back; left, right and space do it where digits do not arrive."""
        if passed_on(self, event) or self.owner is None:
            return
        steps = self._steps
        if event.key in ("tab", "shift+tab"):
            self.owner.step(1 if event.key == "tab" else -1)
        elif event.key == "enter":
            self.owner.advance(self)
        elif event.key in ("left", "right", "up", "down") and steps:
            start = -1 if self._at is None else self._at
            self._at = max(0, start + (1 if event.key in ("right", "down") else -1)) % len(steps)
            self.repaint()
        elif event.key == "space" and steps:
            self._tick(steps[self._at or 0])
        elif event.is_printable:
            self._tick_place(event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    @property
    def _steps(self) -> tuple[Step, ...]:
        playbook = self._playbook()
        return () if playbook is None else playbook.steps

    def _tick_place(self, character: str | None) -> None:
        digit = typed_key(character)
        place = int(digit) if digit.isdecimal() else 0
        if 1 <= place <= len(self._steps):
            self._tick(self._steps[place - 1])
        else:
            self.show_problem(_("No step has the key {key}.").format(key=character))

    def _tick(self, step: Step) -> None:
        self._codes ^= {step.code}
        self.changed()

    def _pieces(self) -> Iterator[_Piece]:
        playbook = self._playbook()
        if playbook is None:
            return
        yield _("{playbook}:").format(playbook=clean(playbook.title)), "label"
        for place, step in enumerate(playbook.steps):
            look = "cursor" if place == self._at and self.has_focus else ""
            if self.has_focus:
                yield str(place + 1), "chosen"
            ticked = step.code in self._codes
            yield clean(step.text), look or ("dim" if ticked else "")
            if ticked or step.required:
                yield TICKED if ticked else REQUIRED, "chosen"
            if place + 1 < len(playbook.steps):
                yield "·", "dim"

    def _flow(self, width: int) -> Iterator[Content]:
        """The pieces, broken between words into lines of the width."""
        line: list[Content] = []
        left = width
        for text, look in self._pieces():
            for word in text.split():
                shown = cut(word, width)
                needed = cells(shown) + (1 if line else 0)
                if needed > left and line:
                    yield Content(" ").join(line)
                    line, left, needed = [], width, cells(shown)
                line.append(Content.styled(shown, self._look(look)) if look else Content(shown))
                left -= needed
        yield Content(" ").join(line)
