"""Message templates, snippets and questions: added, changed, retired. What all share managers write."""

from dataclasses import dataclass, fields

from sqlmodel import col, select

from crm_tui.actions.lookups import check_channel, find_nature, read_code
from crm_tui.actions.retiring import refuse_retired
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import SurveyKind, TemplateKind
from crm_tui.domain.languages import read_language
from crm_tui.domain.templates import FIELDS, QUESTION_FIELDS, check_fields, on_one_line
from crm_tui.domain.words import Channel, Nature, Role
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import MessageTemplate

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class NewTemplate:
    """A text in one language (empty: for every language without one of its own).

    ``channel`` and ``nature`` are what a sent one is logged as. ``mine``: nobody else may use it. A question
    is called as the survey that asks it: csat or nps.
    """

    name: str
    body: str
    subject: str = ""
    language: str = ""
    kind: str = TemplateKind.MESSAGE.value
    channel: str = Channel.EMAIL.value
    nature: str = Nature.COURTESY.value
    mine: bool = False


@dataclass(frozen=True, slots=True)
class TemplateChanges:
    """What is to be another; None leaves it."""

    name: str | None = None
    body: str | None = None
    subject: str | None = None
    language: str | None = None
    channel: str | None = None
    nature: str | None = None


@dataclass(frozen=True, slots=True)
class SavedTemplate:
    """A template as it is after the act."""

    id: int
    version: int


def add_template(act: Act, template: NewTemplate) -> SavedTemplate:
    """Add a template. Raises NotAllowed below manager for one that all share.

    Raises InvalidInput, naming the field, for what cannot be, an unknown field in braces, and for a name
    that has a text in that language.
    """
    act.describe("add-template", "template")
    kind = read_code(TemplateKind, template.kind, "kind")
    is_mine = template.mine and kind is not TemplateKind.QUESTION  # all are asked in the same words
    if not is_mine:
        act.actor.require(Role.MANAGER)
    owner_id = act.actor.staff_id if is_mine else None
    row = MessageTemplate(
        kind=kind.value,
        name=_name(template.name, kind),
        language=read_language(template.language),
        channel=check_channel(act, template.channel),
        nature=find_nature(act, template.nature).code,
        subject=on_one_line(template.subject),
        body=_body(template.body, kind),
        owner_id=owner_id,
        created_at=act.now,
    )
    _check(act, row)
    act.add(row)
    act.about("template", row.record_id)
    return SavedTemplate(row.record_id, row.version)


def change_template(
    act: Act, template_id: int, changes: TemplateChanges, *, version: int | None = None
) -> SavedTemplate:
    """Change what is given. What was sent before stays as it was sent.

    Raises as :func:`add_template`; NoSuchRecord; ChangedSince; InvalidInput for one that was retired.
    """
    row = _in_use(act, template_id, "change-template", version)
    given = {
        part.name: value for part in fields(changes) if (value := getattr(changes, part.name)) is not None
    }
    if "name" in given:
        given["name"] = _name(given["name"], TemplateKind(row.kind))
    if "language" in given:
        given["language"] = read_language(given["language"])
    if "channel" in given:
        check_channel(act, given["channel"])
    if "nature" in given:
        find_nature(act, given["nature"])
    if "subject" in given:
        given["subject"] = on_one_line(given["subject"])
    if "body" in given:
        given["body"] = _body(given["body"], TemplateKind(row.kind))
    _check(act, MessageTemplate(**(row.model_dump() | given)))
    act.change(row, **given)
    return SavedTemplate(template_id, row.version)


def retire_template(act: Act, template_id: int, *, version: int | None = None) -> SavedTemplate:
    """Offer a template no longer. Raises as :func:`change_template`."""
    row = _in_use(act, template_id, "retire-template", version)
    act.change(row, retired_at=act.now)
    return SavedTemplate(template_id, row.version)


def _in_use(act: Act, template_id: int, verb: str, version: int | None) -> MessageTemplate:
    row = act.get(MessageTemplate, template_id)
    act.describe(verb, "template", template_id)
    if row.owner_id != act.actor.staff_id:
        act.actor.require(Role.MANAGER)
    act.expect_version(row, version)
    refuse_retired(act, row, _("Template {id} was retired on {day}."), _("Add a new one of that name."))
    return row


def _name(name: str, kind: TemplateKind) -> str:
    shown = on_one_line(name)
    if kind is TemplateKind.QUESTION:
        return read_code(SurveyKind, shown.casefold(), "name").value
    problem = ""
    if not shown:
        problem = _("A template needs a name.")
    elif shown.isdecimal() or "{" in shown or "}" in shown:
        problem = _("A name of digits or with braces could not be told from a number or a field.")
    elif shown.casefold() in FIELDS:
        problem = _("“{name}” is what a field is called.").format(name=shown)
    elif len(shown) > _LONGEST_NAME:
        problem = _("This name is too long for a line.")
    if problem:
        raise InvalidInput(problem, _("Call it in a few words, such as “thank-you”."), field="name")
    return shown


def _body(text: str, kind: TemplateKind) -> str:
    """A question is read out in one breath: it has one line."""
    return on_one_line(text) if kind is TemplateKind.QUESTION else text.strip()


def _check(act: Act, row: MessageTemplate) -> None:
    """Whether it can stand beside the others as it is."""
    if not row.body:
        raise InvalidInput(_("There are no words here."), _("Type the text."), field="body")
    statement = select(MessageTemplate).where(col(MessageTemplate.retired_at).is_(None))
    others = [
        one
        for one in act.session.exec(statement)
        if one.id != row.id and one.owner_id in (None, row.owner_id or act.actor.staff_id)
    ]
    known = QUESTION_FIELDS if row.kind == TemplateKind.QUESTION else FIELDS
    if row.kind == TemplateKind.MESSAGE:
        # A snippet in a snippet could be one in itself: only messages take them.
        known = (*known, *(one.name for one in others if one.kind == TemplateKind.SNIPPET))
    check_fields(row.body, known)
    check_fields(row.subject, known, "subject")
    same = [one for one in others if one.name.casefold() == row.name.casefold()]
    for one in same:
        if one.language == row.language:
            raise InvalidInput(
                _("Template {id} has that name and language already.").format(id=one.record_id),
                _("Change that one, or choose another name or language."),
                field="name",
            )
        if one.kind != row.kind:
            raise InvalidInput(
                _("“{name}” is a {kind} already.").format(name=row.name, kind=TemplateKind(one.kind).label),
                _("Choose another name."),
                field="name",
            )
