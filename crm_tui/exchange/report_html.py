"""A report as one HTML page: its pictures, its table, and what was heard at the time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crm_tui.domain.when_text import period_in_words
from crm_tui.exchange.charts import PAGE_WIDTH, STYLE, chart
from crm_tui.exchange.html_page import page, text
from crm_tui.i18n import _
from crm_tui.queries.heard import Heard
from crm_tui.queries.reports.panels import Panel, marks_on, panels_of
from crm_tui.queries.reports.report import Report, Table, ValueKind
from crm_tui.queries.reports.words import told

PAGE_STYLE = (
    STYLE
    + """\
body { font: 1rem/1.45 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
body { max-width: 62rem; margin: 1.5rem auto; padding: 0 1rem; }
h1 { font-size: 1.5em; margin-bottom: 0; }
h2 { font-size: 1.15em; margin: 1.6em 0 .4em; border-bottom: 1px solid var(--line); }
h3 { font-size: 1em; margin: 1em 0 .2em; }
p { margin: .2rem 0; }
.dim { color: var(--dim); }
ul, ol { margin: .2rem 0; padding-left: 1.2rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .15rem .6rem .15rem 0; }
th, td { border-bottom: 1px solid var(--line); }
th { color: var(--dim); font-weight: normal; }
.number { text-align: right; white-space: nowrap; }
figure, tr, li { break-inside: avoid; }
h2, h3 { break-after: avoid; }
figure { margin: 1rem 0; }
figcaption { font-weight: bold; }
@media print { body { margin: 0; max-width: none; font-size: 10pt; } }
"""
)
_NUMBERS = (ValueKind.COUNT, ValueKind.NUMBER, ValueKind.SHARE, ValueKind.MINUTES, ValueKind.AMOUNT)


@dataclass(frozen=True, slots=True)
class Headline:
    """Whose page it is, for which days, and in which language."""

    business: str
    period: str
    language: str

    def said(self, *more: str) -> str:
        """The line below the title; the name of the business stands last."""
        return " · ".join((self.period, *more, self.business))


def write_report(report: Report, table: Table, heard: Sequence[Heard], headline: Headline) -> str:
    """The page of a report. Where nothing happened it says what fills it."""
    return page(_(report.title), headline.language, PAGE_STYLE, _body(report, table, heard, headline))


def figures(panels: Sequence[Panel], heard: Sequence[Heard], width: int = PAGE_WIDTH) -> Iterator[str]:
    """The pictures, each under its title."""
    for panel in panels:
        in_all = f' <span class="dim">{text(panel.in_all)}</span>' if panel.in_all else ""
        yield f'<figure><figcaption dir="auto">{text(panel.title)}{in_all}</figcaption>'
        yield chart(panel, marks_on(panel, [note.on_day for note in heard]), width)
        yield "</figure>"


def heard_lines(heard: Sequence[Heard], language: str) -> Iterator[str]:
    """What was heard, numbered as on the pictures."""
    if not heard:
        return
    yield f"<h2>{text(_('Heard'))}</h2>"
    yield "<ol>"
    for note in heard:
        day = f"{period_in_words(note.on_day, note.on_day, language)} {note.kind.label}"
        words = " · ".join(filter(None, (note.words, note.customer)))
        yield f'<li><span class="dim">{text(day)}</span> <span dir="auto">{text(words)}</span></li>'
    yield "</ol>"


def _body(report: Report, table: Table, heard: Sequence[Heard], headline: Headline) -> Iterator[str]:
    yield f"<h1>{text(_(report.title))}</h1>"
    yield f'<p class="dim" dir="auto">{text(headline.said(_(report.counts)))}</p>'
    if not table.rows:
        yield f"<p>{text(_(report.teaches))}</p>"
        return
    yield from figures(panels_of(table, headline.language), heard)
    yield from heard_lines(heard, headline.language)
    yield f"<h2>{text(_('Figures'))}</h2>"
    yield from _table(table, headline.language)


def _table(table: Table, language: str) -> Iterator[str]:
    classes = [' class="number"' if column.kind in _NUMBERS else ' dir="auto"' for column in table.columns]
    yield "<table>"
    cells = "".join(
        f"<th{style}>{text(column.heading)}</th>"
        for style, column in zip(classes, table.columns, strict=True)
    )
    yield f"<thead><tr>{cells}</tr></thead><tbody>"
    for row in table.rows:
        cells = "".join(
            f"<td{style}>{text(told(column, value, language))}</td>"
            for style, column, value in zip(classes, table.columns, row, strict=True)
        )
        yield f"<tr>{cells}</tr>"
    yield "</tbody></table>"
