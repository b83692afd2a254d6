"""The guard on the last strip: no byte of data acts on the terminal, whichever widget shows it."""

import json
import re
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.strip import Strip
from textual.widgets import DataTable, Input, Label, Static, TextArea

from crm_tui.tui.guard import install_guard, safe_output
from crm_tui.tui.text import pad

HAZARDS = Path(__file__).parents[3] / "shared/data/hazards"

INLINE = [
    "\x1b]0;pwned\x07",
    "\x1b]52;c;cm0gLXJmIH4=\x07",
    "\x1b[2J\x1b[H",
    "\x9b31mred",
    "\x90q\x9c",
    "bell\x07 back\x08 delete\x7f null\x00",
    "\u202egnp.exe",
    "\u2066a\u2069",
    "one\ntwo\rthree\x85",
    "lone \ud800 surrogate",
    "রহিম\x1b[31m উদ্দিন",
]

#: What the guard itself writes around a run of complex script, and Textual's colours.
OURS = re.compile(r"\x1b7|\x1b8|\x1b\[\d+[XC]|\x1b\[\?7[lh]|\x1b\[[\d;]*m")
HARMFUL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


def payloads() -> list[str]:
    texts = list(INLINE)
    if (HAZARDS / "terminal_payloads.json").exists():
        texts += [case["text"] for case in json.loads((HAZARDS / "terminal_payloads.json").read_text())]
    if (HAZARDS / "blns.txt").exists():
        lines = (HAZARDS / "blns.txt").read_text(encoding="utf-8", errors="replace").splitlines()
        texts += [line for line in lines if line and not line.startswith("#")]
    return texts


@pytest.fixture(autouse=True)
def guarded() -> None:
    install_guard()
    install_guard()


def written(*segments: Segment) -> str:
    return Strip(segments).render(Console(force_terminal=True, color_system="truecolor"))


@pytest.mark.parametrize("style", [None, Style(), Style(bold=True), Style(link="http://x\x1b]0;y\x07")])
def test_nothing_of_the_data_acts_on_the_terminal(style: Style | None) -> None:
    for text in payloads():
        left = OURS.sub("", written(Segment(text, style)))
        assert not HARMFUL.search(left), text
        assert "http://x" not in left


def test_control_segments_from_data_are_dropped() -> None:
    assert written(Segment("a"), Segment("\x1b[2J", None, [(2,)])) == "a"  # type: ignore[list-item]


def test_letters_survive() -> None:
    for text in ("Quillon [b]Ashgrove[/b]", "রহিম উদ্দিন", "محمد علي", "👩‍👩‍👧", "田中"):
        assert OURS.sub("", safe_output(text)) == text


def test_complex_runs_are_placed_and_plain_ones_left_alone() -> None:
    assert safe_output("Mary Ofori  ") == "Mary Ofori  "
    assert safe_output(pad("রহিম", 6)) == "\x1b7\x1b[4Xরহিম\x1b8\x1b[4C  "
    assert safe_output("রহিম") == "\x1b[?7l\x1b7\x1b[3Xরহিম\x1b8\x1b[3C\x1b[?7h"


def test_what_follows_a_run_stands_in_its_column() -> None:
    for name in ("রহিম", "শ্রীমতী ক্ষমা", "हिन्दी", "👩‍👩‍👧 x", "Jose\u0301 Luis"):
        text = pad(name, 20) + "|"
        column = 0
        for part in re.split(r"(\x1b7.*?\x1b8\x1b\[\d+C)", safe_output(text)):
            forward = re.search(r"\x1b\[(\d+)C$", part)
            column += int(forward[1]) if forward else cell_len(part)
        assert column == cell_len(text)


class Everything(App[None]):
    """The widgets of Textual's that take customers' text, each given the same hostile words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        yield Label(self.text, markup=False)
        yield Static(self.text, markup=False)
        yield Input(self.text)
        yield TextArea(self.text)
        table: DataTable[str] = DataTable()
        yield table


async def test_no_widget_lets_control_bytes_through() -> None:
    text = " ".join(case for case in INLINE if "\ud800" not in case)
    app = Everything(text)
    async with app.run_test(size=(80, 24)) as pilot:
        table = app.query_one(DataTable)
        table.add_column("name")
        table.add_row("x\x1b[2J\u202ey")
        await pilot.pause()
        console = Console(force_terminal=True, color_system="truecolor")
        for strip in app.screen._compositor.render_strips():
            assert not HARMFUL.search(OURS.sub("", strip.render(console)))
