"""The timeline of a customer as a list: a page of entries at a time, each told in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from crm_tui.domain.about_text import about_in_words
from crm_tui.domain.case_event_text import event_in_words
from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.growth_words import SaleStage
from crm_tui.domain.words import Appointment, FollowUpState, Mood, PromiseBy, PromiseState
from crm_tui.i18n import N_, _
from crm_tui.queries.interactions import interaction
from crm_tui.queries.promises import promise
from crm_tui.queries.sales import sale_page
from crm_tui.queries.timeline import EVERYTHING, Entry, EntryKind, TimelineKey, key_of, timeline
from crm_tui.store.reader import Reader
from crm_tui.tui.telling import Telling, way_in_words
from crm_tui.tui.widgets.rows import Cell, Column, Key, KeysetSource, ListRow, RowId, Severity

COLUMNS = (
    Column("when", width=11),
    Column("way", width=9),
    Column("about", width=24),
    Column("mood", width=9, from_width=90),
    Column("said"),
)

#: The kinds of records that the timeline can be opened at.
LOCATED = frozenset({EntryKind.INTERACTION.value, EntryKind.PROMISE.value, EntryKind.SALE.value})

#: What the timeline can be narrowed to, with what its title says of it.
VIEWS = (
    (EVERYTHING, N_("everything")),
    (frozenset({EntryKind.INTERACTION}), N_("contacts")),
    (frozenset({EntryKind.CASE}), N_("cases")),
    (frozenset({EntryKind.FOLLOW_UP}), N_("follow-ups")),
    (frozenset({EntryKind.PROMISE}), N_("promises")),
    (frozenset({EntryKind.SALE}), N_("sales")),
)


@dataclass(frozen=True)
class TimelineSource(KeysetSource):
    """A customer's timeline, newest first; ``labels`` are those of natures and outcomes by code."""

    customer_id: int
    telling: Callable[[], Telling]
    kinds: frozenset[EntryKind] = EVERYTHING
    labels: Mapping[str, str] = field(default_factory=dict)

    def locate(self, reader: Reader, row_id: RowId) -> Key | None:
        """Where a contact, a promise or a sale stands; what is planned besides needs no looking for."""
        if not isinstance(row_id, tuple) or row_id[0] not in LOCATED:
            return None
        try:
            if row_id[0] == EntryKind.PROMISE:
                promised = promise(reader, row_id[1])
                return (key_of(EntryKind.PROMISE, promised.id, promised.closed_at or promised.safe_at),)
            if row_id[0] == EntryKind.SALE:
                sold = sale_page(reader, row_id[1]).sale
                return (key_of(EntryKind.SALE, sold.id, sold.sold_at),)
            found = interaction(reader, row_id[1])
        except NoSuchRecord:
            return None
        return (key_of(EntryKind.INTERACTION, found.id, found.happened_at),)

    def read_page(
        self,
        reader: Reader,
        limit: int,
        *,
        after: TimelineKey | None = None,
        before: TimelineKey | None = None,
        from_end: bool = False,
    ) -> tuple[list[ListRow], bool]:
        """See :class:`KeysetSource`."""
        telling = self.telling()
        found = timeline(
            reader,
            self.customer_id,
            kinds=self.kinds,
            after=after,
            before=before,
            from_end=from_end,
            limit=limit,
        )
        return [entry_row(entry, telling, self.labels) for entry in found.entries], found.more


def entry_row(entry: Entry, telling: Telling, labels: Mapping[str, str]) -> ListRow:
    """An entry as the timeline shows it; its id names the record that the keys act on."""
    if entry.kind is EntryKind.INTERACTION:
        return _interaction(entry, telling, labels)
    if entry.kind is EntryKind.CASE:
        cells = (
            telling.past(entry.at),
            _("case"),
            event_in_words(entry.state, entry.outcome),
            "",
            _with_reason(entry),
        )
        return ListRow(("case", entry.case_id, entry.id), cells, (entry.key,))
    if entry.kind is EntryKind.SALE:
        about = _("{stage}, {worth}").format(stage=SaleStage(entry.state).label, worth=entry.outcome)
        cells = (telling.past(entry.at), _("sale"), about, "", _with_note(entry))
        return ListRow((entry.kind.value, entry.id), cells, (entry.key,), state=entry.state)
    if entry.kind is EntryKind.FOLLOW_UP:
        return _planned(entry, telling, _("follow-up"), _follow_up_state(entry))
    by = PromiseBy(entry.outcome)
    state = PromiseState(entry.state)
    about = _("{by}, {state}").format(by=by.label, state=state.label)
    return _planned(entry, telling, _("promise"), about)


def _interaction(entry: Entry, telling: Telling, labels: Mapping[str, str]) -> ListRow:
    about = ""
    if entry.state != "internal":
        about = _("{nature} → {outcome}").format(
            nature=labels.get(entry.nature, entry.nature), outcome=labels.get(entry.outcome, entry.outcome)
        )
    cells = (
        telling.past(entry.at),
        way_in_words(entry.channel, entry.state),
        about,
        Cell(Mood(entry.mood).label if entry.mood else "", "dim"),
        about_in_words(entry.product, entry.text),
    )
    severity = Severity.MET if entry.good_moment else Severity.NONE
    return ListRow((entry.kind.value, entry.id), cells, (entry.key,), severity)


def _planned(entry: Entry, telling: Telling, what: str, about: str) -> ListRow:
    """A follow-up or promise: while it is open, when it is due."""
    severity, when = Severity.NONE, telling.past(entry.at)
    if entry.state == "open" and entry.due_on is not None:
        severity = Severity.LATE if entry.at <= telling.now else Severity.NORMAL
        when = telling.due(entry.at, entry.all_day, entry.due_on)
    cells = (Cell(when, "late" if severity is Severity.LATE else ""), what, about, "", _with_reason(entry))
    return ListRow((entry.kind.value, entry.id), cells, (entry.key,), severity, entry.state)


def _follow_up_state(entry: Entry) -> str:
    if entry.outcome:
        return Appointment(entry.outcome).label
    return FollowUpState(entry.state).label


def _with_reason(entry: Entry) -> str:
    what = about_in_words(entry.product, entry.text)
    return _("{what} (because: {why})").format(what=what, why=entry.why) if entry.why else what


def _with_note(entry: Entry) -> str:
    if not entry.why:
        return entry.text
    return _("{what} ({note})").format(what=entry.text, note=entry.why)
