"""The steps of a playbook that were taken in a contact (PRODUCT.md, "playbook")."""

from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.notices import Notice
from crm_tui.actions.playbooks import fitting_playbook, written_playbook
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.playbooks import Playbook, Situation
from crm_tui.domain.words import Direction
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Interaction, OutcomeWord, StepTick

#: The notice for required steps that were not ticked.
NOT_TICKED = "steps-not-ticked"


def keep_ticks(act: Act, new: NewContact, row: Interaction, outcome: OutcomeWord) -> list[Notice]:
    """Keep which steps were ticked, and say which required ones were not: they hinder nothing.

    A contact in which nobody was reached has no steps to take. Raises InvalidInput for a step that the
    playbook does not have.
    """
    playbook = _playbook(act, new, outcome)
    if playbook is None:
        if new.ticked and new.playbook_version is None:
            raise InvalidInput(
                _("No playbook is for this contact, so no step of it can be ticked."),
                _("`crm-tui playbook list` shows which there are."),
                field="ticked",
            )
        return []
    ticked = {playbook.find(step).code for step in new.ticked}
    act.add_all(
        [
            StepTick(interaction_id=row.record_id, playbook_version_id=playbook.version_id, step=step.code)
            for step in playbook.steps
            if step.code in ticked
        ]
    )
    missing = playbook.missing(ticked)
    if not missing:
        return []
    steps = ", ".join(step.text for step in missing)
    return [Notice(NOT_TICKED, _("Not ticked: {steps}.").format(steps=steps), (row.customer_id,))]


def _playbook(act: Act, new: NewContact, outcome: OutcomeWord) -> Playbook | None:
    if new.playbook_version is not None:
        return written_playbook(act, new.playbook_version)
    if not outcome.reached or new.automatic or new.direction == Direction.INTERNAL:
        return None
    return fitting_playbook(act, Situation(new.nature, new.mood or None, outcome.code))
