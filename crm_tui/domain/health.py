"""Health: how a relationship is doing, from rules over recent events (PRODUCT.md, "health").

The rules, all of them, are :data:`RULES`: what counts, for how long, and how much. Each that applies gives a
reason with the records that it comes from. Their weights add up: from 1 on we watch a customer, from 3 on we
may lose them. Without any reason a customer is happy when recent contacts left them so, and steady else.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from crm_tui.domain.health_facts import Complaint, Contact, Evidence, HealthFacts, OwnPromise
from crm_tui.domain.usual import quiet_after
from crm_tui.domain.words import Health, Mood

#: From so many minutes on they waited long.
LONG_WAIT_MINUTES = 10
#: So many contacts that left them pleased or delighted make a customer happy.
HAPPY_CONTACTS = 2
#: Mood is falling when it never rose over the last contacts; so many are looked at.
_MOODS_COMPARED = 3

#: More contacts than these newest ones, with a mood or a long wait, say nothing new.
_MOST_CONTACTS = 30

_WATCH_FROM = 1
_AT_RISK_FROM = 3


class Sign(StrEnum):
    """What a reason is about."""

    OPEN_COMPLAINT = "open-complaint"
    COMPLAINTS = "complaints"
    MOOD_FALLING = "mood-falling"
    LEFT_UPSET = "left-upset"
    SOLVED_BUT_UPSET = "solved-but-upset"
    PROMISE_LATE = "promise-late"
    PROMISE_BROKEN = "promise-broken"
    REOPENED = "reopened"
    LONG_WAIT = "long-wait"
    SILENT = "silent"
    QUIET = "quiet"
    LEFT_HAPPY = "left-happy"


@dataclass(frozen=True, slots=True)
class Rule:
    """For how many days an event counts (None: as long as it lasts), and how much it weighs."""

    days: int | None
    weight: int


RULES: Mapping[Sign, Rule] = MappingProxyType(
    {
        # A complaint whose case is open or waits.
        Sign.OPEN_COMPLAINT: Rule(None, 1),
        # Two matters complained about, and one more for each further one.
        Sign.COMPLAINTS: Rule(30, 2),
        # The last two or three moods never rose, fell at least once, and ended below neutral.
        Sign.MOOD_FALLING: Rule(90, 1),
        # The last contact with a mood left them upset …
        Sign.LEFT_UPSET: Rule(30, 1),
        # … or solved the matter and left them uneasy or upset all the same.
        Sign.SOLVED_BUT_UPSET: Rule(30, 1),
        # A promise of ours past the day that they were told, and one that was broken.
        Sign.PROMISE_LATE: Rule(None, 2),
        Sign.PROMISE_BROKEN: Rule(60, 2),
        # A case that was not over after all.
        Sign.REOPENED: Rule(60, 2),
        # They waited for ten minutes or longer.
        Sign.LONG_WAIT: Rule(30, 1),
        # They have not heard from us for longer than agreed: their rhythm, or their tier's.
        Sign.SILENT: Rule(None, 1),
        # Nothing was agreed, and they are silent for longer than usual (:mod:`crm_tui.domain.usual`).
        Sign.QUIET: Rule(None, 1),
        # Two contacts or more left them pleased or delighted, the last one among them, and none uneasy.
        Sign.LEFT_HAPPY: Rule(90, 0),
    }
)

#: Events older than this have no say; what is still open has.
LONGEST_DAYS = max(rule.days or 0 for rule in RULES.values())


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a level holds: what was seen, how often, since when or when last, and the records, newest first.

    ``number`` counts what it is about: matters, contacts, minutes waited, days of silence. ``mood`` is that
    of the contact it is about.
    """

    sign: Sign
    weight: int
    number: int
    at: datetime
    evidence: tuple[Evidence, ...]
    mood: Mood | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """A level, its reasons with the heaviest first, and when time alone may change the level (or None)."""

    level: Health
    reasons: tuple[Reason, ...]
    turns_at: datetime | None


