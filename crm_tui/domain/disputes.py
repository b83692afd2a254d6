"""A dispute goes from talking to writing, to mediation, to its end; each stage costs more than the last."""

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import DisputeStage
from crm_tui.domain.words import Nature
from crm_tui.i18n import _

#: Where a dispute stands until somebody says otherwise.
FIRST_STAGE = DisputeStage.TALK

_ORDER = tuple(DisputeStage)


def is_back(before: DisputeStage, stage: DisputeStage) -> bool:
    """Whether the stage comes before the one that the dispute is in."""
    return _ORDER.index(stage) < _ORDER.index(before)


def next_stage(stage: DisputeStage) -> DisputeStage:
    """The stage that follows; the last one is followed by none other."""
    return _ORDER[min(_ORDER.index(stage) + 1, len(_ORDER) - 1)]


def check_dispute(case_id: int, nature: str) -> None:
    """Raise InvalidInput for a case that is no dispute."""
    if nature != Nature.DISPUTE:
        raise InvalidInput(
            _("Case {id} is no dispute.").format(id=case_id),
            _("Only a case of the nature “dispute” has such stages."),
            field="stage",
        )
