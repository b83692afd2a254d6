"""What a survey asks a customer, in their language: worded by the business, or else as the screens say it."""

from dataclasses import dataclass

from crm_tui.domain.growth_words import SurveyKind, TemplateKind
from crm_tui.domain.surveys import question
from crm_tui.domain.templates import fields_in, fill
from crm_tui.i18n import language_shown
from crm_tui.queries.template_values import Addressee, Writer, values_of
from crm_tui.queries.templates import in_language, templates
from crm_tui.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is read out or sent.

    ``language`` is the code of the one it is in; empty for the business's own words for every language.
    """

    kind: SurveyKind
    words: str
    language: str


def question_for(
    reader: Reader, kind: SurveyKind, to: Addressee, writer: Writer, beside: str = ""
) -> Question:
    """The question as this customer is asked it; in a text, rather in the language that is ``beside`` it."""
    worded = in_language(
        (
            one
            for one in templates(reader, writer.actor.staff_id, kind=TemplateKind.QUESTION)
            if one.name == kind
        ),
        beside,
        *writer.languages(to),
    )
    if worded is None:
        return Question(kind, question(kind, writer.business.name), language_shown())
    values = values_of(reader, fields_in(worded.body), to, writer, worded.language)
    return Question(kind, fill(worded.body, values), worded.language)