def assess(facts: HealthFacts, now: datetime) -> Assessment:
    """How the relationship is doing at ``now``. It stays so until ``turns_at`` unless something happens."""
    if facts.apart:
        return Assessment(Health.STEADY, (), None)
    seen = _Seen(facts)
    level, reasons = _judge(seen, now)
    turns_at = next((at for at in _turning_points(seen, now) if _judge(seen, at)[0] is not level), None)
    return Assessment(level, reasons, turns_at)


class _Seen:
    """The facts as the rules ask for them, sorted out once: they are judged at many instants."""

    def __init__(self, facts: HealthFacts) -> None:
        contacts = facts.contacts[-_MOST_CONTACTS:]
        self.waits = [each for each in contacts if each.waited_minutes >= LONG_WAIT_MINUTES]
        self.felt = [each for each in contacts if each.mood is not None or each.good_moment]
        self.complaints = facts.complaints
        self.promises = facts.promises
        self.reopenings = facts.reopenings
        self.heard_at = facts.heard_at
        self.silent_at: datetime | None = None
        if facts.rhythm_days is not None and facts.heard_at is not None:
            self.silent_at = facts.heard_at + timedelta(days=facts.rhythm_days)
        self.heard = facts.heard
        self.last_heard = facts.last_heard
        self.quiet = quiet_after(facts.heard)


def _judge(seen: _Seen, now: datetime) -> tuple[Health, tuple[Reason, ...]]:
    reasons = sorted(_signs(seen, now), key=lambda reason: -reason.weight)
    weight = sum(reason.weight for reason in reasons)
    if weight >= _AT_RISK_FROM:
        return Health.AT_RISK, tuple(reasons)
    if weight >= _WATCH_FROM:
        return Health.WATCH, tuple(reasons)
    joy = _joy(seen, now)
    return (Health.STEADY, ()) if joy is None else (Health.HAPPY, (joy,))


def _signs(seen: _Seen, now: datetime) -> Iterator[Reason]:
    if seen.complaints:
        yield from _complaints(seen.complaints, now)
    if seen.felt:
        yield from _moods(seen.felt, now)
    if seen.promises:
        yield from _promises(seen.promises, now)
    reopened = [each for each in seen.reopenings if _counts(Sign.REOPENED, each.at, now)]
    if reopened:
        yield _reason(Sign.REOPENED, [(each.at, ("case", each.case_id)) for each in reopened])
    waits = [each for each in seen.waits if _counts(Sign.LONG_WAIT, each.at, now)]
    if waits:
        evidence = [(each.at, ("interaction", each.id)) for each in waits]
        yield _reason(Sign.LONG_WAIT, evidence, number=waits[-1].waited_minutes)
    if seen.silent_at is not None and seen.heard_at is not None and seen.silent_at <= now:
        yield Reason(Sign.SILENT, RULES[Sign.SILENT].weight, (now - seen.heard_at).days, seen.heard_at, ())
    if seen.quiet is not None and seen.quiet.begins <= now < seen.quiet.ends:
        last, records = seen.heard[-1], () if seen.last_heard is None else (seen.last_heard,)
        yield Reason(Sign.QUIET, RULES[Sign.QUIET].weight, (now - last).days, last, records)


def _complaints(complaints: Sequence[Complaint], now: datetime) -> Iterator[Reason]:
    still_open = [(each.at, each.evidence) for each in complaints if each.is_open and each.at <= now]
    if still_open:
        yield _reason(Sign.OPEN_COMPLAINT, still_open)
    recent = [(each.at, each.evidence) for each in complaints if _counts(Sign.COMPLAINTS, each.at, now)]
    if len(recent) > 1:
        yield _reason(Sign.COMPLAINTS, recent, more=len(recent) - 2)


def _moods(felt: Sequence[Contact], now: datetime) -> Iterator[Reason]:
    """What the last moods say, when the very last one is below neutral."""
    recent = [
        (_MOOD_RANK[each.mood], each)
        for each in felt
        if each.mood is not None and _counts(Sign.MOOD_FALLING, each.at, now)
    ][-_MOODS_COMPARED:]
    if not recent or recent[-1][0] >= _NEUTRAL:
        return
    last = recent[-1][1]
    ranks = [rank for rank, _contact in recent]
    if ranks[0] > ranks[-1] and ranks == sorted(ranks, reverse=True):
        evidence = [(each.at, ("interaction", each.id)) for _rank, each in recent]
        yield _reason(Sign.MOOD_FALLING, evidence, mood=last.mood)
    sign = Sign.SOLVED_BUT_UPSET if last.solved else Sign.LEFT_UPSET
    if (last.solved or last.mood is Mood.UPSET) and _counts(sign, last.at, now):
        yield _reason(sign, [(last.at, ("interaction", last.id))], mood=last.mood)


