"""The pictures of reports as SVG that stands in a page: columns over time, and bars beside what they count.

The classes are styled by ``STYLE``. What a share is part of is drawn behind it, paler.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from crm_tui.exchange.html_page import text
from crm_tui.queries.reports.panels import Bar, Panel

STYLE = """\
:root { --ink: #1c1c1c; --dim: #5c5c5c; --paper: #fff; --line: #d0d0d0; --bar: #005f87; --rest: #d5dfe4; }
@media (prefers-color-scheme: dark) { :root {
  --ink: #d8d8d8; --dim: #9a9a9a; --paper: #161616; --line: #3a3a3a; --bar: #5fafd7; --rest: #33424b; } }
@media print { :root {
  --ink: #000; --dim: #444; --paper: #fff; --line: #bbb; --bar: #005f87; --rest: #d5dfe4; } }
svg { display: block; width: 100%; height: auto; print-color-adjust: exact; }
svg text { font-family: system-ui, sans-serif; fill: var(--ink); }
svg .dim { fill: var(--dim); }
svg .bar { fill: var(--bar); }
svg .rest { fill: var(--rest); }
svg .base { stroke: var(--line); }
svg .mark { font-weight: bold; }
"""

#: As wide as a page; those that stand side by side are drawn narrower, so that their letters stay as large.
PAGE_WIDTH = 640
_HEIGHT = 130
_TOP = 18
_LEFT = 4
_ROW = 22
_LABEL = 200
_TOLD = 130
_LETTER = 7
_LABEL_EVERY = 50
#: For readers that know no style sheets in pictures; all others take the colours of the page.
_FILLS = MappingProxyType({"bar": "#005f87", "rest": "#d5dfe4"})
_LONGEST = 30
#: Bars that a page has room for; the table has the others.
_MOST = 25


def chart(
    panel: Panel, marks: Mapping[int, Sequence[int]] = MappingProxyType({}), width: int = PAGE_WIDTH
) -> str:
    """The picture of a panel. ``marks`` are the numbers of notes, by the place of the bar of their day."""
    lines = _columns(panel, marks, width) if panel.is_over_time else _rows(panel, width)
    return "\n".join(lines)


def _columns(panel: Panel, marks: Mapping[int, Sequence[int]], width: int) -> Iterator[str]:
    bars = panel.bars
    wide = (width - 2 * _LEFT) / len(bars)
    base = _TOP + _HEIGHT
    yield _opening(panel, width, base + (40 if marks else 22))
    every = max(1, round(len(bars) / (width / _LABEL_EVERY)))
    for place, bar in enumerate(bars):
        x, middle = _LEFT + place * wide, _LEFT + (place + 0.5) * wide
        for name, size in (("rest", bar.whole), ("bar", bar.size)):
            high = size / panel.highest * _HEIGHT
            if high:
                yield (
                    f'<rect class="{name}" fill="{_FILLS[name]}" x="{x + 1:.1f}" y="{base - high:.1f}" '
                    f'width="{max(1.0, wide - 3):.1f}" height="{high:.1f}"/>'
                )
        if bar.whole and wide > len(_short(bar)) * _LETTER:
            top = base - bar.whole / panel.highest * _HEIGHT - 4
            yield f'<text x="{middle:.1f}" y="{top:.1f}" text-anchor="middle">{text(_short(bar))}</text>'
        if place % every == 0:
            yield f'<text class="dim" fill="#5c5c5c" x="{x + 1:.1f}" y="{base + 16}">{text(bar.label)}</text>'
        if place in marks:
            numbers = ", ".join(map(str, marks[place]))
            yield f'<text class="mark" x="{x + 1:.1f}" y="{base + 34}">{text(numbers)}</text>'
    yield f'<line class="base" stroke="#d0d0d0" x1="0" x2="{width}" y1="{base}" y2="{base}"/>'
    yield "</svg>"


def _rows(panel: Panel, width: int) -> Iterator[str]:
    bars = panel.bars[:_MOST]
    yield _opening(panel, width, len(bars) * _ROW + 6)
    room = width - _LABEL - _TOLD
    for place, bar in enumerate(bars):
        y = place * _ROW
        label = bar.label if len(bar.label) <= _LONGEST else f"{bar.label[: _LONGEST - 1]}…"
        yield f'<text x="{_LABEL - 8}" y="{y + 16}" text-anchor="end">{text(label)}</text>'
        for name, size in (("rest", bar.whole), ("bar", bar.size)):
            long = size / panel.highest * room
            if long:
                yield (
                    f'<rect class="{name}" fill="{_FILLS[name]}" x="{_LABEL}" y="{y + 4}" '
                    f'width="{long:.1f}" height="{_ROW - 6}"/>'
                )
        end = _LABEL + bar.whole / panel.highest * room + 6
        yield f'<text x="{end:.1f}" y="{y + 16}">{text(bar.told)}</text>'
    yield "</svg>"


def _opening(panel: Panel, width: int, height: int) -> str:
    said = text(" ".join(part for part in (panel.title, panel.in_all) if part))
    return (
        f'<svg viewBox="0 0 {width} {height}" font-size="12" font-family="sans-serif" '
        f'role="img" aria-label="{said}">'
    )


def _short(bar: Bar) -> str:
    """What stands above a column, where a word like "min" has no room."""
    return f"{bar.size:.3g}" if bar.size == bar.whole else f"{bar.size:g}/{bar.whole:g}"
