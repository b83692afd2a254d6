"""Customers' words in plain columns: nothing in them acts on the terminal."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_tui.cli.tables import aligned, harmless, width

HOSTILE = "Eve \x1b[31m\x9b2J\x07\r\nTab\t\x7f\u202eevil\u2066\u200f\u061c\u2028end"


@given(st.text())
def test_nothing_that_acts_on_a_terminal_is_left(text: str) -> None:
    shown = harmless(text)
    assert not any(ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0 for character in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
    assert harmless(shown) == shown


@pytest.mark.parametrize(
    "name", ["Quillon Ashgrove", "রহিম উদ্দিন", "佐藤 純", "نور", "👩‍🔧 Ada", "[/b][red]"]
)
def test_names_of_every_script_stay_as_they_are(name: str) -> None:
    assert harmless(name) == name


def test_columns_stand_under_each_other_and_the_last_is_free() -> None:
    rows = [("1", "佐藤", "Jun"), ("22", "ab", ""), ("3", "রহি", "a much longer name")]
    lines = list(aligned(rows))
    assert lines == ["1   佐藤  Jun", "22  ab", "3   রহি   a much longer name"]
    assert list(aligned([])) == []
    assert (width("佐藤"), width("রহি"), width("é")) == (4, 3, 1)


def test_a_hostile_name_is_harmless_in_tables_and_whole_in_json(crm: Callable[..., Any]) -> None:
    assert crm("customer", "add", "--name", HOSTILE, "--note", HOSTILE).code == 0
    for line in (("find", "eve"), ("customer", "list"), ("customer", "show", "1"), ("journal",)):
        told = crm(*line)
        assert told.code == 0
        assert "\x1b" not in told.out + told.err and "\x9b" not in told.out and "\u202e" not in told.out
        assert "Eve \N{SYMBOL FOR ESCAPE}[31m" in told.out
    assert crm("customer", "show", "1", "--json").json["note"] == HOSTILE
    assert "\x1b" not in crm("customer", "show", "1", "--json").out
    refused = crm("due", "--staff", "\x1b[2J")
    assert refused.code == 2
    assert "\x1b" not in refused.err
