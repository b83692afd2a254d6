"""``crm-tui keys``: every key of the screens, from the one registry of commands."""

from crm_tui.cli.declare import command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.tables import aligned
from crm_tui.i18n import N_


@command(
    "keys",
    help=N_("Every command of the screens with its keys, your own keymap included."),
    examples=("crm-tui keys", "crm-tui keys --markdown > KEYS.md"),
)
@option("--markdown", is_flag=True, help=N_("Write them as a Markdown table."))
def keys(desk: Desk, markdown: bool) -> None:
    """List the keys. What is wrong in the keymap file is told on stderr."""
    from crm_tui.commands import tables
    from crm_tui.commands.keyboard import Keyboard
    from crm_tui.settings.keymap import read_keymap
    from crm_tui.settings.paths import keymap_file

    keymap = read_keymap(keymap_file())
    for problem in keymap.problems:
        desk.say(problem)
    rows = tables.key_rows(Keyboard(keymap.changes))
    document = [
        {"id": row.id, "keys": list(row.keys), "title": row.title, "help": row.help, "where": list(row.where)}
        for row in rows
    ]
    if markdown:
        lines = tables.markdown(rows).splitlines()
    else:
        lines = list(aligned((" ".join(row.keys), row.title, row.help) for row in rows))
    desk.answer(document, lines)
