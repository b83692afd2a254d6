"""``crm-tui nature``: what a contact can be about, the business's own words among it."""

from typing import Any

from crm_tui.cli.declare import command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.tables import aligned
from crm_tui.i18n import N_, _
from crm_tui.queries.vocabulary import NatureChoice, natures


@command(
    "list",
    help=N_("What a contact can be about, in the order of the pick list."),
    examples=("crm-tui nature list --json",),
)
def list_natures(desk: Desk) -> None:
    """List them."""
    found = natures(desk.read())
    desk.answer(
        [_document(nature) for nature in found],
        aligned((one.key, one.code, _("opens a case") if one.opens_case else "", one.label) for one in found),
    )


@command(
    "add",
    help=N_("Add something that a contact can be about. For admins."),
    examples=("crm-tui nature add --label 'warranty claim' --key w --opens-case",),
)
@option("--label", metavar="TEXT", required=True, help=N_("What people here call it."))
@option("--key", metavar="KEY", required=True, help=N_("The letter or digit that picks it."))
@option("--code", metavar="CODE", default="", help=N_("Its code; made from the label unless given."))
@option("--opens-case", is_flag=True, help=N_("Unless it is solved at first contact, it opens a case."))
@option("--position", type=int, metavar="N", help=N_("Its place in the pick list; the last unless given."))
def add(desk: Desk, label: str, key: str, code: str, opens_case: bool, position: int | None) -> None:
    """Add one. Raises NotAllowed, InvalidInput."""
    from crm_tui.actions.house_words import add_nature

    with desk.act() as act:
        saved = add_nature(act, label=label, key=key, code=code, opens_case=opens_case, position=position)
    made = next(nature for nature in natures(desk.reader) if nature.id == saved.id)
    desk.answer(
        _document(made), [_("Added “{label}”, picked by {key}.").format(label=made.label, key=made.key)]
    )


def _document(nature: NatureChoice) -> dict[str, Any]:
    return {
        "id": nature.id,
        "code": nature.code,
        "label": nature.label,
        "key": nature.key,
        "opens_case": nature.opens_case,
    }
