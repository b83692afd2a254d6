"""A desk with two small screens of its own, so that the shell is tested whatever the real screens do."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar
from uuid import uuid4

from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from crm_tui.commands.command import Scope
from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.settings.keymap import Keymap
from crm_tui.settings.options import Options
from crm_tui.store.drafts import Draft
from crm_tui.tui import routes
from crm_tui.tui.app import DeskApp
from crm_tui.tui.messages import DraftKept, DraftNotKept, StoreChanged
from crm_tui.tui.screens.base import DeskScreen
from crm_tui.tui.state import DeskState


class SampleToday(DeskScreen):
    """A main screen without anything in it."""

    HEADING = "Today"
    SCOPES: ClassVar = (Scope.LIST, Scope.DESK)
    FOOTER = ("log", "follow-up", "find", "call", SCREENS_ROW)

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[Message] = []

    def body(self) -> Iterable[Widget]:
        yield Static("ready", markup=False)

    def on_store_changed(self, message: StoreChanged) -> None:
        self.messages.append(message)

    def on_resting(self, message: Message) -> None:
        self.messages.append(message)

    def on_woken(self, message: Message) -> None:
        self.messages.append(message)


class SampleCustomers(SampleToday):
    """Another main screen."""

    HEADING = "Customers"


class SampleForm(DeskScreen):
    """A form of two text fields, kept as a draft while it is open."""

    HEADING = "Log"
    SCOPES: ClassVar = (Scope.FORM,)
    FOOTER = ("save", "picks")

    def __init__(self, customer_id: int | None = None, draft: Draft | None = None) -> None:
        super().__init__()
        self.draft = draft
        self.draft_id = draft.id if draft else uuid4().hex
        self.draft_form = "log"
        self.draft_customer_id = customer_id
        self.notices: list[str] = []

    def body(self) -> Iterable[Widget]:
        values = self.draft.values if self.draft else {}
        yield Input(values.get("who", ""), id="who")
        yield TextArea(values.get("said", ""), id="said")

    def on_mount(self) -> None:
        self.shell.drafting.watch(self, self.draft)

    def draft_values(self) -> Mapping[str, Any]:
        values = {"who": self.query_one(Input).value, "said": self.query_one(TextArea).text}
        return values if any(values.values()) else {}

    def on_draft_kept(self, message: DraftKept) -> None:
        self.notices.append("kept")

    def on_draft_not_kept(self, message: DraftNotKept) -> None:
        self.notices.append("not kept")
        self.shell.say("not kept")

    def do_close(self) -> None:
        self.shell.drafting.release(self, discard=False)
        self.shell.close_page()
        self.shell.list_drafts()

    def do_save(self) -> None:
        self.shell.drafting.release(self, discard=True)
        self.shell.close_page()


class SampleDesk(DeskApp):
    """The application with the sample screens in the place of the real ones."""

    ROUTES: ClassVar = {
        **{route: routes.ROUTES[route] for route in ("help", "palette", "drafts")},
        "today": f"{__name__}:SampleToday",
        "customers": f"{__name__}:SampleCustomers",
        "log": f"{__name__}:SampleForm",
        "call": f"{__name__}:SampleForm",
    }


def sample_desk(state: DeskState, *, keymap: Keymap | None = None) -> SampleDesk:
    return SampleDesk(state, keymap or Keymap({}), Options(), start="today")
