"""What the list of policies and a policy's page both do by one key."""

from crm_tui.i18n import _
from crm_tui.queries.policies import WrittenPolicy
from crm_tui.tui.screens.base import DeskScreen
from crm_tui.tui.screens.standard_deeds import IN_CHARGE


def may_write_policies(screen: DeskScreen) -> bool:
    """Whether the user is in charge; says so when not."""
    actor = screen.shell.state.actor
    if actor is not None and actor.role in IN_CHARGE:
        return True
    screen.shell.say(_("Only a manager or an admin writes policies; p proposes a change."))
    return False


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


def is_in_force(screen: DeskScreen, policy: WrittenPolicy) -> bool:
    """Whether the policy still holds; says so when not."""
    if policy.retired_at is None:
        return True
    screen.shell.say(_("This policy was retired: what it said stays, and nothing of it changes."))
    return False
