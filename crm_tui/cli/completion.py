"""``crm-tui completion``: what makes the shell complete our commands."""

import click
from click.shell_completion import get_completion_class

from crm_tui.cli.declare import argument, choice, command
from crm_tui.cli.desk import Desk, print_data
from crm_tui.i18n import N_

SHELLS = ("bash", "zsh", "fish")


@command(
    "completion",
    help=N_("Print what makes your shell complete commands; its start file reads it in."),
    examples=('eval "$(crm-tui completion bash)"',),
)
@argument("shell", type=choice(SHELLS), metavar="SHELL", help=N_("bash, zsh or fish."))
def completion(desk: Desk, shell: str) -> None:
    """Print the shell's completion script."""
    root = click.get_current_context().find_root()
    made = get_completion_class(shell)
    assert made is not None
    script = made(root.command, {}, "crm-tui", "_CRM_TUI_COMPLETE").source()
    if desk.as_json:
        desk.answer({"shell": shell, "script": script})
    else:
        print_data(script)  # as it is: a shell reads it, no person
