"""Call: everything while they speak. The timer runs from the first key."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from textual.timer import Timer

from crm_tui.commands.command import Scope
from crm_tui.commands.footer import Entry
from crm_tui.domain.instants import from_micros, to_micros
from crm_tui.i18n import N_, _
from crm_tui.store.drafts import Draft
from crm_tui.tui.messages import Resting, Woken
from crm_tui.tui.screens.contact import ContactScreen
from crm_tui.tui.telling import telling_of
from crm_tui.tui.widgets.customer_card import CustomerCardView

SECOND = 1.0


class CallScreen(ContactScreen):
    """An open call. A second one parks it; it goes on counting from when it began."""

    HEADING = N_("Call")
    ROUTE = "call"
    IS_CALL: ClassVar[bool] = True
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.CALL, Scope.FORM)
    FOOTER: ClassVar[Sequence[Entry]] = (
        "save",
        "next-field",
        "picks",
        "steps",
        "card",
        "next-call",
        "call",
        "close",
    )

    def __init__(
        self, *, customer_id: int | None = None, number: str = "", draft: Draft | None = None
    ) -> None:
        super().__init__(customer_id=customer_id, number=number, draft=draft)
        self._ticker: Timer | None = None

    def on_mount(self) -> None:
        """The clock starts now, or started when the draft says."""
        kept = self.about.get("began_at")
        self.began_at = from_micros(kept) if kept else self.shell.state.now()
        self.about["began_at"] = to_micros(self.began_at)
        self._ticker = self.set_interval(SECOND, self.refresh_frame)

    @property
    def first_wait(self) -> str | None:
        """An answered call waited for nothing, unless they say so."""
        return "0"

    def top_left(self) -> str:
        """How long it lasts; at rest, since when."""
        if self.began_at is None:
            return _(self.HEADING)
        if self.shell.is_resting:
            since = telling_of(self.shell.state).clock(self.began_at)
            return _("Call since {time}").format(time=since)
        seconds = max(0, int((self.shell.state.now() - self.began_at).total_seconds()))
        return _("Call {minutes:02}:{seconds:02}").format(minutes=seconds // 60, seconds=seconds % 60)

    def top_right(self) -> str:
        """Whether it is kept, and how many calls are open besides."""
        others = self.shell.open_calls
        parts = [super().top_right()]
        if others:
            parts.append(_("{count} more open").format(count=others))
        return "   ".join(part for part in parts if part)

    def on_resting(self, message: Resting) -> None:
        """Nobody types: the clock stands still."""
        if self._ticker is not None:
            self._ticker.pause()
        self.refresh_frame()

    def on_woken(self, message: Woken) -> None:
        """It goes on."""
        if self._ticker is not None:
            self._ticker.resume()
        self.refresh_frame()

    def times(self, values: Mapping[str, Any]) -> tuple[datetime | None, datetime | None]:
        """From the first key to now: what a complaint's clocks start from is when the call began."""
        return self.began_at, self.shell.state.now()

    def do_card(self) -> None:
        """The whole card, or its first lines again."""
        self.query_one("#card", CustomerCardView).toggle_class("-whole")
