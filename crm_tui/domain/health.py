"""Health: how a relationship is doing, from rules over recent events (PRODUCT.md, "health").

The rules, all of them, are :data:`RULES`: what counts, for how long, and how much. Each that applies gives a
reason with the records that it comes from. Their weights add up: from 1 on we watch a customer, from 3 on we
may lose them. Without any reason a customer is happy when recent contacts left them so, and steady else.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from crm_tui.domain.health_facts import Evidence, HealthFacts
from crm_tui.domain.words import Health, Mood

#: From so many minutes on they waited long.
LONG_WAIT_MINUTES = 10
#: So many contacts that left them pleased or delighted make a customer happy.
HAPPY_CONTACTS = 2
#: Mood is falling when it never rose over the last contacts; so many are looked at.
_MOODS_COMPARED = 3

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
    level, reasons = _judge(facts, now)
    turns_at = next((at for at in _turning_points(facts, now) if _judge(facts, at)[0] is not level), None)
    return Assessment(level, reasons, turns_at)


def _judge(facts: HealthFacts, now: datetime) -> tuple[Health, tuple[Reason, ...]]:
    reasons = sorted(_signs(facts, now), key=lambda reason: -reason.weight)
    weight = sum(reason.weight for reason in reasons)
    if weight >= _AT_RISK_FROM:
        return Health.AT_RISK, tuple(reasons)
    if weight >= _WATCH_FROM:
        return Health.WATCH, tuple(reasons)
    joy = tuple(_joy(facts, now))
    return (Health.HAPPY if joy else Health.STEADY), joy


def _signs(facts: HealthFacts, now: datetime) -> Iterator[Reason]:
    yield from _complaints(facts, now)
    yield from _moods(facts, now)
    yield from _promises(facts, now)
    reopened = [each for each in facts.reopenings if _counts(Sign.REOPENED, each.at, now)]
    if reopened:
        yield _reason(Sign.REOPENED, [(each.at, ("case", each.case_id)) for each in reopened])
    waits = [
        each
        for each in facts.contacts
        if each.waited_minutes >= LONG_WAIT_MINUTES and _counts(Sign.LONG_WAIT, each.at, now)
    ]
    if waits:
        evidence = [(each.at, ("interaction", each.id)) for each in waits]
        yield _reason(Sign.LONG_WAIT, evidence, number=waits[-1].waited_minutes)
    silent_at = _silent_at(facts)
    if silent_at is not None and facts.heard_at is not None and silent_at <= now:
        yield Reason(Sign.SILENT, RULES[Sign.SILENT].weight, (now - facts.heard_at).days, facts.heard_at, ())


def _complaints(facts: HealthFacts, now: datetime) -> Iterator[Reason]:
    still_open = [each for each in facts.complaints if each.is_open and each.at <= now]
    if still_open:
        yield _reason(Sign.OPEN_COMPLAINT, [(each.at, each.evidence) for each in still_open])
    recent = [each for each in facts.complaints if _counts(Sign.COMPLAINTS, each.at, now)]
    if len(recent) > 1:
        more = len(recent) - 2
        yield _reason(Sign.COMPLAINTS, [(each.at, each.evidence) for each in recent], more=more)


def _moods(facts: HealthFacts, now: datetime) -> Iterator[Reason]:
    felt = [
        (_MOOD_RANK[each.mood], each)
        for each in facts.contacts
        if each.mood is not None and _counts(Sign.MOOD_FALLING, each.at, now)
    ]
    if not felt or felt[-1][0] >= _NEUTRAL:
        return
    last = felt[-1][1]
    compared = felt[-_MOODS_COMPARED:]
    ranks = [rank for rank, _contact in compared]
    if ranks[0] > ranks[-1] and ranks == sorted(ranks, reverse=True):
        yield _reason(
            Sign.MOOD_FALLING,
            [(each.at, ("interaction", each.id)) for _rank, each in compared],
            mood=last.mood,
        )
    sign = Sign.SOLVED_BUT_UPSET if last.solved else Sign.LEFT_UPSET
    if (last.solved or last.mood is Mood.UPSET) and _counts(sign, last.at, now):
        yield _reason(sign, [(last.at, ("interaction", last.id))], mood=last.mood)


def _promises(facts: HealthFacts, now: datetime) -> Iterator[Reason]:
    late = [each for each in facts.promises if each.broken_at is None and each.told_at <= now]
    if late:
        yield _reason(Sign.PROMISE_LATE, [(each.told_at, ("promise", each.id)) for each in late])
    broken = [
        (each.broken_at, ("promise", each.id))
        for each in facts.promises
        if each.broken_at is not None and _counts(Sign.PROMISE_BROKEN, each.broken_at, now)
    ]
    if broken:
        yield _reason(Sign.PROMISE_BROKEN, broken, more=len(broken) - 1)


def _joy(facts: HealthFacts, now: datetime) -> Iterator[Reason]:
    recent = [each for each in facts.contacts if _counts(Sign.LEFT_HAPPY, each.at, now)]
    felt = [each for each in recent if each.mood is not None or each.good_moment]
    happy = [each for each in felt if each.good_moment or each.mood in (Mood.PLEASED, Mood.DELIGHTED)]
    unhappy = any(each.mood in (Mood.UPSET, Mood.UNEASY) for each in felt)
    if len(happy) >= HAPPY_CONTACTS and happy[-1] is felt[-1] and not unhappy:
        evidence = [(each.at, ("interaction", each.id)) for each in happy]
        yield _reason(Sign.LEFT_HAPPY, evidence, mood=happy[-1].mood)


def _turning_points(facts: HealthFacts, now: datetime) -> list[datetime]:
    """Every instant after ``now`` at which an event begins or ceases to count."""

    def instants() -> Iterator[datetime]:
        for contact in facts.contacts:
            yield from _spans(contact.at, (Sign.MOOD_FALLING, Sign.LEFT_UPSET, Sign.LONG_WAIT))
        for complaint in facts.complaints:
            yield from _spans(complaint.at, (Sign.COMPLAINTS,))
        for promise in facts.promises:
            yield promise.told_at
            if promise.broken_at is not None:
                yield from _spans(promise.broken_at, (Sign.PROMISE_BROKEN,))
        for reopening in facts.reopenings:
            yield from _spans(reopening.at, (Sign.REOPENED,))
        if (silent_at := _silent_at(facts)) is not None:
            yield silent_at

    return sorted({at for at in instants() if at > now})


def _spans(at: datetime, signs: Iterable[Sign]) -> Iterator[datetime]:
    yield at
    for sign in signs:
        yield at + _SPANS[sign]


def _silent_at(facts: HealthFacts) -> datetime | None:
    if facts.rhythm_days is None or facts.heard_at is None:
        return None
    return facts.heard_at + timedelta(days=facts.rhythm_days)


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
