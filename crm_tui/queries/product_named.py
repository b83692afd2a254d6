"""The product that somebody names: by its code, its name or its number."""

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.folding import fold
from crm_tui.i18n import _
from crm_tui.store.reader import Reader

NAMES = "SELECT code, name, id FROM products ORDER BY retired_at IS NOT NULL, id"


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
