"""A field for a time or a day that is over ("yesterday 16:00", "fri"), with what it means beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.when import read_day, read_past_time
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.text_fields import LineField

_TIME_WIDTH = 20
_DAY_WIDTH = 13


@dataclass(frozen=True, kw_only=True)
class PastSpec(FieldSpec):
    """A time that is over; its value is an instant in UTC, or a local day where it is a ``whole_day``.

    ``now`` tells the time, ``describe`` says an instant, and ``describe_day`` a day, in the business's way.
    """

    now: Callable[[], datetime]
    zone: ZoneInfo
    describe: Callable[[datetime], str]
    describe_day: Callable[[date], str]
    whole_day: bool = False

    def make(self) -> "PastField":
        """See :class:`FieldSpec`."""
        return PastField(self)


class PastField(LineField):
    """See :class:`PastSpec`."""

    def __init__(self, spec: PastSpec) -> None:
        super().__init__(spec, _DAY_WIDTH if spec.whole_day else _TIME_WIDTH)
        self._past = spec

    @property
    def value(self) -> datetime | date | None:
        """What the text means now."""
        try:
            return self._read() if self.text else None
        except InvalidInput:
            return None

    def set_value(self, value: Any) -> None:
        """Show a day, or a text that can be read as one."""
        self.restore(value.isoformat() if isinstance(value, date) else value or "")

    def find_problem(self) -> str:
        """What was expected instead."""
        try:
            self._read()
        except InvalidInput as error:
            return f"{error.message} {error.hint}"
        return ""

    def note(self) -> str:
        """The time or day that it means."""
        value = self.value
        if value is None:
            return ""
        shown = self._past.describe(value) if isinstance(value, datetime) else self._past.describe_day(value)
        return f"→ {shown}"

    def _read(self) -> datetime | date:
        if self._past.whole_day:
            return read_day(self.text, self._past.now(), self._past.zone, past=True)
        return read_past_time(self.text, self._past.now(), self._past.zone)
