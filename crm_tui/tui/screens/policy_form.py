"""A new policy, or new words for one, which make a new version."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.widget import Widget

from crm_tui.i18n import N_, _
from crm_tui.queries.people import StaffMember, staff
from crm_tui.queries.policies import WrittenPolicy, policy_page
from crm_tui.store.drafts import Draft
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.form_screen import FormScreen
from crm_tui.tui.messages import Failed
from crm_tui.tui.screens import ownership_fields
from crm_tui.tui.telling import telling_of
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.notes_field import NotesSpec
from crm_tui.tui.widgets.text_fields import TextSpec
from crm_tui.tui.widgets.text_lines import TextLines

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


@dataclass
class Facts(Message, bubble=False):
    """The policy to be changed, None for a new one, and who could own it."""

    policy: WrittenPolicy | None
    members: tuple[StaffMember, ...]


class PolicyForm(FormScreen):
    """Name, wording, what it is for; then whose it is and when it is reviewed."""

    HEADING = N_("New policy")
    ROUTE = "policy-form"
    DEFAULT_CSS = "PolicyForm #note { height: 2; padding: 0 1; }"

    def __init__(self, policy_id: int | None = None, draft: Draft | None = None) -> None:
        super().__init__(draft=draft, policy_id=policy_id)
        self._facts: Facts | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether it is not read yet."""
        return self._facts is None

    def above(self) -> Iterable[Widget]:
        """What comes of it."""
        note = TextLines(id="note")
        said = _("A rule of ours that customers run into: returns, how to reach us, payment.")
        if self.about["policy_id"] is not None:
            said = _("New words make a new version; it names those whose accepted proposals it takes up.")
        note.show_lines([((said, "dim"),)])
        yield note

    def on_mount(self) -> None:
        """Read what the form needs to know."""
        query = partial(_facts, policy_id=self.about["policy_id"], today=telling_of(self.shell.state).today)
        self.shell.work.read(self, "facts", query, lambda found: found)

    def on_facts(self, message: Facts) -> None:
        """Show the form."""
        self._facts = message
        self.show_form()
        self.refresh_frame()

    def on_failed(self, message: Failed) -> None:
        """Without its policy there is no form."""
        if self._facts is None:
            self.shell.close_page()

    def top_left(self) -> str:
        """Which one it is."""
        policy = self._facts.policy if self._facts is not None else None
        if policy is None:
            return _(self.HEADING)
        return _("Change policy {id} → v{number}   {name}").format(
            id=policy.id, number=policy.newest.number + 1, name=policy.name
        )

    def specs(self) -> Sequence[FieldSpec]:
        """The fields."""
        assert self._facts is not None, "the form is shown once they are read"
        return (
            TextSpec(name="name", label=_("Name"), required=True, hint=_("returns, how to reach us")),
            NotesSpec(
                name="wording",
                label=_("Wording"),
                required=True,
                hint=_("plain enough for a customer"),
            ),
            TextSpec(name="purpose", label=_("For"), hint=_("what it is for")),
            *ownership_fields.ownership_specs(self.shell.state, self._facts.members),
        )

    def start_values(self) -> Mapping[str, Any]:
        """The version in force; a new policy is mine, and looked at again in half a year."""
        assert self._facts is not None, "the form is shown once they are read"
        policy = self._facts.policy
        if policy is None:
            return ownership_fields.first_ownership(self.shell.state)
        return {
            "name": policy.name,
            "wording": policy.newest.wording,
            "purpose": policy.newest.purpose,
            "owner": policy.owner_login,
            "next_review": policy.next_review_on,
        }

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Write or change it."""
        assert self._facts is not None, "the form is shown once they are read"
        if self._facts.policy is None:
            return partial(_add, values=values)
        return partial(_change, policy=self._facts.policy, values=values)


def _facts(reader: Reader, policy_id: int | None, today: date) -> Facts:
    policy = None if policy_id is None else policy_page(reader, policy_id).policy
    return Facts(policy, staff(reader, today))


# The actions need the ORM, which the first screen does not wait for.


def _add(act: "Act", values: Mapping[str, Any]) -> str:
    from crm_tui.actions.policies import add_policy

    saved = add_policy(
        act,
        name=values["name"],
        wording=values["wording"],
        purpose=values["purpose"] or "",
        owner=values["owner"],
        next_review=ownership_fields.review_day(values),
    )
    return _("Policy {id} is written down.").format(id=saved.id)


def _change(act: "Act", policy: WrittenPolicy, values: Mapping[str, Any]) -> str:
    from crm_tui.actions.ownership import KEEP
    from crm_tui.actions.policies import PolicyChanges, change_policy

    day = ownership_fields.review_day(values)
    changes = PolicyChanges(
        name=values["name"],
        wording=values["wording"],
        purpose=values["purpose"] or "",
        owner=values["owner"],
        next_review=KEEP if day == policy.next_review_on else day,
    )
    saved = change_policy(act, policy.id, changes, version=policy.record_version)
    if saved.number == policy.newest.number:
        return _("Policy {id} is changed; its words are as they were.").format(id=saved.id)
    return _("Policy {id} is at v{number}.").format(id=saved.id, number=saved.number)
