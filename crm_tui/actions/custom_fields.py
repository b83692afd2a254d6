"""Keeping the business's own fields of customers, and writing what they say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import select

from crm_tui.actions.customer_values import EDITABLE
from crm_tui.actions.house_words import Saved, code_from, free_code, read_label
from crm_tui.actions.lookups import read_code
from crm_tui.actions.reading import reader_of
from crm_tui.domain.custom_fields import OwnField, field_named, number_of, read_choices, read_value
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.folding import fold
from crm_tui.domain.growth_words import FieldType
from crm_tui.domain.words import Kind, Role
from crm_tui.i18n import _, ngettext
from crm_tui.queries import merge_fields
from crm_tui.queries.custom_fields import own_fields, saying
from crm_tui.queries.list_order import Sort
from crm_tui.store.journal import Act
from crm_tui.store.tables import CustomField, CustomValue


@dataclass(frozen=True, slots=True)
class RetiredField:
    """A field that is shown no longer; ``customers`` keep what it says of them."""

    id: int
    version: int
    label: str
    customers: int


def add_field(
    act: Act,
    *,
    label: str,
    type: str,  # noqa: A002 - the word of the table and of the command
    code: str = "",
    kind: str | None = None,
    choices: Sequence[str] = (),
) -> Saved:
    """Add a field behind those there are; without a code one is made from the label.

    Raises NotAllowed below a manager; InvalidInput for a label that is empty or taken, a type or kind that is
    none, a code that is none or is taken, and choices that do not fit the type.
    """
    act.describe("add-field", "custom-field")
    act.actor.require(Role.MANAGER)
    kind_of_value, name = read_code(FieldType, type, "type"), _free_label(act, label)
    fields = act.session.exec(select(CustomField)).all()
    taken = {*EDITABLE, *merge_fields.NAMES, *Sort, *(field.code for field in fields)}
    row = act.add(
        CustomField(
            kind=None if kind is None else read_code(Kind, kind, "kind").value,
            code=free_code(code or code_from(label, "field"), taken),
            label=name,
            type=kind_of_value.value,
            choices=read_choices(kind_of_value, choices),
            position=1 + max((field.position for field in fields), default=0),
            created_at=act.now,
        )
    )
    act.about("custom-field", row.record_id)
    return Saved(row.record_id, row.version)


def change_field(
    act: Act,
    code: str,
    *,
    label: str | None = None,
    choices: Sequence[str] | None = None,
    position: int | None = None,
    version: int | None = None,
) -> Saved:
    """Change the label, the choices or the place of a field, from 1 on; its type and code stay.

    Raises NotAllowed below a manager; InvalidInput as :func:`add_field` does, and for a choice that is taken
    away although it is said of customers; ChangedSince.
    """
    act.actor.require(Role.MANAGER)
    row = _field(act, code)
    act.describe("change-field", "custom-field", row.record_id)
    act.expect_version(row, version)
    changes = {
        "label": None if label is None else _free_label(act, label, row),
        "choices": None if choices is None else _choices(act, row, choices),
    }
    act.change(row, **{name: value for name, value in changes.items() if value is not None})
    if position is not None:
        _put_at(act, row, position)
    return Saved(row.record_id, row.version)


def retire_field(act: Act, code: str) -> RetiredField:
    """Show a field no longer; what it says is kept. Raises NotAllowed below a manager, InvalidInput."""
    act.actor.require(Role.MANAGER)
    row = _field(act, code)
    act.describe("retire-field", "custom-field", row.record_id)
    act.change(row, retired_at=act.now)
    return RetiredField(row.record_id, row.version, row.label, saying(reader_of(act), row.record_id))


def read_own(act: Act, name: str, text: str | None) -> str:
    """What was entered for a field, by its name among the customer's, as it is kept. Raises InvalidInput."""
    return read_value(_in_use(act, name), text or "", act.now, act.business.zone)


def stored_own(act: Act, customer_id: int, name: str) -> str:
    """What a field says of a customer by now; empty for nothing."""
    row = _value(act, customer_id, _in_use(act, name))
    return "" if row is None else row.value


def write_own(act: Act, customer_id: int, values: Mapping[str, str]) -> bool:
    """Make fields, by their names among the customer's, say this. Says whether any changed."""
    changed = False
    for name, value in values.items():
        field = _in_use(act, name)
        row = _value(act, customer_id, field)
        number = number_of(field, value)
        if row is None and value:
            act.add(CustomValue(customer_id=customer_id, field_id=field.id, value=value, number=number))
            changed = True
        elif row is not None and value:
            changed |= act.change(row, value=value, number=number)
        elif row is not None:
            act.remove(row)
            changed = True
    return changed


def _field(act: Act, code: str) -> CustomField:
    return act.get(CustomField, _in_use(act, code).id)


def _in_use(act: Act, name: str) -> OwnField:
    return field_named(own_fields(reader_of(act)), name)


def _free_label(act: Act, text: str, of: CustomField | None = None) -> str:
    """The label, which no other field in use has: columns of files are known by it."""
    label = read_label(text, "label")
    others = (one for one in own_fields(reader_of(act)) if of is None or one.id != of.id)
    if any(fold(one.label) == fold(label) for one in others):
        raise InvalidInput(
            _("There is a field “{label}” already.").format(label=label),
            _("Call this one otherwise: columns of files are known by it."),
            field="label",
        )
    return label


def _choices(act: Act, row: CustomField, choices: Sequence[str]) -> list[str]:
    """The choices as they are kept. Raises InvalidInput where one goes that customers still have."""
    kept = read_choices(FieldType(row.type), choices)
    for gone in row.choices:
        count = 0 if gone in kept else saying(reader_of(act), row.record_id, gone)
        if count:
            raise InvalidInput(
                ngettext(
                    "“{choice}” is still said of {count} customer.",
                    "“{choice}” is still said of {count} customers.",
                    count,
                ).format(choice=gone, count=count),
                _("Change it there first; in the list the filter {code}:{choice} finds them.").format(
                    code=row.code, choice=f'"{gone}"' if " " in gone else gone
                ),
                field="choices",
            )
    return kept


def _put_at(act: Act, row: CustomField, place: int) -> None:
    """Let the field stand at this place among those in use, and the others follow each other."""
    if place < 1:
        raise InvalidInput(
            _("There is no place {position} in a list.").format(position=place),
            _("Places begin at 1."),
            field="position",
        )
    others = [one.id for one in own_fields(reader_of(act)) if one.id != row.id]
    order = [*others[: place - 1], row.record_id, *others[place - 1 :]]
    for position, field_id in enumerate(order, 1):
        act.change(act.get(CustomField, field_id), position=position)


def _value(act: Act, customer_id: int, field: OwnField) -> CustomValue | None:
    return act.session.exec(
        select(CustomValue).where(CustomValue.customer_id == customer_id, CustomValue.field_id == field.id)
    ).first()
