"""``crm-tui field``: the fields that the business adds to its customers."""

from typing import Any

from crm_tui.cli.declare import argument, choice, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.tables import aligned
from crm_tui.domain.custom_fields import retired_in_words
from crm_tui.domain.growth_words import FieldType
from crm_tui.domain.words import Kind
from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.custom_fields import ListedField, holder_counts, listed_fields

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
    reader = desk.read()
    found, held = listed_fields(reader, retired=retired), holder_counts(reader)
    desk.answer(
        [_document(one, held.get(one.field.id, 0)) for one in found],
        aligned(_row(one, held.get(one.field.id, 0)) for one in found),
    )


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
    examples=(
        "crm-tui field change size --choice small --choice medium --choice large",
        "crm-tui field change size --position 1",
    ),
)
@_CODE
@option("--label", help=N_("What people here call it."))
@option("--position", type=int, metavar="N", help=N_("Its place among the fields, from 1 on."))
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
    desk.answer(
        {"id": saved.id, "version": saved.version, "customers": saved.customers},
        [retired_in_words(saved.label, saved.customers)],
    )


def _document(one: ListedField, customers: int) -> dict[str, Any]:
    field = one.field
    return {
        "id": field.id,
        "code": field.code,
        "label": field.label,
        "type": field.type.value,
        "choices": list(field.choices),
        "kind": field.kind,
        "position": one.position,
        "customers": customers,
        "retired": one.is_retired,
        "version": one.version,
    }


def _row(one: ListedField, customers: int) -> tuple[str, ...]:
    field = one.field
    about = Kind(field.kind).label if field.kind else ""
    retired = _("retired") if one.is_retired else ""
    said_of = ngettext("{count} customer", "{count} customers", customers).format(count=customers)
    words = ": ".join(filter(None, (field.label, ", ".join(field.choices))))
    return str(one.position), field.code, field.type.label, about, said_of, retired, words
