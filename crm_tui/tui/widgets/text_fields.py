"""Fields of one line of text: plain text, and phone numbers with their international form beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.phones import Phone, read_phone
from crm_tui.i18n import _
from crm_tui.tui.text import cut
from crm_tui.tui.widgets.field import Draft, Field, FieldSpec
from crm_tui.tui.widgets.line_input import LineInput

#: A text of more words than these is a sentence: it is edited rather than typed anew.
_MOST_WORDS_REPLACED = 3

#: The room for a value that is explained beside it.
SHORT_INPUT = 22


class LineField(Field):
    """A field around one line of text. Subclasses read it, and may explain it in a note beside the input.

    ``input_width`` of None takes all the room.
    """

    DEFAULT_CSS = "LineField { layout: horizontal; }"

    def __init__(self, spec: FieldSpec, input_width: int | None = None) -> None:
        super().__init__(spec)
        self._input_width = input_width
        self.input = LineInput(
            entered=self.entered,
            step=self._step,
            edited=self.edited,
            mark=self.mark,
            placeholder=spec.hint,
        )

    def compose(self) -> ComposeResult:
        """The input, to the right of the label."""
        self.input.styles.margin = (0, 0, 0, self.label_width)
        if self._input_width is None:
            self.input.styles.width = "1fr"
        else:
            self.input.styles.width = self._input_width
        yield self.input

    def stops(self) -> Sequence[Widget]:
        """The input."""
        return (self.input,)

    @property
    def text(self) -> str:
        """What is typed, without the spaces around it."""
        return self.input.value.strip()

    @property
    def draft(self) -> Draft:
        """The text as typed."""
        return self.input.value

    def restore(self, draft: Draft) -> None:
        """Show the text as it was typed."""
        self.input.set_text(str(draft))
        self.changed()

    def let_typing_replace(self) -> None:
        """See :class:`Field`."""
        self.input.let_typing_replace()

    def note(self) -> str:
        """What to say beside the input about what is typed."""
        return ""

    def below(self, width: int) -> list[Content]:
        """Lines below the input."""
        return []

    def body(self, width: int) -> list[Content]:
        """The note beside the input, and what stands below."""
        if self._input_width is None:
            return [Content(""), *self.below(width)]
        note = cut(self.note(), width - self._input_width - 1)
        beside = Content.assemble(" " * (self._input_width + 1), (note, self._look("dim")))
        return [beside, *self.below(width)]

    def fit_children(self, lines: int) -> None:
        """The input stands on the first line; below it is room for what the field paints."""
        if self.input.styles.margin.bottom != lines - 1:
            self.input.styles.margin = (0, 0, lines - 1, self.label_width)

    def entered(self) -> None:
        """Enter: the field is answered, unless what is typed cannot be used."""
        problem = self.find_problem() if self.text else ""
        if problem:
            self.show_problem(problem)
        elif self.owner is not None:
            self.owner.advance(self)

    def edited(self) -> None:
        """The text is another."""
        self.changed()

    def mark(self, steps: int) -> None:
        """Up and down: the field before, the next one."""
        self._step(steps)

    def _step(self, steps: int) -> None:
        if self.owner is not None:
            self.owner.step(steps)


@dataclass(frozen=True, kw_only=True)
class TextSpec(FieldSpec):
    """One line of text; its value is the text without spaces around it, or None."""

    def make(self) -> "TextField":
        """See :class:`FieldSpec`."""
        return TextField(self)


class TextField(LineField):
    """See :class:`TextSpec`."""

    @property
    def value(self) -> str | None:
        """The text."""
        return self.text or None

    @property
    def draft(self) -> Draft:
        """The text as typed; only spaces are nothing."""
        return self.input.value if self.text else ""

    def set_value(self, value: Any) -> None:
        """Show a text."""
        self.restore(value or "")

    def let_typing_replace(self) -> None:
        """See :class:`Field`; a sentence stays, with the cursor behind it."""
        if len(self.text.split()) <= _MOST_WORDS_REPLACED:
            super().let_typing_replace()


@dataclass(frozen=True, kw_only=True)
class PhoneSpec(FieldSpec):
    """A phone number; ``country`` (two letters) is where one without a code belongs. Its value is a Phone."""

    country: str | None

    def make(self) -> "PhoneField":
        """See :class:`FieldSpec`."""
        return PhoneField(self, self.country)


class PhoneField(LineField):
    """See :class:`PhoneSpec`."""

    def __init__(self, spec: FieldSpec, country: str | None) -> None:
        super().__init__(spec, SHORT_INPUT)
        self._country = country

    @property
    def value(self) -> Phone | None:
        """The number, when it has digits."""
        try:
            return read_phone(self.text, self._country) if self.text else None
        except InvalidInput:
            return None

    def set_value(self, value: Any) -> None:
        """Show a Phone as it was typed, or a text."""
        self.restore(value.text if isinstance(value, Phone) else value or "")

    def find_problem(self) -> str:
        """Why it is no number."""
        return phone_problem(self.text, self._country)

    def note(self) -> str:
        """The international form."""
        return phone_note(self.text, self._country)


def phone_problem(text: str, country: str | None) -> str:
    """Why ``text`` is no phone number, with what is expected; empty when it is one."""
    try:
        read_phone(text, country)
    except InvalidInput as error:
        return f"{error.message} {error.hint}"
    return ""


def phone_note(text: str, country: str | None) -> str:
    """The international form of what is typed, as soon as it has one."""
    if not any(character.isdigit() for character in text):
        return ""
    phone = read_phone(text, country)
    if phone.international is None:
        return ""
    shown = phone.international
    return f"→ {shown}" if phone.valid else _("→ {number}, kept as typed").format(number=shown)
