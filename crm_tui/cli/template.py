"""``crm-tui template``: the texts that messages are made of."""

from dataclasses import fields
from typing import Any

from crm_tui.actions.templates import (
    NewTemplate,
    SavedTemplate,
    TemplateChanges,
    add_template,
    change_template,
    retire_template,
)
from crm_tui.cli.declare import IF_VERSION, argument, choice, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.narrowing import NARROWED, asked_of
from crm_tui.cli.tables import aligned
from crm_tui.cli.text_file import read_file_or_stdin
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import TemplateKind
from crm_tui.domain.list_views import ALL, IN_FORCE, TEMPLATES
from crm_tui.domain.templates import TemplateField
from crm_tui.i18n import N_, _
from crm_tui.queries.templates import Template, listed_templates, template

_ID = argument("template_id", type=int, metavar="ID", help=N_("The number of the text."))
_SUBJECT = option("--subject", metavar="TEXT", help=N_("What stands above it in a mail."))
_BODY = option("--body", metavar="TEXT", help=N_("The text; {name} and other fields are filled in."))
_FILE = option("--file", "body_file", metavar="FILE", help=N_("A file with the text; - reads stdin."))
_CHANNEL = option("--channel", metavar="CODE", help=N_("How it is sent; email unless given."))
_NATURE = option("--nature", metavar="CODE", help=N_("What a sent one is logged as; courtesy unless given."))
_LANGUAGE = option(
    "--language", metavar="CODE", help=N_("The language it is in; without, it is for every other language.")
)


@command(
    "add",
    help=N_("Add a text. The same name in another language is for customers who speak that."),
    examples=(
        "crm-tui template add thank-you --subject 'Thank you' --body 'Dear {address}, …'",
        "crm-tui template add thank-you --language bn --file thanks-bn.txt",
        "crm-tui template add csat --kind question --language de --file csat-de.txt",
        "crm-tui template add directions --kind snippet --mine --body 'We are behind the station.'",
    ),
)
@argument("name", metavar="NAME", help=N_("What it is called, such as thank-you."))
@_BODY
@_FILE
@_SUBJECT
@_LANGUAGE
@_CHANNEL
@_NATURE
@option(
    "--kind",
    type=choice(TemplateKind),
    help=N_("A whole message, a snippet to put into one, or the question of a survey: csat, nps."),
)
@option("--mine", is_flag=True, default=None, help=N_("Only you may use it; all share it unless given."))
def add(desk: Desk, name: str, body: str | None, body_file: str | None, **options: Any) -> None:
    """Add a template. Raises InvalidInput, NotAllowed."""
    desk.read()
    text = _text(body, body_file)
    if text is None:
        raise InvalidInput(_("There are no words here."), _("Give the text with --body or --file."), "body")
    with desk.act() as act:
        saved = add_template(act, NewTemplate(name, text, **_given(options)))
    _answer(desk, saved)


@command(
    "change",
    help=N_("Change what is given and leave the rest."),
    examples=("crm-tui template change 3 --subject 'Thank you!'", "crm-tui template change 3 --file new.txt"),
)
@_ID
@option("--name", metavar="NAME", help=N_("What it is called."))
@_BODY
@_FILE
@_SUBJECT
@_LANGUAGE
@_CHANNEL
@_NATURE
@IF_VERSION
def change(
    desk: Desk,
    template_id: int,
    body: str | None,
    body_file: str | None,
    if_version: int | None,
    **options: Any,
) -> None:
    """Change a template. Raises InvalidInput, NotAllowed, NoSuchRecord, ChangedSince."""
    desk.read()
    changes = TemplateChanges(body=_text(body, body_file), **options)
    if all(getattr(changes, part.name) is None for part in fields(changes)):
        raise InvalidInput(_("Nothing was given to change."), _("`--help` lists what can be changed."))
    with desk.act() as act:
        saved = change_template(act, template_id, changes, version=if_version)
    _answer(desk, saved)


@command("retire", help=N_("Offer a text no longer."), examples=("crm-tui template retire 3",))
@_ID
@IF_VERSION
def retire(desk: Desk, template_id: int, if_version: int | None) -> None:
    """Retire a template. Raises NotAllowed, NoSuchRecord, ChangedSince, InvalidInput."""
    desk.read()
    with desk.act() as act:
        saved = retire_template(act, template_id, version=if_version)
    _answer(desk, saved)


@command(
    "list",
    help=N_("The texts that you may use, and what can be filled in."),
    examples=("crm-tui template list", "crm-tui template list --retired --json"),
)
@option("--retired", is_flag=True, help=N_("Those that were retired as well."))
@NARROWED
def list_templates(desk: Desk, retired: bool, text: str, view: str | None) -> None:
    """List the templates. Raises InvalidInput for an unknown view."""
    asked = asked_of(desk, TEMPLATES, text, view, flagged=ALL if retired else "", otherwise=IN_FORCE)
    found = listed_templates(desk.reader, asked)
    desk.answer(
        [document(one) for one in found],
        aligned(
            (
                str(one.id),
                one.kind.label,
                one.language or _("all"),
                one.channel,
                _("retired") if one.retired_at else _("mine") if one.owner_id else "·",
                one.name,
            )
            for one in found
        ),
    )
    desk.say(_("Fields: {fields}").format(fields=", ".join(f"{{{field}}}" for field in TemplateField)))


@command("show", help=N_("One text as it is written."), examples=("crm-tui template show 3",))
@_ID
def show(desk: Desk, template_id: int) -> None:
    """Show a template. Raises NoSuchRecord."""
    found = template(desk.read(), template_id, desk.actor.staff_id)
    lines = [found.subject, ""] if found.subject else []
    desk.answer(document(found), [*lines, *found.body.splitlines()])


def document(one: Template) -> dict[str, Any]:
    """A template for other programs."""
    return {
        "id": one.id,
        "kind": one.kind.value,
        "name": one.name,
        "language": one.language,
        "channel": one.channel,
        "nature": one.nature,
        "subject": one.subject,
        "body": one.body,
        "owner": one.owner,
        "retired": one.retired_at is not None,
        "version": one.version,
    }


def _given(options: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value is not None}


def _text(body: str | None, body_file: str | None) -> str | None:
    if body is not None and body_file is not None:
        raise InvalidInput(_("There are two texts."), _("Give either --body or --file."), "body")
    if body_file is None:
        return body
    return read_file_or_stdin(body_file)


def _answer(desk: Desk, saved: SavedTemplate) -> None:
    desk.answer({"id": saved.id, "version": saved.version}, [_("Template {id}.").format(id=saved.id)])
