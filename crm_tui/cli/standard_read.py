"""``crm-tui standard list`` and ``show``: what we hold ourselves to, and how it is kept."""

from collections.abc import Iterator, Mapping
from typing import Any

from crm_tui.cli.declare import argument, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.narrowing import NARROWED, asked_of
from crm_tui.cli.period import read_period
from crm_tui.cli.proposals import credits_line, proposal_document, proposal_lines
from crm_tui.cli.tables import aligned
from crm_tui.domain.list_views import ALL, IN_FORCE, STANDARDS
from crm_tui.domain.measure_text import target_in_words
from crm_tui.domain.standard_text import (
    moods_in_words,
    objective_in_words,
    scope_in_words,
    share_in_words,
)
from crm_tui.domain.standards import Attainment
from crm_tui.domain.words import Mood
from crm_tui.i18n import N_, _
from crm_tui.queries.breaches import Breach
from crm_tui.queries.people import staff
from crm_tui.queries.periods import quarter_of
from crm_tui.queries.proposals import credited, proposals
from crm_tui.queries.standard_labels import standard_labels
from crm_tui.queries.standard_page import Reading, StandardPage, standard_page
from crm_tui.queries.standards import StandardLine, attainments, listed_standards

_NOTHING_MEASURED = Attainment(0, 0)


@command(
    "list",
    help=N_("Each standard with its attainment of this quarter."),
    examples=("crm-tui standard list", "crm-tui standard list --retired --json"),
)
@option("--retired", is_flag=True, help=N_("Those that were retired as well."))
@NARROWED
def list_standards(desk: Desk, retired: bool, text: str, view: str | None) -> None:
    """List the standards. Raises InvalidInput for an unknown view."""
    asked = asked_of(desk, STANDARDS, text, view, flagged=ALL if retired else "", otherwise=IN_FORCE)
    lines = listed_standards(desk.reader, asked)
    found = attainments(desk.reader, quarter_of(desk.today), now=desk.now, zone=desk.zone)
    shown = [(line, found.get(line.id, _NOTHING_MEASURED)) for line in lines]
    desk.answer(
        [_line_document(line, attainment) for line, attainment in shown],
        aligned(
            (str(line.id), share_in_words(attainment), _marks(line), line.version.statement)
            for line, attainment in shown
        ),
    )


@command(
    "show",
    help=N_("A standard: its words and figures, how it was kept in a period, and who has read it."),
    examples=("crm-tui standard show 1", "crm-tui standard show 1 --from '1 sep' --to '30 nov' --json"),
)
@argument("standard", type=int, metavar="ID", help=N_("The standard's number."))
@option("--from", "from_day", metavar="DAY", help=N_("The first day of the period; else this quarter's."))
@option("--to", "to_day", metavar="DAY", help=N_("The last day of the period; else this quarter's."))
def show(desk: Desk, standard: int, from_day: str | None, to_day: str | None) -> None:
    """Show a standard for a period. Raises NoSuchRecord, InvalidInput."""
    reader = desk.read()
    page = standard_page(
        reader,
        standard,
        read_period(desk, from_day, to_day),
        now=desk.now,
        zone=desk.zone,
        viewer=desk.actor,
    )
    if page.more_breaches:
        desk.say(_("The newest {count} breaches are named; there are more.").format(count=len(page.breaches)))
    desk.answer(_page_document(desk, page), _page_lines(desk, page))


def _share(attainment: Attainment) -> dict[str, Any]:
    return {"measured": attainment.measured, "met": attainment.met, "attainment": attainment.ratio}


def _moods(moods: Mapping[Mood, int]) -> dict[str, int]:
    return {mood.value: count for mood, count in moods.items()}


def _marks(line: StandardLine) -> str:
    if line.standard.retired_at is not None:
        return _("retired")
    if line.review_overdue:
        return _("! review overdue")
    return _("to read") if line.unread else "·"


def _line_document(line: StandardLine, attainment: Attainment) -> dict[str, Any]:
    version, standard = line.version, line.standard
    return {
        "id": line.id,
        "statement": version.statement,
        "measure": version.measure.value,
        "target": version.target,
        "objective": version.objective,
        "version": version.number,
        **_share(attainment),
        "next_review": standard.next_review_on and standard.next_review_on.isoformat(),
        "review_overdue": line.review_overdue,
        "unread": line.unread,
        "retired": standard.retired_at is not None,
    }


