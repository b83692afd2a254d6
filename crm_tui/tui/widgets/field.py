"""What every field of a form is: how it is declared, how it looks, and how keys reach it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any, ClassVar, Protocol

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.style import Style
from textual.widget import Widget

from crm_tui.i18n import _
from crm_tui.tui.text import cells, clean, cut, pad

MARKER = "▌"

#: Marker, label and a space: where the fields of a form begin.
LABEL_WIDTH = 11

_MOST_PROBLEM_LINES = 3

#: What a form holds, by field name; None where nothing usable is entered.
Values = Mapping[str, Any]

#: What a field keeps in a draft: anything that JSON can carry.
Draft = Any


@dataclass(frozen=True, kw_only=True)
class FieldSpec:
    """One field as a form declares it.

    ``quiet`` fields are one dim line until they are entered. ``passed_over`` ones are left out by tab and by
    moving on, and reached by shift+tab. ``beside`` puts the field on the line of the one before, in ``width``
    cells. ``visible_when`` decides whether the field is there, ``next_field`` where an answer leads (a name,
    or None for the next one); both are given the values of the form.
    """

    name: str
    label: str
    required: bool = False
    hint: str = ""
    quiet: bool = False
    passed_over: bool = False
    beside: bool = False
    width: int | None = None
    visible_when: Callable[[Values], bool] | None = None
    next_field: Callable[[Values], str | None] | None = None

    def make(self) -> "Field":
        """The widget for this field."""
        raise NotImplementedError


class FieldOwner(Protocol):
    """What a field asks of its form."""

    def field_changed(self, field: "Field") -> None:
        """The user, or a proposal, has changed what the field holds."""
        ...

    def advance(self, field: "Field") -> None:
        """The field is answered: go where that leads."""
        ...

    def come_back(self, field: "Field") -> None:
        """Enter the field again that turned out not to be answered, unless something is being typed."""
        ...

    def step(self, steps: int) -> None:
        """Go to the next field (1) or the one before (-1)."""
        ...


class Field(Widget):
    """A labelled answer. Subclasses hold the value and take the keys.

    A field paints its label and what it says about itself; a text field has its input as the only child.
    """

    DEFAULT_CSS = """
    Field {
        height: auto;
        width: 1fr;
        & > .field--marker { color: $accent; text-style: bold; }
        & > .field--label { color: $text-muted; }
        & > .field--dim { color: $text-muted; }
        & > .field--chosen { color: $accent; text-style: bold; }
        & > .field--problem { color: $error; text-style: bold; }
        & > .field--cursor {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: $block-cursor-text-style;
        }
    }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "field--marker",
        "field--label",
        "field--dim",
        "field--chosen",
        "field--problem",
        "field--cursor",
    }

    #: Whether F7 stops here while nothing is picked.
    is_pick: ClassVar[bool] = False

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__(id=f"field-{spec.name}")
        self.spec = spec
        self.owner: FieldOwner | None = None
        self._problem = ""
        self._painted: list[Content] = []

    # What a subclass has to say

    @property
    def value(self) -> Any:
        """What is answered, in the terms of the actions; None while that is nothing, or cannot be used."""
        raise NotImplementedError

    @property
    def draft(self) -> Draft:
        """What is entered, usable or not; empty (falsy) while that is nothing."""
        raise NotImplementedError

    def restore(self, draft: Draft) -> None:
        """Hold again what :attr:`draft` gave."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Hold a value, as :attr:`value` gives it."""
        raise NotImplementedError

    def let_typing_replace(self) -> None:
        """What the field holds was put there for the user: who enters it and types replaces it."""

    def find_problem(self) -> str:
        """What is wrong with what is entered and what was expected, in a sentence; empty when nothing is."""
        return ""

    def body(self, width: int) -> list[Content]:
        """What the field itself paints to the right of its label, by line, ``width`` cells each."""
        return [Content("")]

    def stops(self) -> Sequence[Widget]:
        """Where tab stops in this field."""
        return (self,)

    @property
    def first_stop(self) -> Widget:
        """Where the field is entered, unless by tab."""
        return self.stops()[0]

    # What is the same for all

    @property
    def is_empty(self) -> bool:
        """Whether nothing is entered."""
        return not self.draft

    @property
    def is_waiting(self) -> bool:
        """Whether the answer is on its way: a form is saved when it is there."""
        return False

    @property
    def is_entered(self) -> bool:
        """Whether the focus is in this field."""
        return self.is_attached and self.screen.focused in self.stops()

    def check(self) -> str:
        """The problem that keeps the form from being saved, or an empty string."""
        if not self.is_empty:
            return self.find_problem()
        if not self.spec.required:
            return ""
        if not self.spec.hint:
            return _("“{field}” is needed.").format(field=self.spec.label)
        return _("“{field}” is needed ({hint}).").format(field=self.spec.label, hint=self.spec.hint)

    def show_problem(self, sentence: str) -> None:
        """Say beside the field what is wrong; an empty sentence takes it away."""
        if sentence != self._problem:
            self._problem = sentence
            self.repaint()

    def repaint(self) -> None:
        """Paint again where something has changed; the form makes room for more lines, or fewer."""
        if not self.is_mounted:
            return  # It is painted for the first time when it is there.
        lines = self._lines(self._width)
        painted, self._painted = self._painted, lines
        if len(lines) != len(painted):
            self.fit_children(len(lines))
            self.refresh(layout=True)
        elif not all(line.is_same(old) for line, old in zip(lines, painted, strict=True)):
            self.refresh()

    def fit_children(self, lines: int) -> None:
        """Make place around a child for the lines that the field itself paints."""

    def changed(self) -> None:
        """Tell the form that the answer is another, and drop what was said about the old one."""
        self.show_problem("")
        if self.owner is not None:
            self.owner.field_changed(self)
        self.repaint()

    def left(self) -> None:
        """The focus has gone elsewhere: say what cannot be used, while it is fresh in mind."""
        if not self.is_empty and (problem := self.find_problem()):
            self.show_problem(problem)

    def render(self) -> Content:
        """The label and the lines of the body."""
        return Content("\n").join(self._lines(self._width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines there are to paint."""
        return len(self._lines(width))

    def on_resize(self) -> None:
        """Other widths may need another number of lines."""
        self.repaint()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Mark the label."""
        self.repaint()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Unmark it."""
        self.repaint()

    @property
    def label_width(self) -> int:
        """The cells before the body: a column for the fields that begin a line, close by for the others."""
        return cells(self.spec.label) + 2 if self.spec.beside else LABEL_WIDTH

    @property
    def _width(self) -> int:
        return self.content_size.width

    def _lines(self, width: int) -> list[Content]:
        room = max(0, width - self.label_width)
        marker = (MARKER, self._look("marker")) if self.is_entered else " "
        label = (pad(self.spec.label, self.label_width - 1), self._look("label"))
        body = self.body(room)
        indent = " " * self.label_width
        lines = [Content.assemble(marker, label, body[0]), *(Content(indent) + line for line in body[1:])]
        if self._problem:
            words = wrap(
                "! " + clean(self._problem), max(10, room), max_lines=_MOST_PROBLEM_LINES, placeholder="…"
            )
            lines.extend(Content.assemble(indent, (cut(line, room), self._look("problem"))) for line in words)
        return lines

    def _look(self, name: str) -> Style:
        return self.get_visual_style(f"field--{name}")
