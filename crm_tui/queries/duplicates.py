"""The list of likely duplicates: pairs worth looking at, found without comparing everybody with everybody.

Pairs come from the same number or address, and from neighbours in the list of names when their words are in
the order of the alphabet: once read forwards and once backwards, so that a wrong letter at either end leaves
them neighbours. Of many who share something, each is paired with the oldest. 100,000 customers take about a
second.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from crm_tui.domain.folding import words_of
from crm_tui.domain.likeness import Likeness, features, likeness, nearly_the_same
from crm_tui.queries.look_alikes import names_and_points
from crm_tui.store.reader import Reader

#: A name, or a number, that more customers share says nothing about any two of them.
_MOST_NAMESAKES = 5
_MOST_SHARERS = 20
#: How far behind a name its like can stand.
_NEAR_BY = 2

WITH_ONE_POINT = """
WITH shared AS MATERIALIZED (
  SELECT normal, type FROM contact_points INDEXED BY ix_contact_points_normal
   WHERE normal <> '' AND type IN ('phone', 'email')
   GROUP BY normal, type HAVING count(*) BETWEEN 2 AND :most)
SELECT DISTINCT p.normal, p.type, p.customer_id
  FROM shared CROSS JOIN contact_points p ON p.normal = shared.normal AND p.type = shared.type
  JOIN customers c ON c.id = p.customer_id AND c.deleted_at IS NULL
 ORDER BY p.normal, p.type, p.customer_id"""
NAMES = "SELECT id, name FROM customers WHERE deleted_at IS NULL ORDER BY id"
SAID_TO_BE_TWO = "SELECT customer_id, other_id FROM not_duplicates"

_Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two customers who may be one, the older first, and why."""

    one_id: int
    one: str
    other_id: int
    other: str
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Duplicates:
    """The likeliest pairs, and how many there are in all."""

    pairs: tuple[Duplicate, ...]
    count: int

    @property
    def more(self) -> bool:
        """Whether there are pairs that are not among these."""
        return self.count > len(self.pairs)


def duplicates(reader: Reader, limit: int) -> Duplicates:
    """The likeliest pairs, of whom nobody has said that they are two."""
    words = {customer_id: tuple(words_of(name)) for customer_id, name in reader.rows(NAMES)}
    pairs = set(_sharing(reader)) | set(_alike_by_name(words))
    pairs.difference_update(reader.rows(SAID_TO_BE_TWO))
    names, points = names_and_points(reader, {one for pair in pairs for one in pair})
    known = {one: features(name, points.get(one, ())) for one, name in names.items()}
    found = [
        Duplicate(one, names[one], other, names[other], likeness(known[one], known[other]))
        for one, other in pairs
    ]
    likely = [pair for pair in found if pair.likeness.is_likely]
    likely.sort(key=lambda pair: (-pair.likeness.score, pair.one_id, pair.other_id))
    return Duplicates(tuple(likely[:limit]), len(likely))


def _sharing(reader: Reader) -> Iterator[_Pair]:
    oldest: dict[tuple[str, str], int] = {}
    for normal, kind, customer_id in reader.rows(WITH_ONE_POINT, {"most": _MOST_SHARERS}):
        first = oldest.setdefault((normal, kind), customer_id)
        if first != customer_id:
            yield first, customer_id


def _alike_by_name(words: dict[int, tuple[str, ...]]) -> Iterator[_Pair]:
    """Neighbours by name; ``words`` has the oldest first."""
    namesakes: dict[str, list[int]] = {}
    for customer_id, name in words.items():
        namesakes.setdefault(" ".join(sorted(name)), []).append(customer_id)
    for first, *others in namesakes.values():
        if len(others) < _MOST_NAMESAKES:
            yield from ((first, other) for other in others)
    for texts in (namesakes, {key[::-1]: ids for key, ids in namesakes.items()}):
        for one, other in _neighbours(sorted(texts)):
            first, second = texts[one][0], texts[other][0]
            yield (first, second) if first < second else (second, first)


def _neighbours(texts: Sequence[str]) -> Iterable[tuple[str, str]]:
    for step in range(1, _NEAR_BY + 1):
        for one, other in zip(texts, texts[step:], strict=False):
            if nearly_the_same(one, other):
                yield one, other
