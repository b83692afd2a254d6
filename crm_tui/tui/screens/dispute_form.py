"""How far a dispute has gone: the next stage by one key, an earlier one with a reason."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from crm_tui.domain.disputes import check_dispute, is_back, next_stage
from crm_tui.domain.growth_words import DisputeStage
from crm_tui.i18n import N_, _
from crm_tui.queries.cases import case
from crm_tui.queries.disputes import Dispute, dispute_of
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.screens.desk_form import DeskForm, Subject
from crm_tui.tui.screens.record_words import Block
from crm_tui.tui.telling import Telling
from crm_tui.tui.widgets.field import FieldSpec, Values
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.text_fields import TextSpec

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

_KEYS = {
    DisputeStage.TALK: "t",
    DisputeStage.WRITTEN: "w",
    DisputeStage.MEDIATION: "m",
    DisputeStage.CLOSED: "c",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeSubject(Subject):
    """The dispute, and where it stands."""

    stage: DisputeStage


class DisputeForm(DeskForm):
    """The next stage is proposed; going back asks for the reason."""

    HEADING = N_("How far the dispute has gone")
    ROUTE = "case-dispute"
    SUBJECT_LINES = 2
    FOOTER = ("save", "next-field", "close")

    def __init__(self, **about: Any) -> None:
        super().__init__(**about)
        self._stage: DisputeStage | None = None

    @property
    def is_waiting(self) -> bool:
        """Where it stands has to be known first."""
        return self._stage is None

    def subject_query(self) -> Callable[[Reader], Subject | None]:
        """The dispute; a case that is none is refused with the reason."""
        return partial(_read_dispute, case_id=self.about["case_id"])

    def subject_read(self, subject: Subject | None) -> None:
        """Propose the next stage."""
        if isinstance(subject, DisputeSubject) and self._stage is None:
            self._stage = subject.stage
            self.show_form()

    def specs(self) -> Sequence[FieldSpec]:
        """The stage, and what led there; the second field where it goes back needs an answer."""
        return [
            PickSpec(
                name="stage",
                label=_("Stage"),
                required=True,
                options=[Option(stage.value, stage.label, key) for stage, key in _KEYS.items()],
            ),
            TextSpec(
                name="words",
                label=_("Because"),
                hint=_("what led there"),
                visible_when=lambda values: not self._goes_back(values),
            ),
            TextSpec(
                name="reason",
                label=_("Because"),
                required=True,
                hint=_("why it goes back"),
                visible_when=self._goes_back,
            ),
        ]

    def start_values(self) -> Mapping[str, Any]:
        """The next stage."""
        assert self._stage is not None, "the form is shown once it is known"
        return {"stage": next_stage(self._stage).value}

    def deed(self, values: Mapping[str, Any]) -> Deed | None:
        """Note it."""
        if values["stage"] == self._stage:
            return None
        words = values.get("reason") or values.get("words") or ""
        return partial(_set_stage, case_id=self.about["case_id"], stage=values["stage"], words=words)

    def _goes_back(self, values: Values) -> bool:
        stage = values.get("stage")
        return stage is not None and self._stage is not None and is_back(self._stage, DisputeStage(stage))


def dispute_block(found: Dispute, telling: Telling) -> Block:
    """How far a dispute has gone, for the page of its case."""
    steps = [
        _("{when}  {stage}, by {colleague}: {words}").format(
            when=telling.exactly(step.at), stage=step.stage.label, colleague=step.staff, words=step.words
        )
        for step in found.steps
    ]
    return Block(_("How far the dispute has gone"), "\n".join([found.stage.label, *steps]))


def _read_dispute(reader: Reader, case_id: int) -> DisputeSubject:
    found = case(reader, case_id).case
    check_dispute(case_id, found.nature)
    dispute = dispute_of(reader, case_id, found.nature)
    assert dispute is not None, "its nature was just looked at"
    words = _("Case {id}, at “{stage}”: ").format(id=case_id, stage=dispute.stage.label)
    return DisputeSubject(found.customer_id, found.customer, words, found.title, stage=dispute.stage)


def _set_stage(act: "Act", case_id: int, stage: str, words: str) -> str:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.disputes import set_dispute_stage

    saved = set_dispute_stage(act, case_id, stage, words)
    if saved.stage is DisputeStage.CLOSED:
        return _("The dispute is closed; what was learnt is noted when its case is solved.")
    return _("The dispute is at “{stage}”.").format(stage=saved.stage.label)
