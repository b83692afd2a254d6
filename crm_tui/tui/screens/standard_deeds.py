"""What the list of standards and a standard's page both do by one key."""

from functools import partial
from typing import TYPE_CHECKING

from crm_tui.i18n import _
from crm_tui.queries.standards import StandardLine
from crm_tui.tui.deeds import DeedScreen

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


def may_set_standards(screen: DeedScreen) -> bool:
    """Whether the user is in charge; says so when not."""
    return screen.holds_or_says(
        screen.actor.role.is_in_charge, _("Only a manager or an admin sets standards.")
    )


def open_form(screen: DeedScreen, line: StandardLine) -> None:
    """Change the standard, which makes a new version."""
    if is_in_force(screen, line) and may_set_standards(screen):
        screen.shell.open("standard-form", standard_id=line.id)


def open_review(screen: DeedScreen, line: StandardLine) -> None:
    """Review the standard."""
    if is_in_force(screen, line):
        screen.shell.open("review", standard_id=line.id)


def propose(screen: DeedScreen, line: StandardLine) -> None:
    """Propose a change to the standard."""
    if is_in_force(screen, line):
        screen.shell.open("propose-change", standard_id=line.id)


def acknowledge(screen: DeedScreen, line: StandardLine) -> None:
    """Note that the user has read the version in force; its check question is asked first."""
    if not is_in_force(screen, line):
        return
    if line.unread and line.version.question:
        screen.shell.open("read-standard", standard_id=line.id)
    elif line.unread:
        screen.write("acknowledge", partial(_acknowledge, standard_id=line.id))
    else:
        screen.shell.say(_("You have read this version already."))


def take_over_starter(screen: DeedScreen) -> None:
    """Take over what the starter set has and we have not, by one act that one undo takes back."""
    screen.write("starter", _take_over_starter)


def is_in_force(screen: DeedScreen, line: StandardLine) -> bool:
    """Whether the standard still holds; says so when not."""
    return screen.holds_or_says(
        line.standard.retired_at is None,
        _("This standard was retired: what it measured stays, and nothing of it changes."),
    )


# The actions need the ORM, which the first screen does not wait for.


def _acknowledge(act: "Act", standard_id: int) -> str:
    from crm_tui.actions.standards import acknowledge

    saved = acknowledge(act, standard_id)
    return _("You have read version {number} of standard {id}.").format(number=saved.number, id=saved.id)


def _take_over_starter(act: "Act") -> str:
    from crm_tui.actions.starter import full, taken_in_words

    return taken_in_words(full(act))