def _promises(promises: Sequence[OwnPromise], now: datetime) -> Iterator[Reason]:
    late = [
        (each.told_at, ("promise", each.id))
        for each in promises
        if each.broken_at is None and each.told_at <= now
    ]
    if late:
        yield _reason(Sign.PROMISE_LATE, late)
    broken = [
        (each.broken_at, ("promise", each.id))
        for each in promises
        if each.broken_at is not None and _counts(Sign.PROMISE_BROKEN, each.broken_at, now)
    ]
    if broken:
        yield _reason(Sign.PROMISE_BROKEN, broken, more=len(broken) - 1)


def _joy(seen: _Seen, now: datetime) -> Reason | None:
    """Why they are happy, if they are."""
    felt = [each for each in seen.felt if _counts(Sign.LEFT_HAPPY, each.at, now)]
    happy = [each for each in felt if each.good_moment or each.mood in _HAPPY_MOODS]
    if len(happy) < HAPPY_CONTACTS or happy[-1] is not felt[-1]:
        return None
    if any(each.mood in _UNHAPPY_MOODS for each in felt):
        return None
    evidence = [(each.at, ("interaction", each.id)) for each in happy]
    return _reason(Sign.LEFT_HAPPY, evidence, mood=happy[-1].mood)


def _turning_points(seen: _Seen, now: datetime) -> list[datetime]:
    """Every instant after ``now`` at which an event begins or ceases to count."""

    def instants() -> Iterator[datetime]:
        for contact in seen.waits:
            yield from _spans(contact.at, Sign.LONG_WAIT)
        for contact in seen.felt:
            yield from _spans(contact.at, Sign.MOOD_FALLING)
            if contact.mood in _UNHAPPY_MOODS:
                yield from _spans(contact.at, Sign.LEFT_UPSET)
        for complaint in seen.complaints:
            yield from _spans(complaint.at, Sign.COMPLAINTS)
        for promise in seen.promises:
            yield promise.told_at
            if promise.broken_at is not None:
                yield from _spans(promise.broken_at, Sign.PROMISE_BROKEN)
        for reopening in seen.reopenings:
            yield from _spans(reopening.at, Sign.REOPENED)
        if seen.silent_at is not None:
            yield seen.silent_at
        if seen.quiet is not None:
            yield from (seen.quiet.begins, seen.quiet.ends)

    return sorted({at for at in instants() if at > now})


def _spans(at: datetime, sign: Sign) -> tuple[datetime, datetime]:
    return at, at + _SPANS[sign]


def _counts(sign: Sign, at: datetime, now: datetime) -> bool:
    return at <= now < at + _SPANS[sign]


def _reason(
    sign: Sign,
    evidence: Sequence[tuple[datetime, Evidence]],
    *,
    number: int | None = None,
    more: int = 0,
    mood: Mood | None = None,
) -> Reason:
    """A reason from its records; ``more`` is what it weighs beyond its rule."""
    newest_first = sorted(evidence, reverse=True)
    # What lasts is told since when, what is over when it was last.
    at = newest_first[-1 if RULES[sign].days is None else 0][0]
    return Reason(
        sign,
        RULES[sign].weight + more,
        len(evidence) if number is None else number,
        at,
        tuple(record for _at, record in newest_first),
        mood,
    )


_SPANS = {sign: timedelta(days=rule.days) for sign, rule in RULES.items() if rule.days is not None}
_MOOD_RANK = {mood: rank for rank, mood in enumerate(Mood)}
_NEUTRAL = _MOOD_RANK[Mood.NEUTRAL]
_HAPPY_MOODS = frozenset({Mood.PLEASED, Mood.DELIGHTED})
_UNHAPPY_MOODS = frozenset({Mood.UPSET, Mood.UNEASY})
