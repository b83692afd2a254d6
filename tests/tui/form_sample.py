"""A desk on its real forms, opened on one customer's page as a user comes to them."""

from pathlib import Path

from customer_sample import BIDI, ESCAPE, NOW, painted, until
from customer_sample import happened as what_happened
from textual.pilot import Pilot

from crm_tui.domain.actor import Actor
from crm_tui.queries.business import business
from crm_tui.settings.keymap import Keymap
from crm_tui.settings.options import Options
from crm_tui.store.drafts import Draft, Drafts
from crm_tui.store.driver import open_reader
from crm_tui.tui.app import DeskApp
from crm_tui.tui.form_screen import FormScreen
from crm_tui.tui.guard import safe_output
from crm_tui.tui.state import DeskState


def form_desk(path: Path, actor: Actor, start: str = "customers") -> DeskApp:
    reader = open_reader(path)
    state = DeskState(path, actor, business(reader), clock=lambda: NOW)
    reader.close()
    return DeskApp(state, Keymap({}), Options(), start=start)


async def typed(pilot: Pilot[int], text: str) -> None:
    """Type as a user does, character by character."""
    await pilot.press(*("space" if letter == " " else letter for letter in text))


async def opened(pilot: Pilot[int], desk: DeskApp, route: str, **about: object) -> FormScreen:
    """Open a form and wait until it shows what it is about."""
    desk.open(route, **about)
    await until(pilot, lambda: isinstance(desk.screen, FormScreen) and route == desk.screen.ROUTE)
    form = desk.screen
    assert isinstance(form, FormScreen)
    await until(pilot, lambda: not form.is_waiting and form.focused is not None)
    return form


def happened(desk: DeskApp) -> str:
    """What the desk says; nothing while the screen in front is still being built."""
    return what_happened(desk) if desk.screen.query("#happened") else ""


def assert_sent_harmlessly(desk: DeskApp) -> None:
    """A field holds what is stored; what the guard lets through of it acts on nothing."""
    for line in painted(desk):
        sent = safe_output(line)
        assert f"{ESCAPE}[31m" not in sent
        assert BIDI not in sent


async def saved(pilot: Pilot[int], desk: DeskApp) -> str:
    """Save the form in front; what the desk says of it."""
    form = desk.screen
    await pilot.press("ctrl+s")
    await until(pilot, lambda: desk.screen is not form)
    return happened(desk)


def shown(desk: DeskApp, words: str) -> bool:
    """Whether a line of the screen has these words; wrapped lines are joined."""
    return words in " ".join(" ".join(painted(desk)).split())


def entered(desk: DeskApp) -> str:
    """The field in which the cursor is."""
    form = desk.screen
    assert isinstance(form, FormScreen)
    return next(spec.name for spec in form.specs() if form.form.field(spec.name).is_entered)


def drafts_of(path: Path, staff_id: int) -> list[Draft]:
    drafts = Drafts(path)
    found = drafts.open_for(staff_id)
    drafts.close()
    return found
