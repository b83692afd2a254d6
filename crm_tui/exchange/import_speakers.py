"""Who may speak for whom, connected when everybody of the file is in."""

from sqlmodel import col, select

from crm_tui.actions.memberships import allow_to_speak
from crm_tui.domain.folding import fold
from crm_tui.exchange.contact import SpeaksForRecord
from crm_tui.exchange.import_match import Candidate
from crm_tui.exchange.import_report import ImportReport
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Customer


class Speakers:
    """Collects what the file says of speaking for others; few contacts have any."""

    def __init__(self) -> None:
        self._said: list[tuple[int, tuple[str, str], SpeaksForRecord]] = []

    def note(self, candidate: Candidate) -> None:
        """Remember whom this contact may speak for."""
        record = candidate.record
        self._said += [(record.line, candidate.key, spoken) for spoken in record.speaks_for]

    def connect(self, act: Act, report: ImportReport) -> None:
        """Write the connections; one whose other end is not here is named in the report."""
        for line, (source, key), spoken in self._said:
            speaker = _by_key(act, source, key)
            other = (_by_key(act, None, spoken.external_key) if spoken.external_key else None) or _by_name(
                act, spoken.name
            )
            if speaker is None or other is None:
                report.warn(line, _("{name}, for whom they may speak, is not here.").format(name=spoken.name))
            elif speaker != other:
                allow_to_speak(act, other, speaker, spoken.may_be_told)


def _by_key(act: Act, source: str | None, key: str) -> int | None:
    found = select(Customer.id).where(Customer.external_key == key, col(Customer.deleted_at).is_(None))
    if source is not None:
        found = found.where(Customer.external_source == source)
    return act.session.exec(found).first()


def _by_name(act: Act, name: str) -> int | None:
    return act.session.exec(
        select(Customer.id).where(Customer.sort_key == fold(name), col(Customer.deleted_at).is_(None))
    ).first()
