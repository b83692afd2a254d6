"""What is pasted is text, whatever is in it.

Textual's parser goes on reading sequences of keys inside of a bracketed paste: from an escape character on it
hands the pasted letters to the desk as keys, before the paste itself. On a list each of them is a command.
"""

from collections.abc import Iterable
from typing import Any

from textual._xterm_parser import XTermParser

_START, _END = "\x1b[200~", "\x1b[201~"
_ESCAPE = "\x1b"

_installed = False


class PastedText:
    """Follows what a terminal sends, in whatever pieces, and takes escape characters out of pastes."""

    def __init__(self) -> None:
        self._in_paste = False
        self._before = ""  # what was given on last: the start of a paste may come in two pieces
        self._held = ""  # what may be the first half of the end of a paste

    def harmless(self, data: str) -> str:
        """``data`` as it can be given to the parser; the end of a paste may be kept for the next piece."""
        given = []
        data, self._held = self._held + data, ""
        while data:
            piece, data = self._in_a_paste(data) if self._in_paste else self._outside(data)
            given.append(piece)
        return "".join(given)

    def _outside(self, data: str) -> tuple[str, str]:
        seen = self._before + data
        start = seen.find(_START)
        if start < 0:
            self._before = seen[1 - len(_START) :]
            return data, ""
        self._in_paste, self._before = True, ""
        at = start + len(_START) - (len(seen) - len(data))
        return data[:at], data[at:]

    def _in_a_paste(self, data: str) -> tuple[str, str]:
        text, end, rest = data.partition(_END)
        if end:
            self._in_paste = False
            return text.replace(_ESCAPE, "") + end, rest
        half = next((n for n in range(len(_END) - 1, 0, -1) if text.endswith(_END[:n])), 0)
        self._held = text[len(text) - half :]
        return text[: len(text) - half].replace(_ESCAPE, ""), ""


def install_pasting() -> None:
    """Keep pasted text together in every terminal that is opened from now on; again changes nothing."""
    global _installed
    if _installed:
        return
    _installed = True
    feed = XTermParser.feed

    def feed_harmless(self: XTermParser, data: str) -> Iterable[Any]:
        if not data:
            return feed(self, data)  # the end of all input, for which nothing is held back
        pasted: PastedText = self.__dict__.setdefault("pasted_text", PastedText())
        harmless = pasted.harmless(data)
        return feed(self, harmless) if harmless else ()

    XTermParser.feed = feed_harmless  # type: ignore[method-assign]
