"""The composition root and the console script: opens one of the two doors."""

import gc
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from crm_tui.cli.desk import Desk
from crm_tui.cli.tables import harmless
from crm_tui.domain.errors import CrmError
from crm_tui.settings.request import OpenScreens
from crm_tui.settings.terminal import why_no_screens

EXIT_NO_TERMINAL = 2
COMPLETION = "_CRM_TUI_COMPLETE"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code; ``arguments`` are the command line's unless given."""
    sys.excepthook = _report
    # Nothing made while modules are imported is garbage. Collecting goes on once a command's are there.
    gc.disable()
    given = sys.argv[1:] if arguments is None else list(arguments)
    # A shell that completes a command asks without arguments, through the environment.
    asked = given or COMPLETION in os.environ
    outcome = _run(given) if asked else _screens_alone()
    return _open(outcome) if isinstance(outcome, OpenScreens) else outcome


def _run(given: list[str]) -> int | OpenScreens:
    from crm_tui.cli.main import run

    return run(given)


def _screens_alone() -> int | OpenScreens:
    """What to open when nothing is given, without the library that would read it: 8 % of the first paint."""
    desk = Desk()
    try:
        return OpenScreens(desk.path, desk.own_login)
    except CrmError as error:
        from crm_tui.cli.errors import tell

        return tell(desk, error)


def _open(request: OpenScreens) -> int:
    if request.screenshots is not None:
        from crm_tui.tui.pictures import draw

        return draw(request, lambda path: sys.stdout.write(f"{path}\n"))
    reason = why_no_screens(os.environ, (sys.stdin, sys.stdout, sys.stderr))
    if reason:
        return _refuse(reason, EXIT_NO_TERMINAL)
    # Nor is what is made for the first screen; the application collects again once it is painted.
    gc.disable()
    # Textual reads it when it is imported; without animations the first screen settles sooner (BAR.md).
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    from crm_tui.tui.opening import open_screens

    try:
        return open_screens(request)
    except CrmError as error:
        from crm_tui.cli.errors import exit_code

        return _refuse(f"{error.message} {error.hint}", exit_code(error))


def _refuse(sentence: str, code: int) -> int:
    sys.stderr.write(f"crm-tui: {harmless(sentence)}\n")
    return code


def _report(kind: type[BaseException], error: BaseException, trace: object) -> None:
    """Instead of a traceback, which may hold customers' words."""
    if issubclass(kind, KeyboardInterrupt):
        return
    from crm_tui.settings import crash_report

    _refuse(crash_report.report(error, datetime.now(UTC)), crash_report.EXIT_UNEXPECTED)


if __name__ == "__main__":
    sys.exit(main())
