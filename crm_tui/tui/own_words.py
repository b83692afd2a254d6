"""What the business's own fields say, as screens tell it."""

from datetime import date

from crm_tui.domain.growth_words import FieldType
from crm_tui.tui.telling import Telling


def own_in_words(kind: FieldType, value: str, telling: Telling) -> str:
    """A kept value for a reader: a day in their terms, anything else (what is no day, too) as it is kept."""
    try:
        return telling.long_day(date.fromisoformat(value)) if kind is FieldType.DATE and value else value
    except ValueError:
        return value
