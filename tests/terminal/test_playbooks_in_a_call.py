"""The playbook in a call, by keys typed ahead of the screen; and an editor that gets the terminal."""

import sys
from pathlib import Path

import pytest
from seen import Shell

pytestmark = pytest.mark.terminal

CTRL_R = "\x12"
CTRL_O = "\x0f"
CALL = ("c", "5550101234", "enter", "wants two kettles")


@pytest.fixture
def sale(shell: Shell) -> int:
    """A playbook with a required step."""
    steps = ("listen", "ask what it is for", "! say what it costs")
    options = [part for step in steps for part in ("--step", step)]
    return int(shell("playbook", "add", "--nature", "sale", *options)["id"])


def ticked(shell: Shell) -> list[str]:
    return [step["code"] for step in shell("playbook", "ticks", 1)["steps"] if step["ticked"]]


def test_steps_are_ticked_among_the_words(shell: Shell, sale: int) -> None:
    desk = shell.screens()
    desk.keys(*CALL, "F7", "a")
    desk.see("Sale: listen · ask what it is for · say what it costs *")
    desk.keys(CTRL_R, "13", CTRL_R, "s", "4", "ctrl+s")
    desk.see("Logged: call, solved")
    assert ticked(shell) == ["listen", "say-what-it-costs"]


def test_a_required_step_costs_one_key_more_and_no_dialog(shell: Shell, sale: int) -> None:
    desk = shell.screens()
    desk.keys(*CALL, "F7", "a", "s", "ctrl+s")
    desk.see("ctrl+s again saves it; not ticked: say what it costs")
    desk.keys("ctrl+s")
    desk.see("Logged: call, solved")
    assert ticked(shell) == []


def test_an_editor_gets_the_terminal_and_gives_it_back(shell: Shell, sale: int, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text(
        f"#!{sys.executable}\n"
        "import sys\n"
        "input('editing; enter ends it ')\n"
        "with open(sys.argv[-1], 'a', encoding='utf-8') as file:\n"
        "    file.write('say thanks\\n')\n",
        encoding="utf-8",
    )
    editor.chmod(0o700)
    desk = shell.screens(EDITOR=str(editor))
    desk.keys("B")
    desk.see("3 say what it costs")
    desk.keys("enter")
    desk.see("Change playbook", "own editor")
    desk.keys(CTRL_O)
    desk.see("editing; enter ends it")
    desk.press("\n")
    desk.see("Change playbook", "say thanks")
    desk.keys("ctrl+s")
    desk.see("The playbook is at version 2", "4 say thanks")
    steps = shell("playbook", "show", sale)["steps"]
    assert [(step["text"], step["required"]) for step in steps][2:] == [
        ("say what it costs", True),
        ("say thanks", False),
    ]
