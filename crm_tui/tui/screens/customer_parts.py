"""What the customer page says besides the timeline: its head, the open work, and all that is known."""

from collections.abc import Iterator, Sequence

from crm_tui.domain.add_on import Suggestion
from crm_tui.domain.contact_load import Load
from crm_tui.domain.health import Assessment
from crm_tui.domain.words import Form, PromiseBy, PromiseState, Stage
from crm_tui.i18n import _, ngettext
from crm_tui.queries.cases import Case
from crm_tui.queries.customer_page import CustomerRecord
from crm_tui.queries.customer_parts import Membership, Spokesperson
from crm_tui.queries.due import FollowUp
from crm_tui.queries.opportunities import Opportunity
from crm_tui.queries.promises import Promise
from crm_tui.tui.screens.opportunity_rows import open_row
from crm_tui.tui.telling import (
    Telling,
    channels_in_words,
    load_in_words,
    point_in_words,
    quiet_in_words,
)
from crm_tui.tui.widgets.card_lines import (
    do_not_contact,
    filled,
    health_lines,
    suggestion_in_words,
    who_they_are,
    wishes_of,
)
from crm_tui.tui.widgets.rows import Cell, Column, ListRow, Severity
from crm_tui.tui.widgets.text_lines import Line

OPEN_COLUMNS = (
    Column("when", width=12),
    Column("what", width=16),
    Column("who", width=16, from_width=90),
    Column("about"),
)
#: The kinds of the rows that say who speaks for the customer, and for whom the customer speaks.
SPEAKER, SPOKEN_FOR = "speaker", "spoken-for"

ABOUT_COLUMNS = (Column("what", width=13), Column("said"))


def head_lines(
    record: CustomerRecord,
    health: Assessment,
    load: Load,
    suggestions: Sequence[Suggestion],
    telling: Telling,
    width: int,
    key: str,
) -> list[Line]:
    """Who they are and how to reach them, the strongest wish and how they are doing first.

    What they may need stands quietly at the end, with the key that writes it down.
    """
    customer = record.customer
    lines: list[Line] = [(do_not_contact(),)] if customer.do_not_contact else []
    lines += health_lines(health, telling, width)
    lines += [((line, "dim"),) for line in filled(who_they_are(customer, record.kinds), width)]
    points = [point_in_words(point) for point in record.contact_points]
    reach = [quiet_in_words(wishes_of(customer)), channels_in_words(record.consents)]
    lines += [((line, ""),) for line in filled([*reach, *points], width)]
    quiet: list[Line] = [((line, "dim"),) for line in suggestion_in_words(suggestions, telling, key)]
    return [*lines, (load_in_words(load),), *quiet]


def open_rows(
    record: CustomerRecord, opportunities: Sequence[Opportunity], telling: Telling
) -> list[ListRow]:
    """What is still to be done for them: what is late, the cases, then the rest by when it is due.

    What they may need stands last; a next step of it is among what is due.
    """
    planned = [
        *((row.due_at, _follow_up(row, telling)) for row in record.follow_ups),
        *(
            (promise.safe_at, _promise(promise, telling))
            for promise in record.promises
            if promise.state is PromiseState.OPEN
        ),
    ]
    planned.sort(key=lambda pair: pair[0])
    late = [row for _at, row in planned if row.severity is Severity.LATE]
    rest = [row for _at, row in planned if row.severity is not Severity.LATE]
    cases = [_case(case, telling) for case in record.cases if case.stage is not Stage.CLOSED]
    return [*late, *cases, *rest, *(open_row(one, telling) for one in opportunities)]


def open_title(record: CustomerRecord, opportunities: Sequence[Opportunity]) -> str:
    """How much is open, by kind."""
    cases = sum(case.stage in (Stage.OPEN, Stage.WAITING) for case in record.cases)
    promises = sum(promise.state is PromiseState.OPEN for promise in record.promises)
    follow_ups, heard = len(record.follow_ups), len(opportunities)
    parts = [
        ngettext("{count} case", "{count} cases", cases).format(count=cases) if cases else "",
        ngettext("{count} promise", "{count} promises", promises).format(count=promises) if promises else "",
        ngettext("{count} follow-up", "{count} follow-ups", follow_ups).format(count=follow_ups)
        if follow_ups
        else "",
        ngettext("{count} opportunity", "{count} opportunities", heard).format(count=heard) if heard else "",
    ]
    shown = " · ".join(part for part in parts if part)
    return _("Open   {parts}").format(parts=shown) if shown else _("Nothing is open")


