"""The steps of a playbook on the page of a contact: which were ticked, and which should have been."""

from collections.abc import Iterator

from crm_tui.domain.playbooks import Step
from crm_tui.i18n import _
from crm_tui.queries.playbooks import StepsTaken
from crm_tui.tui.screens.record_words import Block
from crm_tui.tui.widgets.rows import Severity


def steps_blocks(taken: StepsTaken) -> Iterator[Block]:
    """What was ticked and what was not; nothing where nothing was ticked and nothing had to be."""
    if not taken.ticked and not taken.missing:
        return
    playbook = taken.playbook
    heading = _("Playbook “{title}”, version {number}").format(title=playbook.title, number=playbook.number)
    yield Block(heading, "\n".join(_line(step, step.code in taken.ticked) for step in playbook.steps))


def _line(step: Step, ticked: bool) -> str:
    if ticked:
        return f"{Severity.MET.value} {step.text}"
    if step.required:
        return _("{sign} {step} (required, not ticked)").format(sign=Severity.LATE.value, step=step.text)
    return f"{Severity.NORMAL.value} {step.text}"
