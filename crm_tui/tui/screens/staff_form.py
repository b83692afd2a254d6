"""A new member of staff, or a change of login, name or role."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.message import Message

from crm_tui.domain.words import Role
from crm_tui.i18n import N_, _
from crm_tui.queries.people import StaffMember, staff_by_id
from crm_tui.store.drafts import Draft
from crm_tui.tui.deeds import Deed
from crm_tui.tui.form_screen import FormScreen
from crm_tui.tui.telling import telling_of
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.text_fields import TextSpec

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

_KEYS = {Role.TRAINEE: "t", Role.AGENT: "a", Role.MANAGER: "m", Role.ADMIN: "d"}


@dataclass
class StaffRead(Message, bubble=False):
    """Who is to be changed; None when there is nobody of that number."""

    member: StaffMember | None


class StaffForm(FormScreen):
    """Three fields: the login they have on this computer, their name, what they may do."""

    HEADING = N_("Member of staff")
    ROUTE = "staff-form"

    def __init__(self, staff_id: int | None = None, draft: Draft | None = None) -> None:
        super().__init__(draft=draft, staff_id=staff_id)
        self._member: StaffMember | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether somebody is to be changed who is not read yet."""
        return self.about["staff_id"] is not None and self._member is None

    def on_mount(self) -> None:
        """Read who is to be changed."""
        if self.is_waiting:
            today = telling_of(self.shell.state).today
            query = partial(staff_by_id, staff_id=self.about["staff_id"], today=today)
            self.shell.work.read(self, "staff", query, StaffRead)

    def on_staff_read(self, message: StaffRead) -> None:
        """Show what is to be changed."""
        self._member = message.member
        if message.member is None:
            self.shell.close_page()
        else:
            self.show_form()

    def top_left(self) -> str:
        """Whether somebody is new."""
        return _("New member of staff") if self.about["staff_id"] is None else _(self.HEADING)

    def specs(self) -> Sequence[FieldSpec]:
        """Login, name, role."""
        return (
            TextSpec(
                name="login",
                label=_("Login"),
                required=True,
                hint=_("the name under which they log in to this computer"),
            ),
            TextSpec(name="name", label=_("Name"), required=True, hint=_("as colleagues know it")),
            PickSpec(
                name="role",
                label=_("Role"),
                required=True,
                options=[Option(role.value, role.label, _KEYS[role]) for role in Role],
            ),
        )

    def start_values(self) -> Mapping[str, Any]:
        """What they are now; somebody new is an agent."""
        member = self._member
        if member is None:
            return {"role": Role.AGENT.value}
        return {"login": member.login, "name": member.name, "role": member.role.value}

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Add or change them."""
        if self._member is None:
            return partial(_add, values=values)
        return partial(_edit, member=self._member, values=values)


# The actions need the ORM, which the first screen does not wait for.


def _add(act: "Act", values: Mapping[str, Any]) -> str:
    from crm_tui.actions.staff import add_staff

    add_staff(act, login=values["login"], name=values["name"], role=values["role"])
    return _("Added {role} {name}.").format(role=Role(values["role"]).label, name=values["name"])


def _edit(act: "Act", member: StaffMember, values: Mapping[str, Any]) -> str:
    from crm_tui.actions.staff import edit_staff

    edit_staff(
        act,
        member.login,
        new_login=values["login"],
        name=values["name"],
        role=values["role"],
        version=member.version,
    )
    return _("Changed: {name}").format(name=values["name"])
