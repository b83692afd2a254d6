"""Reading a settings file that somebody wrote by hand: what is wrong is a sentence with the file and line."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crm_tui.i18n import _


@dataclass(eq=False, repr=False)
class TomlFile:
    """The entries of a settings file, and sentences about what could not be used."""

    path: Path
    entries: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    text: str = ""

    def complain(self, entry: str, reason: str) -> None:
        """Note why an entry is left out, with its line."""
        self.problems.append(
            _("{file}, line {line}: {reason}").format(file=self.path, line=self.line_of(entry), reason=reason)
        )

    def line_of(self, entry: str) -> int:
        """The line on which an entry of the first level stands; tomllib does not tell."""
        pattern = re.compile(rf"""\s*(["']?){re.escape(entry)}\1\s*=""")
        return next((n for n, line in enumerate(self.text.splitlines(), 1) if pattern.match(line)), 1)


def read(path: Path) -> TomlFile:
    """Read a settings file. A missing one is empty; one that cannot be read is empty and has a problem."""
    found = TomlFile(path)
    try:
        found.text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return found
    except OSError as error:
        found.problems.append(_("{file} cannot be read: {why}.").format(file=path, why=error.strerror))
        return found
    except UnicodeDecodeError:
        found.problems.append(_("{file} is not UTF-8 text.").format(file=path))
        return found
    # Most desks have no such file, and start without waiting for this.
    import tomllib

    try:
        found.entries = tomllib.loads(found.text)
    except tomllib.TOMLDecodeError as error:
        found.problems.append(_("{file} is not valid TOML: {why}.").format(file=path, why=error))
    return found
