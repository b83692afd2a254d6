"""The organisations that people of a file belong to: found by name a batch at a time, or made."""

import json
from collections.abc import Iterable

from crm_tui.actions.lookups import first_tier_id
from crm_tui.actions.reading import reader_of
from crm_tui.domain.words import Form
from crm_tui.exchange.import_candidate import Place
from crm_tui.store.journal import Act
from crm_tui.store.tables import Customer

_BY_NAME = """
SELECT c.sort_key, c.id
  FROM json_each(:names) asked JOIN customers c ON c.sort_key = asked.value
 WHERE c.form = 'organisation' AND c.deleted_at IS NULL ORDER BY c.id"""


def find_organisations(act: Act, folded_names: Iterable[str]) -> dict[str, int]:
    """The organisations with these folded names, the oldest of each."""
    names = sorted(set(folded_names))
    found: dict[str, int] = {}
    if names:
        for name, organisation_id in reader_of(act).rows(_BY_NAME, {"names": json.dumps(names)}):
            found.setdefault(name, organisation_id)
    return found


def ensure_organisations(act: Act, places: Iterable[Place]) -> tuple[dict[str, int], int]:
    """The organisations of these places by folded name, and how many of them had to be made."""
    wanted = {place.folded: place.organisation.strip() for place in reversed(list(places))}
    found = find_organisations(act, wanted)
    missing = [folded for folded in reversed(list(wanted)) if folded not in found]
    tier_id = first_tier_id(act) if missing else None
    made = act.add_rows(
        Customer,
        [
            {
                "form": Form.ORGANISATION.value,
                "name": wanted[folded],
                "sort_key": folded,
                "tier_id": tier_id,
                "created_at": act.now,
            }
            for folded in missing
        ],
    )
    return found | dict(zip(missing, made, strict=True)), len(made)
