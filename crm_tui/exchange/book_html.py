"""The book of standards as one HTML page that needs no other file, and in which nothing typed is markup."""

from collections.abc import Iterator

from crm_tui.exchange.book import Book, Entry
from crm_tui.exchange.html_page import page, text

_STYLE = """\
body { font: 1rem/1.5 system-ui, sans-serif; color: #222; }
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid #ccc; }
h3 { margin-bottom: .3rem; }
p { margin: .3rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .4rem 0; }
dt { color: #666; }
dd { margin: 0; }
article { break-inside: avoid; }
"""


def write_html(book: Book) -> str:
    """The book as one HTML text that ends with a line break."""
    return page(book.title, book.language, _STYLE, _body(book))


def _body(book: Book) -> Iterator[str]:
    yield f'<h1 dir="auto">{text(book.title)}</h1>'
    yield f"<p>{text(book.subtitle)}</p>"
    for part in book.parts:
        yield f"<h2>{text(part.heading)}</h2>"
        for entry in part.entries:
            yield from _entry_lines(entry)


def _entry_lines(entry: Entry) -> Iterator[str]:
    yield "<article>"
    yield f'<h3 dir="auto">{text(entry.title)}</h3>'
    for paragraph in entry.paragraphs:
        yield f'<p dir="auto">{text(paragraph)}</p>'
    if entry.facts:
        yield "<dl>"
        for label, fact in entry.facts:
            yield f'<dt>{text(label)}</dt><dd dir="auto">{text(fact)}</dd>'
        yield "</dl>"
    yield "</article>"
