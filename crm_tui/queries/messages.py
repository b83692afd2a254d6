"""A template filled in for one customer: the finished text, before anybody sends it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from crm_tui.domain.growth_words import SurveyKind, TemplateKind
from crm_tui.domain.templates import TemplateField, fields_in, fill, on_one_line, put_in
from crm_tui.domain.words import Channel
from crm_tui.queries.business import Business
from crm_tui.queries.load import against_contact
from crm_tui.queries.questions import question_for
from crm_tui.queries.template_values import Addressee, Writer, values_of
from crm_tui.queries.templates import Template, one_of_each_name, templates
from crm_tui.store.reader import Reader

NOTHING_GIVEN: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Composed:
    """A finished text; ``empty`` are the fields for which nothing is known, which are gaps in it."""

    template: Template
    subject: str
    body: str
    empty: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A template with its snippets put in: what is the same for everybody who gets it."""

    template: Template
    subject: str
    body: str


def prepare(reader: Reader, template: Template, writer: Writer) -> Prepared:
    """The template with the snippets of its language."""
    found = templates(reader, writer.actor.staff_id, kind=TemplateKind.SNIPPET)
    theirs = one_of_each_name(found, template.language, writer.business.language)
    snippets = {one.name: one.body for one in theirs}
    return Prepared(template, put_in(template.subject, snippets), put_in(template.body, snippets))


def compose(
    reader: Reader,
    to: Addressee,
    template: Template,
    writer: Writer,
    given: Mapping[str, str] = NOTHING_GIVEN,
) -> Composed:
    """The template with its fields filled in. ``given`` are values that stand before what is known."""
    return finish(reader, to, prepare(reader, template, writer), writer, given)


def finish(
    reader: Reader,
    to: Addressee,
    prepared: Prepared,
    writer: Writer,
    given: Mapping[str, str] = NOTHING_GIVEN,
) -> Composed:
    """As :func:`compose`, of one that was prepared for many."""
    language = prepared.template.language
    asked = fields_in(f"{prepared.body}\n{prepared.subject}")
    values = values_of(reader, [name for name in asked if name not in given], to, writer, language)
    for kind in SurveyKind:
        if kind in asked:
            values[kind.value] = question_for(reader, kind, to, writer, language).words
    values |= given
    return Composed(
        prepared.template,
        on_one_line(fill(prepared.subject, values)),
        fill(prepared.body, values),
        tuple(name for name in asked if not values.get(name)),
    )


def message_with(reader: Reader, field: TemplateField, to: Addressee, writer: Writer) -> Template | None:
    """The message in their language, the first by name, that has the field; None where there is none."""
    messages = templates(reader, writer.actor.staff_id, kind=TemplateKind.MESSAGE)
    theirs = one_of_each_name(messages, *writer.languages(to))
    return next((one for one in theirs if field in fields_in(one.body)), None)


@dataclass(frozen=True, slots=True)
class AskingMail:
    """A mail that puts the question of a survey."""

    subject: str
    body: str


def asking_mail(reader: Reader, kind: SurveyKind, to: Addressee, writer: Writer) -> AskingMail:
    """The message that has the question; without one, or with gaps in it, the question alone."""
    template = message_with(reader, TemplateField(kind.value), to, writer)
    message = None if template is None else compose(reader, to, template, writer)
    if message is None or message.empty:
        return AskingMail("", question_for(reader, kind, to, writer).words)
    return AskingMail(message.subject, message.body)


def against_sending(
    reader: Reader,
    customer_id: int,
    channel: str,
    *,
    business: Business,
    now: datetime,
    does: int | None = None,
) -> tuple[str, ...]:
    """What stands against a message now, one sentence each; ``does`` is the follow-up that it does."""
    if channel not in set(Channel):
        return ()
    return against_contact(reader, customer_id, now, Channel(channel), business.zone, does=does)
