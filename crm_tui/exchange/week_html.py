"""The week as one HTML page for the meeting: three pictures, and what they cannot tell."""

from collections.abc import Iterable, Iterator, Sequence

from crm_tui.exchange.html_page import page, text
from crm_tui.exchange.report_html import PAGE_STYLE, Headline, figures, heard_lines
from crm_tui.exchange.week_page import Line, Section
from crm_tui.i18n import _
from crm_tui.queries.heard import Heard
from crm_tui.queries.reports.panels import Panel

#: The reports whose first picture stands on the page.
PICTURES = ("contacts", "mood", "waiting")

_PICTURE_WIDTH = 330

_STYLE = (
    PAGE_STYLE
    + """\
.pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 0 1.5rem; }
.pictures figure { margin: .6rem 0; }
.parts { columns: 2 22rem; column-gap: 2.5rem; }
.parts section:first-child h2 { margin-top: 0; }
li .more { color: var(--dim); }
ul { list-style: none; padding: 0; }
li { margin: .15rem 0; }
@media print { .pictures { grid-template-columns: 1fr 1fr 1fr; } .parts { columns: 2; } }
"""
)


def write_week(
    parts: Sequence[Section], pictures: Sequence[Panel], heard: Sequence[Heard], headline: Headline
) -> str:
    """The page of a week."""
    title = _("The week {days}").format(days=headline.period)
    return page(title, headline.language, _STYLE, _body(title, parts, pictures, heard, headline))


def _body(
    title: str,
    parts: Sequence[Section],
    pictures: Sequence[Panel],
    heard: Sequence[Heard],
    headline: Headline,
) -> Iterator[str]:
    yield f"<h1>{text(title)}</h1>"
    yield f'<p class="dim" dir="auto">{text(headline.business)}</p>'
    if pictures:
        yield '<div class="pictures">'
        yield from figures(pictures, heard, _PICTURE_WIDTH)
        yield "</div>"
    yield '<div class="parts">'
    for part in parts:
        yield from _section(part)
    yield "</div>"
    yield from heard_lines(heard, headline.language)


def _section(part: Section) -> Iterator[str]:
    yield f"<section><h2>{text(part.heading)}</h2>"
    if not part.heaps:
        yield f'<p class="dim">{text(part.empty)}</p>'
    for heap in part.heaps:
        yield f"<h3>{text(heap.title)}</h3>"
        yield from _list(heap.lines)
    yield "</section>"


def _list(lines: Iterable[Line]) -> Iterator[str]:
    yield "<ul>"
    for line in lines:
        words = f' <span dir="auto">{text(line.words)}</span>' if line.words else ""
        more = f' <span class="more" dir="auto">{text(line.more)}</span>' if line.more else ""
        yield f'<li><strong dir="auto">{text(line.lead)}</strong>{words}{more}</li>'
    yield "</ul>"
