"""What went wrong: an exit code, and one JSON document or sentences on stderr."""

import sys

import click

from crm_tui.cli.desk import Desk, print_data
from crm_tui.cli.tables import harmless
from crm_tui.domain.errors import (
    Busy,
    ChangedSince,
    CrmError,
    InvalidInput,
    NoSuchRecord,
    NotAllowed,
    StoreUnavailable,
)
from crm_tui.i18n import _

DONE = 0
UNEXPECTED = 1
INTERRUPTED = 130

#: CONTRACT.md, "Exit codes".
_EXIT_CODES: dict[type[CrmError], int] = {
    InvalidInput: 2,
    StoreUnavailable: 3,
    NoSuchRecord: 4,
    ChangedSince: 5,
    Busy: 5,
    NotAllowed: 6,
}


def exit_code(error: CrmError) -> int:
    """The exit code that belongs to the error."""
    return next((code for kind, code in _EXIT_CODES.items() if isinstance(error, kind)), UNEXPECTED)


def tell(desk: Desk, error: CrmError) -> int:
    """Say what went wrong and what to do, and give the exit code."""
    code = exit_code(error)
    if desk.as_json:
        import json

        told = {"code": error.code, "message": error.message, "hint": error.hint}
        print_data(json.dumps({"error": told}, ensure_ascii=False))
    else:
        for sentence in filter(None, (error.message, error.hint)):
            print(harmless(sentence), file=sys.stderr)  # noqa: T201 - stderr is talk
    return code


def from_usage(error: click.UsageError) -> InvalidInput:
    """Bad usage in the same manner as bad input: what was wrong, and where to read what is right."""
    path = error.ctx.command_path if error.ctx is not None else "crm-tui"
    hint = _("`{command} --help` says what it takes.").format(command=path)
    if isinstance(error, click.NoSuchOption):
        if error.possibilities:
            hint = _("Did you mean {options}?").format(options=", ".join(sorted(error.possibilities)))
        return InvalidInput(_("There is no option {option}.").format(option=error.option_name), hint)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        parameter = error.param
        is_option = isinstance(parameter, click.Option)
        name = parameter.opts[0] if is_option else (parameter.name or "").upper()
        return InvalidInput(_("{name} is missing.").format(name=name), hint, field=error.param.name or "")
    return InvalidInput(error.format_message(), hint)
