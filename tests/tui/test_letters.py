"""Where typed letters stand."""

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from crm_tui.tui.text import cells
from crm_tui.tui.widgets.letters import Letters, spread

PLAIN = Style.null()
BOLD = Style(bold=True)


def window(text: str, left: int, width: int) -> str:
    strip = Letters(text).strip(left, width, lambda _: PLAIN)
    assert strip.cell_length == width
    return strip.text


def test_positions_inside_a_letter_belong_to_it() -> None:
    letters = Letters("রহিম")
    assert [letters.start(position) for position in range(5)] == [0, 1, 1, 3, 4]
    assert [letters.end(position) for position in range(5)] == [0, 1, 3, 3, 4]
    assert [letters.column(position) for position in range(5)] == [0, 1, 1, 3, 4]


@pytest.mark.parametrize("text", ["রহিম উদ্দিন", "日本語", "Ann Lee", "👍🏽 ok", ""])
def test_a_column_leads_back_to_its_letter(text: str) -> None:
    letters = Letters(text)
    assert letters.width == cells(text) == letters.column(len(text))
    assert all(
        letters.position(letters.column(position)) == letters.start(position) for position in range(len(text))
    )
    assert letters.position(1000) == len(text)


def test_a_window_shows_whole_letters_only() -> None:
    assert window("日本語", 0, 7) == "日本語 "
    assert window("日本語", 1, 4) == " 本 "
    assert window("রহিম", 0, 4) == "রহিম "
    assert window("রহিম", 2, 6) == " ম" + "    "


def test_the_room_follows_what_needs_it() -> None:
    strip = Letters("রহি  ab").strip(0, 10, lambda position: BOLD if position >= 5 else PLAIN)
    assert strip.text == "রহি   ab   "
    assert [segment.text for segment in strip if segment.style == BOLD] == ["ab "]


def test_a_painted_line_is_spread_over_the_spaces_at_its_end() -> None:
    line = Strip([Segment("রহি", BOLD), Segment(" ", PLAIN), Segment("        ", PLAIN)])
    assert spread(line).cell_length == line.cell_length
    assert next(segment.text for segment in spread(line)) == "রহি "
    plain = Strip([Segment("Ann", BOLD), Segment("   ", PLAIN)])
    assert spread(plain) is plain
