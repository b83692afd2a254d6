"""From the answers of the follow-up form to the act that writes them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from crm_tui.domain.words import Channel
from crm_tui.i18n import _
from crm_tui.queries.due import FollowUp
from crm_tui.tui.widgets.search_field import Match

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

# The actions need the ORM, which the first screen does not wait for: each is imported where it is done.


def schedule(act: "Act", values: Mapping[str, Any], when: str) -> str:
    """Plan a new one; ``when`` is its time in words."""
    from crm_tui.actions.follow_ups import NewFollowUp, schedule_follow_up

    customer: Match = values["customer"]
    new = NewFollowUp(
        when=values["when"],
        why=values["why"],
        channel=values.get("channel") or Channel.PHONE.value,
        staff=int(values["staff"]) if values.get("staff") else None,
        is_appointment=values.get("appointment") == "yes",
        override_why=values.get("override") or "",
    )
    saved = schedule_follow_up(act, customer.id, new)
    against = (notice.text for notice in saved.warnings if notice.code == "overridden")
    return " ".join((_("Planned: {when}.").format(when=when), *against, customer.label))


def join_planned(act: "Act", planned: FollowUp, why: str) -> str:
    """Add what is to be done to what is planned already."""
    from crm_tui.actions.follow_ups import join_follow_up

    join_follow_up(act, planned.id, why)
    return _("Added to what was planned already. {customer}").format(customer=planned.customer)


def changes_of(values: Mapping[str, Any], planned: FollowUp) -> dict[str, Any]:
    """The fields of the action that are entered otherwise than they are planned."""
    when = values.get("when")
    entered = {
        "why": (values.get("why"), planned.what),
        "channel": (values.get("channel") or planned.channel, planned.channel),
        "staff": (int(values.get("staff") or planned.staff_id), planned.staff_id),
        "is_appointment": (values.get("appointment") == "yes", planned.is_appointment),
    }
    changes = {field: new for field, (new, old) in entered.items() if new != old}
    if when is not None and (when.at, when.all_day) != (planned.due_at, planned.all_day):
        changes["when"] = when
    return changes


def edit(act: "Act", planned: FollowUp, changes: Mapping[str, Any], override: str, version: int) -> str:
    """Change what is planned, when it is still as it was read."""
    from crm_tui.actions.follow_ups import edit_follow_up

    edit_follow_up(act, planned.id, changes, override_why=override, if_version=version)
    return _("The follow-up is changed. {customer}").format(customer=planned.customer)
