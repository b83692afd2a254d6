"""How far a dispute has gone, and how it came there."""

from dataclasses import dataclass
from datetime import datetime

from crm_tui.domain.disputes import FIRST_STAGE
from crm_tui.domain.growth_words import DisputeStage
from crm_tui.domain.instants import from_micros
from crm_tui.domain.words import Nature
from crm_tui.store.reader import Reader

DISPUTE_STEPS = """
SELECT d.id, d.stage, d.words, s.name, d.happened_at
  FROM dispute_steps d
  JOIN staff s ON s.id = d.staff_id
 WHERE d.case_id = :case_id
 ORDER BY d.happened_at, d.id"""


@dataclass(frozen=True, slots=True)
class DisputeStep:
    """A stage that the dispute entered, and what led there."""

    id: int
    stage: DisputeStage
    words: str
    staff: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Dispute:
    """The stages of a dispute in the order of time; it began by talking."""

    steps: tuple[DisputeStep, ...]

    @property
    def stage(self) -> DisputeStage:
        """Where it stands."""
        return self.steps[-1].stage if self.steps else FIRST_STAGE


def dispute_of(reader: Reader, case_id: int, nature: str) -> Dispute | None:
    """The dispute that a case of that nature is about; None for one that is no dispute."""
    if nature != Nature.DISPUTE:
        return None
    return Dispute(
        tuple(
            DisputeStep(step_id, DisputeStage(stage), words, staff, from_micros(at))
            for step_id, stage, words, staff, at in reader.rows(DISPUTE_STEPS, {"case_id": case_id})
        )
    )
