"""The keymap file: what is wrong is a sentence with file and line, and the rest holds."""

from pathlib import Path

import pytest

from crm_tui.commands.keyboard import Keyboard
from crm_tui.settings.keymap import Keymap, clashes, read_keymap


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "keymap.toml"


def read(file: Path, text: str) -> Keymap:
    file.write_text(text, encoding="utf-8")
    return read_keymap(file)


def test_without_a_file_every_command_keeps_its_keys(file: Path) -> None:
    assert read_keymap(file) == Keymap({})


def test_good_entries_change_keys(file: Path) -> None:
    keymap = read(file, 'find = ["Z", "F10"]\nsave = "F12"\n')
    assert keymap == Keymap({"find": ("Z", "f10"), "save": ("f12",)})


def test_keys_can_be_swapped(file: Path) -> None:
    keymap = read(file, 'log = ["c", "f9"]\ncall = ["l", "f8"]\n')
    assert keymap.problems == ()
    assert keymap.changes["log"] == ("c", "f9")


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ('fnd = "g"', "fnd"),
        ('log = "f13"', "f13"),
        ('log = "ctrl+m"', "enter"),
        ("log = 7", "list of texts"),
        ("log = []", "without a key"),
        ('log = "enter"', "moves about"),
        ('open = "g"', "fixed"),
        ('save = "x"', "belongs to the text"),
        ('save = ["f2", "ctrl+z"]', "ctrl+z"),
        ('log = "i"', "belongs to the text"),
        ('follow-up = "e"', "already the key of “edit”"),
        ('done = "c"', "already the key of “call”"),
        ('picks = "f2"', "already the key of “save”"),
    ],
)
def test_a_bad_entry_is_left_out_and_told_with_its_line(file: Path, entry: str, said: str) -> None:
    keymap = read(file, f'# mine\nfind = ["Z", "f5"]\n\n{entry}\n')
    assert keymap.changes == {"find": ("Z", "f5")}
    (problem,) = keymap.problems
    assert problem.startswith(f"{file}, line 4: ")
    assert said in problem


def test_the_same_key_for_two_commands_is_told(file: Path) -> None:
    keymap = read(file, 'new = "Z"\nedit = "Z"\n')
    assert len(keymap.problems) == 1
    assert "already the key" in keymap.problems[0]
    assert list(clashes(Keyboard(keymap.changes))) == []


def test_leaving_one_out_can_make_another_clash(file: Path) -> None:
    keymap = read(file, 'log = ["Z", "f9"]\ncall = ["l", "f8"]\nedit = "Z"\n')
    assert list(clashes(Keyboard(keymap.changes))) == []


def test_a_file_that_is_no_toml_is_told(file: Path) -> None:
    keymap = read(file, "find = = 3\n")
    assert keymap.changes == {}
    assert str(file) in keymap.problems[0]
    assert "line" in keymap.problems[0]


def test_a_file_that_is_no_text_is_told(file: Path) -> None:
    file.write_bytes(b"\xff\xfe\x00")
    assert read_keymap(file).problems == (f"{file} is not UTF-8 text.",)


def test_a_folder_in_its_place_is_told(file: Path) -> None:
    file.mkdir()
    assert str(file) in read_keymap(file).problems[0]