def about_rows(record: CustomerRecord, telling: Telling) -> list[ListRow]:
    """All that is known of them; the people and organisations among it open on their own page."""
    customer = record.customer
    rows = [
        *(_fact(point.type.label, point_in_words(point)) for point in record.contact_points),
        *_people(_("with"), record.places),
        *_people(_("people"), record.members),
        *_speaking(SPEAKER, _("may speak"), record.speakers),
        *_speaking(SPOKEN_FOR, _("speaks for"), record.spoken_for),
        *(
            _fact(
                _("consent"),
                _("{channel}: {answer}, said {day}").format(
                    channel=mark.channel.label, answer=mark.state.label, day=telling.past(mark.at)
                ),
            )
            for mark in record.consents
        ),
        _fact(_("quiet hours"), quiet_in_words(wishes_of(customer))),
        _fact(_("rhythm"), _rhythm(record)),
        _fact(_("tags"), ", ".join(record.tags)),
        _fact(_("language"), customer.language),
        _fact(_("heard of us"), customer.source),
        _fact(_("note"), customer.note),
        _fact(_("with us since"), telling.long_day(telling.day_of(customer.created_at))),
    ]
    if customer.ended_on is not None:
        words = _("{day}, because: {why}").format(
            day=telling.long_day(customer.ended_on), why=customer.ended_why
        )
        rows.append(_fact(_("ended"), words))
    known = [row for row in rows if row.cells[-1]]
    # Facts are told apart by their place; people and organisations by who they are.
    return [ListRow(("fact", place), row.cells) if row.id is None else row for place, row in enumerate(known)]


def places_in_words(record: CustomerRecord) -> str:
    """Name and present organisations: all of it customers' text."""
    present = [place for place in record.places if place.to_on is None]
    where = [f"{place.title}, {place.name}" if place.title else place.name for place in present]
    return " · ".join([record.customer.name, *where])


def heading_of(record: CustomerRecord) -> str:
    """What the top line calls the page."""
    return _("Organisation") if record.customer.form is Form.ORGANISATION else _("Customer")


def _follow_up(row: FollowUp, telling: Telling) -> ListRow:
    late = row.due_at <= telling.now
    what = _("appointment") if row.is_appointment else _("call back") if row.is_call_back else _("follow-up")
    cells = (
        Cell(telling.due(row.due_at, row.all_day, row.due_on), "late" if late else ""),
        what,
        Cell(row.staff, "dim"),
        row.what,
    )
    return ListRow(("follow-up", row.id), cells, severity=Severity.LATE if late else Severity.NORMAL)


def _promise(promise: Promise, telling: Telling) -> ListRow:
    late = promise.safe_at <= telling.now
    what = _("promised") if promise.by is PromiseBy.OURS else _("they promised")
    cells = (
        Cell(
            telling.due(promise.safe_at, promise.safe_all_day, promise.safe_on),
            "late" if late else "",
        ),
        what,
        Cell(promise.staff, "dim"),
        promise.what,
    )
    return ListRow(("promise", promise.id), cells, severity=Severity.LATE if late else Severity.NORMAL)


def _case(case: Case, telling: Telling) -> ListRow:
    since = _("since {day}").format(day=telling.past(case.opened_at))
    what = _("case {stage}").format(stage=case.stage.label)
    title = case.title
    if case.reopenings:
        times = ngettext("reopened {count} time", "reopened {count} times", case.reopenings)
        title = _("{again}: {title}").format(again=times.format(count=case.reopenings), title=case.title)
    cells = (since, what, Cell(case.owner, "dim"), title)
    return ListRow(("case", case.id), cells, severity=Severity.NORMAL, state=case.stage)


def _rhythm(record: CustomerRecord) -> str:
    """How often they should hear from us, and by whose word."""
    own, of_tier = record.customer.rhythm_days, record.customer.tier_rhythm_days
    if own is not None:
        return _("at least every {days} d, agreed with them").format(days=own)
    return "" if of_tier is None else _("at least every {days} d, by their tier").format(days=of_tier)


def _fact(what: str, said: str) -> ListRow:
    return ListRow(None, (Cell(what, "dim"), said))


def _people(what: str, memberships: Sequence[Membership]) -> Iterator[ListRow]:
    for place in memberships:
        words = f"{place.title}, {place.name}" if place.title else place.name
        if place.to_on is not None:
            words = _("no longer: {place}").format(place=words)
        yield ListRow(("customer", place.customer_id, what), (Cell(what, "dim"), words))


def _speaking(kind: str, what: str, people: Sequence[Spokesperson]) -> Iterator[ListRow]:
    for person in people:
        words = person.name
        if person.may_be_told:
            words = _("{name}: {may_be_told}").format(name=person.name, may_be_told=person.may_be_told)
        yield ListRow((kind, person.customer_id), (Cell(what, "dim"), words))
