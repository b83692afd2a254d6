"""What is in the database of the contacts of one batch: read at once, with a handful of queries."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from crm_tui.actions.reading import reader_of
from crm_tui.domain.folding import fold
from crm_tui.exchange.import_candidate import Candidate
from crm_tui.exchange.import_facts import FILLED, Fact, is_given
from crm_tui.exchange.import_match import Known, by_name_alone
from crm_tui.exchange.own_keys import OWN_SOURCE, own_key, read_own_key
from crm_tui.store.journal import Act
from crm_tui.store.merged import who_stayed

#: What was asked for: as one parameter, so that the driver knows the statement again, however many there are.
_IDS, _NAMES, _NORMALS, _SOURCES, _KEYS = (
    f"IN (SELECT value FROM json_each(:{name}))" for name in ("ids", "names", "normals", "sources", "keys")
)
#: Those who are here, and those who were merged into another, who is then meant.
_STANDING = """(deleted_at IS NULL OR id IN (SELECT gone_id FROM merges WHERE unmerged_at IS NULL))
                ORDER BY deleted_at IS NOT NULL, id"""
_BY_KEY = f"""
SELECT external_source, external_key, id, deleted_at IS NOT NULL FROM customers
 WHERE external_source {_SOURCES} AND external_key {_KEYS} AND {_STANDING}"""
_BY_OWN_ID = f"SELECT id, created_at, deleted_at IS NOT NULL FROM customers WHERE id {_IDS} AND {_STANDING}"
_KNOWN = """c.id, c.name, c.form, c.sort_key, c.external_key IS NOT NULL,
            EXISTS (SELECT 1 FROM contact_points r WHERE r.customer_id = c.id)"""
_BY_NORMAL = f"""
SELECT {_KNOWN}, p.type, p.normal FROM contact_points p JOIN customers c ON c.id = p.customer_id
 WHERE p.normal {_NORMALS} AND c.deleted_at IS NULL ORDER BY c.id"""
_BY_NAME = f"""
SELECT {_KNOWN} FROM customers c WHERE c.sort_key {_NAMES} AND c.deleted_at IS NULL ORDER BY c.id"""
_CUSTOMERS = f"SELECT {_KNOWN}, {', '.join(FILLED)} FROM customers c WHERE c.id {_IDS}"
_POINTS = f"SELECT customer_id, type, value, normal FROM contact_points WHERE customer_id {_IDS}"
_FACTS = (
    f"SELECT customer_id, 'kind', kind FROM customer_kinds WHERE customer_id {_IDS}",
    f"SELECT customer_id, 'tag', tag FROM customer_tags WHERE customer_id {_IDS}",
    f"SELECT customer_id, 'consent', channel FROM consents WHERE customer_id {_IDS}",
    f"""
SELECT v.customer_id, 'own', f.code
  FROM custom_values v JOIN custom_fields f ON f.id = v.field_id WHERE v.customer_id {_IDS}""",
    f"""
SELECT v.customer_id, 'own', f.code, v.value
  FROM custom_values v JOIN custom_fields f ON f.id = v.field_id WHERE v.customer_id {_IDS}""",
    # Places that ended count as well: an old file shall not bring somebody back to where they left.
    f"""