def _page_document(desk: Desk, page: StandardPage) -> dict[str, Any]:
    line, version = page.line, page.line.version
    logins = {member.id: member.login for member in staff(desk.reader, desk.today, with_former=True)}
    scope = version.rule.scope.values
    document = _line_document(line, page.attainment) | {
        "why": version.why,
        "question": version.question or None,
        "scope": {dimension: sorted(values) for dimension, values in scope.items()},
        "settings": dict(version.settings),
        "owner": None if line.standard.owner_id is None else logins.get(line.standard.owner_id),
        "record_version": line.standard.record_version,
        "from": page.period.from_on.isoformat(),
        "to": page.period.to_on.isoformat(),
        "by_staff": [
            {"staff": part.login, "name": part.name, **_share(part.attainment)} for part in page.by_staff
        ],
        "by_tier": [{"tier": part.tier, **_share(part.attainment)} for part in page.by_tier],
        "felt": {"met": _moods(page.felt.met), "missed": _moods(page.felt.missed)},
        "breaches": [_breach(desk, breach, logins) for breach in page.breaches],
        "acknowledged": [_reader(desk, reading) for reading in page.acknowledged],
        "waiting": [_reader(desk, reading) for reading in page.waiting],
        "reviews": [
            {
                "id": review.id,
                "at": desk.iso(review.at),
                "from": review.from_on.isoformat(),
                "to": review.to_on.isoformat(),
                "decision": review.decision.value,
                "why": review.why,
                "next": review.next_on and review.next_on.isoformat(),
                "staff": review.staff,
                **_share(review.attainment),
            }
            for review in page.reviews
        ],
    }
    suggested = proposals(desk.reader, standard_id=line.id)
    document["proposals"] = [proposal_document(desk, one) for one in suggested]
    document["credits"] = list(credited(suggested, version.number))
    return document | ({"more": True} if page.more_breaches else {})


def _breach(desk: Desk, breach: Breach, logins: dict[int, str]) -> dict[str, Any]:
    return {
        "kind": breach.kind,
        "id": breach.id,
        "customer": breach.customer_id,
        "name": breach.customer,
        "staff": None if breach.staff_id is None else logins.get(breach.staff_id),
        "at": desk.iso(breach.at),
        "over_minutes": breach.over_minutes,
        "mood": breach.mood,
        "what": breach.what,
        "why": breach.cause or None,
    }


def _reader(desk: Desk, reading: Reading) -> dict[str, Any]:
    return {
        "staff": reading.login,
        "name": reading.name,
        "at": desk.iso(reading.at),
        "answer": reading.answer or None,
    }


def _page_lines(desk: Desk, page: StandardPage) -> Iterator[str]:
    line, version = page.line, page.line.version
    yield version.statement
    if version.why:
        yield version.why
    yield _("{target}, objective {objective}, version {number}").format(
        target=target_in_words(version.measure, version.target, version.settings),
        objective=objective_in_words(version.objective),
        number=version.number,
    )
    if version.rule.scope.values:
        yield scope_in_words(version.rule.scope, standard_labels(desk.reader))
    if line.review_overdue:
        yield _("! The review was due on {day}.").format(day=line.standard.next_review_on)
    yield _("{first} to {last}: {share}").format(
        first=page.period.from_on, last=page.period.to_on, share=share_in_words(page.attainment)
    )
    yield from aligned((share_in_words(part.attainment), part.name) for part in page.by_staff)
    yield from aligned((share_in_words(part.attainment), part.tier or "-") for part in page.by_tier)
    for said, moods in ((_("left them, where met"), page.felt.met), (_("where missed"), page.felt.missed)):
        if moods:
            yield f"{said}: {moods_in_words(moods)}"
    yield from aligned(
        (
            "!",
            f"{breach.at.astimezone(desk.zone):%Y-%m-%d %H:%M}",
            f"{breach.kind}:{breach.id}",
            breach.staff,
            _told(breach),
        )
        for breach in page.breaches
    )
    suggested = proposals(desk.reader, standard_id=line.id)
    yield from credits_line(suggested, version.number)
    yield from proposal_lines(one for one in suggested if one.is_open)
    waiting = ", ".join(reading.login for reading in page.waiting)
    if waiting:
        yield _("still to be read by {logins}").format(logins=waiting)


def _told(breach: Breach) -> str:
    cause = breach.cause or _("cause not said yet")
    return " · ".join(filter(None, (cause, breach.what, breach.customer)))
