"""The guard on the last strip before the terminal: no widget can let control bytes of data through.

Textual removes no control, C1 or direction character from what widgets are given, whatever their markup
setting (BAR.md, "Learnt about the terminal"). Every strip is written by :class:`textual.strip.Strip`, so
it is guarded there, for our widgets and Textual's own alike. What leaves Textual by another way (an exit
message, a crash report) does not pass here and has to be cleaned by its writer.
"""

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from crm_tui.tui.text import UNKNOWN, cells, is_plain_script, replace_hazards

if TYPE_CHECKING:
    from rich.color import ColorSystem
    from rich.console import Console

_SAVE_CURSOR = "\x1b7"
_RESTORE_CURSOR = "\x1b8"
_NO_WRAP, _WRAP = "\x1b[?7l", "\x1b[?7h"

#: What ends a run of complex script, besides the end of its segment: the gap between two columns.
_GAP = "  "

_NO_STYLE = Style.null()

_installed = False


def install_guard() -> None:
    """Guard every strip that Textual writes from now on; calling it again changes nothing."""
    global _installed
    if _installed:
        return
    _installed = True
    write_segment = Strip.render_style
    write_strip = Strip.render

    def render_style(_cls: type[Strip], style: Style, text: str, color_system: "ColorSystem") -> str:
        # A link's address is data, and written outside the text.
        harmless = style.update_link(None) if style.link else style
        return write_segment(harmless, safe_output(text), color_system)

    def render(self: Strip, console: "Console") -> str:
        # Textual writes a segment without style, and a control segment, as it stands.
        if all(style is not None and not control for _text, style, control in self):
            return write_strip(self, console)
        styled = [Segment(text, style or _NO_STYLE) for text, style, control in self if not control]
        return write_strip(Strip(styled), console)

    Strip.render_style = classmethod(render_style)  # type: ignore[method-assign, assignment]
    Strip.render = render  # type: ignore[method-assign]


@lru_cache(4096)
def safe_output(text: str) -> str:
    """``text`` as it may be written: nothing of it acts on the terminal, and it ends in the column that
    Textual reckons with, however wide the terminal draws it."""
    if text.isascii() and text.isprintable():
        return text
    harmless = text if text.isprintable() else replace_hazards(text, _of_equal_width)
    return harmless if is_plain_script(harmless) else _place_runs(harmless)


def _of_equal_width(character: str) -> str:
    # The layout is settled by now: what took no cell must go, not become visible.
    return UNKNOWN * cell_len(character)


def _place_runs(text: str) -> str:
    written: list[str] = []
    at = 0
    while at < len(text):
        start = _run_start(text, at)
        written.append(text[at:start])
        if start == len(text):
            break
        end = _run_end(text, start)
        run = text[start:end]
        spaces = len(text) - end - len(text[end:].lstrip(" "))
        written.append(_place_run(run, spaces))
        at = end + min(spaces, _missing(run))
    return "".join(written)


def _run_start(text: str, at: int) -> int:
    start = next((i for i in range(at, len(text)) if not is_plain_script(text[i])), len(text))
    # A mark belongs to the letter before it.
    if at < start < len(text) and unicodedata.category(text[start])[0] in "MC":
        return start - 1
    return start


def _run_end(text: str, start: int) -> int:
    """Where the run that begins at ``start`` ends: what follows it in the same words shifts with it."""
    gap = text.find(_GAP, start)
    return start + len(text[start : None if gap < 0 else gap].rstrip(" "))


def _missing(run: str) -> int:
    return cells(run) - cell_len(run)


def _place_run(run: str, spaces: int) -> str:
    """The run between a saved cursor and a step of as many cells as Textual reckons, over cleared cells."""
    missing = _missing(run)
    width = cell_len(run) + min(missing, spaces)
    if not width:
        return run
    placed = f"{_SAVE_CURSOR}\x1b[{width}X{run}{_RESTORE_CURSOR}\x1b[{width}C"
    # Without its room the run could reach past the right edge, and wrap into the next line.
    return placed if spaces >= missing else f"{_NO_WRAP}{placed}{_WRAP}"
