"""The gate for customers' text: harmless, and of a known width."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from wcwidth import iter_graphemes, wcswidth, wcwidth

from crm_tui.tui.text import cells, clean, cut, is_plain_script, pad, plain

NAMES = [
    "Quillon Ashgrove",
    "রহিম উদ্দিন",
    "শ্রীমতী ক্ষমা",
    "محمد علي",
    "हिन्दी देवी",
    "田中さん",
    "👩‍👩‍👧 Fam 🇧🇩",
    "José",
]


def test_control_characters_become_visible_signs() -> None:
    assert clean("a\x1b[2Jb\x07\x7f\x00") == "a␛[2Jb␇␡␀"
    assert clean("one\ntwo\u2028three\x85") == "one␤two␤three␤"
    assert clean("\x9b31m") == "\ufffd31m"


def test_direction_and_invisible_characters_become_visible() -> None:
    for hazard in "\u202e\u2066\u200f\u061c\u200b\u2060\ufeff\u00ad\U000e0041\ud800":
        assert clean(f"a{hazard}b") == "a\ufffdb", hazard


def test_joiners_stay_where_a_script_needs_them_and_nowhere_else() -> None:
    assert clean("👩‍👧") == "👩‍👧"
    assert clean("র‍্যাব") == "র‍্যাব"
    assert clean("می‌خواهم") == "می‌خواهم"
    assert clean("\u200dab\u200d") == "\ufffdab\ufffd"


def test_piled_marks_are_limited() -> None:
    assert clean("a" + "\u0301" * 500 + "b") == "a" + "\u0301" * 6 + "b"


def test_notes_keep_their_lines() -> None:
    assert plain("one\r\ntwo\x1b").plain == "one\ntwo␛"


def test_markup_is_never_read() -> None:
    for text in ("x[/]y", "[true, false]", "[@click=app.quit]x[/]", "[b"):
        assert plain(text).plain == text
        assert not plain(text).spans


@pytest.mark.parametrize("name", NAMES)
def test_names_are_cut_between_letters_and_padded_to_the_cell(name: str) -> None:
    for room in range(1, 30):
        short = cut(name, room)
        assert cells(short) <= room
        assert short == name or short.endswith("…")
        rest = name[len(short.removesuffix("…")) :] if short != name else ""
        assert not rest or unicodedata.category(rest[0])[0] != "M", "no letter loses its vowel sign"
        assert cell_len(pad(name, room)) == room
        assert cell_len(pad(name, room, "right")) == room


def test_bengali_takes_the_room_of_the_widest_terminal() -> None:
    assert cell_len("রহিম") == 3
    assert cells("রহিম") == 4
    assert plain("রহিম").plain == "রহিম "


def test_numbers_are_aligned_to_the_right() -> None:
    assert pad("12", 5, "right") == "   12"


def test_ten_thousand_characters_are_cut_without_reading_them_all() -> None:
    assert cut("x" * 10_000, 10) == "x" * 9 + "…"
    assert cut("", 10) == ""
    assert cut("abc", 0) == ""


@given(st.text(max_size=60), st.integers(0, 40))
def test_any_text_fits_and_acts_on_nothing(text: str, room: int) -> None:
    shown = pad(text, room)
    assert cell_len(shown) == room
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in shown)


def test_plain_scripts() -> None:
    assert is_plain_script("Ünal Škoda, Ωmega, Иван ▌▲·✓▮ 田中")
    assert not is_plain_script("রহিম")


_SCRIPTS = st.sampled_from(
    ["\u0980-\u09ff", "\u0900-\u097f", "\u0620-\u06ff", "\u0e01-\u0e4e", "\u0d00-\u0d7f", "\u0590-\u05ff"]
).flatmap(lambda span: st.from_regex(rf"[{span}\u200d ]{{1,12}}", fullmatch=True))


@given(_SCRIPTS.map(clean))
def test_words_of_any_script_take_the_widest_of_the_three_reckonings(text: str) -> None:
    if not is_plain_script(text) and unicodedata.category(text[0])[0] != "M":
        assert cells(text) == sum(map(_widest, iter_graphemes(text)))


def _widest(letter: str) -> int:
    each = (1 if unicodedata.category(point) == "Mc" else wcwidth(point) for point in letter)
    return max(cell_len(letter), wcswidth(letter), sum(max(0, width) for width in each))
