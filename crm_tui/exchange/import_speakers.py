"""Who may speak for whom, connected when everybody of the file is in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, text

from crm_tui.actions.memberships import allow_to_speak
from crm_tui.domain.folding import fold
from crm_tui.exchange.contact import SpeaksForRecord
from crm_tui.exchange.import_candidate import Candidate
from crm_tui.exchange.import_here import customers_with_keys
from crm_tui.exchange.import_report import ImportReport
from crm_tui.exchange.own_keys import OWN_SOURCE
from crm_tui.i18n import _
from crm_tui.store.journal import Act

_BY_NAME = text(
    "SELECT sort_key, id FROM customers WHERE sort_key IN :names AND deleted_at IS NULL ORDER BY id DESC"
).bindparams(bindparam("names", expanding=True))
_ALLOWED = text("SELECT speaker_id, customer_id FROM speaks_for WHERE speaker_id IN :speakers").bindparams(
    bindparam("speakers", expanding=True)
)

#: Keys of more sources than these are not looked up; a hostile file could make up any number.
_MOST_SOURCES = 50


@dataclass(frozen=True, slots=True)
class _Said:
    line: int
    speaker: int
    other: SpeaksForRecord


class Speakers:
    """Collects what the file says of speaking for others; few contacts have any."""

    def __init__(self) -> None:
        self._said: list[_Said] = []
        self._sources = {OWN_SOURCE}

    def note(self, candidate: Candidate) -> None:
        """Remember whom this contact, whose customer is known by now, may speak for."""
        if len(self._sources) < _MOST_SOURCES:
            self._sources.add(candidate.key[0])
        if candidate.known is not None:
            line, known = candidate.record.line, candidate.known
            self._said += [_Said(line, known, other) for other in candidate.record.speaks_for]

    def connect(self, act: Act, report: ImportReport, at_once: int) -> Iterator[None]:
        """Write the connections, ``at_once`` between two yields; one whose other end is not here is named.

        What is here already stays as it is.
        """
        for start in range(0, len(self._said), at_once):
            self._connect(act, report, self._said[start : start + at_once])
            yield

    def _connect(self, act: Act, report: ImportReport, batch: Sequence[_Said]) -> None:
        execute = act.session.connection().execute
        keys = customers_with_keys(
            act,
            (
                (source, said.other.external_key)
                for said in batch
                for source in self._sources
                if said.other.external_key
            ),
        )
        names = sorted({fold(said.other.name) for said in batch})
        by_name = {row.sort_key: row.id for row in execute(_BY_NAME, {"names": names})}
        speakers = sorted({said.speaker for said in batch})
        allowed = {(speaker, other) for speaker, other in execute(_ALLOWED, {"speakers": speakers})}
        for said in batch:
            by_key = (keys.get((source, said.other.external_key)) for source in sorted(self._sources))
            other = next(filter(None, by_key), None) or by_name.get(fold(said.other.name))
            if other is None:
                reason = _("{name}, for whom they may speak, is not here.").format(name=said.other.name)
                report.warn(said.line, reason)
            elif said.speaker != other and (said.speaker, other) not in allowed:
                allow_to_speak(act, other, said.speaker, said.other.may_be_told)
                allowed.add((said.speaker, other))
