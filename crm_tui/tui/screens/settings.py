"""Settings: one's own options, for an admin those of the business, and where things are kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.widget import Widget

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.opening_text import week_text
from crm_tui.domain.words import Role
from crm_tui.i18n import N_, _
from crm_tui.queries.business import Business
from crm_tui.queries.calendars import written_calendar
from crm_tui.queries.custom_fields import own_fields
from crm_tui.queries.house import House, house
from crm_tui.settings import paths
from crm_tui.settings.keymap import read_keymap
from crm_tui.settings.options import Options, read_options
from crm_tui.settings.options_write import write_options
from crm_tui.store.drafts import Draft
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.form_screen import FormScreen, Written
from crm_tui.tui.screens import settings_fields
from crm_tui.tui.telling import telling_of
from crm_tui.tui.text import ELLIPSIS, cells, clean
from crm_tui.tui.theme import THEMES
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.text_lines import Line, TextLines

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

_MOST_PROBLEMS = 3
#: What stands before and after a path on its line.
_FACT_WIDTH = 12


@dataclass
class SettingsRead(Message, bubble=False):
    """The settings of the business, how many fields it added, the user's own, and what is wrong."""

    house: House
    hours: str
    fields: int
    options: Options
    problems: tuple[str, ...]


class SettingsScreen(FormScreen):
    """One form. Below the own options stands what only an admin may change; others see it as lines."""

    HEADING = N_("Settings")
    ROUTE = "settings"
    DEFAULT_CSS = "SettingsScreen #facts { height: auto; padding: 0 1; margin-bottom: 1; }"

    def __init__(self, draft: Draft | None = None) -> None:
        super().__init__(draft=draft)
        self._found: SettingsRead | None = None
        self._chosen: Mapping[str, Any] = {}

    @property
    def is_waiting(self) -> bool:
        """Whether the settings are not read yet."""
        return self._found is None

    def above(self) -> Iterable[Widget]:
        """Where things are kept, and what cannot be changed here."""
        yield TextLines(id="facts")

    def on_mount(self) -> None:
        """Read the settings."""
        self._read_settings()

    def on_screen_resume(self) -> None:
        """The calendar and the fields, which have keys here, may have been changed meanwhile."""
        if self._found is not None:
            self._read_settings()

    def _read_settings(self) -> None:
        query = partial(_read, today=telling_of(self.shell.state).today)
        self.shell.work.read(self, "settings", query, lambda found: found)

    def on_settings_read(self, message: SettingsRead) -> None:
        """Show the form; read once more, only what stands above it is new."""
        is_first = self._found is None
        if is_first:
            self._found = message
        facts = self.query_one("#facts", TextLines)
        lines = list(self._facts(message))
        facts.styles.height = len(lines)
        facts.show_lines(lines)
        if is_first:
            self.show_form()

    def specs(self) -> Sequence[FieldSpec]:
        """Mine first, then those of the business."""
        assert self._found is not None, "the form is shown once the settings are read"
        house_specs = settings_fields.house_specs(self._found.house) if self._is_admin else ()
        return (*settings_fields.own_specs(), *house_specs)

    def start_values(self) -> Mapping[str, Any]:
        """What is set now."""
        assert self._found is not None, "the form is shown once the settings are read"
        own = {"theme": self._found.options.theme, "start": self._found.options.start}
        business = self.shell.state.business
        if not self._is_admin or business is None:
            return own
        return {**own, **settings_fields.house_values(business, self._found.house)}

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Write what is new."""
        business = self.shell.state.business
        assert self._found is not None and business is not None, "both are read before the form is shown"
        self._chosen = values
        changed = self._is_admin and self.form.is_dirty
        return partial(_save, values=values, business=business, found=self._found.house if changed else None)

    def on_written(self, message: Written) -> None:
        """What was chosen holds at once."""
        values, business = self._chosen, self.shell.state.business
        theme = THEMES[values["theme"]]
        self.app.register_theme(theme)
        self.app.theme = theme.name
        if self._is_admin and business is not None:
            self.shell.state.business = business._replace(
                name=values["name"],
                language=values["language"],
                currency=(values["currency"] or "").upper(),
            )

    def field_of(self, error: Exception) -> str:
        """The field that stands for what an action refuses."""
        name = error.field if isinstance(error, InvalidInput) else ""
        new_word = "new_tier" if self._chosen.get("new_tier") else "new_nature"
        renamed = {"code": new_word, "label": new_word, "key": "new_nature"}
        name = renamed.get(name, name)
        return name if name in {spec.name for spec in self.specs()} else ""

    @property
    def _is_admin(self) -> bool:
        actor = self.shell.state.actor
        return actor is not None and actor.role is Role.ADMIN

    def _facts(self, found: SettingsRead) -> Iterable[Line]:
        state = self.shell.state
        business = state.business
        assert business is not None, "the desk is open"
        room = self.size.width - _FACT_WIDTH
        yield [(_("Database  {path}").format(path=_path_in(state.path, room)), "")]
        yield [(_("Keys      {path}").format(path=_path_in(paths.keymap_file(), room)), "")]
        for problem in found.problems[:_MOST_PROBLEMS]:
            yield [(f"! {problem}", "late")]
        zone = _("Days      in {zone}; numbers without a code are of {country}")
        yield [(zone.format(zone=business.zone.key, country=business.country), "")]
        key = self.shell.keyboard.key_shown("calendar", form=True)
        yield [(_("Open      {hours}   {key} calendar").format(hours=found.hours, key=key), "")]
        key = self.shell.keyboard.key_shown("palette", form=True)
        fields = _("Fields    {count} of our own   {key} “own fields”")
        yield [(fields.format(count=found.fields, key=key), "")]
        if not self._is_admin:
            yield [(_("The settings of the business are an admin's to change."), "dim")]


def _path_in(path: Path, room: int) -> str:
    """A path in so many cells: its end tells most."""
    home = Path.home()
    shown = clean(f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path))
    if cells(shown) <= room:
        return shown
    while cells(shown) >= room:
        shown = shown[1:]
    return f"{ELLIPSIS}{shown}"


def _read(reader: Reader, today: date) -> SettingsRead:
    options = read_options(paths.options_file())
    keymap = read_keymap(paths.keymap_file())
    named = [
        problem.replace(str(path), path.name)  # the whole path stands above
        for path, problems in (
            (paths.keymap_file(), keymap.problems),
            (paths.options_file(), options.problems),
        )
        for problem in problems
    ]
    hours = week_text(written_calendar(reader).on(today).calendar.weekly_hours)
    return SettingsRead(house(reader), hours, len(own_fields(reader)), options, tuple(named))


def _save(act: "Act", values: Mapping[str, Any], business: Business, found: House | None) -> str:
    # The actions need the ORM, which the first screen does not wait for.
    if found is not None:
        _save_business(act, values, business, found)
    write_options(paths.options_file(), {"theme": values["theme"], "start": values["start"]})
    return _("The settings are saved.")


def _save_business(act: "Act", values: Mapping[str, Any], business: Business, found: House) -> None:
    from crm_tui.actions.business import change_business
    from crm_tui.actions.house_words import add_nature, add_tier
    from crm_tui.actions.pulse import ask_pulse
    from crm_tui.actions.tiers import set_terms

    named = (values["name"], values["language"], values["currency"] or "")
    if named != (business.name, business.language, business.currency):
        change_business(
            act, name=named[0], language=named[1], currency=named[2], version=found.business_version
        )
    if (values["pulse"] == "yes") is not found.asks_pulse:
        ask_pulse(act, not found.asks_pulse)
    for tier in found.tiers:
        terms = values[settings_fields.tier_field(tier)]
        if terms != tier.terms:
            set_terms(act, tier.id, terms)
    if values["new_tier"] is not None:
        label, (limit, days) = values["new_tier"]
        add_tier(act, label=label, contact_limit=limit, contact_window_days=days)
    if values["new_nature"] is not None:
        nature = values["new_nature"]
        add_nature(act, label=nature.label, key=nature.key, opens_case=nature.opens_case)
