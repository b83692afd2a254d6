"""Agreements as lists and their pages show them."""

from collections.abc import Iterable
from datetime import date

from crm_tui.domain.agreement_text import standing_in_words
from crm_tui.domain.growth_words import AgreementState, Renewal
from crm_tui.domain.money import money_in_words
from crm_tui.domain.words import PromiseState
from crm_tui.i18n import _
from crm_tui.queries.agreements import Agreement, AgreementEvent, agreements_of
from crm_tui.queries.negotiations import Move
from crm_tui.queries.promises import Promise
from crm_tui.store.reader import Reader
from crm_tui.tui.screens.negotiation_rows import said_by
from crm_tui.tui.screens.standard_head import part_lines
from crm_tui.tui.screens.standard_rows import wrapped
from crm_tui.tui.telling import Telling
from crm_tui.tui.widgets.rows import Cell, Column, ListRow, Severity, Tone
from crm_tui.tui.widgets.text_lines import Line

COLUMNS = (
    Column("standing", width=22),
    Column("renewal", width=17, from_width=90),
    Column("owner", width=16, from_width=110),
    Column("name"),
)
HISTORY_COLUMNS = (
    Column("day", width=9),
    Column("what", width=30),
    Column("who", width=16, from_width=100),
    Column("words"),
)
_TONES: dict[Severity, Tone] = {Severity.LATE: "late", Severity.AT_RISK: "risk"}


def severity_of(found: Agreement, today: date) -> Severity:
    """Late once its end is over and nobody decided, at risk while it asks for that, else normal."""
    if found.is_overdue(today):
        return Severity.LATE
    if found.state is AgreementState.ENDED:
        return Severity.NONE
    return Severity.AT_RISK if found.is_near(today) else Severity.NORMAL


def agreement_row(one: Agreement, telling: Telling) -> ListRow:
    """What it asks for next; the customer's name stands last."""
    return ListRow(
        ("agreement", one.id),
        (
            _standing(one, telling),
            Cell(one.renewal.label if one.state is AgreementState.ACTIVE else "", "dim"),
            Cell(one.owner, "dim"),
            _("{name}: {customer}").format(name=one.name, customer=one.customer),
        ),
        severity=severity_of(one, telling.today),
    )


def about_rows(reader: Reader, customer_id: int, telling: Telling) -> list[ListRow]:
    """A customer's agreements among what is known of them."""
    return [
        ListRow(
            ("agreement", one.id),
            (Cell(_("agreement"), "dim"), _("{standing}: {name}").format(standing=said.text, name=one.name)),
            severity=severity_of(one, telling.today),
        )
        for one in agreements_of(reader, customer_id)
        for said in (_standing(one, telling),)
    ]


def words_lines(found: Agreement, width: int, most: int) -> list[Line]:
    """Terms and boundaries, each in at most so many lines."""
    said = ((_("terms"), found.terms), (_("boundaries"), found.boundaries))
    return [
        line
        for label, text in said
        if text
        for line in part_lines(label, " ".join(text.split()), width=width, most=most)
    ]


def head_lines(found: Agreement, telling: Telling, width: int, most: int) -> list[Line]:
    """From when until when, how it goes on, what it is worth; then its words."""
    start = telling.long_day(found.start_on)
    if found.end_on is None:
        holds = _("since {start}, without an end").format(start=start)
    else:
        holds = _("{start} to {end}").format(start=start, end=telling.long_day(found.end_on))
    said = [holds, _renewal(found)]
    if found.value is not None:
        said.append(_("worth {amount}").format(amount=money_in_words(found.value, found.currency)))
    said.append(_("looked after by {name}").format(name=found.owner))
    standing = _standing(found, telling)
    told = " · ".join(part for part in said if part)
    lines: list[Line] = [((text, ""),) for text in wrapped(told, width, 2)]
    if severity_of(found, telling.today) in _TONES:
        sign = severity_of(found, telling.today).value
        lines.insert(0, ((f"{sign} {standing.text}", standing.tone),))
    return [*lines, *words_lines(found, width, most)]


def history_rows(events: Iterable[AgreementEvent], moves: Iterable[Move], telling: Telling) -> list[ListRow]:
    """What became of it and what was negotiated about it, the newest first."""
    rows = [
        *((event.at, _event_row(event, telling)) for event in events),
        *((move.at, _move_row(move, telling)) for move in moves),
    ]
    return [row for _at, row in sorted(rows, key=lambda each: each[0], reverse=True)]


def promise_rows(promises: Iterable[Promise], telling: Telling) -> list[ListRow]:
    """What they promised us, open or how it ended."""
    return [
        ListRow(
            ("promise", one.id),
            (
                telling.due(one.told_at, one.told_all_day, one.told_on)
                if one.state is PromiseState.OPEN
                else telling.past(one.told_at),
                Cell(one.state.label, "late" if one.state is PromiseState.BROKEN else ""),
                Cell(one.staff, "dim"),
                one.what,
            ),
            severity=_promise_severity(one, telling),
        )
        for one in promises
    ]


def _promise_severity(one: Promise, telling: Telling) -> Severity:
    if one.state is not PromiseState.OPEN:
        return Severity.NONE
    return Severity.LATE if one.told_at <= telling.now else Severity.NORMAL


def _event_row(event: AgreementEvent, telling: Telling) -> ListRow:
    said = (telling.past(event.at), event.what.label, Cell(event.staff, "dim"), _event(event, telling))
    return ListRow(("agreement-event", event.id), said)


def _move_row(move: Move, telling: Telling) -> ListRow:
    said = (telling.past(move.at), said_by(move), Cell(move.staff, "dim"), move.words)
    return ListRow(("negotiation", move.id), said)


def _event(event: AgreementEvent, telling: Telling) -> str:
    until = "" if event.end_on is None else _("until {day}").format(day=telling.long_day(event.end_on))
    return " · ".join(part for part in (until, event.why) if part)


def _standing(found: Agreement, telling: Telling) -> Cell:
    end_on = telling.long_day(found.end_on) if found.end_on else None
    notice_on = telling.long_day(found.notice_on) if found.notice_on else None
    words = standing_in_words(found.state, found.renewal, end_on, notice_on)
    return Cell(words, _TONES.get(severity_of(found, telling.today), ""))


def _renewal(found: Agreement) -> str:
    if found.end_on is None:
        return ""
    if found.renewal is Renewal.AUTOMATIC:
        return _("renews itself for {months} months").format(months=found.renewal_months)
    return found.renewal.label
