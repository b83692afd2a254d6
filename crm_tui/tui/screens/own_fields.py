"""The business's own fields on screen: in the form of a customer, and on the page."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from crm_tui.domain.custom_fields import OwnField, read_value
from crm_tui.domain.growth_words import FieldType
from crm_tui.i18n import _
from crm_tui.queries.custom_fields import values_of
from crm_tui.store.reader import Reader
from crm_tui.tui.own_words import own_in_words
from crm_tui.tui.telling import Telling
from crm_tui.tui.text import cut
from crm_tui.tui.widgets.field import LABEL_WIDTH, FieldSpec, Values
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.read_field import ReadSpec
from crm_tui.tui.widgets.rows import Cell, ListRow
from crm_tui.tui.widgets.text_fields import TextSpec

#: More answers than digits have no key of their own; the list under the space bar has all.
_KEYS = "123456789"
_LONGEST_LABEL = LABEL_WIDTH - 2


def own_specs(fields: Sequence[OwnField], now: datetime, zone: ZoneInfo) -> list[FieldSpec]:
    """A quiet field for each, where the customer is of its kind or it says something already."""
    return [_spec(field, now, zone) for field in fields]


def own_rows(reader: Reader, customer_id: int, telling: Telling) -> list[ListRow]:
    """What they say of a customer, as the page tells it."""
    return [
        ListRow(("fact", 0, one.code), (Cell(one.label, "dim"), own_in_words(one.type, one.value, telling)))
        for one in values_of(reader, customer_id)
    ]


def _spec(field: OwnField, now: datetime, zone: ZoneInfo) -> FieldSpec:
    label = cut(field.label, _LONGEST_LABEL)
    there = partial(_is_there, field)
    if field.type is FieldType.CHOICE:
        options = [
            Option(choice, cut(choice, 24), _KEYS[place] if place < len(_KEYS) else "")
            for place, choice in enumerate(field.choices)
        ]
        return PickSpec(
            name=field.name, label=label, quiet=True, hint=field.label, visible_when=there, options=options
        )
    if field.type is FieldType.TEXT:
        return TextSpec(name=field.name, label=label, quiet=True, hint=field.label, visible_when=there)
    hint = _("a day: 24 nov, 2027-11-24") if field.type is FieldType.DATE else _("a number: 12 or 12.5")

    def read(text: str) -> str:
        return read_value(field, text, now, zone)

    return ReadSpec(
        name=field.name,
        label=label,
        quiet=True,
        hint=hint,
        visible_when=there,
        read=read,
        told=lambda text: _("→ {value}").format(value=read(text)),
    )


def _is_there(field: OwnField, values: Values) -> bool:
    return field.kind is None or field.kind in (values.get("kinds") or ()) or bool(values.get(field.name))
