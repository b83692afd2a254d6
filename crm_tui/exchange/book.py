"""The book of standards: what a business holds itself to, as a document for its staff or its customers.

The book is put together here as headings, paragraphs and facts; ``book_markdown`` and ``book_html`` write it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from crm_tui.domain.measure_text import target_in_words
from crm_tui.domain.opening_hours import WEEKDAYS
from crm_tui.domain.opening_text import spans_text
from crm_tui.domain.standard_text import objective_in_words, scope_in_words, share_in_words
from crm_tui.domain.standards import Attainment
from crm_tui.domain.when_text import long_day, short_weekdays
from crm_tui.i18n import _
from crm_tui.queries.business import Business, business
from crm_tui.queries.calendars import written_calendar
from crm_tui.queries.periods import quarter_of
from crm_tui.queries.policies import WrittenPolicy, policies
from crm_tui.queries.proposals import Proposal, credited, proposals
from crm_tui.queries.standard_labels import standard_labels
from crm_tui.queries.standard_versions import WrittenStandard, written_standards
from crm_tui.queries.standards import attainments
from crm_tui.store.reader import Reader

_NOTHING_MEASURED = Attainment(0, 0)


class Audience(StrEnum):
    """Whom a book is for. Customers read the sentences and the policies, and nothing of how they are kept."""

    STAFF = "staff"
    CUSTOMERS = "customers"


@dataclass(frozen=True, slots=True)
class Entry:
    """A standard, a policy or a day: its title, what is said, and facts as (label, text)."""

    title: str
    paragraphs: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the book under its heading."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """The whole book; ``language`` is the business's, as in HTML. Parts without entries are left out."""

    title: str
    subtitle: str
    language: str
    parts: tuple[Part, ...]


def standard_book(reader: Reader, audience: Audience, *, now: datetime) -> Book:
    """The standards and policies in force, with the opening hours of this week."""
    desk = business(reader)
    today = now.astimezone(desk.zone).date()
    for_staff = audience is Audience.STAFF
    in_force = [one for one in written_standards(reader) if one.retired_at is None]
    suggested = proposals(reader)
    standards = (
        tuple(_standards_for_staff(reader, desk, in_force, suggested, now))
        if for_staff
        else tuple(Entry(one.newest.statement) for one in in_force)
    )
    rules = tuple(_policy(one, suggested, for_staff=for_staff) for one in policies(reader))
    parts = (
        Part(_("Standards") if for_staff else _("What you can expect"), standards),
        Part(_("Policies") if for_staff else _("Our rules"), rules),
        Part(_("Opening hours"), (_opening_hours(reader, desk, now),)),
    )
    return Book(
        _("The service standards of {business}").format(business=desk.name)
        if for_staff
        else _("How we serve you: {business}").format(business=desk.name),
        _("As of {day}").format(day=f"{long_day(today, today, desk.language)} {today.year}"),
        desk.language,
        tuple(part for part in parts if part.entries),
    )


def _standards_for_staff(
    reader: Reader,
    desk: Business,
    in_force: list[WrittenStandard],
    suggested: tuple[Proposal, ...],
    now: datetime,
) -> Iterator[Entry]:
    labels = standard_labels(reader)
    today = now.astimezone(desk.zone).date()
    found = attainments(reader, quarter_of(today), now=now, zone=desk.zone)
    for one in in_force:
        version = one.newest
        since = long_day(version.rule.valid_from.astimezone(desk.zone).date(), today, desk.language)
        review = one.next_review_on
        facts = (
            (_("Why"), version.why),
            (_("Measure"), version.measure.label),
            (_("Target"), target_in_words(version.measure, version.target, version.settings, labels)),
            (_("Holds for"), scope_in_words(version.rule.scope, labels)),
            (_("Objective"), objective_in_words(version.objective)),
            (_("This quarter"), share_in_words(found.get(one.id, _NOTHING_MEASURED))),
            (_("Question"), version.question),
            (_("Owner"), one.owner),
            (_("Next review"), long_day(review, today, desk.language) if review else ""),
            (_("Version"), _("v{number} since {day}").format(number=version.number, day=since)),
            _credit([each for each in suggested if each.standard_id == one.id], version.number),
        )
        yield Entry(version.statement, (), _said(facts))


def _policy(policy: WrittenPolicy, suggested: tuple[Proposal, ...], *, for_staff: bool) -> Entry:
    version = policy.newest
    paragraphs = tuple(line for line in version.wording.splitlines() if line.strip())
    if not for_staff:
        return Entry(policy.name, paragraphs)
    facts = (
        (_("What for"), version.purpose),
        (_("Owner"), policy.owner),
        (_("Version"), _("v{number}").format(number=version.number)),
        _credit([each for each in suggested if each.policy_id == policy.id], version.number),
    )
    return Entry(policy.name, paragraphs, _said(facts))


def _credit(suggested: list[Proposal], number: int) -> tuple[str, str]:
    names = credited(suggested, number)
    return _("Credit"), _("from a proposal of {names}").format(names=", ".join(names)) if names else ""


def _said(facts: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((label, text) for label, text in facts if text.strip())


def _opening_hours(reader: Reader, desk: Business, now: datetime) -> Entry:
    calendar = written_calendar(reader).on(now.astimezone(desk.zone).date()).calendar
    week = calendar.weekly_hours
    names = short_weekdays(desk.language)
    hours = (spans_text(week.get(day, ())) or _("closed") for day in WEEKDAYS)
    return Entry(calendar.timezone, (), tuple(zip(names, hours, strict=True)))
