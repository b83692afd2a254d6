"""Moves between screens: main screens that stay as they were left, pages on top of them, calls beside."""

import asyncio
from contextlib import suppress
from functools import partial
from typing import Any

from textual.app import App
from textual.screen import Screen
from textual.widget import AwaitMount

from crm_tui.tui.calls import OpenCalls
from crm_tui.tui.routes import FIRST_START, MAIN, load
from crm_tui.tui.screens.base import DeskScreen

#: A screen that is busy for longer than this gets its keys while it is.
_SETTLED_SECONDS = 1.0


class Navigation:
    """The way about one desk. ``start`` is the route that the application begins with."""

    def __init__(self, app: App[int], routes: dict[str, str], start: str) -> None:
        self._app = app
        self._routes = routes
        self._start = start
        self._opening: AwaitMount | None = None
        self.calls = OpenCalls(app, app.DEFAULT_MODE)
        for route in (*MAIN, FIRST_START):
            if route in routes and route != start:
                app.add_mode(route, partial(self._make, route, {}))

    @property
    def is_at_top(self) -> bool:
        """Whether a main screen is in front."""
        return len(self._app.screen_stack) == 1 and not self.calls.is_in_front

    def first(self) -> Screen[Any]:
        """The screen to begin with, in the mode that the application begins with.

        Textual holds all painting back until a screen that it makes for a mode is mounted, and paints it for
        nothing meanwhile; so this mode is known only from now on.
        """
        make = partial(self._make, self._start, {})
        self._app.add_mode(self._app.DEFAULT_MODE, make)
        return make()

    def open(self, route: str, about: dict[str, Any]) -> None:
        """Open a screen: a main screen takes the place of what is open, a page goes on top."""
        if route in MAIN:
            self._go_to(route)
        elif route == "call":
            self._opening = self.calls.open(partial(self._make, route, about))
        else:
            self._opening = self._app.push_screen(self._make(route, about))

    def close_page(self) -> None:
        """Close the page or the call in front; on a main screen nothing happens."""
        if len(self._app.screen_stack) > 1:
            self._app.pop_screen()
        elif self.calls.is_in_front:
            self.calls.close()

    async def settle(self) -> None:
        """Wait until the screen in front is built and has its focus, so that it gets what is typed ahead."""
        if self._opening is not None:
            await self._opening
            self._opening = None
        with suppress(TimeoutError):
            await asyncio.wait_for(_settled(self._app.screen), _SETTLED_SECONDS)

    def _go_to(self, route: str) -> None:
        while len(self._app.screen_stack) > 1:
            self._app.pop_screen()
        self.calls.home = self._mode_of(route)
        self._opening = self._app.switch_mode(self.calls.home)

    def _mode_of(self, route: str) -> str:
        """A main screen stays as it was left in a mode of its own; Textual must know the first by name."""
        return self._app.DEFAULT_MODE if route == self._start else route

    def _make(self, route: str, about: dict[str, Any]) -> Screen[Any]:
        return load(self._routes[route])(**about)


async def _settled(screen: Screen[Any]) -> None:
    if isinstance(screen, DeskScreen):
        await screen.ready()
    has_focus = asyncio.Event()
    screen.call_later(has_focus.set)
    await has_focus.wait()
