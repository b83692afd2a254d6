"""A new member of staff, or a change of login, name, role or allowance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.message import Message

from crm_tui.domain.money import money_in_words, read_money
from crm_tui.domain.words import Role
from crm_tui.i18n import N_, _
from crm_tui.queries.member_parts import job
from crm_tui.queries.people import StaffMember, staff_by_id
from crm_tui.store.drafts import Draft
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.form_screen import FormScreen
from crm_tui.tui.telling import telling_of
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.read_field import ReadSpec
from crm_tui.tui.widgets.text_fields import TextSpec

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

_KEYS = {Role.TRAINEE: "t", Role.AGENT: "a", Role.MANAGER: "m", Role.ADMIN: "d"}


@dataclass
class StaffRead(Message, bubble=False):
    """Who is to be changed; None when there is nobody of that number."""

    member: StaffMember | None
    allowance: int | None = None


class StaffForm(FormScreen):
    """The login they have on this computer, their name, what they may do and spend."""

    HEADING = N_("Member of staff")
    ROUTE = "staff-form"

    def __init__(self, staff_id: int | None = None, draft: Draft | None = None) -> None:
        super().__init__(draft=draft, staff_id=staff_id)
        self._member: StaffMember | None = None
        self._allowance: int | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether somebody is to be changed who is not read yet."""
        return self.about["staff_id"] is not None and self._member is None

    def on_mount(self) -> None:
        """Read who is to be changed."""
        if self.is_waiting:
            query = partial(_read, staff_id=self.about["staff_id"], now=self.shell.state.now())
            today = telling_of(self.shell.state).today
            self.shell.work.read(self, "staff", partial(query, today=today), lambda found: found)

    def on_staff_read(self, message: StaffRead) -> None:
        """Show what is to be changed."""
        self._member, self._allowance = message.member, message.allowance
        if message.member is None:
            self.shell.close_page()
        else:
            self.show_form()

    def top_left(self) -> str:
        """Whether somebody is new."""
        return _("New member of staff") if self.about["staff_id"] is None else _(self.HEADING)

    def specs(self) -> Sequence[FieldSpec]:
        """Login, name, role, and what they may spend on a case without asking."""
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
            ReadSpec(
                name="allowance",
                label=_("Allowance"),
                hint=_("25.00: to make good without asking, a case"),
                read=read_money,
                told=self._amount_in_words,
                input_width=44,
            ),
        )

    def _amount_in_words(self, text: str) -> str:
        business = self.shell.state.business
        currency = business.currency if business is not None else ""
        return _("→ {amount}").format(amount=money_in_words(read_money(text), currency))

    def start_values(self) -> Mapping[str, Any]:
        """What they are now; somebody new is an agent."""
        member = self._member
        if member is None:
            return {"role": Role.AGENT.value}
        known = {"login": member.login, "name": member.name, "role": member.role.value}
        return (
            known if self._allowance is None else {**known, "allowance": money_in_words(self._allowance, "")}
        )

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Add or change them."""
        if self._member is None:
            return partial(_add, values=values)
        return partial(_edit, member=self._member, values=values)


def _read(reader: Reader, staff_id: int, now: datetime, today: date) -> StaffRead:
    member = staff_by_id(reader, staff_id, today)
    return StaffRead(member, None if member is None else job(reader, staff_id, now).allowance)


# The actions need the ORM, which the first screen does not wait for.


def _add(act: "Act", values: Mapping[str, Any]) -> str:
    from crm_tui.actions.jobs import set_allowance
    from crm_tui.actions.staff import add_staff

    add_staff(act, login=values["login"], name=values["name"], role=values["role"])
    if values["allowance"] is not None:
        set_allowance(act, values["login"], values["allowance"])
    return _("Added {role} {name}.").format(role=Role(values["role"]).label, name=values["name"])


def _edit(act: "Act", member: StaffMember, values: Mapping[str, Any]) -> str:
    from crm_tui.actions.jobs import set_allowance
    from crm_tui.actions.staff import edit_staff

    edit_staff(
        act,
        member.login,
        new_login=values["login"],
        name=values["name"],
        role=values["role"],
        version=member.version,
    )
    set_allowance(act, values["login"], values["allowance"])
    return _("Changed: {name}").format(name=values["name"])
