"""The book of standards as Markdown: whatever was typed stays text, in CommonMark and in GitHub's kind."""

import re
from collections.abc import Iterator

from crm_tui.exchange.book import Book, Entry
from crm_tui.exchange.book_text import one_line

#: What can mean something anywhere in a line.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>&|~#$^])")
#: What means something at the beginning of a line only: lists, headings underlined, numbered lists.
_AT_THE_START = re.compile(r"^(?:([-+=:])|(\d+)([.)]))")


def write_markdown(book: Book) -> str:
    """The book as one Markdown text that ends with a line break."""
    return "\n".join(_lines(book)).rstrip() + "\n"


def escaped(text: str) -> str:
    """``text`` on one line, with nothing in it that Markdown would read."""
    line = _SPECIAL.sub(r"\\\1", one_line(text))
    return _AT_THE_START.sub(lambda found: "".join(_escape(found)), line)


def _escape(found: re.Match[str]) -> Iterator[str]:
    sign, number, dot = found.groups()
    yield f"\\{sign}" if sign else f"{number}\\{dot}"


def _lines(book: Book) -> Iterator[str]:
    yield from (f"# {escaped(book.title)}", "", escaped(book.subtitle), "")
    for part in book.parts:
        yield from (f"## {escaped(part.heading)}", "")
        for entry in part.entries:
            yield from _entry_lines(entry)


def _entry_lines(entry: Entry) -> Iterator[str]:
    yield from (f"### {escaped(entry.title)}", "")
    for paragraph in entry.paragraphs:
        yield from (escaped(paragraph), "")
    for label, text in entry.facts:
        yield f"- **{escaped(label)}:** {escaped(text)}"
    if entry.facts:
        yield ""
