"""Policies: written down, changed by new versions, retired."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import select

from crm_tui.actions.ownership import KEEP, Keep, newest_version, owned, retire
from crm_tui.actions.proposals import credit
from crm_tui.actions.retiring import refuse_retired
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.words import Role
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Policy, PolicyReading, PolicyVersion


@dataclass(frozen=True, slots=True)
class PolicySaved:
    """A policy as saved: its id, the number of the version in force, and the record's version."""

    id: int
    number: int
    version: int


@dataclass(frozen=True, slots=True)
class PolicyChanges:
    """What a change or a review says anew; None, or KEEP where None means none, leaves as it is."""

    name: str | None = None
    wording: str | None = None
    purpose: str | None = None
    owner: int | str | Keep | None = KEEP
    next_review: date | Keep | None = KEEP


def add_policy(
    act: Act,
    *,
    name: str,
    wording: str,
    purpose: str = "",
    owner: int | str | None = None,
    next_review: date | None = None,
) -> PolicySaved:
    """Write a policy down, which holds from now on. ``wording`` may have several lines.

    ``purpose`` says what it is for; ``owner`` is an id or login. Raises NotAllowed below manager;
    InvalidInput, naming the field, without name or wording, for who does not work here, and a review in the
    past.
    """
    act.describe("add-policy", "policy")
    act.actor.require(Role.MANAGER)
    named, worded = _check_name(name), _check_wording(wording)
    policy = act.add(Policy(name=named, created_at=act.now, **owned(act, owner, next_review)))
    act.about("policy", policy.record_id)
    act.add(
        PolicyVersion(
            policy_id=policy.record_id,
            number=1,
            valid_from=act.now,
            wording=worded,
            purpose=purpose.strip(),
        )
    )
    return PolicySaved(policy.record_id, 1, policy.version)


def change_policy(
    act: Act, policy_id: int, changes: PolicyChanges, *, version: int | None = None
) -> PolicySaved:
    """Change what is given. New words are a new version, which credits the proposals that it takes up.

    Raises as :func:`add_policy`; NoSuchRecord; ChangedSince; InvalidInput for a policy that was retired.
    """
    policy = act.get(Policy, policy_id)
    act.describe("change-policy", "policy", policy_id)
    act.actor.require(Role.MANAGER)
    act.expect_version(policy, version)
    _refuse_retired(act, policy)
    before = newest_version(act, PolicyVersion, policy_id=policy_id)
    wording = before.wording if changes.wording is None else _check_wording(changes.wording)
    purpose = before.purpose if changes.purpose is None else changes.purpose.strip()
    number = before.number
    fields = owned(act, changes.owner, changes.next_review)
    if (wording, purpose) != (before.wording, before.purpose):
        number += 1
        act.add(
            PolicyVersion(
                policy_id=policy_id, number=number, valid_from=act.now, wording=wording, purpose=purpose
            )
        )
        credit(act, number, policy_id=policy_id)
        # Whoever still has the old words in view is told that they are old.
        fields["version"] = policy.version + 1
    if changes.name is not None:
        fields["name"] = _check_name(changes.name)
    act.change(policy, **fields)
    return PolicySaved(policy_id, number, policy.version)


def retire_policy(act: Act, policy_id: int, *, why: str, version: int | None = None) -> PolicySaved:
    """Give a policy up; what it said and its reviews stay.

    Raises NotAllowed below manager; NoSuchRecord; ChangedSince; InvalidInput without a reason, and for a
    policy that was retired before.
    """
    policy = act.get(Policy, policy_id)
    act.describe("retire-policy", "policy", policy_id)
    act.actor.require(Role.MANAGER)
    act.expect_version(policy, version)
    _refuse_retired(act, policy)
    retire(
        act,
        policy,
        why,
        _("A policy is retired for a reason."),
        _("Say in a line why it is no longer needed."),
    )
    newest = newest_version(act, PolicyVersion, policy_id=policy_id)
    return PolicySaved(policy_id, newest.number, policy.version)


def read_policy(act: Act, policy_id: int) -> PolicySaved:
    """Note that the actor has read the version in force; a second time changes nothing.

    Raises NoSuchRecord; InvalidInput for a policy that was retired.
    """
    policy = act.get(Policy, policy_id)
    act.describe("read-policy", "policy", policy_id)
    _refuse_retired(act, policy)
    newest = newest_version(act, PolicyVersion, policy_id=policy_id)
    read_before = act.session.exec(
        select(PolicyReading.id).where(
            PolicyReading.policy_version_id == newest.id, PolicyReading.staff_id == act.actor.staff_id
        )
    ).first()
    if read_before is None:
        act.add(PolicyReading(policy_version_id=newest.record_id, staff_id=act.actor.staff_id, at=act.now))
    return PolicySaved(policy_id, newest.number, policy.version)


def _check_name(name: str) -> str:
    if not name.strip():
        raise InvalidInput(
            _("A policy needs a name."),
            _("Call it as customers do: “Returns”, “How to reach us”."),
            field="name",
        )
    return name.strip()


def _check_wording(wording: str) -> str:
    if not wording.strip():
        raise InvalidInput(
            _("A policy needs its wording."),
            _("Write it so that a customer understands it at the first reading."),
            field="wording",
        )
    return wording.strip()


def _refuse_retired(act: Act, policy: Policy) -> None:
    refuse_retired(
        act, policy, _("Policy {id} was retired on {day}."), _("Add a new policy if the rule comes back.")
    )
