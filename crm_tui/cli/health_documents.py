"""How a customer is doing, for programs and for people."""

from typing import Any

from crm_tui.cli.desk import Desk
from crm_tui.domain.health import Assessment
from crm_tui.domain.health_text import reason_in_words
from crm_tui.domain.words import Health

#: The sign of a level, as the screens have it (SCREENS.md, "severity by sign and word").
SIGNS = {Health.AT_RISK: "▲", Health.WATCH: "▲", Health.HAPPY: "✓", Health.STEADY: "·"}


def health_document(desk: Desk, found: Assessment) -> dict[str, Any]:
    """A level with its reasons in words; ``events`` names the records that each reason comes from."""
    document: dict[str, Any] = {"level": found.level.value, "reasons": reasons_in_words(desk, found)}
    if found.reasons:
        document["events"] = [
            [{"kind": kind, "id": record_id} for kind, record_id in reason.evidence]
            for reason in found.reasons
        ]
    return document


def reasons_in_words(desk: Desk, found: Assessment) -> list[str]:
    """Why the level holds."""
    business = desk.business
    return [reason_in_words(reason, desk.now, business.zone, business.language) for reason in found.reasons]
