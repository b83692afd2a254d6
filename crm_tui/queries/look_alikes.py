"""Who a customer may be besides: asked while one is entered, edited or imported.

Candidates come from indexes only: the same number or address, the neighbours of the name in the sorted list,
as typed and with its words the other way round, and the newest who share a word of it.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from crm_tui.domain.folding import fold, words_of
from crm_tui.domain.likeness import Likeness, features, likeness
from crm_tui.queries.full_text import Terms, by_words
from crm_tui.store.reader import Reader

#: How many neighbours on each side of a name are compared with it, and how many who share one of its words.
_NEIGHBOURS = 20
_WITH_A_WORD = 50
_WITH_A_POINT = 5
#: A shorter word is an initial, a title or a particle: too many share it.
_SHORTEST_WORD = 3
_NOBODY = 0  # ids begin at 1

WITH_POINT = """
SELECT c.id
  FROM contact_points p JOIN customers c ON c.id = p.customer_id
 WHERE p.normal = :normal AND p.type = :type AND c.deleted_at IS NULL AND c.id <> :but
 ORDER BY c.id LIMIT :limit"""
NAMED_AFTER = """
SELECT id FROM customers
 WHERE sort_key >= :sort_key AND deleted_at IS NULL AND id <> :but ORDER BY sort_key LIMIT :limit"""
NAMED_BEFORE = """
SELECT id FROM customers
 WHERE sort_key < :sort_key AND deleted_at IS NULL AND id <> :but ORDER BY sort_key DESC LIMIT :limit"""
NAMES = """
SELECT c.id, c.name
  FROM json_each(:ids) asked JOIN customers c ON c.id = asked.value WHERE c.deleted_at IS NULL"""
POINTS = """
SELECT p.customer_id, p.type, p.normal
  FROM json_each(:ids) asked JOIN contact_points p ON p.customer_id = asked.value"""
SAID_TO_BE_TWO = """
SELECT other_id FROM not_duplicates WHERE customer_id = :id
 UNION ALL
SELECT customer_id FROM not_duplicates WHERE other_id = :id"""


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A customer who may be the same, and why."""

    id: int
    name: str
    likeness: Likeness


def look_alikes(
    reader: Reader, name: str, points: Iterable[tuple[str, str]], but: int | None, limit: int
) -> tuple[LookAlike, ...]:
    """Who somebody of this name, with these (type, normal form), may be besides; the likeliest first.

    ``but`` is who it is; of whom somebody said that they are two is not named again.
    """
    mine = features(name, points)
    ids = {row[0] for row in _with_points(reader, mine.points, but)} | _with_the_name(reader, name, but)
    if but is not None:
        ids.difference_update([but], (row[0] for row in reader.rows(SAID_TO_BE_TWO, {"id": but})))
    names, reaches = names_and_points(reader, ids)
    found = [
        LookAlike(one, names[one], likeness(mine, features(names[one], reaches.get(one, ()))))
        for one in names
    ]
    likely = sorted(
        (one for one in found if one.likeness.is_likely), key=lambda one: (-one.likeness.score, one.id)
    )
    return tuple(likely[:limit])


def names_and_points(
    reader: Reader, ids: Iterable[int]
) -> tuple[dict[int, str], dict[int, list[tuple[str, str]]]]:
    """The names of those of these customers who are there, and the (type, normal form) of their points."""
    asked = {"ids": json.dumps(sorted(ids))}
    reaches: dict[int, list[tuple[str, str]]] = {}
    for customer_id, kind, normal in reader.rows(POINTS, asked):
        reaches.setdefault(customer_id, []).append((kind, normal))
    return dict(reader.rows(NAMES, asked)), reaches


def _with_points(
    reader: Reader, points: Iterable[tuple[str, str]], but: int | None
) -> Iterable[tuple[int, ...]]:
    for kind, normal in points:
        asked = {"normal": normal, "type": kind, "but": but or _NOBODY, "limit": _WITH_A_POINT}
        yield from reader.rows(WITH_POINT, asked)


def _with_the_name(reader: Reader, name: str, but: int | None) -> set[int]:
    words = words_of(name)
    ids: set[int] = set()
    for key in dict.fromkeys((fold(name), " ".join(words), " ".join(reversed(words)))):
        for statement in (NAMED_AFTER, NAMED_BEFORE):
            asked = {"sort_key": key, "but": but or _NOBODY, "limit": _NEIGHBOURS}
            ids.update(row[0] for row in reader.rows(statement, asked))
    for word in words:
        if len(word) >= _SHORTEST_WORD:
            ids.update(one.id for one in by_words(reader, Terms(word, (word,), ()), _WITH_A_WORD))
    return ids
