"""The stages of a dispute: talk, written, mediation, closed."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from crm_tui.actions.lookups import read_code, touch
from crm_tui.domain.disputes import FIRST_STAGE, check_dispute, is_back
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import DisputeStage
from crm_tui.domain.words import Stage
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Case, Customer, DisputeStep


@dataclass(frozen=True, slots=True)
class SavedStage:
    """Where a dispute stands after the act."""

    case_id: int
    stage: DisputeStage
    before: DisputeStage


def set_dispute_stage(
    act: Act,
    case_id: int,
    stage: str,
    words: str = "",
    *,
    at: datetime | None = None,
    if_version: int | None = None,
) -> SavedStage:
    """The dispute enters a stage at ``at`` (now unless given); ``words`` say what led there.

    Raises NoSuchRecord; ChangedSince; InvalidInput, naming the field, for a case that is no dispute or is
    closed, for the stage that it is in, for an earlier one without a reason, and a time out of order.
    """
    case = act.get(Case, case_id)
    act.describe("set-dispute-stage", "case", case_id, case.customer_id)
    act.get(Customer, case.customer_id)
    act.expect_version(case, if_version)
    check_dispute(case_id, case.nature)
    if case.stage == Stage.CLOSED:
        raise InvalidInput(
            _("Case {id} is closed.").format(id=case_id), _("Reopen it first, with a reason."), field="stage"
        )
    wanted = read_code(DisputeStage, stage, "stage")
    last = _last(act, case_id)
    before = FIRST_STAGE if last is None else DisputeStage(last.stage)
    if wanted is before:
        raise InvalidInput(
            _("The dispute is at “{stage}” already.").format(stage=before.label),
            _("Name another stage: {codes}.").format(codes=", ".join(DisputeStage)),
            field="stage",
        )
    if is_back(before, wanted) and not words.strip():
        raise InvalidInput(
            _("Going back from “{before}” to “{stage}” needs a reason.").format(
                before=before.label, stage=wanted.label
            ),
            _("Say why, in a few words."),
            field="words",
        )
    happened_at = at or act.now
    since = case.opened_at if last is None else last.happened_at
    if not since <= happened_at <= act.now:
        raise InvalidInput(
            _("It cannot have come to that stage then."),
            _("Give a time between its last stage and now."),
            field="at",
        )
    act.add(
        DisputeStep(
            case_id=case_id,
            staff_id=act.actor.staff_id,
            stage=wanted.value,
            words=words.strip(),
            happened_at=happened_at,
            recorded_at=act.now,
        )
    )
    touch(act, case)
    return SavedStage(case_id, wanted, before)


def _last(act: Act, case_id: int) -> DisputeStep | None:
    return act.session.exec(
        select(DisputeStep)
        .where(DisputeStep.case_id == case_id)
        .order_by(col(DisputeStep.happened_at).desc(), col(DisputeStep.id).desc())
        .limit(1)
    ).first()
