"""What there is: every command of the contract, with help for people, and no more imported than it needs."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from crm_tui.cli.declare import Entry, Family, LazyGroup
from crm_tui.cli.listing import COMMANDS
from crm_tui.cli.main import _root
from crm_tui.i18n import _

#: The commands that CONTRACT.md promises for this release.
CONTRACT = {
    "init", "demo", "sample", "staff add", "staff list", "staff away", "team", "find",
    "customer add", "customer edit", "customer delete", "customer list", "customer show",
    "log", "interaction move",
    "follow-up add", "follow-up done", "follow-up snooze", "follow-up drop", "follow-up reassign",
    "due", "case list", "case show", "case add", "case wait", "case resume", "case solve", "case close",
    "case reopen", "promise list", "promise keep", "promise break", "promise withdraw",
    "standard list", "standard show", "standard add", "standard change", "standard acknowledge",
    "standard review", "standard propose", "standard book", "policy list", "policy show", "policy add",
    "policy change", "policy acknowledge", "policy review", "policy propose",
    "import", "export", "journal", "undo", "redo", "doctor", "call", "keys",
    "screenshots", "completion",
}  # fmt: skip


NAMES = [
    name if isinstance(entry, Entry) else f"{name} {member}"
    for name, entry in COMMANDS.items()
    for member in (entry.entries if isinstance(entry, Family) else [""])
]


def find_command(name: str) -> click.Command:
    """The command with that full name, its file imported."""
    command: click.Command = _root()
    context = click.Context(command, info_name="crm-tui")
    for part in name.split():
        assert isinstance(command, LazyGroup)
        found = command.get_command(context, part)
        assert found is not None
        command = found
    return command


def test_every_command_of_the_contract_is_there() -> None:
    assert CONTRACT - set(NAMES) == set()


@pytest.mark.parametrize(
    "line",
    [
        *("backup b.db", "restore b.db", "erase 1 --preview", "personal-data 1"),
        *("serve-setup", "--remote due"),
    ],
)
def test_what_comes_later_says_so(crm: Callable[..., Any], line: str) -> None:
    told = crm(*line.split(), "--json")
    assert told.code == 2
    assert "later release" in told.json["error"]["message"]


@pytest.mark.parametrize("name", NAMES)
def test_every_command_says_what_it_does_and_shows_how(name: str) -> None:
    command = find_command(name)
    assert command.name == name.rpartition(" ")[2]
    context = click.Context(command, info_name=name)
    shown = command.get_help(context)
    assert command.help and _(command.help).split()[0] in shown
    examples = getattr(command, "examples", ())
    assert any(f"crm-tui {name}" in example or "crm-tui --as" in example for example in examples)
    assert all(example in shown for example in examples)
    for parameter in command.get_params(context):
        if isinstance(parameter, click.Option) and parameter.hidden:  # it is there to say that it comes later
            continue
        record = parameter.get_help_record(context)
        assert record is not None and record[1].strip(), f"{name} {parameter.name} has no help"
        assert shown.count(f"\n  {record[0]}") == 1, f"{name} shows {record[0]} more than once"


@pytest.mark.parametrize("name", NAMES)
def test_every_command_fails_in_json_where_that_is_asked_for(crm: Callable[..., Any], name: str) -> None:
    told = crm(*name.split(), "--json", "--no-such-option")
    assert told.code == 2
    assert set(told.json["error"]) == {"code", "message", "hint"}
    assert "--no-such-option" in told.json["error"]["message"]


def test_the_listing_names_what_every_family_holds() -> None:
    for entry in COMMANDS.values():
        assert entry.summary.endswith(".")
        if isinstance(entry, Family):
            assert all(
                isinstance(member, Entry) and member.summary.endswith(".")
                for member in entry.entries.values()
            )


def test_global_options_stand_before_and_after_the_command(crm: Callable[..., Any], path: Path) -> None:
    before = crm("--db", str(path), "--as", "nadia", "--json", "staff", "list")
    between = crm("staff", "--json", "list", "--as", "nadia")
    after = crm("staff", "list", "--json", "--as", "nadia", "--db", str(path))
    assert before.json == between.json == after.json
    assert crm("--as", "stranger", "staff", "list", "--as", "nadia").code == 0


def loaded_by(environment: dict[str, str], *arguments: str) -> set[str]:
    script = (
        "import sys\n"
        "from crm_tui.cli.main import run\n"
        f"code = run({list(arguments)!r})\n"
        "assert code == 0, code\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in done.stderr.split()} | set(done.stderr.split())


@pytest.mark.parametrize(
    "line",
    ["--help", "customer --help", "find ash", "due", "customer list", "case list", "standard list", "keys"],
)
def test_reading_needs_neither_the_screens_nor_the_orm(line: str, environment: dict[str, str]) -> None:
    loaded = loaded_by(environment, *line.split())
    assert not loaded & {
        "textual",
        "rich",
        "sqlmodel",
        "sqlalchemy",
        "alembic",
        "phonenumbers.phonenumberutil",
    }
    if line == "--help":
        assert not any(name.startswith(("crm_tui.queries", "crm_tui.store")) for name in loaded)


def test_writing_needs_no_screens(environment: dict[str, str]) -> None:
    assert "textual" not in loaded_by(environment, "customer", "add", "--name", "Jun Sato")


def test_completion_knows_the_commands(environment: dict[str, str]) -> None:
    asked = {
        **environment,
        "_CRM_TUI_COMPLETE": "bash_complete",
        "COMP_WORDS": "crm-tui cu",
        "COMP_CWORD": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "crm_tui"], env=asked, capture_output=True, text=True, check=False
    )
    assert "customer" in done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_for_each_shell(crm: Callable[..., Any], shell: str) -> None:
    told = crm("completion", shell)
    assert told.code == 0
    assert "_CRM_TUI_COMPLETE" in told.out
