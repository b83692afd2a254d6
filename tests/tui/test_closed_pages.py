"""A page that is closed leaves memory: somebody at the desk opens some hundred of them a day."""

import gc
import weakref
from pathlib import Path

import pytest
from customer_sample import Office, until
from form_sample import form_desk, opened, typed
from textual._styles_cache import StylesCache

from crm_tui.domain.actor import Actor
from crm_tui.store.database import Database
from crm_tui.tui.closed_widgets import install_forgetting
from crm_tui.tui.screens.today import TodayScreen


@pytest.mark.parametrize("route", ["log", "call", "note", "customer-form"])
async def test_nothing_holds_on_to_a_closed_form(
    route: str, path: Path, database: Database, nadia: Actor
) -> None:
    install_forgetting()
    mary = Office(database, nadia).add("Mary Ofori")
    desk = form_desk(path, nadia)
    async with desk.run_test(size=(100, 30), notifications=True) as pilot:
        form = await opened(pilot, desk, route, customer_id=mary)
        widgets = [weakref.ref(widget) for widget in (form, *form.walk_children())]
        del form
        await typed(pilot, "the kettle leaks")
        for _draft_and_form in range(2):
            await pilot.press("escape")
        # The last page that was left is known until the next is.
        await pilot.press("2", "1")
        await until(pilot, lambda: isinstance(desk.screen, TodayScreen) and not desk.work.is_busy)
        gc.collect()
        assert [widget() for widget in widgets if widget() is not None] == []


def test_colours_are_found_again_by_what_they_follow_from() -> None:
    install_forgetting()
    install_forgetting()
    remembered = StylesCache.get_inner_outer.cache_info  # type: ignore[attr-defined]
    assert remembered().maxsize == 256