SELECT m.person_id, 'place', o.sort_key
  FROM memberships m JOIN customers o ON o.id = m.organisation_id WHERE m.person_id {_IDS}""",
)


@dataclass(slots=True)
class Here:
    """What is known of a customer; ``points`` counts the ways to reach them."""

    known: Known
    columns: dict[str, Any]
    facts: set[Fact] = field(default_factory=set)
    points: int = 0


def customers_with_keys(act: Act, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """The customers with these keys, a (source, key) each; of several with one key the oldest.

    Whoever was merged into another is found as that other, and as themselves when they are parted again.
    """
    wanted = set(keys)
    sources, texts = (sorted({key[part] for key in wanted}) for part in (0, 1))
    found: dict[tuple[str, str], int] = {}
    for source, key, customer_id, is_gone in _rows(act, _BY_KEY, sources=sources, keys=texts):
        if (meant := _who_is_meant(act, customer_id, is_gone)) is not None:
            found.setdefault((source, key), meant)
    own = {read_own_key(key) for source, key in wanted if source == OWN_SOURCE} - {None}
    if own:
        ids = sorted({key[0] for key in own if key})
        for customer_id, created, is_gone in _rows(act, _BY_OWN_ID, ids=ids):
            # A key of another database names another customer: its instant does not fit.
            meant = _who_is_meant(act, customer_id, is_gone) if (customer_id, created) in own else None
            if meant is not None:
                found[OWN_SOURCE, own_key(customer_id, created)] = meant
    return found


def _who_is_meant(act: Act, customer_id: int, is_gone: bool) -> int | None:
    if not is_gone:
        return customer_id
    stayed = who_stayed(reader_of(act), customer_id)
    return None if stayed is None else stayed[0]


class DatabaseView:
    """What the database holds that candidates may be, as ``import_match.View`` asks for it."""

    def __init__(self, act: Act, batch: Sequence[Candidate]) -> None:
        self._keys = customers_with_keys(act, {candidate.key for candidate in batch}) if batch else {}
        # Whoever came in exactly so needs no further look.
        open_ones = [one for one in batch if not (one.digested and one.key in self._keys)]
        self._reached: dict[tuple[str, str], list[Known]] = defaultdict(list)
        normals = sorted({normal for one in open_ones for _point, (_type, normal) in one.reaches})
        if normals:
            for *row, kind, normal in _rows(act, _BY_NORMAL, normals=normals):
                self._reached[kind, normal].append(_known(row))
        self._named: dict[tuple[str, str], list[Known]] = defaultdict(list)
        names = sorted({one.sort_key for one in open_ones if by_name_alone(one)})
        if names:
            for known in map(_known, _rows(act, _BY_NAME, names=names)):
                self._named[known.form, known.sort_key].append(known)
        self.here = _known_here(act, self._possible(open_ones))

    def by_key(self, key: tuple[str, str]) -> int | None:
        """The customer with this key."""
        return self._keys.get(key)

    def with_reach(self, reach: tuple[str, str]) -> Sequence[Known]:
        """The customers with this number or address, the oldest first."""
        return self._reached.get(reach, ())

    def named(self, form: str, sort_key: str) -> Sequence[Known]:
        """The customers of this name, the oldest first."""
        return self._named.get((form, sort_key), ())

    def facts(self, customer_id: int) -> set[Fact]:
        """What is known of a customer that one of the others named."""
        return self.here[customer_id].facts

    def _possible(self, open_ones: Sequence[Candidate]) -> set[int]:
        by_key = (self._keys.get(one.key) for one in open_ones)
        names = {one.sort_key for one in open_ones}
        found = (*self._reached.values(), *self._named.values())
        by_name = (known.id for group in found for known in group if known.sort_key in names)
        return {*filter(None, by_key), *by_name}


def _known_here(act: Act, customer_ids: set[int]) -> dict[int, Here]:
    if not customer_ids:
        return {}
    ids = sorted(customer_ids)
    found: dict[int, Here] = {}
    for row in _rows(act, _CUSTOMERS, ids=ids):
        known, columns = _known(row[: -len(FILLED)]), dict(zip(FILLED, row[-len(FILLED) :], strict=True))
        columns["do_not_contact"] = bool(columns["do_not_contact"])
        facts: set[Fact] = {("form", known.form)}
        facts |= {("column", name) for name, value in columns.items() if is_given(value)}
        found[known.id] = Here(known, columns, facts)
    for customer_id, kind, value, normal in _rows(act, _POINTS, ids=ids):
        found[customer_id].points += 1
        found[customer_id].facts |= {("point", kind, fold(value)), ("point", kind, normal)}
    for statement in _FACTS:
        for customer_id, *fact in _rows(act, statement, ids=ids):
            found[customer_id].facts.add(tuple(fact))
    return found


def _known(row: Sequence[Any]) -> Known:
    customer_id, name, form, sort_key, has_key, reachable = row
    return Known(customer_id, name, form, sort_key, bool(has_key), bool(reachable))


def _rows(act: Act, statement: str, **named: Sequence[Any]) -> list[tuple[Any, ...]]:
    return reader_of(act).rows(statement, {name: json.dumps(values) for name, values in named.items()})
