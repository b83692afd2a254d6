"""A field for WHEN ("3d", "fri 10:00"), with the date that it means shown as it is typed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from textwrap import wrap
from typing import Any
from zoneinfo import ZoneInfo

from textual.content import Content

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.when import When, read_when
from crm_tui.i18n import _
from crm_tui.tui.text import clean, cut
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.text_fields import LineField

_MOST_REMARK_LINES = 3


@dataclass(frozen=True, kw_only=True)
class WhenSpec(FieldSpec):
    """A time or a day; its value is a When.

    ``now`` tells the time, ``describe`` says a When in the business's way, ``is_open`` which days are open;
    ``remark`` is what there is to say quietly about the plan, below it.
    """

    now: Callable[[], datetime]
    zone: ZoneInfo
    describe: Callable[[When], str]
    is_open: Callable[[date], bool] | None = None
    remark: Callable[[], str] | None = None
    input_width: int = 13

    def make(self) -> "WhenField":
        """See :class:`FieldSpec`."""
        return WhenField(self)


class WhenField(LineField):
    """See :class:`WhenSpec`."""

    def __init__(self, spec: WhenSpec) -> None:
        super().__init__(spec, spec.input_width)
        self._when = spec

    @property
    def value(self) -> When | None:
        """What the text means now."""
        try:
            return self._read() if self.text else None
        except InvalidInput:
            return None

    def set_value(self, value: Any) -> None:
        """Show a When, a date, or a text that can be read as one."""
        self.restore(self._as_text(value) if value else "")

    def find_problem(self) -> str:
        """What was expected instead."""
        try:
            self._read()
        except InvalidInput as error:
            return f"{error.message} {error.hint}"
        return ""

    def note(self) -> str:
        """The date that it means, and from which closed day it was moved."""
        when = self.value
        if when is None:
            return ""
        shown = self._when.describe(when)
        if when.moved_from is None:
            return f"→ {shown}"
        return _("→ {date}, the next open day").format(date=shown)

    def below(self, width: int) -> list[Content]:
        """The remark."""
        remark = self._when.remark() if self._when.remark else ""
        lines = wrap(clean(remark), max(10, width), max_lines=_MOST_REMARK_LINES, placeholder="…")
        return [Content.styled(cut(line, width), self._look("dim")) for line in lines]

    def _read(self) -> When:
        return read_when(self.text, self._when.now(), self._when.zone, self._when.is_open)

    def _as_text(self, value: When | date | str) -> str:
        """A text that means the same on every day on which the draft may be opened again."""
        if isinstance(value, str):
            return value
        if isinstance(value, date) or value.all_day:
            return (value if isinstance(value, date) else value.day).isoformat()
        return f"{value.at.astimezone(self._when.zone):%Y-%m-%d %H:%M}"
