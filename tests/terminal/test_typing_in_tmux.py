"""Every letter that is typed is seen, whatever its script, in a line and in a note."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from terminals import Tmux, environment

pytestmark = pytest.mark.terminal

PROGRAM = (sys.executable, str(Path(__file__).with_name("typing_program.py")))
WORDS = [
    "রহি", "রহিম উদ্দিন", "ক্ষমা করবেন", "कि", "हिन्दी में", "السلام عليكم", "日本語", "é", "👍🏽 ok", "Ann Lee",
]  # fmt: skip


@pytest.fixture
def typing(tmp_path: Path) -> Iterator[Tmux]:
    tmux = Tmux(PROGRAM, size=(60, 8), env=environment(HOME=str(tmp_path)))
    tmux.wait_for("|")
    yield tmux
    tmux.close()


def shown(line: str) -> list[str]:
    return [part.rstrip() for part in line.split("|")]


@pytest.mark.parametrize("words", WORDS)
def test_a_word_is_seen_to_its_last_letter(typing: Tmux, words: str) -> None:
    typing.press("-l", words)
    screen = typing.wait_for(words)
    assert shown(screen.splitlines()[0])[0] == words
    typing.press("Tab")
    typing.press("-l", words)
    screen = typing.wait_for(f"|{words}")
    assert shown(screen.splitlines()[0])[:2] == [words, words]


def test_long_words_scroll_in_a_line_and_wrap_in_a_note(typing: Tmux) -> None:
    typing.press("-l", "রহিম উদ্দিন আহমেদ চৌধুরী")
    assert shown(typing.wait_for("চৌধুরী").splitlines()[0])[0].endswith("উদ্দিন আহমেদ চৌধুরী")
    typing.press("Tab")
    typing.press("-l", "রহিম উদ্দিন আহমেদ চৌধুরী")
    first, second = typing.wait_for("|রহিম উদ্দিন আহমেদ").splitlines()[:2]
    assert shown(first)[1] == "রহিম উদ্দিন আহমেদ"
    assert second.strip() == "চৌধুরী"


def test_the_cursor_goes_over_a_letter_with_its_marks(typing: Tmux) -> None:
    typing.press("-l", "রহি")
    typing.wait_for("রহি")
    typing.press("Left")
    typing.press("-l", "x")
    typing.wait_for("রxহি")
    typing.press("DC")
    typing.press("-l", "y")
    assert shown(typing.wait_for("রxy").splitlines()[0])[0] == "রxy"
