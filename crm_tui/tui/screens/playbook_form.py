"""A new playbook, or other steps for one, which make a new version."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from crm_tui.domain.playbook_text import TypedStep, explained, parse_steps, render_steps
from crm_tui.domain.playbooks import Playbook, Situation, situation_in_words
from crm_tui.domain.words import Mood
from crm_tui.i18n import N_, _
from crm_tui.queries.playbooks import playbook_versions
from crm_tui.queries.vocabulary import Vocabulary, vocabulary
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.screens import contact_facts as facts
from crm_tui.tui.screens.steps_editor import StepsEditorForm
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.notes_field import NotesSpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.text_fields import TextSpec

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the form needs to know: the playbook to be changed, and the words of the business."""

    playbook: Playbook | None
    words: Vocabulary


class PlaybookForm(StepsEditorForm):
    """What it is for, what it is called, and its steps as text."""

    HEADING = N_("New playbook")
    ROUTE = "playbook-form"
    CHANGED = "playbook_id"
    FILE_NAME = "playbook"

    def __init__(self, **about: Any) -> None:
        super().__init__(**about)
        self._facts: _Facts | None = None

    def how_to_write(self) -> Sequence[str]:
        """What is required, and how a step keeps its ticks."""
        said = [
            _("One step a line. ! in front: required, asked for when a contact is saved."),
            _("{code} behind a step keeps its ticks when you change its words."),
        ]
        return (
            said if self.changed_id is not None else [*said, _("Without a nature it is for every contact.")]
        )

    def facts_query(self) -> Callable[[Reader], _Facts]:
        """The playbook, and the words of the business."""
        return partial(_read, playbook_id=self.changed_id)

    def facts_read(self, found: _Facts) -> None:
        """Know which version is changed."""
        self._facts = found
        if found.playbook is not None:
            self.about.setdefault("version", found.playbook.record_version)

    def top_left(self) -> str:
        """Which one it is."""
        playbook = self._facts.playbook if self._facts else None
        if playbook is None:
            return _(self.HEADING)
        return _("Change playbook → v{number}   {title}").format(
            number=playbook.number + 1, title=playbook.title
        )

    def specs(self) -> Sequence[FieldSpec]:
        """The situation is chosen once; another situation is another playbook."""
        assert self._facts is not None, "the form is shown once they are read"
        situation = _situation_specs(self._facts.words) if self._facts.playbook is None else ()
        return (
            *situation,
            TextSpec(name="name", label=_("Name"), quiet=True, hint=_("else what it is for")),
            NotesSpec(name="steps", label=_("Steps"), required=True, hint=_("listen to the end")),
        )

    def start_values(self) -> Mapping[str, Any]:
        """The version in force."""
        playbook = self._facts.playbook if self._facts else None
        return {} if playbook is None else {"name": playbook.name, "steps": render_steps(playbook.steps)}

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Add or change it."""
        steps, name = parse_steps(values["steps"]), values.get("name") or ""
        playbook = self._facts.playbook if self._facts else None
        if playbook is None:
            situation = Situation(values.get("nature"), values.get("mood"), values.get("outcome"))
            return partial(_add, situation=situation, steps=steps, name=name)
        return partial(_change, playbook=playbook, steps=steps, name=name, version=self.about.get("version"))

    @property
    def explained(self) -> str:
        """How a playbook is written."""
        return explained(self._title(), "")

    def _title(self) -> str:
        playbook = self._facts.playbook if self._facts else None
        if playbook is not None:
            return playbook.title
        values = self.form.values()
        return situation_in_words(Situation(values.get("nature"), values.get("mood"), values.get("outcome")))


def _situation_specs(words: Vocabulary) -> Sequence[FieldSpec]:
    return (
        PickSpec(
            name="nature",
            label=_("Nature"),
            options=facts.nature_options(words),
        ),
        PickSpec(
            name="mood",
            label=_("Mood"),
            quiet=True,
            hint=_("only when they are upset, say"),
            options=[Option(mood.value, mood.label, str(place)) for place, mood in enumerate(Mood, 1)],
        ),
        PickSpec(
            name="outcome",
            label=_("Outcome"),
            quiet=True,
            hint=_("only when it is declined, say"),
            options=facts.outcome_options(words),
        ),
    )


def _read(reader: Reader, playbook_id: int | None) -> _Facts:
    playbook = None if playbook_id is None else playbook_versions(reader, playbook_id)[-1]
    return _Facts(playbook, vocabulary(reader))


def _add(act: "Act", situation: Situation, steps: Sequence[TypedStep], name: str) -> str:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.playbooks import add_playbook

    add_playbook(act, situation=situation, steps=steps, name=name)
    return _("Added the playbook: {title}").format(title=name or situation_in_words(situation))


def _change(
    act: "Act", playbook: Playbook, steps: Sequence[TypedStep], name: str, version: int | None
) -> str:
    from crm_tui.actions.playbooks import change_playbook

    saved = change_playbook(act, playbook.id, steps=steps, name=name, version=version)
    return _("The playbook is at version {number}: {title}").format(
        number=saved.number, title=name or playbook.title
    )
