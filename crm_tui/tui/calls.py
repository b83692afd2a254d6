"""Several open calls: each stands apart from the pages, a second parks the first, one key goes round."""

from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.screen import Screen
from textual.widget import AwaitMount


class OpenCalls:
    """The open calls of one desk, each in a mode of its own; ``home`` is the mode to go back to."""

    def __init__(self, app: App[int], home: str) -> None:
        self._app = app
        self.home = home
        self._modes: list[str] = []
        self._count = 0

    def __len__(self) -> int:
        return len(self._modes)

    @property
    def others(self) -> int:
        """How many calls are open besides the one in front."""
        return sum(mode != self._app.current_mode for mode in self._modes)

    @property
    def is_in_front(self) -> bool:
        """Whether what is in front is a call, or a page opened from one."""
        return self._app.current_mode in self._modes

    def open(self, make: Callable[[], Screen[Any]]) -> AwaitMount:
        """Open a call in front of everything; what was in front stays as it is."""
        self._count += 1
        mode = f"call-{self._count}"
        self._app.add_mode(mode, make)
        self._modes.append(mode)
        return self._app.switch_mode(mode)

    def next(self) -> None:
        """Go to the next open call."""
        at = self._modes.index(self._app.current_mode) if self.is_in_front else -1
        self._app.switch_mode(self._modes[(at + 1) % len(self._modes)])

    def close(self) -> None:
        """Close the call in front and go to one that is still open, else to the desk."""
        mode = self._app.current_mode
        self._modes.remove(mode)
        self._app.switch_mode(self._modes[-1] if self._modes else self.home)
        self._app.remove_mode(mode)
