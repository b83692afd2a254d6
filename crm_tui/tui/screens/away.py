"""Away: until when somebody is not here, and who stands in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.widget import Widget

from crm_tui.domain.when import When
from crm_tui.i18n import N_, _
from crm_tui.queries.people import StaffMember, staff
from crm_tui.store.drafts import Draft
from crm_tui.tui.day_spec import day_spec
from crm_tui.tui.deeds import Deed
from crm_tui.tui.form_screen import FormScreen
from crm_tui.tui.telling import telling_of
from crm_tui.tui.typed_choice import TypedChoice
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.read_field import ReadSpec
from crm_tui.tui.widgets.text_lines import TextLines

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


@dataclass
class TeamRead(Message, bubble=False):
    """Who works here: whom it concerns, and who may stand in."""

    members: tuple[StaffMember, ...]


class AwayForm(FormScreen):
    """Both days are days away; the first is today unless another is typed."""

    HEADING = N_("Away")
    ROUTE = "away"
    DEFAULT_CSS = "AwayForm #note { height: 2; padding: 0 1; }"

    def __init__(self, staff_id: int | None = None, draft: Draft | None = None) -> None:
        super().__init__(draft=draft, staff_id=staff_id)
        self._member: StaffMember | None = None
        self._others: tuple[StaffMember, ...] = ()

    @property
    def is_waiting(self) -> bool:
        """Whether the team is not read yet."""
        return self._member is None

    def above(self) -> Iterable[Widget]:
        """What an absence does."""
        note = TextLines(id="note")
        note.show_lines([((_("Who stands in sees their work meanwhile; it goes back by itself."), "dim"),)])
        yield note

    def on_mount(self) -> None:
        """Read the team."""
        query = partial(staff, today=telling_of(self.shell.state).today)
        self.shell.work.read(self, "team", query, TeamRead)

    def on_team_read(self, message: TeamRead) -> None:
        """Show the form, unless they have left meanwhile."""
        staff_id = self.about["staff_id"]
        self._member = next((one for one in message.members if one.id == staff_id), None)
        self._others = tuple(one for one in message.members if one.id != staff_id and one.away is None)
        if self._member is None:
            self.shell.close_page()
        else:
            self.show_form()
            self.refresh_frame()

    def top_left(self) -> str:
        """Whom it concerns."""
        if self._member is None:
            return _(self.HEADING)
        return _("Away: {name}").format(name=self._member.name)

    def specs(self) -> Sequence[FieldSpec]:
        """Until when, who stands in, and from when."""
        colleagues = TypedChoice([(one.login, one.name) for one in self._others])
        return (
            day_spec(self.shell.state, name="until", label=_("Until"), required=True),
            ReadSpec(
                name="stand_in",
                label=_("Stands in"),
                required=True,
                hint=_("some letters of a name"),
                read=colleagues.read,
                told=colleagues.told,
            ),
            day_spec(self.shell.state, name="from_on", label=_("From"), hint=_("today")),
        )

    def start_values(self) -> Mapping[str, Any]:
        """An absence that holds is changed rather than doubled."""
        away = self._member.away if self._member is not None else None
        if away is None:
            return {}
        return {"until": away.until_on, "stand_in": away.stand_in_login}

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Note the absence."""
        assert self._member is not None, "the form is shown once they are read"
        return partial(_set_away, member=self._member, values=values)


def _set_away(act: "Act", member: StaffMember, values: Mapping[str, Any]) -> str:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.absences import set_away

    first: When | None = values["from_on"]
    saved = set_away(
        act,
        member.login,
        until=values["until"].day,
        stand_in_login=values["stand_in"],
        from_on=first.day if first is not None else None,
    )
    done = _("Away until {day}: {name}").format(day=saved.until_on.isoformat(), name=member.name)
    return " ".join((*saved.warnings, done))
