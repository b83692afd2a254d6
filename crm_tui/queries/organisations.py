"""Organisations by their name, for whoever says where somebody belongs."""

import json
from dataclasses import dataclass

from crm_tui.queries.find import find
from crm_tui.store.reader import Reader

ORGANISATIONS_AMONG = """
SELECT c.id, c.name
  FROM json_each(:ids) asked
  JOIN customers c ON c.id = asked.value AND c.form = 'organisation' AND c.deleted_at IS NULL
 ORDER BY asked.key
 LIMIT :limit"""

#: People are found by the name of their organisation too, after the organisation itself.
_LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation among the customers."""

    id: int
    name: str


def organisations(reader: Reader, text: str, limit: int, *, country: str) -> tuple[Organisation, ...]:
    """The organisations whom ``text`` can mean, best first; nothing typed finds none."""
    ids = [match.id for match in find(reader, text, _LOOKED_AT, country=country).results]
    rows = reader.rows(ORGANISATIONS_AMONG, {"ids": json.dumps(ids), "limit": limit})
    return tuple(Organisation(*row) for row in rows)
