"""Every sentence that a user sees goes through gettext, whole, with named fields (law 11)."""

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import crm_tui
from crm_tui import i18n

ROOT = Path(crm_tui.__file__).parent

#: Calls whose text the user reads, and which of their arguments that is.
SPOKEN = {
    "InvalidInput": (0, 1),
    "StoreUnavailable": (0, 1),
    "NoSuchRecord": (0, 1),
    "ChangedSince": (0, 1),
    "Busy": (0, 1),
    "NotAllowed": (0, 1),
    "CrmError": (0, 1),
    "Notice": (1,),
    "Command": (1, 2),
    "Option": (1,),
    "say": (0,),
    "show_problem": (1,),
    "set_title": (0,),
    "Static": (0,),
}
SPOKEN_NAMES = {"label", "hint", "empty", "title", "help", "placeholder"}
TRANSLATING = {"_", "N_", "ngettext"}


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(ROOT.rglob("*.py")):
        yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _has_words(node: ast.expr) -> bool:
    """Whether it is a literal with words of ours; signs, keys and names of columns are none."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return bool(re.search(r"[A-Za-z]{2,}", node.value)) and " " in node.value.strip()
    return isinstance(node, ast.JoinedStr) and any(
        isinstance(part, ast.Constant) and re.search(r"[A-Za-z]{3,}", str(part.value)) for part in node.values
    )


def test_what_users_read_is_translated() -> None:
    untranslated = [
        f"{name}:{argument.lineno}: {ast.unparse(argument)[:60]}"
        for name, tree in _modules()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        for argument in _read_arguments(call)
        if _has_words(argument)
    ]
    assert untranslated == []


def _read_arguments(call: ast.Call) -> Iterator[ast.expr]:
    places = SPOKEN.get(_name(call.func), ())
    yield from (call.args[place] for place in places if place < len(call.args))
    if _name(call.func) not in TRANSLATING:
        yield from (keyword.value for keyword in call.keywords if keyword.arg in SPOKEN_NAMES)


def test_sentences_are_whole_and_their_fields_named() -> None:
    """What is handed to gettext is a literal, and is not an f-string: a catalogue could not have it."""
    glued = []
    for name, tree in _modules():
        for call in ast.walk(tree):
            if not isinstance(call, ast.Call) or _name(call.func) not in TRANSLATING or not call.args:
                continue
            first = call.args[0]
            text = str(first.value) if isinstance(first, ast.Constant) else ""
            if isinstance(first, ast.JoinedStr | ast.BinOp) or re.search(r"\{\d*\}|%[sd]", text):
                glued.append(f"{name}:{call.lineno}")
    assert glued == []


class Pseudo(gettext.NullTranslations):
    """A language in which every sentence is set in brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        return f"⟦{singular if count == 1 else plural}⟧"


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's language is one that shows what escaped translation."""
    monkeypatch.setattr(i18n, "_catalogue", lambda language: Pseudo())


@pytest.mark.usefixtures("pseudo")
def test_in_another_language_no_english_is_left_in_help(capsys: pytest.CaptureFixture[str]) -> None:
    from crm_tui.cli.main import run

    run(["--help"])
    printed = capsys.readouterr().out
    listed = [line for line in printed.splitlines() if re.match(r"  [a-z-]+(?: [A-Z]+)? {2,}\S", line)]
    assert len(listed) > 20
    assert [line for line in listed if "⟦" not in line] == []


@pytest.mark.usefixtures("pseudo")
def test_in_another_language_every_refusal_is_translated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from crm_tui.cli.main import run

    code = run(["--db", str(tmp_path / "none.db"), "find", "quillon"])
    said = capsys.readouterr().err
    assert code == 3
    assert said.count("⟦") >= 2, said


@pytest.mark.usefixtures("pseudo")
def test_in_another_language_every_command_and_key_is_translated() -> None:
    from crm_tui.commands.keyboard import Keyboard
    from crm_tui.commands.tables import key_rows

    for row in key_rows(Keyboard()):
        assert row.title.startswith("⟦")
        assert row.help.startswith("⟦")
