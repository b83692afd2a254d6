"""What every HTML page of ours has: one file that loads and runs nothing, and takes no text for markup."""

from collections.abc import Iterable, Iterator
from html import escape

from crm_tui.exchange.book_text import one_line

#: Nothing is loaded and no script runs, whatever a browser is set to.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(title: str, language: str, style: str, body: Iterable[str]) -> str:
    """A whole page, ending with a line break. ``body`` is HTML, ``title`` text."""
    return "\n".join(_lines(title, language, style, body)) + "\n"


def text(words: str) -> str:
    """``words`` on one line, as they are safe to stand in an element or an attribute."""
    return escape(one_line(words), quote=True)


def _lines(title: str, language: str, style: str, body: Iterable[str]) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield f'<html lang="{text(language)}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width">'
    yield f"<title>{text(title)}</title>"
    yield f"<style>\n{style}</style>"
    yield "</head>"
    yield "<body>"
    yield from body
    yield "</body>"
    yield "</html>"
