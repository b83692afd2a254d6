"""The small forms about a member of staff: a skill, training, praise, the job, the checklist."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.widget import Widget

from crm_tui.domain.digits import plain_digits
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.words import ChecklistKind
from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.member import MemberPage, member_page
from crm_tui.store.drafts import Draft
from crm_tui.tui.day_spec import day_spec
from crm_tui.tui.deeds import Deed
from crm_tui.tui.form_screen import FormScreen
from crm_tui.tui.screens.team_rows import skills_in_words
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.notes_field import NotesSpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.read_field import ReadSpec
from crm_tui.tui.widgets.text_fields import TextSpec
from crm_tui.tui.widgets.text_lines import Line, TextLines

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

#: Takes a skill off the list; it is no level.
_OFF = "0"
_MOST_CALLS = 5
_USUAL_CALLS = 3


@dataclass
class MemberRead(Message, bubble=False):
    """Whom the form is about."""

    page: MemberPage


class MemberForm(FormScreen):
    """A form about one member of staff, who is read before it is shown."""

    DEFAULT_CSS = "#note { height: 1; padding: 0 1; margin-bottom: 1; }"

    def __init__(self, staff_id: int | None = None, draft: Draft | None = None) -> None:
        super().__init__(draft=draft, staff_id=staff_id)
        self._page: MemberPage | None = None

    @property
    def page(self) -> MemberPage:
        """Whom it is about; the form is shown once they are read."""
        assert self._page is not None, "the form waits for them"
        return self._page

    @property
    def is_waiting(self) -> bool:
        """Whether they are not read yet."""
        return self._page is None

    def above(self) -> Iterable[Widget]:
        """What is known already."""
        yield TextLines(id="note")

    def note(self) -> Line:
        """A line about what is known already."""
        return ()

    def on_mount(self) -> None:
        """Read whom it is about."""
        state = self.shell.state
        if state.business is None or state.actor is None:
            return
        query = partial(
            member_page,
            staff_id=self.about["staff_id"],
            now=state.now(),
            zone=state.business.zone,
            viewer=state.actor,
        )
        self.shell.work.read(self, "member", query, MemberRead)

    def on_member_read(self, message: MemberRead) -> None:
        """Show the form."""
        self._page = message.page
        self.query_one("#note", TextLines).show_lines([self.note()])
        self.show_form()
        self.refresh_frame()

    def top_left(self) -> str:
        """What is asked, and about whom."""
        heading = _(self.HEADING)
        return heading if self._page is None else f"{heading}   {self._page.member.name}"


class SkillForm(MemberForm):
    """What they can do, and how well. A skill that they have already changes its level."""

    HEADING = N_("Skill")
    ROUTE = "skill"

    def note(self) -> Line:
        """The skills they have."""
        return [(skills_in_words(self.page.skills) or _("No skill is noted yet."), "dim")]

    def specs(self) -> Sequence[FieldSpec]:
        """Its name and its level."""
        levels = (
            Option("1", _("learns it"), "1"),
            Option("2", _("with help"), "2"),
            Option("3", _("alone"), "3"),
            Option("4", _("teaches it"), "4"),
            Option(_OFF, _("take it off"), _OFF),
        )
        return (
            TextSpec(name="name", label=_("Skill"), required=True, hint=_("repairs, French, complaints")),
            PickSpec(name="level", label=_("How well"), required=True, options=levels),
        )

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Note it."""
        return partial(_note_skill, login=self.page.member.login, values=values)


class TrainingForm(MemberForm):
    """Training that is due; what they missed most is suggested on their page, where one key plans it."""

    HEADING = N_("Training")
    ROUTE = "training"

    def specs(self) -> Sequence[FieldSpec]:
        """What is to be learnt, why, and by when."""
        return (
            TextSpec(name="name", label=_("Training"), required=True, hint=_("what is to be learnt")),
            TextSpec(name="why", label=_("Because"), hint=_("what it is to help with")),
            day_spec(self.shell.state, name="due_on", label=_("By")),
        )

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Plan it."""
        return partial(_plan_training, login=self.page.member.login, values=values)


class PraiseForm(MemberForm):
    """Says to a colleague what they did well; a contact is praised by one key, without words."""

    HEADING = N_("Praise")
    ROUTE = "praise-form"
    FOOTER = ("save", "close")

    def specs(self) -> Sequence[FieldSpec]:
        """The words."""
        return (TextSpec(name="words", label=_("For"), required=True, hint=_("what they did well")),)

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Say it."""
        return partial(_praise, login=self.page.member.login, words=values["words"])


