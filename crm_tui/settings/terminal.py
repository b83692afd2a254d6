"""Whether there is a terminal that can show the screens (RELIABILITY.md, R4)."""

from collections.abc import Mapping
from typing import TextIO

from crm_tui.i18n import _

_CANNOT_DRAW = ("", "dumb", "unknown")


def why_no_screens(environ: Mapping[str, str], streams: tuple[TextIO | None, ...]) -> str:
    """The reason why the screens cannot be opened, in one line, or an empty text.

    All of stdin, stdout and stderr must be the terminal: keys come from the first, nothing may be drawn into
    a file that one of the others is sent to.
    """
    if not all(stream is not None and stream.isatty() for stream in streams):
        return _("The screens need a terminal; without one use the commands, see `crm-tui --help`.")
    if environ.get("TERM", "") in _CANNOT_DRAW:
        return _(
            "This terminal cannot show the screens (TERM={term}); use the commands, see `crm-tui --help`."
        ).format(term=environ.get("TERM", ""))
    return ""
