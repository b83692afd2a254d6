"""A new standard, or new words and figures for one, which make a new version."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.widget import Widget

from crm_tui.domain.measures.basis import OPEN_HOURS
from crm_tui.domain.words import Measure
from crm_tui.i18n import N_, _
from crm_tui.queries.people import StaffMember, staff
from crm_tui.queries.playbooks import playbooks
from crm_tui.queries.product_named import NamedProduct, offered_products
from crm_tui.queries.standard_versions import WrittenStandard, written_standards
from crm_tui.queries.vocabulary import Vocabulary, vocabulary
from crm_tui.store.drafts import Draft
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.form_screen import FormScreen
from crm_tui.tui.screens import ownership_fields, standard_fields, standard_settings, standard_targets
from crm_tui.tui.telling import telling_of
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.text_fields import TextSpec
from crm_tui.tui.widgets.text_lines import TextLines

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


@dataclass
class Facts(Message, bubble=False):
    """What the form needs to know: the standard to be changed, the words of the business, and its people.

    ``steps`` are the codes and words of what playbooks ask for, ``offered`` the products.
    """

    standard: WrittenStandard | None
    words: Vocabulary
    members: tuple[StaffMember, ...]
    steps: tuple[tuple[str, str], ...]
    offered: tuple[NamedProduct, ...]


class StandardForm(FormScreen):
    """Sentence, measure, target, objective, why; then what it holds for, whose it is, when it is reviewed."""

    HEADING = N_("New standard")
    ROUTE = "standard-form"
    DEFAULT_CSS = "StandardForm #note { height: 2; padding: 0 1; }"

    def __init__(self, standard_id: int | None = None, draft: Draft | None = None) -> None:
        super().__init__(draft=draft, standard_id=standard_id)
        self._facts: Facts | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether the words of the business are not read yet."""
        return self._facts is None

    def above(self) -> Iterable[Widget]:
        """What comes of it."""
        note = TextLines(id="note")
        said = _("It holds from now on, and everybody is asked to read it.")
        if self.about["standard_id"] is not None:
            said = _("New words or figures make a new version; what was measured stays as it was.")
        note.show_lines([((said, "dim"),)])
        yield note

    def on_mount(self) -> None:
        """Read what the form needs to know."""
        query = partial(
            _facts, standard_id=self.about["standard_id"], today=telling_of(self.shell.state).today
        )
        self.shell.work.read(self, "facts", query, lambda found: found)

    def on_facts(self, message: Facts) -> None:
        """Show the form, unless there is no such standard."""
        if message.standard is None and self.about["standard_id"] is not None:
            self.shell.close_page()
            return
        self._facts = message
        self.show_form()
        self.refresh_frame()

    def top_left(self) -> str:
        """Which one it is."""
        standard = self._facts.standard if self._facts is not None else None
        if standard is None:
            return _(self.HEADING)
        return _("Change standard {id} → v{number}   {measure}").format(
            id=standard.id, number=standard.newest.number + 1, measure=standard.newest.measure.label
        )

    def specs(self) -> Sequence[FieldSpec]:
        """The fields; the measure is chosen once."""
        assert self._facts is not None, "the form is shown once they are read"
        measure = self._facts.standard.newest.measure if self._facts.standard is not None else None
        return (
            standard_fields.statement_spec(),
            *([] if measure is not None else [standard_targets.measure_spec()]),
            *standard_fields.figure_specs(measure),
            *standard_settings.setting_specs(measure, self._facts.words, self._facts.steps),
            TextSpec(name="why", label=_("Why"), hint=_("what it is for; staff read it")),
            *standard_fields.scope_specs(self._facts.words, self._facts.offered, measure),
            standard_fields.question_spec(),
            *ownership_fields.ownership_specs(self.shell.state, self._facts.members),
        )

    def start_values(self) -> Mapping[str, Any]:
        """The version in force; a new standard is mine, and looked at again in half a year."""
        standard = self._facts.standard if self._facts is not None else None
        if standard is None:
            return {**ownership_fields.first_ownership(self.shell.state), "hours": OPEN_HOURS}
        assert self._facts is not None, "the standard was read with the rest"
        # Somebody who has left stays named, so that the field asks who answers for it now.
        members = self._facts.members
        owner = next((one.login for one in members if one.id == standard.owner_id), standard.owner)
        return {
            **standard_fields.figure_values(standard.newest),
            **standard_fields.scope_values(standard.newest, self._facts.offered),
            **standard_settings.setting_values(standard.newest),
            "why": standard.newest.why,
            "question": standard.newest.question,
            "owner": owner,
            "next_review": standard.next_review_on,
        }

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Set or change it."""
        assert self._facts is not None, "the form is shown once they are read"
        if self._facts.standard is None:
            return partial(_add, values=values)
        return partial(_change, standard=self._facts.standard, values=values)

    def field_of(self, error: Exception) -> str:
        """The field that stands for what an action refuses."""
        values = self.form.values()
        measure = Measure(values["measure"]) if values.get("measure") else None
        if measure is None and self._facts is not None and self._facts.standard is not None:
            measure = self._facts.standard.newest.measure
        name = standard_fields.field_of(getattr(error, "field", ""), measure)
        return name if name in {spec.name for spec in self.specs()} else ""


def _facts(reader: Reader, standard_id: int | None, today: date) -> Facts:
    written = written_standards(reader) if standard_id is not None else ()
    standard = next((one for one in written if one.id == standard_id), None)
    steps = {step.code: step.text for playbook in playbooks(reader) for step in playbook.steps}
    return Facts(
        standard,
        vocabulary(reader),
        staff(reader, today),
        tuple(steps.items()),
        offered_products(reader, held=True),
    )


# The actions need the ORM, which the first screen does not wait for.


def _add(act: "Act", values: Mapping[str, Any]) -> str:
    from crm_tui.actions.standards import add_standard

    saved = add_standard(
        act,
        statement=values["statement"],
        measure=values["measure"],
        objective=values["objective"],
        target=standard_targets.target_of(values),
        settings=standard_settings.settings_of(Measure(values["measure"]), values),
        why=values["why"] or "",
        question=values["question"] or "",
        scope=standard_fields.scope_of(values),
        owner=values["owner"],
        next_review=ownership_fields.review_day(values),
    )
    return _("Standard {id} is set; everybody is asked to read it.").format(id=saved.id)


def _change(act: "Act", standard: WrittenStandard, values: Mapping[str, Any]) -> str:
    from crm_tui.actions.ownership import KEEP
    from crm_tui.actions.standards import StandardChanges, change_standard

    day = ownership_fields.review_day(values)
    changes = StandardChanges(
        statement=values["statement"],
        why=values["why"] or "",
        question=values["question"] or "",
        target=standard_targets.target_of(values),
        settings=standard_settings.settings_of(standard.newest.measure, values),
        objective=values["objective"],
        scope=standard_fields.scope_of(values),
        owner=values["owner"],
        next_review=KEEP if day == standard.next_review_on else day,
    )
    saved = change_standard(act, standard.id, changes, version=standard.record_version)
    if saved.number == standard.newest.number:
        return _("Standard {id} is changed; its words and figures are as they were.").format(id=saved.id)
    return _("Standard {id} is at v{number}; everybody is asked to read it.").format(
        id=saved.id, number=saved.number
    )
