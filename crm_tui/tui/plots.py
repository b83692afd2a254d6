"""Reports drawn in block characters: columns over time, and bars beside what they count.

Our own few lines and not textual-plotext: that takes 50 to 140 ms and 2 MB to import, draws to whole cells
in a frame, and tells no values. Blocks are drawn to an eighth of a cell, read the same in 16 colours and in
none, and leave room to write what each bar is worth.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

from crm_tui.i18n import ngettext
from crm_tui.queries.reports.panels import Bar, Panel
from crm_tui.tui.text import cells, cut, pad
from crm_tui.tui.widgets.text_lines import Line, LineTone

_RISING = " ▁▂▃▄▅▆▇█"
_GROWING = " ▏▎▍▌▋▊▉█"
#: What a share is part of.
_REST = "░"
_EIGHTHS = 8

#: Before the columns stand their highest value and nought.
_AXIS = 6
_WIDEST_COLUMN = 12
#: A title, three lines of columns and the line of their values: below that there is nothing to see.
_LEAST_LINES = 5
_TITLE_AND_VALUES = 2
_MOST_TOLD = 18
_MOST_LABEL = 28
_SHORTEST_BAR = 8
_THOUSAND = 1000


#: The numbers of dated notes, by the place of the bar of their day.
Marks = Mapping[int, Sequence[int]]
_NO_MARKS: Marks = MappingProxyType({})


def draw(panels: Sequence[Panel], width: int, height: int, marks: Marks = _NO_MARKS) -> list[Line]:
    """The pictures in so many cells and lines; the last line says what had no room."""
    if any(panel.is_over_time for panel in panels):
        return _columns(panels, width, height, marks)
    lines = [line for panel in panels for line in _bars(panel, width)]
    if len(lines) <= height:
        return lines
    shown = lines[: height - 1]
    return [*shown, _left_out(len(lines) - len(shown))]


def _columns(panels: Sequence[Panel], width: int, height: int, marks: Marks) -> list[Line]:
    """Pictures over the same time one above the other; their days and marks stand below the last."""
    below = 2 if marks else 1
    shown = panels[: max(1, (height - below) // _LEAST_LINES)]
    left_out = len(panels) - len(shown)
    each = (height - below - bool(left_out)) // len(shown) - _TITLE_AND_VALUES
    bars = shown[0].bars
    wide = max(1, min(_WIDEST_COLUMN, (width - _AXIS) // len(bars)))
    lines = [line for panel in shown for line in _column_panel(panel, wide, max(1, each))]
    lines.append([(" " * _AXIS + _day_labels(bars, wide, width - _AXIS), "dim")])
    if marks:
        lines.append([(" " * _AXIS + _mark_labels(marks, wide, len(bars)), "strong")])
    return [*lines, _left_out(left_out)] if left_out else lines


def _column_panel(panel: Panel, wide: int, lines: int) -> Iterator[Line]:
    yield [(panel.title, "strong"), (f"   {panel.in_all}", "dim")]
    eighths = lines * _EIGHTHS / panel.highest
    for line in range(lines - 1, -1, -1):
        label = _short(panel.highest) if line == lines - 1 else ""
        yield _joined(
            [
                (f"{label:>{_AXIS - 1}} ", "dim"),
                *(
                    piece
                    for bar in panel.bars
                    for piece in (_cells_of(bar, wide, eighths, line * _EIGHTHS), _gap(wide))
                ),
            ]
        )
    yield [(f"{'0':>{_AXIS - 1}} " + _values(panel.bars, wide), "dim")]


def _cells_of(bar: Bar, wide: int, eighths: float, below: int) -> tuple[str, LineTone]:
    """What a line shows of a bar, of which so many eighths are ``below`` the line."""
    filled = round(bar.size * eighths) - below
    if bar.size and not below:
        filled = max(1, filled)  # what is there is seen, however little it is
    is_whole = round(bar.whole * eighths) - below >= _EIGHTHS // 2
    sign = _RISING[max(0, min(_EIGHTHS, filled))]
    tone: LineTone = "accent-part" if is_whole and bar.whole > bar.size else "accent"
    if filled <= 0 and is_whole:
        sign, tone = _REST, "dim"
    return sign * max(1, wide - 1), tone


def _gap(wide: int) -> tuple[str, LineTone]:
    return " " * (wide > 1), "dim"


def _values(bars: Sequence[Bar], wide: int) -> str:
    """Each value below its column, where all of them fit."""
    told = [_value(bar) for bar in bars]
    return "".join(f"{value:<{wide}}" for value in told) if max(map(len, told)) < wide else ""


def _value(bar: Bar) -> str:
    if not bar.whole:
        return ""
    return _short(bar.size) if bar.size == bar.whole else f"{bar.size:g}/{bar.whole:g}"


def _day_labels(bars: Sequence[Bar], wide: int, width: int) -> str:
    """The days below their columns, as many as there is room for."""
    line = ""
    for place, bar in enumerate(bars):
        at = place * wide
        if (at == 0 or len(line) + 1 < at) and at + len(bar.label) <= width:
            line = f"{line:<{at}}{bar.label}"
    return line


def _mark_labels(marks: Marks, wide: int, bars: int) -> str:
    told = [",".join(map(str, marks.get(bar, ()))) for bar in range(bars)]
    return "".join(f"{text if len(text) <= wide else '+':<{wide}}" for text in told)


def _bars(panel: Panel, width: int) -> Iterator[Line]:
    """A title and a line for each bar: its value, the bar, and what it is of, which people may have typed."""
    yield [(panel.title, "strong"), (f"   {panel.in_all}", "dim")]
    told = min(_MOST_TOLD, max((cells(bar.told) for bar in panel.bars), default=0))
    label = min(_MOST_LABEL, max((cells(cut(bar.label, _MOST_LABEL)) for bar in panel.bars), default=0))
    room = max(_SHORTEST_BAR, width - told - label - 4)
    for bar in panel.bars:
        filled = round(bar.size / panel.highest * room * _EIGHTHS)
        if bar.size:
            filled = max(1, filled)
        full, part = divmod(filled, _EIGHTHS)
        drawn = _GROWING[-1] * full + (_GROWING[part] if part else "")
        rest = max(0, round(bar.whole / panel.highest * room) - len(drawn))
        yield [
            (f" {pad(bar.told, told, 'right')} ", ""),
            (drawn, "accent"),
            (_REST * rest + " " * (room - len(drawn) - rest), "dim"),
            (f"  {bar.label}", ""),
        ]


def _left_out(count: int) -> Line:
    return [
        (
            ngettext("… {count} more line in the table", "… {count} more lines in the table", count).format(
                count=count
            ),
            "dim",
        )
    ]


def _joined(pieces: Sequence[tuple[str, LineTone]]) -> Line:
    """The pieces with neighbours of one tone in one."""
    return [
        ("".join(text for text, _tone in same), tone)
        for tone, same in groupby(pieces, lambda piece: piece[1])
    ]


def _short(number: float) -> str:
    """A number in at most five cells: 7, 140, 12.5k, 3.2M."""
    for sign in ("", "k", "M"):
        if number < _THOUSAND:
            return f"{number:.3g}{sign}"
        number /= _THOUSAND
    return f"{number:.3g}G"
