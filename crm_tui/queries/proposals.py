"""Proposals: what staff would change in a standard or a policy, and what was answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.instants import from_micros, maybe_from_micros, to_micros
from crm_tui.domain.list_views import OPEN
from crm_tui.domain.words import ProposalState
from crm_tui.i18n import _
from crm_tui.queries.narrowing import Asked, that_say
from crm_tui.store.reader import Reader

#: For so many days who proposed something finds the answer on Today.
ANSWERED_DAYS = 7

_PROPOSALS = """
SELECT p.id, p.standard_id, p.policy_id, p.staff_id, s.login, s.name, p.words, p.why, p.at, p.state, p.answer,
       coalesce(a.name, ''), p.answered_at, p.in_version
  FROM proposals p
  JOIN staff s ON s.id = p.staff_id
  LEFT JOIN staff a ON a.id = p.answered_by_id"""
PROPOSALS = _PROPOSALS + " ORDER BY p.id"
PROPOSALS_OF_STANDARD = _PROPOSALS + " WHERE p.standard_id = :id ORDER BY p.id"
PROPOSALS_OF_POLICY = _PROPOSALS + " WHERE p.policy_id = :id ORDER BY p.id"
OPEN_PROPOSALS = _PROPOSALS + " WHERE p.state = 'open' ORDER BY p.id"
PROPOSAL = _PROPOSALS + " WHERE p.id = :id"
ANSWERED_LATELY = (
    _PROPOSALS + " WHERE p.staff_id = :staff_id AND p.answered_at >= :since ORDER BY p.answered_at DESC"
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal about a standard or a policy, one of the two.

    ``in_version`` is the number of the version that took it up.
    """

    id: int
    standard_id: int | None
    policy_id: int | None
    staff_id: int
    login: str
    staff: str
    words: str
    why: str
    at: datetime
    state: ProposalState
    answer: str
    answered_by: str
    answered_at: datetime | None
    in_version: int | None

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.state is ProposalState.OPEN


def proposals(
    reader: Reader, *, standard_id: int | None = None, policy_id: int | None = None
) -> tuple[Proposal, ...]:
    """Those about a standard or a policy, or all of them; the oldest first."""
    if standard_id is not None:
        rows = reader.rows(PROPOSALS_OF_STANDARD, {"id": standard_id})
    elif policy_id is not None:
        rows = reader.rows(PROPOSALS_OF_POLICY, {"id": policy_id})
    else:
        rows = reader.rows(PROPOSALS)
    return tuple(map(_proposal, rows))


def listed_proposals(
    reader: Reader, asked: Asked, *, standard_id: int | None = None, policy_id: int | None = None
) -> tuple[Proposal, ...]:
    """All or those that wait for an answer, the newest first: about one standard or policy, or any."""
    found = reversed(proposals(reader, standard_id=standard_id, policy_id=policy_id))
    return that_say(
        (one for one in found if one.is_open or asked.among != OPEN),
        asked.text,
        lambda one: (one.staff, one.login, one.words, one.why, one.answer, one.state.label),
    )


def open_proposals(reader: Reader) -> tuple[Proposal, ...]:
    """Those that wait for an answer, the longest waiting first."""
    return tuple(map(_proposal, reader.rows(OPEN_PROPOSALS)))


def proposal(reader: Reader, proposal_id: int) -> Proposal:
    """One of them. Raises NoSuchRecord."""
    row = reader.row(PROPOSAL, {"id": proposal_id})
    if row is None:
        raise NoSuchRecord(
            _("There is no proposal {id}.").format(id=proposal_id),
            _("List them with `crm-tui proposal list`."),
        )
    return _proposal(row)


def answered_lately(reader: Reader, *, now: datetime, staff_id: int) -> tuple[Proposal, ...]:
    """What this member of staff proposed and was answered in the last days, the newest answer first."""
    since = to_micros(now - timedelta(days=ANSWERED_DAYS))
    return tuple(map(_proposal, reader.rows(ANSWERED_LATELY, {"staff_id": staff_id, "since": since})))


def _proposal(row: tuple[Any, ...]) -> Proposal:
    values = list(row)
    values[8] = from_micros(row[8])
    values[9] = ProposalState(row[9])
    values[12] = maybe_from_micros(row[12])
    return Proposal(*values)


def credited(found: Iterable[Proposal], number: int) -> tuple[str, ...]:
    """The names of those whose proposals the version with this number took up, each once."""
    return tuple(dict.fromkeys(one.staff for one in found if one.in_version == number))
