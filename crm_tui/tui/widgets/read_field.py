"""A line of text that means something else: opening hours, a share, a country by its first letters."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from crm_tui.domain.errors import InvalidInput
from crm_tui.tui.widgets.field import Draft, FieldSpec
from crm_tui.tui.widgets.text_fields import LineField


@dataclass(frozen=True, kw_only=True)
class ReadSpec(FieldSpec):
    """A text that ``read`` turns into the value, or refuses with InvalidInput.

    ``told`` says beside the input what a text that can be read means. A value is set as the text for it.
    """

    read: Callable[[str], Any]
    told: Callable[[str], str]
    input_width: int | None = 24

    def make(self) -> "ReadField":
        """See :class:`FieldSpec`."""
        return ReadField(self)


class ReadField(LineField):
    """See :class:`ReadSpec`."""

    def __init__(self, spec: ReadSpec) -> None:
        super().__init__(spec, spec.input_width)
        self._how = spec

    @property
    def value(self) -> Any:
        """What the text means."""
        try:
            return self._how.read(self.text) if self.text else None
        except InvalidInput:
            return None

    @property
    def draft(self) -> Draft:
        """The text as typed; only spaces are nothing."""
        return self.input.value if self.text else ""

    def set_value(self, value: Any) -> None:
        """Show a text."""
        self.restore(value or "")

    def find_problem(self) -> str:
        """Why it means nothing, with what was expected."""
        try:
            self._how.read(self.text)
        except InvalidInput as error:
            return f"{error.message} {error.hint}".strip()
        return ""

    def note(self) -> str:
        """What it means, unless that is what was typed."""
        if not self.text or self.find_problem():
            return ""
        told = self._how.told(self.text)
        return "" if told.endswith(f" {self.text}") else told
