"""``crm-tui case dispute``: how far a dispute has gone."""

from collections.abc import Iterator
from typing import Any

from crm_tui.cli.declare import IF_VERSION, argument, choice, command, option
from crm_tui.cli.desk import Desk
from crm_tui.domain.disputes import check_dispute
from crm_tui.domain.growth_words import DisputeStage
from crm_tui.i18n import N_, _
from crm_tui.queries.cases import case
from crm_tui.queries.disputes import Dispute, dispute_of


@command(
    "dispute",
    help=N_("How far a dispute has gone; with --stage it enters that one. Going back needs a reason."),
    examples=(
        "crm-tui case dispute 4",
        "crm-tui case dispute 4 --stage written --why 'no answer for 3 weeks'",
    ),
)
@argument("case_id", type=int, metavar="ID", help=N_("The case's number."))
@option("--stage", type=choice(DisputeStage), help=N_("The stage that it enters."))
@option("--why", metavar="TEXT", default="", help=N_("What led there."))
@option("--at", metavar="TIME", help=N_("When it entered it; now unless given."))
@IF_VERSION
def dispute(
    desk: Desk, case_id: int, stage: str | None, why: str, at: str | None, if_version: int | None
) -> None:
    """Show the stages of a dispute, or enter one. Raises NoSuchRecord, ChangedSince, InvalidInput."""
    reader = desk.read()
    if stage is not None:
        from crm_tui.actions.disputes import set_dispute_stage

        when = None if at is None else desk.past(at)
        with desk.act() as act:
            set_dispute_stage(act, case_id, stage, why, at=when, if_version=if_version)
    nature = case(reader, case_id).case.nature
    found = dispute_of(reader, case_id, nature)
    if found is None:
        check_dispute(case_id, nature)
        return
    desk.answer({"case": case_id, **dispute_document(desk, found)}, dispute_lines(desk, found))


def dispute_document(desk: Desk, found: Dispute) -> dict[str, Any]:
    """The stages of a dispute as other programs get them."""
    return {
        "stage": found.stage.value,
        "steps": [
            {
                "at": desk.iso(step.at),
                "stage": step.stage.value,
                "why": step.words or None,
                "staff": step.staff,
            }
            for step in found.steps
        ],
    }


def dispute_lines(desk: Desk, found: Dispute) -> Iterator[str]:
    """The stages of a dispute for people."""
    yield _("The dispute is at “{stage}”.").format(stage=found.stage.label)
    for step in found.steps:
        yield (
            _("{day} {staff}: {stage} {why}")
            .format(
                day=step.at.astimezone(desk.zone).date(),
                staff=step.staff,
                stage=step.stage.label,
                why=step.words,
            )
            .rstrip()
        )
