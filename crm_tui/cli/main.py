"""The door for the shell: reads the line, runs the command, and turns what happened into an exit code.

No command imports the terminal library. A command that needs the screens answers with what to open, and
``crm_tui.__main__`` opens it.
"""

import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TextIO

import click

from crm_tui.cli import errors
from crm_tui.cli.declare import LazyGroup, comes_later
from crm_tui.cli.desk import Desk
from crm_tui.cli.listing import COMMANDS, LATER
from crm_tui.domain.errors import CrmError, InvalidInput
from crm_tui.i18n import N_, _
from crm_tui.settings.request import OpenScreens

PROGRAM = "crm-tui"


@click.pass_obj
def _open_screens(desk: Desk) -> OpenScreens | None:
    if click.get_current_context().invoked_subcommand is not None:
        return None
    if desk.as_json:
        raise InvalidInput(
            _("--json needs a command."), _("`{program} --help` lists them.").format(program=PROGRAM)
        )
    return OpenScreens(desk.path, desk.own_login)


def _remote(_context: click.Context, _option: click.Parameter, given: bool) -> None:
    if given:
        raise comes_later("--remote")


def _root() -> LazyGroup:
    root = LazyGroup(
        PROGRAM,
        COMMANDS,
        LATER,
        params=[click.Option(["--remote"], is_flag=True, hidden=True, expose_value=False, callback=_remote)],
        callback=_open_screens,
        invoke_without_command=True,
        help=N_("Customers, contacts, promises and standards. Without a command the screens open."),
    )
    root.examples = ("crm-tui find ashgrove", "crm-tui due --json")
    return root


def run(argv: Sequence[str]) -> int | OpenScreens:
    """Run the command in ``argv`` and give its exit code (CONTRACT.md), or what to open on the screen."""
    desk, stdout = Desk(), sys.stdout
    try:
        result = _root().main(list(argv), PROGRAM, standalone_mode=False, obj=desk)
        sys.stdout.flush()
    except click.UsageError as error:
        desk.as_json = desk.as_json or "--json" in argv
        return errors.tell(desk, errors.from_usage(error))
    except CrmError as error:
        desk.as_json = desk.as_json or "--json" in argv
        return errors.tell(desk, error)
    except (click.Abort, KeyboardInterrupt):
        return errors.INTERRUPTED
    except BrokenPipeError:
        _forget_stdout(stdout)
        return errors.DONE
    except SystemExit:
        # click calls it a failure when the reader has gone, and puts another stream in the place of stdout.
        if sys.stdout is stdout:
            raise
        _forget_stdout(stdout)
        return errors.DONE
    except Exception as error:  # noqa: BLE001 - the outermost net: a sentence and a report, never a traceback
        from crm_tui.settings.crash_report import report

        return errors.tell(desk, CrmError(report(error, datetime.now(UTC))))
    finally:
        desk.close()
    return result if isinstance(result, int | OpenScreens) else errors.DONE


def _forget_stdout(stdout: TextIO) -> None:
    """Who read us has gone (``| head``): nothing is left to say, also not when Python flushes at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stdout.fileno())
