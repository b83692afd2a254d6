"""Customers who may be the same: suggested, never forbidden (DATA.md, "no unique constraints").

Candidates come from indexed columns only: the same number or address, and the neighbours of the name in the
sorted list, once as typed and once with its words the other way round ("Ashgrove, Quillon").
"""

from collections.abc import Iterable

from sqlalchemy import text

from crm_tui.actions.notices import Notice
from crm_tui.domain.folding import fold, words_of
from crm_tui.domain.words import ContactPointType
from crm_tui.i18n import _
from crm_tui.store.journal import Act

#: How many neighbours on each side of a name are compared with it.
_NEIGHBOURS = 20
#: How alike two names must be, of 100. Below it, brothers and sisters come up.
_ALIKE = 92
#: Shorter names are alike by chance.
_SHORTEST_NAME = 4
#: More would be a list, not a warning.
_MOST_NAMED = 5

_BY_POINT = text(
    """SELECT c.id, c.name FROM contact_points p JOIN customers c ON c.id = p.customer_id
        WHERE p.normal = :normal AND p.type = :type AND c.deleted_at IS NULL AND c.id <> :customer_id
        ORDER BY c.id LIMIT 5"""
)
_AFTER = text(
    """SELECT id, name, sort_key FROM customers
        WHERE sort_key >= :sort_key AND deleted_at IS NULL AND id <> :customer_id
        ORDER BY sort_key LIMIT :limit"""
)
_BEFORE = text(
    """SELECT id, name, sort_key FROM customers
        WHERE sort_key < :sort_key AND deleted_at IS NULL AND id <> :customer_id
        ORDER BY sort_key DESC LIMIT :limit"""
)


def likely_duplicates(
    act: Act, customer_id: int, name: str, normals: Iterable[tuple[str, str]]
) -> tuple[Notice, ...]:
    """Who else this customer may be, the surest first; ``normals`` are (type, normal form) of its points."""
    found: dict[int, Notice] = {}
    for kind, normal in normals:
        sentence = _POINT_SENTENCES.get(kind)
        if sentence is None or not normal:
            continue
        for other_id, other_name in act.session.connection().execute(
            _BY_POINT, {"normal": normal, "type": kind, "customer_id": customer_id}
        ):
            found.setdefault(other_id, _notice(sentence(), other_id, other_name))
    for other_id, other_name in _same_name(act, customer_id, name):
        found.setdefault(
            other_id, _notice(_("{name} (customer {id}) has nearly the same name."), other_id, other_name)
        )
    return tuple(found.values())[:_MOST_NAMED]


_POINT_SENTENCES = {
    ContactPointType.PHONE.value: lambda: _("{name} (customer {id}) has the same phone number."),
    ContactPointType.EMAIL.value: lambda: _("{name} (customer {id}) has the same mail address."),
}


def _notice(sentence: str, customer_id: int, name: str) -> Notice:
    return Notice("likely-duplicate", sentence.format(name=name, id=customer_id), (customer_id,))


def _same_name(act: Act, customer_id: int, name: str) -> list[tuple[int, str]]:
    sort_key = fold(name)
    if len(sort_key) < _SHORTEST_NAME:
        return []

    from rapidfuzz import fuzz  # not at import: adding is one action of many

    turned = " ".join(reversed(words_of(name)))
    connection = act.session.connection()
    candidates: dict[int, tuple[str, str]] = {}
    for key in dict.fromkeys((sort_key, turned)):
        for statement in (_AFTER, _BEFORE):
            rows = connection.execute(
                statement, {"sort_key": key, "customer_id": customer_id, "limit": _NEIGHBOURS}
            )
            candidates.update({row[0]: (row[1], row[2]) for row in rows})
    scored = [
        (fuzz.token_sort_ratio(sort_key, other_key), other_id, other_name)
        for other_id, (other_name, other_key) in candidates.items()
    ]
    alike = sorted((row for row in scored if row[0] >= _ALIKE), key=lambda row: (-row[0], row[1]))
    return [(other_id, other_name) for _score, other_id, other_name in alike]
