"""What becomes of a follow-up that is not done yet: put off, handed over, or dropped with a reason."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from crm_tui.i18n import N_, _
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.screens.desk_form import DeskForm, Subject
from crm_tui.tui.screens.follow_up_facts import PlannedSubject, read_planned
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.text_fields import TextSpec
from crm_tui.tui.widgets.when_field import WhenSpec

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


class _FollowUpForm(DeskForm):
    """A form of one answer about the follow-up that stands above it."""

    SUBJECT_LINES = 2
    FOOTER = ("save", "close")

    def subject_query(self) -> Callable[[Reader], Subject | None]:
        """The follow-up."""
        return partial(read_planned, follow_up_id=self.follow_up_id, telling=self.telling)

    def subject_read(self, subject: Subject | None) -> None:
        """Nobody saves over what somebody else decided since."""
        if isinstance(subject, PlannedSubject):
            self.about.setdefault("version", subject.planned.version)

    @property
    def follow_up_id(self) -> int:
        """The follow-up."""
        found: int = self.about["follow_up_id"]
        return found


class SnoozeScreen(_FollowUpForm):
    """Puts a follow-up off to another time."""

    HEADING = N_("Put off")
    ROUTE = "snooze"

    def specs(self) -> Sequence[FieldSpec]:
        """The new time."""
        return [
            WhenSpec(
                name="when",
                label=_("Until"),
                required=True,
                hint=_("3d, fri 10:00"),
                now=self.shell.state.now,
                zone=self.business.zone,
                describe=self.describe,
                is_open=self.is_open,
                input_width=20,
            )
        ]

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Put it off."""
        when = values["when"]
        return partial(_snooze, about=self.about, when=when, words=self.describe(when))


class ReassignScreen(_FollowUpForm):
    """Gives a follow-up to a colleague: one key picks, and save."""

    HEADING = N_("Hand over")
    ROUTE = "reassign"

    def specs(self) -> Sequence[FieldSpec]:
        """Whom."""
        return [PickSpec(name="staff", label=_("To"), required=True, options=self.colleagues)]

    def picks_of_facts(self) -> Sequence[str]:
        """The colleagues."""
        return ("staff",)

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Hand it over."""
        staff = values["staff"]
        return partial(_reassign, about=self.about, staff=int(staff), name=self.colleague_name(staff))


class DropScreen(_FollowUpForm):
    """Drops a follow-up; the reason stays with it."""

    HEADING = N_("Drop")
    ROUTE = "drop"

    def specs(self) -> Sequence[FieldSpec]:
        """The reason."""
        return [
            TextSpec(name="why", label=_("Because"), required=True, hint=_("why it is not needed any more"))
        ]

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Drop it."""
        return partial(_drop, about=self.about, why=values["why"])


# The actions need the ORM, which the first screen does not wait for.


def _snooze(act: "Act", about: Mapping[str, Any], when: Any, words: str) -> str:
    from crm_tui.actions.follow_ups import snooze

    saved = snooze(act, about["follow_up_id"], when, if_version=about.get("version"))
    against = (notice.text for notice in saved.warnings if notice.code == "against-load")
    return " ".join((_("Put off: {when}.").format(when=words), *against))


def _reassign(act: "Act", about: Mapping[str, Any], staff: int, name: str) -> str:
    from crm_tui.actions.follow_ups import reassign

    reassign(act, about["follow_up_id"], staff, if_version=about.get("version"))
    return _("Handed over: {name}").format(name=name)


def _drop(act: "Act", about: Mapping[str, Any], why: str) -> str:
    from crm_tui.actions.follow_up_ends import drop

    drop(act, about["follow_up_id"], why, if_version=about.get("version"))
    return _("The follow-up is dropped.")
