"""Keeping the business's own fields of customers, and writing what they say."""

from collections.abc import Mapping, Sequence

from sqlmodel import select

from crm_tui.actions.customer_values import EDITABLE
from crm_tui.actions.house_words import Saved, code_from, free_code, read_label
from crm_tui.actions.lookups import read_code
from crm_tui.actions.reading import reader_of
from crm_tui.domain.custom_fields import PREFIX, OwnField, number_of, read_choices, read_value
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import FieldType
from crm_tui.domain.words import Kind, Role
from crm_tui.i18n import _
from crm_tui.queries import merge_fields
from crm_tui.queries.custom_fields import own_fields
from crm_tui.store.journal import Act
from crm_tui.store.tables import CustomField, CustomValue


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

    Raises NotAllowed below a manager; InvalidInput for an empty label, a type or kind that is none, a code
    that is none or is taken, and choices that do not fit the type.
    """
    act.describe("add-field", "custom-field")
    act.actor.require(Role.MANAGER)
    kind_of_value = read_code(FieldType, type, "type")
    fields = act.session.exec(select(CustomField)).all()
    taken = {*EDITABLE, *merge_fields.NAMES, *(field.code for field in fields)}
    row = act.add(
        CustomField(
            kind=None if kind is None else read_code(Kind, kind, "kind").value,
            code=free_code(code or code_from(label, "field"), taken),
            label=read_label(label, "label"),
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
    """Change the label, the choices or the place of a field; its type and code stay.

    What customers have of a choice that is gone stays with them. Raises NotAllowed below a manager,
    InvalidInput, ChangedSince.
    """
    act.actor.require(Role.MANAGER)
    row = _field(act, code)
    act.describe("change-field", "custom-field", row.record_id)
    act.expect_version(row, version)
    changes = {
        "label": None if label is None else read_label(label, "label"),
        "choices": None if choices is None else read_choices(FieldType(row.type), choices),
        "position": position,
    }
    act.change(row, **{name: value for name, value in changes.items() if value is not None})
    return Saved(row.record_id, row.version)


def retire_field(act: Act, code: str) -> Saved:
    """Show a field no longer; what it says is kept. Raises NotAllowed below a manager, InvalidInput."""
    act.actor.require(Role.MANAGER)
    row = _field(act, code)
    act.describe("retire-field", "custom-field", row.record_id)
    act.change(row, retired_at=act.now)
    return Saved(row.record_id, row.version)


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
    row = act.session.exec(select(CustomField).where(CustomField.code == code)).first()
    if row is None or row.retired_at is not None:
        raise unknown_field(code, [field.code for field in own_fields(reader_of(act))])
    return row


def _in_use(act: Act, name: str) -> OwnField:
    code = name.removeprefix(PREFIX)
    fields = own_fields(reader_of(act))
    found = next((field for field in fields if field.code == code), None)
    if found is None:
        raise unknown_field(code, [field.code for field in fields])
    return found


def unknown_field(code: str, known: Sequence[str]) -> InvalidInput:
    """The error for a code of which the business has no field in use."""
    hint = _("Use one of: {codes}.").format(codes=", ".join(known))
    return InvalidInput(
        _("There is no field “{code}”.").format(code=code),
        hint if known else _("`crm-tui field add` makes one."),
        field="field",
    )


def _value(act: Act, customer_id: int, field: OwnField) -> CustomValue | None:
    return act.session.exec(
        select(CustomValue).where(CustomValue.customer_id == customer_id, CustomValue.field_id == field.id)
    ).first()
