"""One outreach: what goes out, who is left out for what, and everybody on its list."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.widget import Widget

from crm_tui.commands.command import Scope
from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.domain.growth_words import LeftOut, OutreachState
from crm_tui.domain.words import Channel
from crm_tui.i18n import N_, _
from crm_tui.queries.messages import Composed
from crm_tui.queries.outreach import OutreachMember, OutreachRow, members, outreach, reasons
from crm_tui.queries.outreach_letters import letter_to
from crm_tui.queries.template_values import Writer
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import DeedScreen
from crm_tui.tui.telling import telling_of
from crm_tui.tui.text import in_lines
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.rows import Cell, Column, ListRow
from crm_tui.tui.widgets.text_lines import Line, TextLines

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

#: So many are shown; the file for the mail program has them all.
_MOST = 2_000


@dataclass
class PageRead(Message, bubble=False):
    """What is shown."""

    found: OutreachRow
    reasons: dict[LeftOut, int]
    members: tuple[OutreachMember, ...]


class LetterRead(Message, bubble=False):
    """What the customer at the cursor gets."""

    def __init__(self, text: Composed | None) -> None:
        super().__init__()
        self.text = text


class OutreachScreen(DeedScreen):
    """``w`` goes between those on the list and those left out; below is what the one at the cursor gets."""

    HEADING = N_("Outreach")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.OUTREACH, Scope.LIST, Scope.DESK)
    FOOTER = ("open", "outreach-write", "outreach-sent", "outreach-answer", "view", "close", SCREENS_ROW)
    DEFAULT_CSS = """
    OutreachScreen #told { height: auto; padding: 0 1; margin-bottom: 1; }
    OutreachScreen RecordList { height: 1fr; }
    OutreachScreen #letter { height: 7; padding: 0 1; border-top: solid $foreground 20%; display: none; }
    OutreachScreen.-tall #letter { height: 14; }
    """

    def __init__(self, outreach_id: int) -> None:
        super().__init__()
        self._outreach_id = outreach_id
        self._left_out = False
        self._page: PageRead | None = None

    def body(self) -> Iterable[Widget]:
        """What is told of it, and the customers."""
        yield TextLines(id="told")
        yield RecordList(
            (Column("what", width=30), Column("answered", width=9), Column("name")),
            empty=_("Nobody."),
            keep_cursor=True,
        )
        yield TextLines(id="letter")

    def on_mount(self) -> None:
        """Begin with those on the list."""
        self.read_again()

    def read_again(self) -> None:
        """Read what is shown; the cursor stays on its customer."""
        outreach_id, left_out = self._outreach_id, self._left_out

        def read(reader: Reader) -> PageRead:
            shown = members(reader, outreach_id, left_out=left_out, limit=_MOST)
            return PageRead(outreach(reader, outreach_id), reasons(reader, outreach_id), shown)

        self.shell.work.read(self, "outreach", read, lambda found: found)

    def top_left(self) -> str:
        """What goes out; its name stands last."""
        if self._page is None:
            return super().top_left()
        shown = _("left out") if self._left_out else _("on the list")
        return "   ".join((_(self.HEADING), shown, self._page.found.name))

    def on_page_read(self, message: PageRead) -> None:
        """Show it."""
        self._page = message
        told = self.query_one("#told", TextLines)
        lines = self._lines(message)
        told.styles.height = len(lines)
        told.show_lines(lines)
        self.query_one(RecordList).set_rows([_row(member) for member in message.members])
        self._read_letter()
        self.refresh_frame()

    def on_record_list_rested(self, message: RecordList.Rested) -> None:
        """The preview follows the cursor once it rests."""
        self._read_letter()

    def on_letter_read(self, message: LetterRead) -> None:
        """Show it."""
        letter = self.query_one("#letter", TextLines)
        letter.display = message.text is not None
        letter.show_lines(_letter(message.text, self.size.width - 2) if message.text else [])

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """The customer's page."""
        customer_id = self._customer_at_cursor()
        if customer_id is not None:
            self.shell.open("customer", customer_id=customer_id, focus=None)

    def do_view(self) -> None:
        """Those on the list, or those left out."""
        self._left_out = not self._left_out
        self.read_again()

    def do_outreach_write(self) -> None:
        """Ask for the file."""
        self.shell.open("outreach-file", outreach_id=self._outreach_id)

    def do_outreach_sent(self) -> None:
        """Log it with everybody on the list; undo takes it back as a whole."""
        self.shell.say(_("Logging it with each customer on the list …"))
        self.write("sent", partial(_mark_sent, outreach_id=self._outreach_id))

    def do_outreach_answer(self) -> None:
        """Ask what they said."""
        customer_id = self._customer_at_cursor()
        is_on_list = customer_id is not None and not self._left_out
        if self.holds_or_says(is_on_list, _("Go to a customer on the list first.")):
            self.shell.open("outreach-answer", outreach_id=self._outreach_id, customer_id=customer_id)

    def _read_letter(self) -> None:
        """Read what the customer at the cursor gets; a template that is gone is told once, by that."""
        customer_id = self._customer_at_cursor()
        if self._page is None or not self._page.found.template or self._left_out or customer_id is None:
            self.on_letter_read(LetterRead(None))
            return
        writer = Writer(self.business, self.actor, self.shell.state.now())
        query = partial(letter_to, outreach_id=self._outreach_id, customer_id=customer_id, writer=writer)
        self.shell.work.read(self, "letter", query, LetterRead)

    def _customer_at_cursor(self) -> int | None:
        row = self.query_one(RecordList).current
        return row.id[1] if row is not None and isinstance(row.id, tuple) else None

    def _lines(self, page: PageRead) -> list[Line]:
        telling, row = telling_of(self.shell.state), page.found
        counts = _("{on} on the list   {out} left out   {answered} answered").format(
            on=telling.number(row.on_list),
            out=telling.number(row.left_out),
            answered=telling.number(row.answered),
        )
        sent = row.sent_at if row.state is OutreachState.SENT else None
        state = (
            _("not sent yet")
            if sent is None
            else _("sent on {day}").format(day=telling.day_of(sent).isoformat())
        )
        what = _("{kind} by {channel}, {state}").format(
            kind=row.kind.label, channel=Channel(row.channel).label, state=state
        )
        lines: list[Line] = [((what, ""),), ((counts, "strong"),)]
        if page.reasons:
            told = [
                _("{reason}: {count}").format(reason=why.label, count=telling.number(count))
                for why, count in page.reasons.items()
            ]
            # Two to a line: the reasons are sentences, and a terminal is 80 wide.
            lines += [(("   ".join(told[place : place + 2]), "dim"),) for place in range(0, len(told), 2)]
        for label, text in ((_("segment"), row.view), (_("template"), row.template), (_("link"), row.link)):
            if text:
                lines.append(((_("{label}: {text}").format(label=label, text=text), "dim"),))
        return lines


def _letter(text: Composed, width: int) -> list[Line]:
    lines: list[Line] = [((text.subject or _("no subject"), "strong" if text.subject else "dim"),)]
    if text.empty:
        gaps = ", ".join(f"{{{name}}}" for name in text.empty)
        lines.append(((_("▲ Nothing is known for {fields}.").format(fields=gaps), "risk"),))
    for line in text.body.splitlines():
        lines += [((piece, ""),) for piece in in_lines(line, width)]
    return lines


def _row(member: OutreachMember) -> ListRow:
    what = member.address if member.left_out is None else member.left_out.label
    answered = _("answered") if member.answered_at is not None else ""
    name = f"{member.name} · {member.answer}" if member.answer else member.name
    return ListRow(("customer", member.customer_id), (Cell(what, "dim"), Cell(answered, "met"), name))


def _mark_sent(act: "Act", outreach_id: int) -> str:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.outreach import mark_sent

    return _("It went out, and is logged with {count} customers.").format(
        count=mark_sent(act, outreach_id).logged
    )
