"""What was retired takes no more changes: standards, policies, products, playbooks and the like."""

from datetime import datetime
from typing import Protocol

from crm_tui.domain.errors import InvalidInput
from crm_tui.store.journal import Act


class Retirable(Protocol):
    """A record that is given up rather than deleted, because others go on naming it."""

    retired_at: datetime | None

    @property
    def record_id(self) -> int:
        """Its id."""


def refuse_retired(act: Act, row: Retirable, said: str, hint: str) -> None:
    """Raise InvalidInput for what was retired; ``said`` has the fields ``{id}`` and ``{day}``."""
    if row.retired_at is not None:
        day = row.retired_at.astimezone(act.business.zone).date()
        raise InvalidInput(said.format(id=row.record_id, day=day.isoformat()), hint)
