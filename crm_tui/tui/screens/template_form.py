"""A new message template, snippet or question of a survey, or other words for one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.widget import Widget

from crm_tui.domain.errors import ChangedSince
from crm_tui.domain.growth_words import SurveyKind, TemplateKind
from crm_tui.domain.templates import FIELDS, QUESTION_FIELDS
from crm_tui.domain.words import Channel, Nature
from crm_tui.i18n import N_, _
from crm_tui.queries.templates import Template, template
from crm_tui.queries.vocabulary import Vocabulary, vocabulary
from crm_tui.store.drafts import Draft
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.form_screen import FormScreen
from crm_tui.tui.screens import contact_facts as facts
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.form import Form
from crm_tui.tui.widgets.notes_field import NotesSpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.text_fields import TextSpec
from crm_tui.tui.widgets.text_lines import Line, TextLines

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

_ALL, _MINE = "all", "mine"


@dataclass
class Facts(Message, bubble=False):
    """What the form needs to know: the text to be changed, and the words of the business."""

    found: Template | None
    words: Vocabulary


class TemplateForm(FormScreen):
    """What it is called, its words, and for whom they are."""

    HEADING = N_("New template")
    ROUTE = "template-form"
    DEFAULT_CSS = """
    TemplateForm #note { padding: 0 1; margin-bottom: 1; height: 2; }
    TemplateForm NotesArea { max-height: 9; }
    TemplateForm.-tall NotesArea { max-height: 18; }
    """

    def __init__(self, template_id: int | None = None, draft: Draft | None = None) -> None:
        super().__init__(draft=draft, template_id=template_id)
        self._facts: Facts | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether the words of the business are not read yet."""
        return self._facts is None

    @property
    def start_field(self) -> str | None:
        """The words are what is changed; a new one is named first, and is mostly a message."""
        return "name" if self.about["template_id"] is None else "body"

    def above(self) -> Iterable[Widget]:
        """What can be filled in."""
        note = TextLines(id="note")
        note.show_lines(_fields_told(FIELDS))
        yield note

    def on_mount(self) -> None:
        """Read what the form needs to know."""
        query = partial(_facts, template_id=self.about["template_id"], staff_id=self.actor.staff_id)
        self.shell.work.read(self, "facts", query, lambda found: found)

    def on_facts(self, message: Facts) -> None:
        """Show the form."""
        self._facts = message
        if message.found is not None:
            self.about.setdefault("version", message.found.version)
        self.show_form()
        self.refresh_frame()

    def top_left(self) -> str:
        """Which one it is."""
        found = self._found
        return _(self.HEADING) if found is None else _("Change template   {name}").format(name=found.name)

    def specs(self) -> Sequence[FieldSpec]:
        """Whose it is and whether it is a snippet is chosen once."""
        assert self._facts is not None, "the form is shown once they are read"
        kinds = [
            Option(TemplateKind.MESSAGE.value, TemplateKind.MESSAGE.label, "m"),
            Option(TemplateKind.SNIPPET.value, TemplateKind.SNIPPET.label, "s"),
        ]
        if self.actor.role.is_in_charge:
            kinds.append(Option(TemplateKind.QUESTION.value, _("question of a survey"), "q"))
        once = (
            PickSpec(name="kind", label=_("Kind"), passed_over=True, options=kinds),
            PickSpec(
                name="whose",
                label=_("Whose"),
                passed_over=True,
                options=self._owners(),
                visible_when=lambda values: not self._is_question(values),
            ),
        )
        asked = [
            Option(SurveyKind.CSAT.value, SurveyKind.CSAT.label, "s"),
            Option(SurveyKind.NPS.value, SurveyKind.NPS.label, "r"),
        ]
        return (
            *(once if self._found is None else ()),
            TextSpec(
                name="name",
                label=_("Name"),
                required=True,
                hint=_("such as thank-you"),
                visible_when=lambda values: not self._is_question(values),
            ),
            PickSpec(
                name="asks",
                label=_("Asks"),
                required=True,
                options=asked,
                visible_when=self._is_question,
            ),
            TextSpec(name="subject", label=_("Subject"), quiet=True, visible_when=self._is_message),
            NotesSpec(
                name="body",
                label=_("Text"),
                required=True,
                hint=_("Dear {example}, …").format(example="{address}"),
            ),
            TextSpec(
                name="language",
                label=_("Language"),
                quiet=True,
                hint=_("en, bn …; empty: for every language without a text of its own"),
            ),
            PickSpec(
                name="channel", label=_("By"), options=facts.channel_options(), visible_when=self._is_message
            ),
            PickSpec(
                name="nature",
                label=_("Logged as"),
                options=facts.nature_options(self._facts.words),
                visible_when=self._is_message,
            ),
        )

    def on_form_changed(self, message: Form.Changed) -> None:
        """A question has fewer fields."""
        if message.name == "kind":
            asks = self._is_question(message.form.values())
            self.query_one("#note", TextLines).show_lines(_fields_told(QUESTION_FIELDS if asks else FIELDS))

    def start_values(self) -> Mapping[str, Any]:
        """The text as it is; a new one is a courtesy by mail."""
        found = self._found
        if found is None:
            return {
                "kind": TemplateKind.MESSAGE.value,
                "whose": _ALL if self.actor.role.is_in_charge else _MINE,
                "channel": Channel.EMAIL.value,
                "nature": Nature.COURTESY.value,
            }
        return {
            "name": found.name,
            "asks": found.name if found.kind is TemplateKind.QUESTION else None,
            "subject": found.subject,
            "body": found.body,
            "language": found.language,
            "channel": found.channel,
            "nature": found.nature,
        }

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Add or change it."""
        words = {
            "name": values["asks"] if self._is_question(values) else values["name"],
            "body": values["body"],
            "subject": values.get("subject") or "",
            "language": values.get("language") or "",
            "channel": values.get("channel") or Channel.EMAIL.value,
            "nature": values.get("nature") or Nature.COURTESY.value,
        }
        if self._found is None:
            return partial(
                _add, words=words, kind=self._kind(values).value, mine=values.get("whose") == _MINE
            )
        return partial(_change, template_id=self._found.id, words=words, version=self.about.get("version"))

    def refuse(self, error: Exception) -> None:
        """Who is told that somebody else changed it, and saves again, means it."""
        if isinstance(error, ChangedSince):
            self.about.pop("version", None)
        super().refuse(error)

    @property
    def _found(self) -> Template | None:
        return self._facts.found if self._facts else None

    def _kind(self, values: Mapping[str, Any]) -> TemplateKind:
        return self._found.kind if self._found else TemplateKind(values.get("kind") or TemplateKind.MESSAGE)

    def _is_message(self, values: Mapping[str, Any]) -> bool:
        return self._kind(values) is TemplateKind.MESSAGE

    def _is_question(self, values: Mapping[str, Any]) -> bool:
        return self._kind(values) is TemplateKind.QUESTION

    def _owners(self) -> Sequence[Option]:
        mine = Option(_MINE, _("mine alone"), "m")
        return (Option(_ALL, _("all share it"), "a"), mine) if self.actor.role.is_in_charge else (mine,)


def _fields_told(fields: Sequence[str]) -> list[Line]:
    """What can be filled in, on two lines."""
    named = [f"{{{field}}}" for field in fields]
    half = (len(named) + 1) // 2
    return [((" ".join(part), "dim"),) for part in (named[:half], named[half:])]


def _facts(reader: Reader, template_id: int | None, staff_id: int) -> Facts:
    found = None if template_id is None else template(reader, template_id, staff_id)
    return Facts(found, vocabulary(reader))


# The actions need the ORM, which the first screen does not wait for.


def _add(act: "Act", words: Mapping[str, str], kind: str, mine: bool) -> str:
    from crm_tui.actions.templates import NewTemplate, add_template

    add_template(act, NewTemplate(**words, kind=kind, mine=mine))
    return _("Added the template: {name}").format(name=words["name"])


def _change(act: "Act", template_id: int, words: Mapping[str, str], version: int | None) -> str:
    from crm_tui.actions.templates import TemplateChanges, change_template

    change_template(act, template_id, TemplateChanges(**words), version=version)
    return _("Changed the template: {name}").format(name=words["name"])
