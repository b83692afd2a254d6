"""A paste is one piece of text, also with escape characters in it and in whatever pieces it comes."""

import random

import pytest
from textual import events
from textual._xterm_parser import XTermParser

from crm_tui.tui.pasting import PastedText, install_pasting

START, END = "\x1b[200~", "\x1b[201~"
HOSTILE = "one\rtwo\x1b[31m red \x1b\x1b[A\x07 three"


def read(*pieces: str) -> list[tuple[str, str]]:
    """What comes of these pieces, as the application is given it."""
    install_pasting()
    parser = XTermParser()
    found = []
    for piece in pieces:
        for event in parser.feed(piece):
            if isinstance(event, events.Paste):
                found.append(("paste", event.text))
            elif isinstance(event, events.Key):
                found.append(("key", event.key))
    return found


def test_nothing_of_a_paste_is_a_key() -> None:
    assert read(f"a{START}{HOSTILE}{END}b") == [
        ("key", "a"),
        ("paste", HOSTILE.replace("\x1b", "")),
        ("key", "b"),
    ]


def test_keys_outside_of_a_paste_are_as_they_were() -> None:
    assert read("\x1b[A", f"{START}x{END}", "\x1b[B") == [("key", "up"), ("paste", "x"), ("key", "down")]


def test_an_escape_alone_is_not_kept_back() -> None:
    pasted = PastedText()
    assert pasted.harmless("\x1b") == "\x1b"
    assert pasted.harmless("\x1b[20") == "\x1b[20"


@pytest.mark.parametrize("seed", range(20))
def test_a_paste_in_pieces_is_the_same(seed: int) -> None:
    chance = random.Random(seed)
    whole = f"a{START}{HOSTILE}{END}b{START}again{END}"
    pasted = PastedText()
    given, at = "", 0
    while at < len(whole):
        step = chance.randint(1, 7)
        given += pasted.harmless(whole[at : at + step])
        at += step
    assert given == PastedText().harmless(whole)
