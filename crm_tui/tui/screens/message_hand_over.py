"""A finished text put where the user's own program takes it from: clipboard, file, mail file, link."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from textual.message import Message

from crm_tui.exchange.mail import mailto, write_eml, write_text
from crm_tui.i18n import _
from crm_tui.queries.template_values import Addressee
from crm_tui.store.reader import Reader
from crm_tui.tui.screens.desk_form import DeskForm
from crm_tui.tui.state import Tone
from crm_tui.tui.widgets.pick_list import Option

_COPY, _FILE, _MAIL, _LINK = "copy", "file", "eml", "mailto"


class FileWritten(Message, bubble=False):
    """The text is in a file."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path


class HandOverForm(DeskForm):
    """A form whose text is handed over before it is logged."""

    def hand_over(self, way: str, to: Addressee, text: Mapping[str, str]) -> None:
        """Put the text, its ``body`` and ``subject``, where one of the :func:`ways` says."""
        if not text["body"]:
            self.form.show_problem("body", _("There are no words here."))
        elif way == _COPY:
            self.app.copy_to_clipboard(text["body"])
            self.shell.say(_("The text is on the clipboard. When it is sent, save: it is logged."), Tone.DONE)
        elif way == _LINK:
            self.app.copy_to_clipboard(mailto(text["body"], subject=text["subject"], email=to.email))
            self.shell.say(
                _("The link is on the clipboard: pasted as an address it opens a mail."),
                Tone.DONE,
            )
        else:
            query = partial(_write_file, to=to, text=text, as_mail=way == _MAIL)
            self.shell.work.read(self, "file", query, FileWritten)

    def on_file_written(self, message: FileWritten) -> None:
        """It is on disk."""
        self.shell.say(_("Written into your home folder: {file}").format(file=message.path.name), Tone.DONE)


def ways() -> Sequence[Option]:
    """How a text can be handed over."""
    return (
        Option(_COPY, _("copy"), "c"),
        Option(_FILE, _("to a file"), "f"),
        Option(_MAIL, _("mail file (.eml)"), "e"),
        Option(_LINK, _("mailto link"), "m"),
    )


def _write_file(_reader: Reader, to: Addressee, text: Mapping[str, str], *, as_mail: bool) -> Path:
    """Write the text into a new file of the home folder, named by the customer's number."""
    path = _free_name(Path.home(), f"message-{to.id}", "eml" if as_mail else "txt")
    if as_mail:
        write_eml(path, text["body"], subject=text["subject"], name=to.name, email=to.email)
    else:
        write_text(path, text["body"], subject=text["subject"])
    return path


def _free_name(folder: Path, stem: str, ending: str) -> Path:
    path, number = folder / f"{stem}.{ending}", 2
    while path.exists():
        path, number = folder / f"{stem}-{number}.{ending}", number + 1
    return path
