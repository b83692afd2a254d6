"""``crm-tui field``: the fields that the business adds to its customers."""

from typing import Any

from crm_tui.cli.declare import argument, choice, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.tables import aligned
from crm_tui.domain.growth_words import FieldType
from crm_tui.domain.words import Kind
from crm_tui.i18n import N_, _
from crm_tui.queries.custom_fields import ListedField, listed_fields

_CODE = argument("code", help=N_("The field's code; `crm-tui field list` shows them."))
_CHOICES = option(
    "--choice", "choices", metavar="ANSWER", multiple=True, help=N_("An answer of a choice; repeat it.")
)


@command(
    "list",
    help=N_("The fields of the business's own, in their order."),
    examples=("crm-tui field list", "crm-tui field list --retired --json"),
)
@option("--retired", is_flag=True, help=N_("Those too that are not used any more."))
def list_fields(desk: Desk, retired: bool) -> None:
    """List the fields."""
    found = listed_fields(desk.read(), retired=retired)
    desk.answer([_document(one) for one in found], aligned(map(_row, found)))


@command(
    "add",
    help=N_("Add a field to the customers; its type never changes. Only a manager can."),
    examples=(
        "crm-tui field add 'Warranty until' --type date",
        "crm-tui field add Size --type choice --choice small --choice large --kind client",
    ),
)
@argument("label", help=N_("What people here call it."))
@option("--type", "kind_of_value", type=choice(FieldType), default=FieldType.TEXT.value,
        help=N_("What stands in it; text unless given."))  # fmt: skip
@option("--code", default="", help=N_("What commands and files call it; made from the label unless given."))
@option("--kind", type=choice(Kind), help=N_("Offer it only for customers who are this to us."))
@_CHOICES
def add(
    desk: Desk, label: str, kind_of_value: str, code: str, kind: str | None, choices: tuple[str, ...]
) -> None:
    """Add a field. Raises NotAllowed, InvalidInput."""
    from crm_tui.actions.custom_fields import add_field

    with desk.act() as act:
        saved = add_field(act, label=label, type=kind_of_value, code=code, kind=kind, choices=choices)
    code = next(
        one.field.code for one in listed_fields(desk.read(), retired=False) if one.field.id == saved.id
    )
    desk.answer(
        {"id": saved.id, "code": code, "version": saved.version},
        [_("Added the field “{code}”: `crm-tui customer edit ID --field {code}=…`.").format(code=code)],
    )


@command(
    "change",
    help=N_("Change the label, the answers or the place of a field. Only a manager can."),
    examples=("crm-tui field change size --choice small --choice medium --choice large",),
)
@_CODE
@option("--label", help=N_("What people here call it."))
@option("--position", type=int, metavar="N", help=N_("Its place among the fields."))
@_CHOICES
def change(desk: Desk, code: str, label: str | None, position: int | None, choices: tuple[str, ...]) -> None:
    """Change a field. Raises NotAllowed, InvalidInput."""
    from crm_tui.actions.custom_fields import change_field

    with desk.act() as act:
        saved = change_field(act, code, label=label, position=position, choices=choices or None)
    told = _("Saved the field “{code}”.").format(code=code)
    desk.answer({"id": saved.id, "version": saved.version}, [told])


@command(
    "retire",
    help=N_("Show a field no longer; what it says is kept. Only a manager can."),
    examples=("crm-tui field retire size",),
)
@_CODE
def retire(desk: Desk, code: str) -> None:
    """Retire a field. Raises NotAllowed, InvalidInput."""
    from crm_tui.actions.custom_fields import retire_field

    with desk.act() as act:
        saved = retire_field(act, code)
    told = _("The field “{code}” is shown no longer.").format(code=code)
    desk.answer({"id": saved.id, "version": saved.version}, [told])


def _document(one: ListedField) -> dict[str, Any]:
    field = one.field
    return {
        "id": field.id,
        "code": field.code,
        "label": field.label,
        "type": field.type.value,
        "choices": list(field.choices),
        "kind": field.kind,
        "position": one.position,
        "retired": one.is_retired,
        "version": one.version,
    }


def _row(one: ListedField) -> tuple[str, ...]:
    field = one.field
    about = Kind(field.kind).label if field.kind else ""
    retired = _("retired") if one.is_retired else ""
    return field.code, field.type.label, about, retired, ": ".join(
        filter(None, (field.label, ", ".join(field.choices)))
    )  # fmt: skip
