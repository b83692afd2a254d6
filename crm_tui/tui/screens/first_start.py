"""The first start: five things are asked, a light start is offered, and it never asks again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from os import environ
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from textual.message import Message
from textual.widget import Widget

from crm_tui.commands import keys
from crm_tui.commands.command import Command, Scope
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import CrmError, InvalidInput
from crm_tui.i18n import N_, _
from crm_tui.queries.business import Business
from crm_tui.settings import places
from crm_tui.tui.messages import Failed
from crm_tui.tui.screens.base import DeskScreen
from crm_tui.tui.screens.first_start_fields import FirstForm, first_specs
from crm_tui.tui.state import Tone
from crm_tui.tui.widgets.form import Form
from crm_tui.tui.widgets.text_lines import TextLines

if TYPE_CHECKING:
    from crm_tui.tui.first_founding import Founded


#: The pages that need no desk.
_BEFORE_THE_DESK = frozenset({"help", "palette"})


class Front(Protocol):
    """What the first start asks of the application besides what every screen may."""

    def enter_desk(self, actor: Actor, business: Business, path: Path) -> None:
        """Sit down at the desk that was made."""
        ...

    def exit(self, result: int) -> None:
        """Leave the program."""
        ...


@dataclass
class FoundedNow(Message, bubble=False):
    """There is a business, and somebody who sits at its desk."""

    founded: "Founded"


class FirstStartScreen(DeskScreen):
    """One form. Nothing is on disk before it is saved; leaving it leaves nothing behind."""

    HEADING = N_("Welcome")
    SCOPES = (Scope.FORM,)
    DEFAULT_CSS = """
    FirstStartScreen #intro { height: 3; padding: 0 1; margin-bottom: 1; }
    FirstStartScreen FirstForm { max-width: 100; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._working = False
        self._import_next = False
        self._asked_to_leave = False
        self._likely_zone = ""

    def body(self) -> Iterable[Widget]:
        """What this is, and the form."""
        intro = TextLines(id="intro")
        path = str(self.shell.state.path)
        intro.show_lines(
            [
                ((_("Five things make a desk; all but the country and the time zone can be changed."), ""),),
                ((_("Nothing is written before you choose what to begin with."), "dim"),),
                ((_("It will be kept in {path}").format(path=path), "dim"),),
            ]
        )
        yield intro
        zone = self._likely_zone = places.system_timezone(environ)
        likely = {
            "country": places.likely_country(environ, zone),
            "timezone": zone,
            "hours": _("mon-fri 09:00-17:00"),
            "your_name": places.own_name(),
            "standards": "light",
        }
        yield FirstForm(first_specs(), values=likely, id="form")

    def key_pairs(self, width: int) -> list[tuple[str, str]]:
        """The keys of a form that has no draft."""
        pairs = [("tab", _("next")), ("space", _("all answers")), ("escape", _("leave")), ("f1", _("help"))]
        return [(keys.shown(key), title) for key, title in pairs]

    def has(self, command: Command) -> bool:
        """No page of the desk can be opened before it is made."""
        opens_page = self.shell.can_open(command.id) and command.id not in _BEFORE_THE_DESK
        return super().has(command) and not opens_page

    def on_form_changed(self, message: Form.Changed) -> None:
        """Who types stays; a country with one time zone says which."""
        self._asked_to_leave = False
        if message.name == "country":
            self._propose_zone(message.form)

    def on_form_saved(self, message: Form.Saved) -> None:
        """Make the business, or the sample business in a file that goes with the program."""
        if self._working:
            return
        values, state = message.values, self.shell.state
        self._import_next = values["begin"] == "import"
        self._working = True
        self.shell.say(_("Making the desk …"))
        job = partial(_found, values=values, path=state.path, login=state.login, now=state.now())
        self.shell.work.run(self, "found", lambda _database: job(), FoundedNow)

    def on_founded_now(self, message: FoundedNow) -> None:
        """Sit down; what was asked for comes up."""
        founded, shell = message.founded, self.shell
        cast(Front, self.app).enter_desk(founded.actor, founded.business, founded.path)
        shell.say(founded.sentence, Tone.DONE)
        if self._import_next:
            shell.open("import")

    def on_failed(self, message: Failed) -> None:
        """Nothing was made; what was typed stays."""
        self._working = False
        self._refuse(message.error)

    def on_form_left(self, message: Form.Left) -> None:
        """Leave the program; what was typed is not kept, so it asks once."""
        if self.query_one(Form).is_dirty and not self._asked_to_leave:
            self._asked_to_leave = True
            self.shell.say(_("There is no desk yet to keep this in. esc again leaves without it."))
        else:
            cast(Front, self.app).exit(0)

    def _propose_zone(self, form: Form) -> None:
        answers = form.values()
        zone = places.zone_of(answers["country"] or "")
        if zone and answers["timezone"] == self._likely_zone:
            self._likely_zone = zone
            form.set_value("timezone", zone)

    def _refuse(self, error: CrmError) -> None:
        sentence = f"{error.message} {error.hint}".strip()
        field = error.field if isinstance(error, InvalidInput) else ""
        if field in {spec.name for spec in first_specs()}:
            self.query_one(Form).show_problem(field, sentence)
        else:
            self.shell.say(sentence, Tone.WRONG)


def _found(values: Mapping[str, Any], path: Path, login: str, now: datetime) -> "Founded":
    """Make what was chosen. Raises InvalidInput, naming the field, for an answer that cannot be used."""
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.founding import Founding
    from crm_tui.tui.first_founding import found, make_sample

    if values["begin"] == "sample":
        return make_sample(login, now)
    founding = Founding(
        business=values["business"] or "",
        country=values["country"] or "",
        timezone=values["timezone"] or "",
        login=login,
        your_name=values["your_name"] or "",
        hours=values["hours"] or {},
    )
    return found(path, founding, starter=values["standards"] or "none")
