"""What the list of policies and a policy's page both do by one key."""

from functools import partial
from typing import TYPE_CHECKING

from crm_tui.i18n import _
from crm_tui.queries.policies import WrittenPolicy
from crm_tui.tui.deeds import DeedScreen
from crm_tui.tui.screens.base import DeskScreen

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


def may_write_policies(screen: DeskScreen) -> bool:
    """Whether the user is in charge; says so when not."""
    return screen.holds_or_says(
        screen.actor.role.is_in_charge,
        _("Only a manager or an admin writes policies; p proposes a change."),
    )


def open_form(screen: DeskScreen, policy: WrittenPolicy) -> None:
    """Change the policy, which makes a new version."""
    if is_in_force(screen, policy) and may_write_policies(screen):
        screen.shell.open("policy-form", policy_id=policy.id)


def open_review(screen: DeskScreen, policy: WrittenPolicy) -> None:
    """Review the policy."""
    if is_in_force(screen, policy):
        screen.shell.open("policy-review", policy_id=policy.id)


def propose(screen: DeskScreen, policy: WrittenPolicy) -> None:
    """Propose a change to the policy."""
    if is_in_force(screen, policy):
        screen.shell.open("propose-change", policy_id=policy.id)


def acknowledge(screen: DeedScreen, policy: WrittenPolicy) -> None:
    """Note that the user has read the version in force."""
    if not is_in_force(screen, policy):
        return
    if policy.unread:
        screen.write("acknowledge", partial(_acknowledge, policy_id=policy.id))
    else:
        screen.shell.say(_("You have read this version already."))


def is_in_force(screen: DeskScreen, policy: WrittenPolicy) -> bool:
    """Whether the policy still holds; says so when not."""
    return screen.holds_or_says(
        policy.retired_at is None,
        _("This policy was retired: what it said stays, and nothing of it changes."),
    )


def _acknowledge(act: "Act", policy_id: int) -> str:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.policies import read_policy

    saved = read_policy(act, policy_id)
    return _("You have read version {number} of policy {id}.").format(number=saved.number, id=saved.id)
