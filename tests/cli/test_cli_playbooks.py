"""Playbooks from the shell: listed, set from a file, edited in an editor, ticked while logging."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Call = Callable[..., Any]
TEXT = "listen to the end\nask since when\n! say what it costs {say-price}\n"
CONTACT = ("--channel", "phone", "--direction", "inbound", "--nature", "complaint", "--outcome", "solved")


@pytest.fixture
def complaint(ask: Call, tmp_path: Path) -> int:
    """The playbook of a complaint."""
    file = tmp_path / "complaint.txt"
    file.write_text(TEXT, encoding="utf-8")
    number: int = ask("playbook", "set", "complaint", "--file", str(file))["id"]
    return number


def test_a_playbook_is_set_shown_and_listed(ask: Call, crm: Call, complaint: int) -> None:
    shown = ask("playbook", "show", "complaint")
    assert (shown["id"], shown["title"], shown["version"]) == (complaint, "Complaint", 1)
    assert shown["steps"][2] == {"code": "say-price", "text": "say what it costs", "required": True}
    assert ask("playbook", "show", str(complaint)) == shown
    assert [one["id"] for one in ask("playbook", "list")] == [complaint]
    assert "3 steps" in crm("playbook", "list").out


def test_what_is_shown_can_be_set(ask: Call, crm: Call, complaint: int, tmp_path: Path) -> None:
    file = tmp_path / "again.txt"
    text = crm("playbook", "show", "complaint").out
    file.write_text(text, encoding="utf-8")
    assert ask("playbook", "set", "complaint", "--file", str(file))["version"] == 1
    file.write_text(text.replace("say what", "say at once what"), encoding="utf-8")
    assert ask("playbook", "set", "complaint", "--file", str(file))["version"] == 2
    versions = ask("playbook", "show", "complaint")["versions"]
    assert [version["steps"][2]["code"] for version in versions] == ["say-price", "say-price"]


def test_an_error_names_the_line(crm: Call, complaint: int, tmp_path: Path) -> None:
    file = tmp_path / "bad.txt"
    file.write_text("listen\nlisten\n", encoding="utf-8")
    told = crm("playbook", "set", "complaint", "--file", str(file))
    assert told.code == 2
    assert "Line 2" in told.err
    file.write_bytes(b"\xff\xfe\xfa")
    assert crm("playbook", "set", "complaint", "--file", str(file)).code == 2
    assert crm("playbook", "set", "complaint", "--file", str(tmp_path / "none.txt")).code == 2


def test_a_narrowed_one_and_its_end(ask: Call, crm: Call, complaint: int) -> None:
    made = ask("playbook", "add", "--mood", "upset", "--name", "Upset", "--step", "listen", "--step", "! ask")
    assert [one["title"] for one in ask("playbook", "list")] == ["Complaint", "Upset"]
    assert crm("playbook", "add", "--mood", "upset", "--step", "listen").code == 2
    assert crm("playbook", "add", "--mood", "upset").code == 2
    assert crm("playbook", "retire", "general").code == 4
    assert crm("playbook", "retire", str(made["id"]), "--if-version", "9").code == 5
    ask("playbook", "retire", str(made["id"]))
    assert [one["title"] for one in ask("playbook", "list")] == ["Complaint"]
    assert len(ask("playbook", "list", "--retired")) == 2


def test_only_managers_set_playbooks(ask: Call, crm: Call, complaint: int) -> None:
    ask("staff", "add", "paul", "--name", "Paul Mensah")
    assert crm("playbook", "retire", "complaint", "--as", "paul").code == 6
    assert crm("playbook", "edit", "complaint", "--as", "paul").code == 6
    assert ask("playbook", "show", "complaint", "--as", "paul")["id"] == complaint


def test_steps_are_ticked_while_logging(ask: Call, crm: Call, complaint: int) -> None:
    logged = ask("log", "--new", "Mary Ofori", *CONTACT, "--tick", "1", "--tick", "ask since when")
    assert [(one["code"], one["message"]) for one in logged["warnings"]] == [
        ("steps-not-ticked", "Not ticked: say what it costs.")
    ]
    ticks = ask("playbook", "ticks", str(logged["interaction"]))
    assert [(step["code"], step["ticked"]) for step in ticks["steps"]] == [
        ("listen-to-the-end", True),
        ("ask-since-when", True),
        ("say-price", False),
    ]
    assert "! say what it costs" in crm("playbook", "ticks", str(logged["interaction"])).out
    assert ask("log", "1", *CONTACT, "--tick", "say-price")["warnings"] == []
    told = crm("log", "1", *CONTACT, "--tick", "apologise", "--json")
    assert (told.code, told.json["error"]["code"]) == (2, "invalid")


def test_without_a_terminal_no_editor_is_opened(crm: Call, complaint: int) -> None:
    told = crm("playbook", "edit", "complaint")
    assert told.code == 2
    assert "playbook set" in told.err


def _editor(folder: Path, script: str) -> str:
    """An editor that does one thing to the file that it is given."""
    editor = folder / "editor"
    editor.write_text(f"#!{sys.executable}\nimport sys\npath = sys.argv[-1]\n{script}\n", encoding="utf-8")
    editor.chmod(0o700)
    return str(editor)


def _edit(environment: dict[str, str], editor: str, which: str = "complaint") -> tuple[int, str]:
    """`playbook edit` as a program with a terminal; its exit code, and what the terminal shows."""
    ours, theirs = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "crm_tui", "playbook", "edit", which],
        stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        env={**environment, "EDITOR": editor},
    ) as program:  # fmt: skip
        os.close(theirs)
        shown = program.communicate(timeout=60)[0]
    os.close(ours)
    return program.returncode, shown


def test_edited_in_an_editor(environment: dict[str, str], ask: Call, complaint: int, tmp_path: Path) -> None:
    add = "open(path, 'a', encoding='utf-8').write('offer two ways\\n')"
    code, shown = _edit(environment, _editor(tmp_path, add))
    assert code == 0, shown
    assert [step["text"] for step in ask("playbook", "show", "complaint")["steps"]][-1] == "offer two ways"
    assert list((tmp_path / "data" / "crm-tui").glob("playbook-*")) == []

    code, shown = _edit(environment, _editor(tmp_path, add), which="sale")
    assert code == 0, shown
    assert len(ask("playbook", "show", "sale")["steps"]) == 1

    code, shown = _edit(environment, _editor(tmp_path, "pass"))
    assert (code, "Nothing was changed" in shown) == (0, True)


def test_nothing_that_was_typed_is_lost(
    environment: dict[str, str], ask: Call, complaint: int, tmp_path: Path
) -> None:
    code, shown = _edit(
        environment, _editor(tmp_path, "open(path, 'w').write('listen\\nmy long thought\\nlisten\\n')")
    )
    assert code == 2
    assert "Line 3" in shown
    (kept,) = (tmp_path / "data" / "crm-tui").glob("playbook-*")
    assert str(kept) in shown
    assert "my long thought" in kept.read_text(encoding="utf-8")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert ask("playbook", "show", "complaint")["version"] == 1

    code, shown = _edit(environment, _editor(tmp_path, "sys.exit(3)"))
    assert (code, "ended with an error" in shown) == (2, True)


@pytest.mark.parametrize("editor", ["", "no-such-editor-here", "vi 'unclosed"])
def test_without_an_editor_it_says_what_to_do(
    environment: dict[str, str], complaint: int, editor: str
) -> None:
    environment.pop("VISUAL", None)
    code, shown = _edit(environment, editor)
    assert code == 2
    assert "EDITOR" in shown
