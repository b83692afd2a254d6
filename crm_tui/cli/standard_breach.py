"""``crm-tui standard breach``: why something missed a standard."""

from crm_tui.actions.breaches import say_why_missed
from crm_tui.cli.declare import argument, command, option
from crm_tui.cli.desk import Desk
from crm_tui.domain.errors import InvalidInput
from crm_tui.i18n import N_, _


@command(
    "breach",
    help=N_("Say in a line why a record missed a standard."),
    examples=("crm-tui standard breach 1 case:12 --why 'alone at the desk at noon'",),
)
@argument("standard", type=int, metavar="STANDARD", help=N_("The standard's number."))
@argument("record", metavar="KIND:ID", help=N_("What missed it, as `crm-tui standard show` names it."))
@option("--why", metavar="TEXT", required=True, help=N_("What stood in the way."))
def breach(desk: Desk, standard: int, record: str, why: str) -> None:
    """Note it. Raises NotAllowed, NoSuchRecord, InvalidInput."""
    kind, mark, number = record.partition(":")
    if not mark or not number.isdecimal():
        raise InvalidInput(
            _("“{text}” names no record.").format(text=record),
            _("Write its kind and number, as in case:12 or interaction:7."),
            field="event",
        )
    with desk.act() as act:
        said = say_why_missed(act, standard, kind, int(number), why)
    desk.answer(
        {"standard": said.standard_id, "kind": said.kind, "id": said.record_id, "why": said.why},
        [
            _("{kind} {id} missed standard {standard}: {why}").format(
                kind=said.kind, id=said.record_id, standard=said.standard_id, why=said.why
            )
        ],
    )
