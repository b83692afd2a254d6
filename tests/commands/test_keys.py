"""Names of keys, from the keyboard and from a file."""

import pytest

from crm_tui.commands import keys
from crm_tui.domain.errors import InvalidInput


@pytest.mark.parametrize(
    ("key", "character", "name"),
    [
        ("slash", "/", "/"),
        ("U", "U", "U"),
        ("shift+u", "U", "shift+u"),
        ("space", " ", "space"),
        ("f5", None, "f5"),
        ("ctrl+s", "\x13", "ctrl+s"),
        ("bengali_digit_three", "৩", "3"),
        ("arabic_indic_digit_one", "١", "1"),
        ("র", "র", "র"),
    ],
)
def test_a_pressed_key_has_one_name(key: str, character: str | None, name: str) -> None:
    assert keys.pressed(key, character) == name


@pytest.mark.parametrize(
    ("written", "key"), [("/", "/"), (" F5 ", "f5"), ("Ctrl+K", "ctrl+k"), ("U", "U"), ("Delete", "delete")]
)
def test_a_written_key_is_read(written: str, key: str) -> None:
    assert keys.parse_key(written) == key


@pytest.mark.parametrize(
    "written",
    ["", "f13", "ctrl", "ctrl+", "ctrl+ctrl+k", "shift+a", "hyper+k", "ctrl+i", "ctrl+j", "banana", "\x1b"],
)
def test_what_no_terminal_can_send_is_refused(written: str) -> None:
    with pytest.raises(InvalidInput):
        keys.parse_key(written)


@pytest.mark.parametrize(
    "key", ["a", "?", "3", "space", "delete", "ctrl+z", "ctrl+y", "home", "enter", "tab"]
)
def test_text_keys_belong_to_text(key: str) -> None:
    assert keys.is_text_key(key)


@pytest.mark.parametrize("key", ["f1", "f7", "ctrl+s", "ctrl+p", "escape", "insert"])
def test_other_keys_do_not(key: str) -> None:
    assert not keys.is_text_key(key)
