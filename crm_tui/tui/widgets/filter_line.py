"""The line above a list in which typing narrows it; up and down move the list's cursor meanwhile."""

from collections.abc import Callable

from textual import events

from crm_tui.tui.widgets.line_input import LineInput
from crm_tui.tui.widgets.record_list import RecordList

_MOVES = {"up": -1, "down": 1}
_TURNS = {"pageup": -1, "pagedown": 1}


class FilterLine(LineInput):
    """``edited`` is called for each change, ``entered`` for Enter, ``closed`` for escape."""

    DEFAULT_CSS = "FilterLine { margin: 0 0 0 3; }"

    def __init__(
        self,
        rows: RecordList,
        *,
        edited: Callable[[], None],
        entered: Callable[[], None],
        closed: Callable[[], None],
        placeholder: str = "",
    ) -> None:
        super().__init__(entered=entered, step=self._leave, edited=edited, placeholder=placeholder)
        self._rows = rows
        self._when_closed = closed

    async def on_key(self, event: events.Key) -> None:
        """The list beside the line answers the keys that move its cursor."""
        if event.key in _MOVES:
            event.stop()
            self._rows.action_move(_MOVES[event.key])
        elif event.key in _TURNS:
            event.stop()
            self._rows.action_turn(_TURNS[event.key])

    def do_close(self) -> None:
        """``escape``."""
        self._when_closed()

    def _leave(self, _steps: int) -> None:
        self.screen.set_focus(self._rows)
