"""The week as a picture: a bar of the opening hours on each weekday, from midnight to midnight."""

from itertools import groupby

from crm_tui.domain.business_time import BusinessCalendar
from crm_tui.domain.hours import Span
from crm_tui.domain.opening_hours import WEEKDAYS, minute_of_day
from crm_tui.domain.opening_text import spans_text
from crm_tui.domain.when_text import short_weekdays
from crm_tui.i18n import _
from crm_tui.tui.text import pad
from crm_tui.tui.widgets.rows import Tone
from crm_tui.tui.widgets.text_lines import Line

#: The scale above, and the days.
WEEK_LINES = 1 + len(WEEKDAYS)

_LABEL_WIDTH = 5
_GAP = "  "
_MINUTES = 24 * 60
_SCALE_HOURS = 3
#: Cells for a day of 24 hours, the widest first; each shows its two halves.
_BAR_WIDTHS = (96, 72, 48, 24)
_CELLS = {(True, True): "█", (True, False): "▌", (False, True): "▐", (False, False): "·"}


def week_lines(calendar: BusinessCalendar, language: str, today: int | None, width: int) -> list[Line]:
    """The scale and seven days, as wide as the hours beside the bars leave room for.

    ``today`` is the place of the weekday to stand out, counted from Monday.
    """
    week = [calendar.weekly_hours.get(day, ()) for day in WEEKDAYS]
    hours = [spans_text(spans) or _("closed") for spans in week]
    room = width - _LABEL_WIDTH - len(_GAP) - max(map(len, hours))
    cells = next((cells for cells in _BAR_WIDTHS if cells <= room), _BAR_WIDTHS[-1])
    lines: list[Line] = [((f"{' ' * _LABEL_WIDTH}{_scale(cells)}", "dim"),)]
    for place, name in enumerate(short_weekdays(language)):
        tone: Tone = "strong" if place == today else ""
        beside: Tone = "" if week[place] else "dim"
        label, said = pad(name, _LABEL_WIDTH), f"{_GAP}{hours[place]}"
        lines.append(((label, tone), *_bar(week[place], cells), (said, beside)))
    return lines


def _scale(cells: int) -> str:
    step = cells * _SCALE_HOURS // 24
    return "".join(f"{hour:<{step}}" for hour in range(0, 24, _SCALE_HOURS)) + "24"


def _bar(spans: tuple[Span, ...], cells: int) -> Line:
    """Runs of cells that are open or not; a half cell counts by its middle."""
    times = [(minute_of_day(opening), minute_of_day(closing)) for opening, closing in spans]
    half = _MINUTES / cells / 2
    halves = [
        any(opens <= (place + 0.5) * half < closes for opens, closes in times) for place in range(2 * cells)
    ]
    drawn = [_CELLS[pair] for pair in zip(halves[::2], halves[1::2], strict=True)]
    runs = groupby(drawn, key=lambda cell: cell == _CELLS[False, False])
    return tuple(("".join(run), "dim" if is_closed else "") for is_closed, run in runs)
