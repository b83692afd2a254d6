"""``crm-tui doctor``: is everything well?"""

import os

from crm_tui.actions.doctor import Check, examine
from crm_tui.cli.declare import command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.errors import DONE
from crm_tui.cli.tables import aligned
from crm_tui.i18n import N_, _

#: Checks that speak of the database itself; when one of them fails, so does the command.
_OF_THE_DATABASE = ("database", "integrity", "journal")
_DATABASE_UNWELL = 3


@command(
    "doctor",
    help=N_("Look whether everything is well, and say what to do. Brings an older database up to date."),
    examples=("crm-tui doctor", "crm-tui doctor --rebuild"),
)
@option(
    "--rebuild",
    is_flag=True,
    help=N_("Write anew what is derived: search, figures, clocks and health."),
)
def doctor(desk: Desk, rebuild: bool) -> int:
    """Print each check. Gives 3 when the database itself is not well."""
    _bring_up_to_date(desk)
    if rebuild:
        _rebuild(desk)
    checks = [*examine(desk.path, desk.now), _keymap(), _terminal(desk)]
    desk.answer(
        {"checks": [{"name": c.name, "ok": c.ok, "detail": c.detail, "fix": c.fix} for c in checks]},
        aligned((_("ok") if c.ok else "!", c.name, " ".join((c.detail, c.fix))) for c in checks),
    )
    unwell = any(not check.ok and check.name in _OF_THE_DATABASE for check in checks)
    return _DATABASE_UNWELL if unwell else DONE


def _bring_up_to_date(desk: Desk) -> None:
    from crm_tui.domain.errors import CrmError
    from crm_tui.store.migrate import bring_up_to_date, schema_of

    try:
        schema_of(desk.path)
    except CrmError:
        return  # the checks say it in their own words
    backup = bring_up_to_date(desk.path)
    if backup is not None:
        desk.say(_("The database was brought up to date; its old form is in {path}.").format(path=backup))


def _rebuild(desk: Desk) -> None:
    desk.read()
    from crm_tui.actions.rebuild import rebuild
    from crm_tui.store.database import Database

    database = Database(desk.path)
    try:
        rebuild(database, desk.now)
    finally:
        database.close()


def _keymap() -> Check:
    from crm_tui.settings.keymap import read_keymap
    from crm_tui.settings.paths import keymap_file

    path = keymap_file()
    problems = read_keymap(path).problems
    if not problems:
        return Check("keymap", ok=True, detail=_("in order"), fix="")
    return Check(
        "keymap", ok=False, detail=" ".join(problems), fix=_("Correct the file {path}.").format(path=path)
    )


def _terminal(desk: Desk) -> Check:
    term = desk.environ.get("TERM", "")
    size = os.get_terminal_size(2) if os.isatty(2) else None
    if size is None:
        return Check("terminal", ok=True, detail=_("none: commands work, the screens need one"), fix="")
    if term in ("", "dumb", "unknown"):
        return Check("terminal", ok=False, detail=f"TERM={term}", fix=_("Set TERM to what your terminal is."))
    fits = size.columns >= 40 and size.lines >= 10
    return Check(
        "terminal",
        ok=fits,
        detail=_("{term}, {columns} by {lines}").format(term=term, columns=size.columns, lines=size.lines),
        fix="" if fits else _("Make the window larger: 80 by 24 is comfortable, 40 by 10 the least."),
    )
