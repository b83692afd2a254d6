"""Which customer recommended us, when a new one was asked how they heard of us."""

from dataclasses import dataclass

from crm_tui.domain.folding import fold
from crm_tui.domain.recommended import recommender_in
from crm_tui.store.reader import Reader

# "Mary" is Mary Ofori while she is the only Mary; two are enough to know that it is not one.
NAMED = """
SELECT id, name, sort_key = :key FROM customers
 WHERE deleted_at IS NULL AND (sort_key = :key OR (sort_key > :key || ' ' AND sort_key < :key || '!'))
 ORDER BY sort_key = :key DESC, id LIMIT 2"""


@dataclass(frozen=True, slots=True)
class Recommender:
    """The one customer whom the words mean."""

    id: int
    name: str


def recommender(reader: Reader, source: str) -> Recommender | None:
    """Who is named in ``source``; None where that is nobody, or may be several.

    After words such as "recommended by" the first name is enough; without them it has to be the whole name.
    """
    name, is_said = recommender_in(source)
    key = fold(name)
    if not key:
        return None
    found = reader.rows(NAMED, {"key": key})
    same = [row for row in found if row[2]]
    meant = same or (found if is_said else [])
    if len(meant) != 1:
        return None
    return Recommender(meant[0][0], meant[0][1])
