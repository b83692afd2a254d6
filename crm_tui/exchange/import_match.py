"""Is this contact here already? Recognised by its key in the file, else by name and a way to reach them.

A contact with the same name *and* the same number or address is the same; with only the number or the address
it is a likely duplicate, which is named and left to people to decide. A file that says where its keys come
from (ours does) tells its contacts apart by them: those are recognised by name only among customers that have
no key, so that a father and a son with one name and one phone stay two.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import TextClause, bindparam, text

from crm_tui.domain.words import Form
from crm_tui.exchange.import_candidate import Candidate
from crm_tui.exchange.own_keys import OWN_SOURCE, own_key, read_own_key
from crm_tui.i18n import _
from crm_tui.store.journal import Act


def _expanding(sql: str, *names: str) -> TextClause:
    return text(sql).bindparams(*(bindparam(name, expanding=True) for name in names))


_BY_KEY = _expanding(
    """SELECT external_source, external_key, id FROM customers
        WHERE external_source IN :sources AND external_key IN :keys AND deleted_at IS NULL ORDER BY id""",
    "sources", "keys",
)  # fmt: skip
_BY_OWN_ID = _expanding("SELECT id, created_at FROM customers WHERE id IN :ids AND deleted_at IS NULL", "ids")
_BY_NORMAL = _expanding(
    """SELECT p.type, p.normal, c.id, c.name, c.sort_key, c.external_key FROM contact_points p
         JOIN customers c ON c.id = p.customer_id
        WHERE p.normal IN :normals AND c.deleted_at IS NULL ORDER BY c.id""",
    "normals",
)
_BY_NAME_ALONE = _expanding(
    """SELECT c.sort_key, c.form, c.id, c.external_key FROM customers c
        WHERE c.sort_key IN :names AND c.deleted_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM contact_points p WHERE p.customer_id = c.id) ORDER BY c.id""",
    "names",
)


@dataclass(frozen=True, slots=True)
class _Customer:
    id: int
    name: str
    sort_key: str
    has_key: bool


class Recogniser:
    """Finds out, a batch at a time, which candidates are in the database already."""

    def __init__(self, act: Act) -> None:
        self._act = act

    def recognise(self, batch: Sequence[Candidate]) -> None:
        """Fill in ``known``, ``exact`` and ``others`` of each, with four queries."""
        by_key = self.by_keys(candidate.key for candidate in batch)
        by_normal = self._by_normal(batch)
        alone = self._alone(batch)
        for candidate in batch:
            candidate.others.clear()
            candidate.known = by_key.get(candidate.key)
            candidate.exact = candidate.known is not None and candidate.digested
            if candidate.known is None:
                candidate.known = self._same_person(candidate, by_normal)
            if candidate.known is None and by_name_alone(candidate):
                candidate.known = next(
                    (
                        customer_id
                        for customer_id, has_key in alone[candidate.sort_key, candidate.record.form.value]
                        if not (has_key and told_apart(candidate))
                    ),
                    None,
                )

    def by_keys(self, keys: Iterator[tuple[str, str]]) -> dict[tuple[str, str], int]:
        """The customers with these keys, a (source, key) each; of several with one key the oldest."""
        wanted = set(keys)
        sources, texts = (sorted({key[part] for key in wanted}) for part in (0, 1))
        found: dict[tuple[str, str], int] = {}
        for source, key, customer_id in self._rows(_BY_KEY, sources=sources, keys=texts):
            found.setdefault((source, key), customer_id)
        own = [read_own_key(key) for source, key in wanted if source == OWN_SOURCE]
        ids = sorted({key[0] for key in own if key is not None})
        if ids:
            for customer_id, created in self._rows(_BY_OWN_ID, ids=ids):
                # A key of another database names another customer: its instant does not fit.
                if (customer_id, created) in own:
                    found[OWN_SOURCE, own_key(customer_id, created)] = customer_id
        return found

    def _by_normal(self, batch: Sequence[Candidate]) -> dict[tuple[str, str], list[_Customer]]:
        normals = sorted({normal for candidate in batch for _point, (_type, normal) in candidate.reaches})
        found: dict[tuple[str, str], list[_Customer]] = defaultdict(list)
        if normals:
            for kind, normal, customer_id, name, sort_key, key in self._rows(_BY_NORMAL, normals=normals):
                found[kind, normal].append(_Customer(customer_id, name, sort_key, key is not None))
        return found

    def _alone(self, batch: Sequence[Candidate]) -> dict[tuple[str, str], list[tuple[int, bool]]]:
        names = sorted({candidate.sort_key for candidate in batch if by_name_alone(candidate)})
        found: dict[tuple[str, str], list[tuple[int, bool]]] = defaultdict(list)
        if names:
            for sort_key, form, customer_id, key in self._rows(_BY_NAME_ALONE, names=names):
                found[sort_key, form].append((customer_id, key is not None))
        return found

    def _same_person(
        self, candidate: Candidate, by_normal: dict[tuple[str, str], list[_Customer]]
    ) -> int | None:
        for point, reach in candidate.reaches:
            for here in by_normal.get(reach, ()):
                if here.sort_key == candidate.sort_key and not (here.has_key and told_apart(candidate)):
                    return here.id
                reason = _("{name} has {value} as well").format(name=here.name, value=point.value)
                candidate.others.setdefault(here.id, reason)
        return None

    def _rows(self, statement: TextClause, **named: object) -> Iterator[Sequence[Any]]:
        yield from self._act.session.connection().execute(statement, named)


def told_apart(candidate: Candidate) -> bool:
    """Whether the file says where its keys come from, so that another key is another contact."""
    return bool(candidate.record.external_source)


def by_name_alone(candidate: Candidate) -> bool:
    """Whether the name is enough to be one whom nobody can reach yet.

    For a person it is, when the file has no number or address either. For an organisation it always is:
    people of the file may have brought in its name before its own line came.
    """
    return candidate.record.form is Form.ORGANISATION or not candidate.has_reach