class JobForm(MemberForm):
    """What their job is, and which standards it holds to."""

    HEADING = N_("Job")
    ROUTE = "job"

    def specs(self) -> Sequence[FieldSpec]:
        """The description, and numbers of standards."""
        return (
            NotesSpec(name="job", label=_("Job"), hint=_("what they do here, in some sentences")),
            ReadSpec(
                name="standards",
                label=_("Standards"),
                hint=_("1, 4: the numbers of those it holds to"),
                read=read_numbers,
                told=_numbers_in_words,
                input_width=36,
            ),
        )

    def start_values(self) -> Mapping[str, Any]:
        """As it is now."""
        named = ", ".join(str(standard_id) for standard_id, _statement in self.page.job.standards)
        return {"job": self.page.job.text, "standards": named}

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Write it."""
        return partial(_describe_job, page=self.page, values=values)


class ChecklistForm(MemberForm):
    """Begins a newcomer's checklist, or adds one thing to it."""

    HEADING = N_("Checklist")
    ROUTE = "checklist-item"

    def note(self) -> Line:
        """What stands on it by itself."""
        return [(_("The standards to read stand on it by themselves, ticked by reading them."), "dim")]

    def specs(self) -> Sequence[FieldSpec]:
        """How many calls at the beginning; later what is added."""
        if self._begins:
            calls = [Option(str(count), str(count), str(count)) for count in range(1, _MOST_CALLS + 1)]
            return (PickSpec(name="calls", label=_("Calls"), required=True, options=calls),)
        kinds = (
            Option(ChecklistKind.OTHER.value, ChecklistKind.OTHER.label, "o"),
            Option(ChecklistKind.ACCOMPANIED.value, ChecklistKind.ACCOMPANIED.label, "c"),
            Option(ChecklistKind.READ.value, ChecklistKind.READ.label, "r"),
        )
        return (
            TextSpec(name="what", label=_("What"), required=True, hint=_("knows where the keys hang")),
            PickSpec(name="kind", label=_("Kind"), required=True, options=kinds),
        )

    def start_values(self) -> Mapping[str, Any]:
        """The usual."""
        return {"calls": str(_USUAL_CALLS)} if self._begins else {"kind": ChecklistKind.OTHER.value}

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Write it."""
        deed = _start_checklist if self._begins else _add_to_checklist
        return partial(deed, login=self.page.member.login, values=values)

    @property
    def _begins(self) -> bool:
        return all(line.is_standard for line in self.page.checklist)


def read_numbers(text: str) -> tuple[int, ...]:
    """ "1, 4" as numbers. Raises InvalidInput."""
    parts = plain_digits(text).replace(",", " ").split()
    if not all(part.isdecimal() for part in parts):
        raise InvalidInput(
            _("“{text}” is no list of numbers.").format(text=text), _("Write numbers, such as 1, 4.")
        )
    return tuple(int(part) for part in parts)


def _numbers_in_words(text: str) -> str:
    count = len(read_numbers(text))
    return ngettext("→ {count} standard", "→ {count} standards", count).format(count=count)


# The actions need the ORM, which the first screen does not wait for.


def _note_skill(act: "Act", login: str, values: Mapping[str, Any]) -> str:
    from crm_tui.actions.skills import drop_skill, set_skill

    if values["level"] == _OFF:
        drop_skill(act, login, values["name"])
        return _("No longer a skill of theirs: {name}").format(name=values["name"])
    set_skill(act, login, values["name"], int(values["level"]))
    return _("Level {level}: {name}").format(level=values["level"], name=values["name"])


def _plan_training(act: "Act", login: str, values: Mapping[str, Any]) -> str:
    from crm_tui.actions.trainings import plan_training

    due = values["due_on"]
    saved = plan_training(
        act, login, values["name"], why=values["why"] or "", due_on=None if due is None else due.day
    )
    return _("Training planned: {name}").format(name=saved.name)


def _praise(act: "Act", login: str, words: str) -> str:
    from crm_tui.actions.praise import praise_colleague

    return _("Praised; they see it on Today: {name}").format(name=praise_colleague(act, login, words).name)


def _describe_job(act: "Act", page: MemberPage, values: Mapping[str, Any]) -> str:
    from crm_tui.actions.jobs import describe_job

    describe_job(
        act,
        page.member.login,
        job=values["job"] or "",
        standards=values["standards"] or (),
        version=page.member.version,
    )
    return _("The job is described: {name}").format(name=page.member.name)


def _start_checklist(act: "Act", login: str, values: Mapping[str, Any]) -> str:
    from crm_tui.actions.checklists import start_checklist

    name = start_checklist(act, login, calls=int(values["calls"])).name
    return _("The checklist is begun: {name}").format(name=name)


def _add_to_checklist(act: "Act", login: str, values: Mapping[str, Any]) -> str:
    from crm_tui.actions.checklists import add_to_checklist

    name = add_to_checklist(act, login, values["what"], kind=values["kind"]).name
    return _("On the checklist now: {name}").format(name=name)
