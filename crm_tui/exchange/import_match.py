"""Is this contact here already? Recognised by its key in the file, else by name and a way to reach them.

A contact with the same name *and* the same number or address is the same; with only the number or the address
it is a likely duplicate, which is named and left to people to decide.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import bindparam, text

from crm_tui.actions.contact_points import normal_form
from crm_tui.domain.chain import canonical_json
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.folding import fold
from crm_tui.exchange.contact import ContactRecord
from crm_tui.exchange.plain import to_plain
from crm_tui.i18n import _
from crm_tui.store.journal import Act

#: Where contacts without a key of their own come from: their key is the digest of what they say.
DIGEST_SOURCE = "import"

_BY_KEY = text(
    """SELECT external_source, external_key, id FROM customers
        WHERE external_source IN :sources AND external_key IN :keys AND deleted_at IS NULL ORDER BY id"""
).bindparams(bindparam("sources", expanding=True), bindparam("keys", expanding=True))
_BY_NORMAL = text(
    """SELECT p.type, p.normal, c.id, c.name, c.sort_key FROM contact_points p
         JOIN customers c ON c.id = p.customer_id
        WHERE p.normal IN :normals AND c.deleted_at IS NULL ORDER BY c.id"""
).bindparams(bindparam("normals", expanding=True))
_BY_NAME_ALONE = text(
    """SELECT c.sort_key, c.form, c.id FROM customers c
        WHERE c.sort_key IN :names AND c.deleted_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM contact_points p WHERE p.customer_id = c.id) ORDER BY c.id"""
).bindparams(bindparam("names", expanding=True))


@dataclass(slots=True)
class Candidate:
    """A record of the file on its way in: what it is recognised by, and what was odd about it."""

    record: ContactRecord
    sort_key: str
    key: tuple[str, str]
    normals: dict[tuple[str, str], int]  # (type, normal form) -> the place of the point in the record
    refused: list[tuple[int, str]] = field(
        default_factory=list
    )  # points that cannot be kept as such, and why
    known: int | None = None
    exact: bool = False
    others: list[tuple[int, str, str]] = field(default_factory=list)  # likely duplicates: id, name, reason


def prepare(record: ContactRecord, country: str) -> Candidate:
    """Work out what the record is recognised by. ``country`` reads phone numbers without a code."""
    normals: dict[tuple[str, str], int] = {}
    refused: list[tuple[int, str]] = []
    for place, point in enumerate(record.points):
        try:
            normal = normal_form(point.type, point.value, country)
        except InvalidInput as error:
            refused.append((place, error.message))
            continue
        if normal:
            normals.setdefault((point.type.value, normal), place)
    key = (
        (record.external_source or "file", record.external_key)
        if record.external_key
        else (DIGEST_SOURCE, _digest(record))
    )
    return Candidate(record, fold(record.name), key, normals, refused)


def _digest(record: ContactRecord) -> str:
    return hashlib.sha256(canonical_json(to_plain(record)).encode()).hexdigest()[:32]


class Recogniser:
    """Finds out, a batch at a time, which candidates are here already, in the database or in the file."""

    def __init__(self, act: Act) -> None:
        self._act = act
        self._in_file: dict[tuple[str, ...], int] = {}

    def recognise(self, batch: Sequence[Candidate]) -> None:
        """Fill in ``known``, ``exact`` and ``others`` of each from the database, with three queries."""
        by_key = self._by_key(batch)
        by_normal = self._by_normal(batch)
        alone = self._alone(batch)
        for candidate in batch:
            known = by_key.get(candidate.key)
            candidate.exact = known is not None and candidate.key[0] == DIGEST_SOURCE
            if known is None:
                known = self._same_person(candidate, by_normal)
            if known is None and not candidate.normals:
                known = alone.get((candidate.sort_key, candidate.record.form.value))
            candidate.known = known

    def seen_in_file(self, candidate: Candidate) -> int | None:
        """The line on which the same contact stood before in this file."""
        return next((self._in_file[mark] for mark in _marks(candidate) if mark in self._in_file), None)

    def remember(self, candidate: Candidate) -> None:
        """This contact is going in now."""
        for mark in _marks(candidate):
            self._in_file.setdefault(mark, candidate.record.line)

    def _by_key(self, batch: Sequence[Candidate]) -> dict[tuple[str, str], int]:
        sources, keys = ({candidate.key[part] for candidate in batch} for part in (0, 1))
        rows = self._act.session.connection().execute(
            _BY_KEY, {"sources": sorted(sources), "keys": sorted(keys)}
        )
        return {(source, key): customer_id for source, key, customer_id in rows}

    def _by_normal(self, batch: Sequence[Candidate]) -> dict[tuple[str, str], list[tuple[int, str, str]]]:
        normals = sorted({normal for candidate in batch for _type, normal in candidate.normals})
        found: dict[tuple[str, str], list[tuple[int, str, str]]] = defaultdict(list)
        if normals:
            rows = self._act.session.connection().execute(_BY_NORMAL, {"normals": normals})
            for kind, normal, customer_id, name, sort_key in rows:
                found[kind, normal].append((customer_id, name, sort_key))
        return found

    def _alone(self, batch: Sequence[Candidate]) -> dict[tuple[str, str], int]:
        names = sorted({candidate.sort_key for candidate in batch if not candidate.normals})
        if not names:
            return {}
        rows = self._act.session.connection().execute(_BY_NAME_ALONE, {"names": names})
        return {(sort_key, form): customer_id for sort_key, form, customer_id in rows}

    def _same_person(
        self, candidate: Candidate, by_normal: dict[tuple[str, str], list[tuple[int, str, str]]]
    ) -> int | None:
        for mark, place in candidate.normals.items():
            for customer_id, name, sort_key in by_normal.get(mark, ()):
                if sort_key == candidate.sort_key:
                    return customer_id
                value = candidate.record.points[place].value
                reason = _("{name} has {value} as well").format(name=name, value=value)
                candidate.others.append((customer_id, name, reason))
        return None


def _marks(candidate: Candidate) -> Iterable[tuple[str, ...]]:
    yield candidate.key
    for kind, normal in candidate.normals:
        yield (candidate.sort_key, kind, normal)
