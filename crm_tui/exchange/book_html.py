"""The book of standards as one HTML page that needs no other file, and in which nothing typed is markup."""

from collections.abc import Iterator
from html import escape

from crm_tui.exchange.book import Book, Entry
from crm_tui.exchange.book_text import one_line

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
#: Nothing is loaded and no script runs, whatever a browser is set to.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write_html(book: Book) -> str:
    """The book as one HTML text that ends with a line break."""
    return "\n".join(_lines(book)) + "\n"


def _lines(book: Book) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield f'<html lang="{_text(book.language)}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width">'
    yield f"<title>{_text(book.title)}</title>"
    yield f"<style>\n{_STYLE}</style>"
    yield "</head>"
    yield "<body>"
    yield f'<h1 dir="auto">{_text(book.title)}</h1>'
    yield f"<p>{_text(book.subtitle)}</p>"
    for part in book.parts:
        yield f"<h2>{_text(part.heading)}</h2>"
        for entry in part.entries:
            yield from _entry_lines(entry)
    yield "</body>"
    yield "</html>"


def _entry_lines(entry: Entry) -> Iterator[str]:
    yield "<article>"
    yield f'<h3 dir="auto">{_text(entry.title)}</h3>'
    for paragraph in entry.paragraphs:
        yield f'<p dir="auto">{_text(paragraph)}</p>'
    if entry.facts:
        yield "<dl>"
        for label, text in entry.facts:
            yield f'<dt>{_text(label)}</dt><dd dir="auto">{_text(text)}</dd>'
        yield "</dl>"
    yield "</article>"


def _text(text: str) -> str:
    return escape(one_line(text), quote=True)
