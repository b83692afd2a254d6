"""The tables of the README. ``python tests/architecture/readme_tables.py`` writes them anew."""

import re
from pathlib import Path

from crm_tui.cli.declare import Family
from crm_tui.cli.listing import COMMANDS
from crm_tui.commands.keyboard import Keyboard
from crm_tui.commands.tables import key_rows, markdown
from crm_tui.i18n import _

README = Path(__file__).parents[2] / "README.md"


def tables() -> dict[str, str]:
    """What stands in each of the README's marked places."""
    return {"keys": markdown(key_rows(Keyboard())).strip(), "commands": _commands()}


def _commands() -> str:
    lines = ["| command | what it does | with |", "|---|---|---|"]
    for name, entry in COMMANDS.items():
        parts = " ".join(f"`{part}`" for part in entry.entries) if isinstance(entry, Family) else ""
        lines.append(f"| `{name}` | {_(entry.summary)} | {parts} |")
    return "\n".join(lines)


def filled(text: str) -> str:
    """The README with its tables as they should be."""
    for name, table in tables().items():
        place = re.compile(rf"(<!-- {name}:[^>]*-->\n).*?(<!-- /{name} -->)", re.DOTALL)
        text, count = place.subn(lambda found, table=table: f"{found[1]}{table}\n{found[2]}", text)
        assert count == 1, f"the README has no place for {name}"
    return text


if __name__ == "__main__":
    README.write_text(filled(README.read_text(encoding="utf-8")), encoding="utf-8")
