"""The user's options file, ``options.toml``: few, all optional, and never a reason not to start."""

from pathlib import Path
from typing import Any, NamedTuple

from crm_tui.i18n import _
from crm_tui.settings import toml_file

THEMES = ("dark", "light")
START_SCREENS = ("today", "customers", "standards", "team")


class Options(NamedTuple):
    """How this user likes the screens. ``problems`` says which entries were left out, and why."""

    theme: str = "dark"
    start: str = "today"
    mouse: bool = True
    problems: tuple[str, ...] = ()


def read_options(path: Path) -> Options:
    """The options in the file, with the defaults for what is missing or wrong."""
    source = toml_file.read(path)
    known: dict[str, Any] = {}
    for name, value in source.entries.items():
        reason = _why_not(name, value)
        if reason:
            source.complain(name, reason)
        else:
            known[name] = value
    return Options(**known, problems=tuple(source.problems))


def _why_not(name: str, value: object) -> str:
    """The reason why the entry cannot be used, or an empty text."""
    if name == "mouse":
        return "" if isinstance(value, bool) else _("mouse is true or false.")
    choices = {"theme": THEMES, "start": START_SCREENS}.get(name)
    if choices is None:
        return _("there is no option “{name}”.").format(name=name)
    return (
        ""
        if value in choices
        else _("{name} is one of {choices}.").format(name=name, choices=", ".join(choices))
    )
