"""Products as people name them: by code, name or number."""

from collections.abc import Iterable
from dataclasses import dataclass

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.folding import fold
from crm_tui.i18n import _
from crm_tui.store.reader import Reader

NAMES = "SELECT code, name, id FROM products ORDER BY retired_at IS NOT NULL, id"
OFFERED = """
SELECT id, name, code FROM products
 WHERE retired_at IS NULL
    OR (:held AND id IN (SELECT CAST(c.value AS INTEGER) FROM standard_scopes c
                          WHERE c.dimension = 'product'))
 ORDER BY sort_key, id LIMIT :limit"""
ONE = "SELECT id, name, code FROM products WHERE id = :id"
OF_CASE = "SELECT p.id, p.name, p.code FROM cases k JOIN products p ON p.id = k.product_id WHERE k.id = :id"

#: More than this is no list that somebody looks through.
_MOST = 2_000


@dataclass(frozen=True, slots=True)
class NamedProduct:
    """A product as fields offer it."""

    id: int
    name: str
    code: str

    @property
    def label(self) -> str:
        """Name and code: either finds it."""
        return f"{self.name} · {self.code}" if self.code else self.name


def offered_products(reader: Reader, *, held: bool = False) -> tuple[NamedProduct, ...]:
    """What we offer, by name; with ``held`` also what a standard holds for though it is offered no longer."""
    rows = reader.rows(OFFERED, {"held": held, "limit": _MOST})
    return tuple(NamedProduct(*row) for row in rows)


def products_numbered(reader: Reader, ids: Iterable[int]) -> tuple[NamedProduct, ...]:
    """These products, offered or not, in their order; a number that none has is left out."""
    rows = (reader.row(ONE, {"id": product_id}) for product_id in ids)
    return tuple(NamedProduct(*row) for row in rows if row is not None)


def named_products(reader: Reader) -> dict[str, int]:
    """The ids of products by their folded codes, names and numbers, also of those that we offer no longer.

    A code is taken before a name, a name before a number, and what is offered before what is not.
    """
    found: dict[str, int] = {}
    rows = reader.rows(NAMES)
    for place in range(3):
        for row in rows:
            found.setdefault(fold(str(row[place])), row[2])
    found.pop("", None)
    return found


def product_of_case(reader: Reader, case_id: int) -> NamedProduct | None:
    """The product that a case is about, offered or not; None for none."""
    row = reader.row(OF_CASE, {"id": case_id})
    return None if row is None else NamedProduct(*row)


def product_named(reader: Reader, words: str, field: str) -> int:
    """The id of the product with that code, name or number. Raises InvalidInput, naming the ``field``."""
    found = named_products(reader).get(fold(words.strip()))
    if found is None:
        raise InvalidInput(
            _("There is no product “{words}”.").format(words=words),
            _("Give its code, name or number; `crm-tui product list` shows what we offer."),
            field=field,
        )
    return found
