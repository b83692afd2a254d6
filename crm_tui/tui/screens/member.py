"""A member of staff's page: job, skills and figures above; below what is to be done for them, and praise."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.message import Message
from textual.widget import Widget

from crm_tui.commands.command import Scope
from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.words import ChecklistKind
from crm_tui.i18n import N_, _
from crm_tui.queries.member import MemberPage, member_page
from crm_tui.queries.one_to_ones import Figures, figures
from crm_tui.queries.people import StaffMember
from crm_tui.queries.periods import Period, quarter_of
from crm_tui.tui.messages import Failed
from crm_tui.tui.screens import member_deeds, member_rows
from crm_tui.tui.screens.staff_deeds import StaffDeeds
from crm_tui.tui.telling import telling_of
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.text_lines import TextLines


@dataclass
class MemberRead(Message, bubble=False):
    """Who they are, as much as the user may see."""

    page: MemberPage


@dataclass
class FiguresRead(Message, bubble=False):
    """What they did this quarter."""

    found: Figures


class MemberScreen(StaffDeeds):
    """``space`` does what the row at the cursor waits for; ``enter`` goes to what it is about."""

    HEADING = N_("Member of staff")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STAFF, Scope.LIST, Scope.DESK)
    FOOTER = (
        "open",
        "tick",
        "praise",
        "train",
        "skill",
        "write-one-to-one",
        "checklist",
        "job",
        "give-away",
        "close",
    )
    DEFAULT_CSS = """
    MemberScreen TextLines { height: auto; padding: 0 1; }
    MemberScreen RecordList { height: 1fr; margin-top: 1; }
    """

    def __init__(self, staff_id: int) -> None:
        super().__init__()
        self._staff_id = staff_id
        self._page: MemberPage | None = None
        self._figures: Figures | None = None

    def body(self) -> Iterable[Widget]:
        """The words and figures, and the rows."""
        yield TextLines(id="head")
        yield RecordList(
            member_rows.COLUMNS,
            title=_("To do, and to look back on"),
            empty=_("Nothing yet. {key} praises them.").format(key=self.shell.keyboard.key_shown("praise")),
            id="rows",
        )

    def on_mount(self) -> None:
        """Begin with what there is."""
        self.read_again()

    def on_resize(self) -> None:
        """The job is broken into lines anew."""
        self._show_head()

    @property
    def member(self) -> StaffMember | None:
        """Whose page it is."""
        return None if self._page is None else self._page.member

    def top_left(self) -> str:
        """Whose page it is."""
        return _(self.HEADING) if self._page is None else self._page.member.name

    def on_member_read(self, message: MemberRead) -> None:
        """Show it; the figures follow, where they are for the user."""
        self._page = message.page
        self._show()
        state = self.shell.state
        if message.page.is_private_shown and state.business is not None and state.actor is not None:
            query = partial(
                figures,
                staff_id=self._staff_id,
                period=self._quarter(),
                now=state.now(),
                zone=state.business.zone,
                viewer=state.actor,
            )
            self.shell.work.read(self, "figures", query, FiguresRead)

    def on_figures_read(self, message: FiguresRead) -> None:
        """The figures have come."""
        self._figures = message.found
        self._show()

    def on_failed(self, message: Failed) -> None:
        """Somebody who was never here has no page."""
        if message.topic == "member" and isinstance(message.error, NoSuchRecord):
            message.prevent_default()
            self.shell.close_page()

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Go to what the row is about."""
        kind, record_id = self._at
        page = self._page
        if page is None:
            return
        if kind in ("read", "suggested"):
            self.shell.open("standard", standard_id=record_id)
        elif kind == "one-to-one":
            self.shell.open("one-to-one", one_to_one_id=record_id)
        elif kind in ("look", "looked", "praise", "item"):
            self._open_contact(page, kind, record_id)
        elif kind == "training":
            training = next(one for one in page.trainings if one.id == record_id)
            if training.standard_id is not None:
                self.shell.open("standard", standard_id=training.standard_id)

    def do_tick(self) -> None:
        """Do what the row waits for."""
        kind, record_id = self._at
        if kind == "training":
            self.write("tick", partial(member_deeds.take, training_id=record_id))
        elif kind == "suggested":
            if self._is_in_charge() and self.member is not None:
                deed = partial(member_deeds.plan, login=self.member.login, standard_id=record_id)
                self.write("tick", deed)
        elif kind == "item":
            self._sign(record_id)
        elif kind == "look":
            self.shell.open("look", interaction_id=record_id)
        elif kind == "read":
            self.shell.open("standard", standard_id=record_id)
        else:
            self.shell.say(_("There is nothing to tick at the cursor."))

    def do_delete(self) -> None:
        """Take training or an item of the checklist off."""
        kind, record_id = self._at
        if kind == "training":
            self.write("drop", partial(member_deeds.drop_training, training_id=record_id))
        elif kind == "item":
            self.write("drop", partial(member_deeds.drop_item, item_id=record_id))
        else:
            self.shell.say(_("There is nothing at the cursor to delete."))

    @property
    def _at(self) -> tuple[str, int]:
        """What the row at the cursor is, and its number."""
        row = self.query_one(RecordList).current
        return row.id if row is not None and isinstance(row.id, tuple) else ("", 0)

    def _sign(self, item_id: int) -> None:
        assert self._page is not None, "its row is shown"
        line = next(one for one in self._page.checklist if one.id == item_id and not one.is_standard)
        if line.kind is ChecklistKind.ACCOMPANIED and line.done_at is None:
            self.shell.open("sign-off", item_id=item_id, staff_id=self._staff_id)
        else:
            self.write("tick", partial(member_deeds.sign_off, item_id=item_id))

    def _open_contact(self, page: MemberPage, kind: str, record_id: int) -> None:
        """Open the contact that a row is about, at its place on the customer's page."""
        found: Iterable[tuple[int, int | None, int | None]]
        if kind == "praise":
            found = ((one.id, one.customer_id, one.interaction_id) for one in page.praise)
        elif kind == "item":
            found = (
                (one.id, one.customer_id, one.interaction_id) for one in page.checklist if not one.is_standard
            )
        else:
            contacts = (*page.to_look_at, *page.looked_at)
            found = ((one.interaction_id, one.customer_id, one.interaction_id) for one in contacts)
        for row_id, customer_id, interaction_id in found:
            if row_id == record_id and customer_id is not None:
                self.shell.open("customer", customer_id=customer_id, focus=("interaction", interaction_id))
                return

    def _is_in_charge(self) -> bool:
        return self.holds_or_says(self.actor.role.is_in_charge, _("Only a manager or an admin can do this."))

    def _show(self) -> None:
        if self._page is None:
            return
        shares = self._figures.standards if self._figures is not None else ()
        telling = telling_of(self.shell.state)
        self.query_one(RecordList).set_rows(member_rows.rows(self._page, shares, telling))
        self._show_head()
        self.refresh_frame()

    def _show_head(self) -> None:
        business = self.shell.state.business
        if self._page is None or business is None:
            return
        telling = telling_of(self.shell.state)
        lines = member_rows.head(self._page, self._figures, telling, business.currency, self.size.width - 2)
        widget = self.query_one("#head", TextLines)
        widget.styles.height = len(lines)
        widget.show_lines(lines)

    def _quarter(self) -> Period:
        return quarter_of(telling_of(self.shell.state).today)

    def read_again(self) -> None:
        """Read what is shown; the cursor stays on its row."""
        state = self.shell.state
        if state.business is None or state.actor is None:
            return
        query = partial(
            member_page,
            staff_id=self._staff_id,
            now=state.now(),
            zone=state.business.zone,
            viewer=state.actor,
        )
        self.shell.work.read(self, "member", query, MemberRead)
