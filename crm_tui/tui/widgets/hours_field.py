"""A field for hours of the day in which somebody is not to be called: "22:00-08:00"."""

from dataclasses import dataclass
from typing import Any

from crm_tui.domain.contact_load import Wishes
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.quiet_hours import quiet_hours_text, read_quiet_hours
from crm_tui.tui.telling import quiet_in_words
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.text_fields import LineField

_INPUT_WIDTH = 14


@dataclass(frozen=True, kw_only=True)
class HoursSpec(FieldSpec):
    """Quiet hours; the value is a pair of minutes of the local day, or None."""

    def make(self) -> "HoursField":
        """See :class:`FieldSpec`."""
        return HoursField(self)


class HoursField(LineField):
    """See :class:`HoursSpec`."""

    def __init__(self, spec: HoursSpec) -> None:
        super().__init__(spec, _INPUT_WIDTH)

    @property
    def value(self) -> tuple[int, int] | None:
        """From which minute until which one."""
        try:
            return read_quiet_hours(self.text) if self.text else None
        except InvalidInput:
            return None

    def set_value(self, value: Any) -> None:
        """Show a pair of minutes."""
        self.restore(quiet_hours_text(*value) if value else "")

    def find_problem(self) -> str:
        """What was expected instead."""
        try:
            read_quiet_hours(self.text)
        except InvalidInput as error:
            return f"{error.message} {error.hint}"
        return ""

    def note(self) -> str:
        """What it means for whoever calls."""
        hours = self.value
        if hours is None:
            return ""
        words = quiet_in_words(Wishes(quiet_from=hours[0], quiet_until=hours[1]))
        return f"→ {words}" if words else ""
