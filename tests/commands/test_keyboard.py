"""Which key does what, where."""

import pytest

from crm_tui.commands.command import Command, Context, Scope, can_meet
from crm_tui.commands.footer import SCREENS_ROW, cells, footer
from crm_tui.commands.keyboard import Keyboard
from crm_tui.commands.registry import BY_ID, COMMANDS
from crm_tui.commands.tables import key_rows, markdown
from crm_tui.domain.words import Role
from crm_tui.settings.keymap import clashes

LIST = (Scope.LIST, Scope.DESK)
FORM = (Scope.FORM,)

# PRODUCT.md, "Screens and keys".
PROMISED = {
    "1": "today",
    "2": "customers",
    "3": "cases",
    "4": "standards",
    "5": "team",
    "6": "insights",
    "/": "find",
    "f5": "find",
    "c": "call",
    "f8": "call",
    "l": "log",
    "f9": "log",
    "f6": "next-call",
    "f": "follow-up",
    "n": "new",
    "insert": "new",
    "e": "edit",
    "d": "delete",
    "delete": "delete",
    "u": "undo",
    "ctrl+z": "undo",
    "U": "redo",
    "ctrl+y": "redo",
    ",": "settings",
    "q": "leave",
    "escape": "close",
    "ctrl+p": "palette",
    ":": "palette",
    "f1": "help",
    "?": "help",
    ".": "filter",
}
IN_FORMS = {
    "ctrl+s": "save",
    "f2": "save",
    "f7": "picks",
    "f8": "call",
    "f1": "help",
    "escape": "close",
    "f6": "next-call",
}


@pytest.fixture
def keyboard() -> Keyboard:
    return Keyboard()


@pytest.mark.parametrize(("key", "command"), PROMISED.items())
def test_the_promised_keys(keyboard: Keyboard, key: str, command: str) -> None:
    found = keyboard.find(key, LIST, typing=False)
    assert found is not None
    assert found.id == command


@pytest.mark.parametrize(("key", "command"), IN_FORMS.items())
def test_the_promised_keys_in_a_form(keyboard: Keyboard, key: str, command: str) -> None:
    found = keyboard.find(key, FORM, typing=True)
    assert found is not None
    assert found.id == command


@pytest.mark.parametrize(
    "key", [*"1234567890abcdefghijklmnopqrstuvwxyzU,.:?/", "space", "delete", "ctrl+z", "ctrl+y"]
)
@pytest.mark.parametrize("typing", [True, False])
def test_in_a_form_no_key_of_text_acts(keyboard: Keyboard, key: str, typing: bool) -> None:
    assert keyboard.find(key, (Scope.CALL, Scope.FORM), typing=typing) is None


def test_while_typing_in_a_filter_letters_are_text_and_function_keys_act(keyboard: Keyboard) -> None:
    assert keyboard.find("c", LIST, typing=True) is None
    assert keyboard.find("f8", LIST, typing=True) is BY_ID["call"]


def test_the_more_particular_scope_comes_first(keyboard: Keyboard) -> None:
    assert keyboard.find("space", (Scope.FOLLOW_UP, *LIST), typing=False) is BY_ID["done"]
    assert keyboard.find("space", LIST, typing=False) is None


def test_commands_have_one_id_each_and_no_default_keys_clash() -> None:
    assert len(BY_ID) == len(COMMANDS)
    assert [(one.id, other.id, key) for one, other, key in clashes(Keyboard())] == []


def test_every_command_says_what_it_does() -> None:
    for command in COMMANDS:
        assert command.title
        assert command.help.endswith(".")
        assert all(isinstance(scope, Scope) for scope in command.scopes)


@pytest.mark.parametrize(
    "command", [c for c in COMMANDS if c.keys and not c.by_focus and Scope.FORM in c.scopes]
)
def test_what_works_in_forms_has_a_key_there(keyboard: Keyboard, command: Command) -> None:
    assert keyboard.key_shown(command.id, form=True)


def test_scopes_of_different_screens_do_not_meet() -> None:
    assert can_meet(Scope.DESK, Scope.STANDARD)
    assert can_meet(Scope.CUSTOMER, Scope.CASE)
    assert can_meet(Scope.FORM, Scope.CALL)
    assert not can_meet(Scope.DESK, Scope.FORM)
    assert not can_meet(Scope.STANDARD, Scope.CUSTOMER)


def test_a_command_that_cannot_act_gives_the_reason() -> None:
    desk = Context(LIST)
    assert "no other open call" in (BY_ID["next-call"].why_not(desk) or "")
    assert BY_ID["promise"].why_not(desk)
    assert BY_ID["promise"].why_not(Context(LIST, customer_id=7)) is None
    assert BY_ID["review"].why_not(Context(LIST, role=Role.AGENT))
    assert BY_ID["review"].why_not(Context(LIST, role=Role.MANAGER)) is None
    assert BY_ID["log"].why_not(Context(LIST, cannot_write="The disk is full.")) == "The disk is full."
    assert BY_ID["find"].why_not(Context(LIST, cannot_write="The disk is full.")) is None


@pytest.mark.parametrize("width", [20, 38, 78, 118])
def test_the_footer_fits_and_ends_in_help(keyboard: Keyboard, width: int) -> None:
    entries = ("open", "log", "follow-up", "find", "call", SCREENS_ROW, "undo", "settings")
    pairs = footer(entries, keyboard, width, in_form=False, can=lambda command: True)
    assert sum(cells(pair) + 2 for pair in pairs) - 2 <= width
    assert pairs[-1] == ("?", "help")


def test_the_footer_leaves_out_what_cannot_be_done(keyboard: Keyboard) -> None:
    pairs = footer(("log", "find"), keyboard, 78, in_form=False, can=lambda command: command.id != "log")
    assert pairs == [("/", "find"), ("?", "help")]


def test_the_footer_of_a_form_shows_keys_that_act_there(keyboard: Keyboard) -> None:
    pairs = footer(("save", "find"), keyboard, 78, in_form=True, can=lambda command: True)
    assert pairs == [("ctrl+s", "save"), ("F5", "find"), ("F1", "help")]


def test_tables_list_every_command_with_the_users_own_keys() -> None:
    rows = key_rows(Keyboard({"find": ("f4",)}))
    assert [row.id for row in rows] == [command.id for command in COMMANDS]
    assert next(row.keys for row in rows if row.id == "find") == ("F4",)
    table = markdown(rows).splitlines()
    assert len(table) == len(rows) + 2
    assert any("`F4`" in line and "`find`" in line for line in table)
