"""What the codes are called that standards are narrowed to, and that their measures choose by."""

from collections.abc import Mapping

from crm_tui.domain.words import Kind
from crm_tui.queries.vocabulary import vocabulary
from crm_tui.store.reader import Reader

#: Labels of codes, by dimension.
Labels = Mapping[str, Mapping[str, str]]

PRODUCT_NAMES = "SELECT id, name FROM products"


def standard_labels(reader: Reader) -> Labels:
    """The business's own words; products by id as text."""
    words = vocabulary(reader)
    return {
        "tier": words.tier_labels,
        "nature": words.nature_labels,
        "channel": words.channel_labels,
        "outcome": words.outcome_labels,
        "kind": {kind.value: kind.label for kind in Kind},
        "product": {str(product_id): name for product_id, name in reader.rows(PRODUCT_NAMES)},
    }
