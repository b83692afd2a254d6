"""Policies as they are written down, and the page of one: its reviews, proposals, and who has read it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from json import loads

from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.instants import from_micros, maybe_from_micros
from crm_tui.domain.list_views import ALL
from crm_tui.domain.words import Decision
from crm_tui.i18n import _
from crm_tui.queries.narrowing import Asked, that_say
from crm_tui.queries.proposals import Proposal, proposals
from crm_tui.queries.written_rules import WrittenRule
from crm_tui.store.reader import Reader

POLICIES = """
SELECT p.id, p.name, p.owner_id, coalesce(o.login, ''), coalesce(o.name, ''), p.next_review_on, p.created_at,
       p.retired_at, p.retired_why, p.version
  FROM policies p
  LEFT JOIN staff o ON o.id = p.owner_id
 ORDER BY p.id"""
POLICY_VERSIONS = """
SELECT policy_id, id, number, valid_from, wording, purpose FROM policy_versions ORDER BY policy_id, number"""
POLICY_VERSIONS_READ = "SELECT DISTINCT policy_version_id FROM policy_readings WHERE staff_id = :staff_id"
READERS_OF_POLICY = """
SELECT s.id, s.login, s.name, min(r.at)
  FROM staff s
  LEFT JOIN policy_readings r ON r.staff_id = s.id AND r.policy_version_id = :version_id
 WHERE s.left_on IS NULL
 GROUP BY s.id, s.login, s.name
 ORDER BY s.name, s.id"""
POLICY_REVIEWS = """
SELECT r.id, s.name, r.from_on, r.to_on, r.due_on, r.answers, r.decision, r.why, r.next_on, r.at
  FROM policy_reviews r
  JOIN staff s ON s.id = r.staff_id
 WHERE r.policy_id = :policy_id
 ORDER BY r.at, r.id"""


@dataclass(frozen=True, slots=True)
class WrittenPolicyVersion:
    """What a policy said from an instant on, and what it is for."""

    id: int
    number: int
    valid_from: datetime
    wording: str
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPolicy(WrittenRule[WrittenPolicyVersion]):
    """A policy as it is written down. ``unread`` is by the viewer, if there was one."""

    name: str
    owner_login: str
    unread: bool


@dataclass(frozen=True, slots=True)
class PastPolicyReview:
    """A review that took place: the answers by the code of their question, and what was decided."""

    id: int
    staff: str
    from_on: date
    to_on: date
    due_on: date | None
    answers: Mapping[str, str]
    decision: Decision
    why: str
    next_on: date | None
    at: datetime


@dataclass(frozen=True, slots=True)
class PolicyReader:
    """A member of staff and when they read the version in force; None while they have not."""

    staff_id: int
    login: str
    name: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class PolicyPage:
    """A policy with its reviews and proposals, the oldest first, and everybody who works here as a reader."""

    policy: WrittenPolicy
    reviews: tuple[PastPolicyReview, ...]
    proposals: tuple[Proposal, ...]
    readers: tuple[PolicyReader, ...]

    @property
    def acknowledged(self) -> tuple[PolicyReader, ...]:
        """Who has read the version in force."""
        return tuple(one for one in self.readers if one.at is not None)

    @property
    def waiting(self) -> tuple[PolicyReader, ...]:
        """Who has not read it yet; nobody needs to read one that was retired."""
        if self.policy.retired_at is not None:
            return ()
        return tuple(one for one in self.readers if one.at is None)


def listed_policies(reader: Reader, asked: Asked) -> tuple[WrittenPolicy, ...]:
    """Those in force, or with the retired ones, as whoever looks sees them."""
    found = policies(reader, with_retired=asked.among == ALL, viewer_id=asked.viewer.staff_id)
    return that_say(
        found,
        asked.text,
        lambda one: (one.name, one.owner, one.owner_login, one.newest.wording, one.newest.purpose),
    )


def policies(
    reader: Reader, *, with_retired: bool = False, viewer_id: int | None = None
) -> tuple[WrittenPolicy, ...]:
    """The policies in the order in which they were written down, as a member of staff sees them."""
    read = {row[0] for row in reader.rows(POLICY_VERSIONS_READ, {"staff_id": viewer_id})}
    versions: defaultdict[int, list[WrittenPolicyVersion]] = defaultdict(list)
    for policy_id, version_id, number, valid_from, wording, purpose in reader.rows(POLICY_VERSIONS):
        versions[policy_id].append(
            WrittenPolicyVersion(version_id, number, from_micros(valid_from), wording, purpose)
        )
    return tuple(
        WrittenPolicy(
            id=policy_id,
            name=name,
            owner_id=owner_id,
            owner_login=owner_login,
            owner=owner,
            next_review_on=_day(next_review_on),
            created_at=from_micros(created_at),
            retired_at=maybe_from_micros(retired_at),
            retired_why=retired_why,
            record_version=record_version,
            versions=tuple(versions[policy_id]),
            unread=viewer_id is not None and retired_at is None and versions[policy_id][-1].id not in read,
        )
        for policy_id, name, owner_id, owner_login, owner, next_review_on, created_at, retired_at,
        retired_why, record_version in reader.rows(POLICIES)
        if with_retired or retired_at is None
    )  # fmt: skip


def policy_page(reader: Reader, policy_id: int, *, viewer_id: int | None = None) -> PolicyPage:
    """A policy, also one that was retired. Raises NoSuchRecord."""
    written = policies(reader, with_retired=True, viewer_id=viewer_id)
    found = next((one for one in written if one.id == policy_id), None)
    if found is None:
        raise NoSuchRecord(
            _("There is no policy {id}.").format(id=policy_id),
            _("List them with `crm-tui policy list`."),
        )
    reviews = tuple(
        PastPolicyReview(
            review_id,
            staff,
            date.fromisoformat(from_on),
            date.fromisoformat(to_on),
            _day(due_on),
            loads(answers),
            Decision(decision),
            why,
            _day(next_on),
            from_micros(at),
        )
        for review_id, staff, from_on, to_on, due_on, answers, decision, why, next_on, at
        in reader.rows(POLICY_REVIEWS, {"policy_id": policy_id})
    )  # fmt: skip
    readers = tuple(
        PolicyReader(staff_id, login, name, maybe_from_micros(at))
        for staff_id, login, name, at in reader.rows(READERS_OF_POLICY, {"version_id": found.newest.id})
    )
    return PolicyPage(found, reviews, proposals(reader, policy_id=policy_id), readers)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
