"""``crm-tui merge`` and ``unmerge``: two customers that are one, and two again."""

from collections.abc import Iterator
from typing import Any

from crm_tui.cli import notices
from crm_tui.cli.declare import argument, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.tables import aligned
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.merge_sides import Side
from crm_tui.domain.record_kinds import kind_in_words
from crm_tui.i18n import N_, _
from crm_tui.queries.merge_fields import FieldToMerge, fields_to_merge


@command(
    "merge",
    help=N_(
        "Merge customer B into customer A, who stays: everything of B moves to A, in one act that undo takes "
        "back. Where they differ, what is sensible is chosen unless --field says otherwise."
    ),
    examples=(
        "crm-tui merge 12 31 --preview",
        "crm-tui merge 12 31 --field name=B --field note=both",
    ),
)
@argument("kept", type=int, metavar="A", help=N_("The number of who stays."))
@argument("gone", type=int, metavar="B", help=N_("The number of who goes."))
@option(
    "--field",
    "fields",
    metavar="NAME=A|B",
    multiple=True,
    help=N_("Whose answer stands: name=A, tier=B, note=both; may be repeated. --preview lists the names."),
)
@option(
    "--preview", is_flag=True, help=N_("Show where they differ and what would be chosen; change nothing.")
)
def merge(desk: Desk, kept: int, gone: int, fields: tuple[str, ...], preview: bool) -> None:
    """Merge two customers. Raises NoSuchRecord, InvalidInput, NotAllowed."""
    chosen = dict(map(_choice, fields))
    if preview:
        found = fields_to_merge(desk.read(), kept, gone)
        document = {"kept": kept, "gone": gone, "fields": [_document(field) for field in found]}
        desk.answer(document, aligned(_rows(found)))
        return

    from crm_tui.actions.merge import merge_customers

    with desk.act() as act:
        merged = merge_customers(act, kept, gone, chosen)
    desk.answer(
        {
            "act": merged.act,
            "kept": merged.kept,
            "gone": merged.gone,
            "version": merged.version,
            "moved": dict(merged.moved),
        },
        [
            _("Merged customer {gone} into {kept}. `crm-tui unmerge {act}` parts them again.").format(
                gone=merged.gone, kept=merged.kept, act=merged.act
            ),
            *aligned((str(count), kind_in_words(kind)) for kind, count in merged.moved.items()),
        ],
    )


@command(
    "unmerge",
    help=N_(
        "Part what an act merged, also after later changes: what moved goes back, unless it was changed on "
        "purpose since, which is said."
    ),
    examples=("crm-tui unmerge 214",),
)
@argument("act_id", type=int, metavar="ACT", help=N_("The number of the act; `customer show` names it."))
def unmerge(desk: Desk, act_id: int) -> None:
    """Part two customers. Raises NoSuchRecord, ChangedSince, NotAllowed."""
    from crm_tui.actions.unmerge import unmerge_customers

    with desk.act() as act:
        parted = unmerge_customers(act, act_id)
    notices.tell(desk, parted.warnings)
    desk.answer(
        {
            "kept": parted.kept,
            "gone": parted.gone,
            "went_back": parted.went_back,
            "stayed": parted.stayed,
            "warnings": notices.documents(parted.warnings),
        },
        [_("Customers {kept} and {gone} are two again.").format(kept=parted.kept, gone=parted.gone)],
    )


def _choice(text: str) -> tuple[str, str]:
    name, mark, side = text.partition("=")
    if not mark:
        raise InvalidInput(
            _("“{text}” does not say whose answer stands.").format(text=text),
            _("Write the field and A or B, as in name=B."),
            field="fields",
        )
    return name.strip(), side.strip()


def _document(field: FieldToMerge) -> dict[str, Any]:
    return {"field": field.name, "a": field.kept, "b": field.gone, "chosen": field.proposed.value}


def _rows(fields: tuple[FieldToMerge, ...]) -> Iterator[tuple[str, ...]]:
    for field in fields:
        for side, text in ((Side.KEPT, field.kept), (Side.GONE, field.gone)):
            chosen = field.proposed in (side, Side.BOTH)
            yield field.name, "✓" if chosen else "·", side.value.upper(), text
