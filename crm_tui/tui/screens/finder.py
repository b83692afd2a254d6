"""Looking for a customer: what is typed, and whom it can mean, at each key (PRODUCT.md, "Find").

:class:`FinderScreen` is the page; what becomes of the customer who was found is its subclasses' matter.
"""

from collections.abc import Iterable
from functools import partial
from types import MappingProxyType
from typing import ClassVar

from textual.message import Message
from textual.widget import Widget

from crm_tui.commands import keys
from crm_tui.commands.command import Scope
from crm_tui.i18n import N_, _
from crm_tui.queries.find import Found, Match, MatchedIn, find
from crm_tui.tui.deeds import DeedScreen
from crm_tui.tui.telling import HEALTH_SIGNS, Telling, telling_of
from crm_tui.tui.widgets.filter_line import FilterLine
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.rows import Cell, Column, ListRow

#: So many are shown; where there are more, the top line says so.
MOST = 50

_COLUMNS = (Column("where", width=12), Column("found", weight=2), Column("name", weight=3))
_WHERE = MappingProxyType(
    {
        MatchedIn.NAME: N_("name"),
        MatchedIn.ORGANISATION: N_("organisation"),
        MatchedIn.ADDRESS_AS: N_("called"),
        MatchedIn.EMAIL: N_("mail"),
        MatchedIn.PHONE: N_("phone"),
    }
)


class FoundRead(Message, bubble=False):
    """Whom the text can mean."""

    def __init__(self, found: Found) -> None:
        super().__init__()
        self.found = found


class FinderScreen(DeedScreen):
    """A field, and the matches of what is typed into it. Enter chooses, and waits for the answer."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.DESK,)
    DEFAULT_CSS = """
    FinderScreen FilterLine { margin: 0 1; background: $panel; padding: 0 1; }
    """

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._first_text = text
        self._found: Found | None = None
        self._matches: dict[int, Match] = {}
        self._enter_waits = False
        self._told_of_nobody = ""

    def body(self) -> Iterable[Widget]:
        """The field and the matches."""
        rows = RecordList(_COLUMNS, empty=self._why_empty(), keep_cursor=True)
        rows.can_focus = False
        yield FilterLine(
            rows,
            edited=self._look,
            entered=self._enter,
            closed=self.shell.close_page,
            placeholder=_("name, number, mail, organisation, or words from a note"),
        )
        yield rows

    def on_mount(self) -> None:
        """Start in the field, with what was given."""
        field = self.query_one(FilterLine)
        field.focus()
        field.set_text(self._first_text)
        self.query_one(RecordList).set_rows([])
        self._look()

    def chosen(self, match: Match) -> None:
        """What becomes of the customer who was found."""
        raise NotImplementedError

    def nobody(self, text: str) -> None:
        """Enter was pressed once more although nobody was found."""

    def nobody_found(self) -> str:
        """What to say when nobody is found and Enter was pressed."""
        return _("Nobody is found.")

    def top_left(self) -> str:
        """Where I am, and how many were found."""
        return "   ".join(part for part in (_(self.HEADING), self._count()) if part)

    def key_pairs(self, width: int) -> list[tuple[str, str]]:
        """The keys of the page; letters are typed here."""
        up_and_down = f"{keys.shown('up')} {keys.shown('down')}"
        return [
            (keys.shown("enter"), _("open")),
            (up_and_down, _("choose")),
            (keys.shown("escape"), _("close")),
        ]

    @property
    def customer_id(self) -> int | None:
        """The customer at the cursor."""
        row = self.query_one(RecordList).current if self.is_mounted else None
        return row.id if row is not None and isinstance(row.id, int) else None

    def on_found_read(self, message: FoundRead) -> None:
        """Show whom the text can mean, the cursor on the best; Enter may have been pressed already."""
        if message.found.query != self._text:
            return
        self._show(message.found)
        if self._enter_waits:
            self._enter_waits = False
            self._choose()

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """A click on the match at the cursor."""
        self._choose()

    def do_find(self) -> None:
        """Find is here already."""
        self.query_one(FilterLine).focus()

    @property
    def _text(self) -> str:
        return self.query_one(FilterLine).value.strip()

    def _look(self) -> None:
        """Ask whom the text can mean; an older question becomes void."""
        business, text = self.shell.state.business, self._text
        self._enter_waits = False
        self._told_of_nobody = ""
        if business is None:
            return
        if not text:
            self._show(Found("", (), False))
            return
        query = partial(find, text=text, limit=MOST, country=business.country)
        self.shell.work.read(self, "find", query, FoundRead)

    def _show(self, found: Found) -> None:
        self._found = found
        self._matches = {match.id: match for match in found.results}
        rows, telling = self.query_one(RecordList), telling_of(self.shell.state)
        rows.set_empty(self._why_empty())
        rows.set_rows([match_row(match, telling) for match in found.results])
        rows.action_first()
        self.refresh_frame()

    def _enter(self) -> None:
        """Choose the match at the cursor, of exactly what is typed now."""
        if self._found is None or self._found.query != self._text:
            self._enter_waits = True
        elif self._text:
            self._choose()

    def _choose(self) -> None:
        match = self._matches.get(self.customer_id or 0)
        text = self._text
        if match is not None:
            self.chosen(match)
        elif text and self._told_of_nobody == text:
            self.nobody(text)
        elif text:
            self._told_of_nobody = text
            self.shell.say(self.nobody_found())

    def _count(self) -> str:
        if self._found is None or not self._found.query:
            return ""
        count = len(self._found.results)
        if self._found.more:
            return _("{count} of more than {count}").format(count=count)
        return _("{count} found").format(count=count)

    def _why_empty(self) -> str:
        if self._found is not None and self._found.query:
            return _("Nobody is found.")
        return _("Any part of a name, in any script; a number in any notation; words from a note.")


def match_row(match: Match, telling: Telling) -> ListRow:
    """A match as the list shows it: where it was found, the text that matched, and whose it is."""
    name = f"{match.name} · {match.organisation}" if match.organisation else match.name
    found = match.excerpt
    if match.matched in (MatchedIn.NAME, MatchedIn.ORGANISATION):
        # The name stands at its own place; what to reach them by says more.
        found = next(iter((*match.phones, *match.emails)), "")
    cells = (Cell(_where(match, telling), "dim"), found, name)
    return ListRow(match.id, cells, severity=HEALTH_SIGNS[match.health])


def _where(match: Match, telling: Telling) -> str:
    if match.matched is not MatchedIn.NOTE:
        return _(_WHERE[match.matched])
    day = telling.past(match.happened_at) if match.happened_at else ""
    return _("note {day}").format(day=day)
