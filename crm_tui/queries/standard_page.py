"""The page of one standard: how it was kept in a period, by whom, each breach, and who has read it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.instants import maybe_from_micros
from crm_tui.domain.standards import Attainment
from crm_tui.domain.words import Mood
from crm_tui.i18n import _
from crm_tui.queries.breaches import Breach, Telling, told
from crm_tui.queries.measuring import Counted, Gauge, as_of
from crm_tui.queries.periods import Period
from crm_tui.queries.reviews import PastReview, past_reviews
from crm_tui.queries.standards import StandardLine, shares_by, standards
from crm_tui.store.reader import Reader

READERS_OF_VERSION = """
SELECT s.id, s.login, s.name, min(a.at), coalesce(a.answer, '')
  FROM staff s
  LEFT JOIN acknowledgements a ON a.staff_id = s.id AND a.standard_version_id = :version_id
 WHERE s.left_on IS NULL
 GROUP BY s.id, s.login, s.name
 ORDER BY s.name, s.id"""
STAFF_NAMES = "SELECT id, login, name FROM staff ORDER BY name, id"

#: How many breaches a page names unless it is asked for more.
BREACHES_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Reading:
    """A member of staff and when they read the version in force; None while they have not.

    ``answer`` is to its check question, and empty unless the viewer may read it: their own, or in charge.
    """

    staff_id: int
    login: str
    name: str
    at: datetime | None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class StaffShare:
    """What one member of staff had to do with a standard."""

    staff_id: int
    login: str
    name: str
    attainment: Attainment


@dataclass(frozen=True, slots=True)
class TierShare:
    """A tier's part, by its code; None stands for customers without one."""

    tier: str | None
    attainment: Attainment


@dataclass(frozen=True, slots=True)
class Felt:
    """How customers were left where the standard was met, and where it was missed, as far as it is known."""

    met: Mapping[Mood, int]
    missed: Mapping[Mood, int]


@dataclass(frozen=True, slots=True)
class StandardPage:
    """One standard with its figures for a period.

    ``by_staff``, and who had a breach, hold only the viewer unless they are a manager or admin.
    ``more_breaches`` says that there are more than named.
    """

    line: StandardLine
    period: Period
    attainment: Attainment
    by_staff: tuple[StaffShare, ...]
    by_tier: tuple[TierShare, ...]
    felt: Felt
    breaches: tuple[Breach, ...]
    more_breaches: bool
    acknowledged: tuple[Reading, ...]
    waiting: tuple[Reading, ...]
    reviews: tuple[PastReview, ...]


def standard_page(
    reader: Reader,
    standard_id: int,
    period: Period,
    *,
    now: datetime,
    zone: ZoneInfo,
    viewer: Actor,
    breaches: int = BREACHES_SHOWN,
) -> StandardPage:
    """A standard with its figures for a period, as the viewer may see them. Raises NoSuchRecord."""
    lines = standards(reader, now=now, zone=zone, viewer_id=viewer.staff_id, with_retired=True)
    line = next((line for line in lines if line.id == standard_id), None)
    if line is None:
        raise NoSuchRecord(
            _("There is no standard {id}.").format(id=standard_id),
            _("List them with `crm-tui standard list`."),
        )
    terms = as_of(reader, now, zone)
    written = [line.standard for line in lines]
    gauge = Gauge(reader, line.version.measure, written, terms, only=standard_id)
    start, end = period.start(zone), period.end(zone)
    counted = [
        found
        for found in gauge.counted(start, end, splits=("staff", "tier", "felt"))
        if found.event.standard_id == standard_id
    ]
    only = None if viewer.role.is_in_charge else viewer.staff_id
    missed = (event for event in gauge.breaches(start, end) if event.standard_id == standard_id)
    newest = list(islice(missed, breaches + 1))
    logins = {staff_id: (login, name) for staff_id, login, name in reader.rows(STAFF_NAMES)}
    readings = [
        Reading(staff_id, login, name, maybe_from_micros(at), answer if only in (None, staff_id) else "")
        for staff_id, login, name, at, answer in reader.rows(
            READERS_OF_VERSION, {"version_id": line.version.id}
        )
    ]
    names = {staff_id: name for staff_id, (_login, name) in logins.items()}
    return StandardPage(
        line,
        period,
        shares_by(lambda _found: None, counted).get(None, Attainment(0, 0)),
        tuple(
            StaffShare(staff_id, *logins[staff_id], share)
            for staff_id, share in shares_by(lambda found: found.event.staff_id, counted).items()
            if staff_id is not None and only in (None, staff_id)
        ),
        tuple(
            TierShare(tier, share)
            for tier, share in shares_by(lambda found: found.event.tier, counted).items()
        ),
        Felt(_moods(counted, met=True), _moods(counted, met=False)),
        told(reader, line.standard, newest[:breaches], Telling(terms, names, only)),
        len(newest) > breaches,
        tuple(reading for reading in readings if reading.at is not None),
        tuple(reading for reading in readings if reading.at is None),
        tuple(review for review in past_reviews(reader) if review.standard_id == standard_id),
    )


def _moods(counted: Iterable[Counted], *, met: bool) -> dict[Mood, int]:
    moods: Counter[Mood] = Counter()
    for found in counted:
        if found.felt is not None and found.event.met is met:
            moods[found.felt] += found.count
    return {mood: moods[mood] for mood in Mood if moods[mood]}
