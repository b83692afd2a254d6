"""What the standards measure: one pure function for each of ``words.Measure``, from rows to measured events.

An event belongs to the instant at which its clock started, and is measured by the version in force then. A
clock that runs is not measured until it is due; from then on it is missed, answered or not. Everything is
computed from when things happened, never from when they were typed, and as it stood at ``now``.

Standards for complaints (first contact, answers) hold for the nature complaint unless their scope names
others.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from crm_tui.domain.events import About, CaseRow, ContactRow, FollowUpRow, ReviewRow
from crm_tui.domain.responses import is_response
from crm_tui.domain.standards import MeasuredEvent, Version, governing_version
from crm_tui.domain.words import Channel, Direction, Mood, Nature

#: From a start and a number of minutes to the instant at which they are over; opening hours come in here.
Due = Callable[[datetime, float], datetime]

#: The share of its target after which a running clock is at risk.
RISK_SHARE = 0.75

#: How a mood counts against a target: 1 for upset to 5 for delighted, the digits that pick it in a form.
MOOD_LEVELS = {mood: level for level, mood in enumerate(Mood, start=1)}


def round_the_clock(start: datetime, minutes: float) -> datetime:
    """The instant that many minutes on, at any hour of any day."""
    return start + timedelta(minutes=minutes)


def follow_ups_in_time(
    follow_ups: Iterable[FollowUpRow], versions: Sequence[Version], now: datetime
) -> Iterator[MeasuredEvent]:
    """Follow-ups done by when they were first due. One that was dropped before that is not measured."""
    for row in follow_ups:
        version = governing_version(versions, row.about.subject, row.created_at)
        dropped_in_time = row.dropped_at is not None and row.dropped_at < row.due_at
        if version is not None and not dropped_in_time:
            yield _span(
                ("follow_up", row.id), row.about, version, row.created_at, row.due_at, row.done_at, now
            )


def solved_at_first_contact(
    contacts: Iterable[ContactRow], versions: Sequence[Version]
) -> Iterator[MeasuredEvent]:
    """First contacts of a complaint that solved it."""
    for row in contacts:
        version = _for_complaint(versions, row.about, row.happened_at)
        if row.first and row.direction != Direction.INTERNAL and version is not None:
            yield _at_once(row, version, row.solves)


def answered_within(
    cases: Iterable[CaseRow], versions: Sequence[Version], now: datetime, due: Due = round_the_clock
) -> Iterator[MeasuredEvent]:
    """Unsolved complaints that got an answer within the target, in minutes from when the contact began.

    A complaint that was solved at first contact is none of them. ``due`` says which time counts.
    """
    for row in cases:
        version = _for_complaint(versions, row.about, row.opened_at)
        solved_at_once = any(contact.id == row.opened_by and contact.solves for contact in row.contacts)
        if version is None or version.target is None or solved_at_once:
            continue
        yield _clock(
            ("case", row.id),
            row.about,
            version,
            row.opened_at,
            due(row.opened_at, version.target),
            due(row.opened_at, version.target * RISK_SHARE),
            first_answer_at(row),
            now,
        )


def first_answer_at(case: CaseRow) -> datetime | None:
    """When the customer first got an answer in this case, or it was solved without; None while waiting."""
    answers = [
        contact.happened_at
        for contact in case.contacts
        if contact.happened_at >= case.opened_at
        and is_response(
            contact.direction,
            outcome_responds=contact.responds,
            opens_case=contact.id == case.opened_by,
            automatic=contact.automatic,
        )
    ]
    if case.solved_at is not None:
        answers.append(case.solved_at)
    return min(answers, default=None)


def left_in_mood(contacts: Iterable[ContactRow], versions: Sequence[Version]) -> Iterator[MeasuredEvent]:
    """Contacts that left the customer in the target mood or a better one (MOOD_LEVELS), where it is known."""
    for row in contacts:
        version = governing_version(versions, row.about.subject, row.happened_at)
        if row.mood is None or row.direction == Direction.INTERNAL:
            continue
        if version is not None and version.target is not None:
            yield _at_once(row, version, MOOD_LEVELS[row.mood] >= version.target)


def waited_at_most(contacts: Iterable[ContactRow], versions: Sequence[Version]) -> Iterator[MeasuredEvent]:
    """Inbound calls whose waiting time, where it is known, was within the target, in minutes."""
    for row in contacts:
        version = governing_version(versions, row.about.subject, row.happened_at)
        inbound_call = row.direction == Direction.INBOUND and row.about.channel == Channel.PHONE
        if row.waited_minutes is None or not inbound_call:
            continue
        if version is not None and version.target is not None:
            yield _at_once(row, version, row.waited_minutes <= version.target)


def reviewed_on_time(
    reviews: Iterable[ReviewRow], versions: Sequence[Version], now: datetime
) -> Iterator[MeasuredEvent]:
    """Reviews that took place by the date that was fixed for them."""
    for row in reviews:
        version = governing_version(versions, row.about.subject, row.set_at)
        if version is not None:
            yield _span(("standard", row.id), row.about, version, row.set_at, row.due_at, row.done_at, now)


def _for_complaint(versions: Sequence[Version], about: About, at: datetime) -> Version | None:
    version = governing_version(versions, about.subject, at)
    if version is None or "nature" in version.scope.values or about.nature == Nature.COMPLAINT:
        return version
    return None


def _at_once(row: ContactRow, version: Version, met: bool) -> MeasuredEvent:
    """An event that is measured when it happens."""
    return MeasuredEvent(
        ("interaction", row.id),
        version.standard_id,
        version.id,
        row.about.customer_id,
        row.about.staff_id,
        row.about.tier,
        started_at=row.happened_at,
        due_at=None,
        met=met,
        ended_at=row.happened_at,
    )


def _span(
    key: tuple[str, int],
    about: About,
    version: Version,
    start: datetime,
    due_at: datetime,
    ended_at: datetime | None,
    now: datetime,
) -> MeasuredEvent:
    """A clock whose target is the time that was agreed."""
    return _clock(key, about, version, start, due_at, start + (due_at - start) * RISK_SHARE, ended_at, now)


def _clock(
    key: tuple[str, int],
    about: About,
    version: Version,
    start: datetime,
    due_at: datetime,
    risk_from: datetime,
    ended_at: datetime | None,
    now: datetime,
) -> MeasuredEvent:
    """A clock as it stands at ``now``; what ended later than that is still running."""
    ended = ended_at if ended_at is not None and ended_at <= now else None
    met: bool | None = None
    if ended is not None and ended <= due_at:
        met = True
    elif now >= due_at:
        met = False
    return MeasuredEvent(
        key,
        version.standard_id,
        version.id,
        about.customer_id,
        about.staff_id,
        about.tier,
        started_at=start,
        due_at=due_at,
        met=met,
        ended_at=ended,
        at_risk=met is None and now > risk_from,
    )
