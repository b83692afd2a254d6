"""``crm-tui message``: a template filled in for a customer, sent by your own program and logged."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from crm_tui.actions.messages import SentMessage
from crm_tui.actions.sending import send_message
from crm_tui.cli import notices
from crm_tui.cli.declare import argument, command, option
from crm_tui.cli.desk import Desk
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.templates import FIELDS
from crm_tui.exchange.mail import mailto, write_eml, write_text
from crm_tui.i18n import N_, _
from crm_tui.queries.messages import Composed, against_sending, compose
from crm_tui.queries.template_values import Addressee, Writer, addressee
from crm_tui.queries.templates import template_named


@command(
    "write",
    help=N_("Fill a template in for a customer, in their language: to read, as a file, as a mail, logged."),
    examples=(
        "crm-tui message write 12 --template thank-you",
        "crm-tui message write 12 --template check-in --eml check-in.eml --log",
        "crm-tui message write 12 --template add-on --field goes_with='a descaler' --mailto",
    ),
)
@argument("customer", type=int, metavar="CUSTOMER", help=N_("The customer's number."))
@option("--template", "which", metavar="NAME", required=True, help=N_("Its name, or its number."))
@option("--language", metavar="CODE", help=N_("Another language than the customer's."))
@option(
    "--field",
    "given",
    metavar="NAME=TEXT",
    multiple=True,
    help=N_("What a field says, where it is not known or should say something else; may be repeated."),
)
@option("--output", metavar="FILE", help=N_("Write the text into a new file, readable by you alone."))
@option("--eml", metavar="FILE", help=N_("Write a mail that your mail program opens as a draft."))
@option("--replace", is_flag=True, help=N_("Replace a file of that name."))
@option("--mailto", "as_link", is_flag=True, help=N_("Print the link that opens it in a mail program."))
@option("--log", "sent", is_flag=True, help=N_("It is sent: log it as a contact of ours."))
@option("--case", "case_id", type=int, metavar="ID", help=N_("The case that it belongs to."))
@option("--follow-up-done", type=int, metavar="ID", help=N_("The follow-up that it did."))
@option("--override", metavar="REASON", default="", help=N_("Why all the same, against load or wishes."))
def write(
    desk: Desk,
    customer: int,
    which: str,
    language: str | None,
    given: tuple[str, ...],
    output: str | None,
    eml: str | None,
    replace: bool,
    as_link: bool,
    sent: bool,
    case_id: int | None,
    follow_up_done: int | None,
    override: str,
) -> None:
    """Write a message. Raises InvalidInput, NoSuchRecord, and NotAllowed for one to be logged."""
    if output is not None and eml is not None:
        raise InvalidInput(_("There are two files."), _("Give either --output or --eml."), "output")
    reader = desk.read()
    to = addressee(reader, customer)
    writer = Writer(desk.business, desk.actor, desk.now)
    languages = (language,) if language else writer.languages(to)
    template = template_named(reader, which, desk.actor.staff_id, *languages)
    message = compose(reader, to, template, writer, _fields(given))
    against: tuple[str, ...] = ()
    if case_id is None:
        against = against_sending(
            reader, customer, template.channel, business=desk.business, now=desk.now, does=follow_up_done
        )
    document = _document(to, message, against)
    # Nothing is handed out of a message that may not be sent: the log comes first, and refuses.
    if sent:
        body = SentMessage(
            customer,
            template.channel,
            template.nature,
            message.body,
            message.subject,
            override,
            case_id,
            follow_up_done,
        )
        with desk.act() as act:
            done = send_message(act, body)
            _hand_out(to, message, output, eml, replace)
        notices.tell(desk, done.warnings)
        document |= {
            "interaction": done.interaction,
            "survey": done.survey,
            "warnings": notices.documents(done.warnings),
        }
    else:
        _hand_out(to, message, output, eml, replace)
        for reason in against:
            desk.say(reason)
    for name in message.empty:
        desk.say(_("Nothing is known for {field}: there is a gap.").format(field=f"{{{name}}}"))
    link = mailto(message.body, subject=message.subject, email=to.email) if as_link else None
    document |= {"file": output or eml, "mailto": link}
    desk.answer(document, _lines(message, output or eml, link, document))


def _fields(given: Iterable[str]) -> dict[str, str]:
    values = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or name not in FIELDS:
            raise InvalidInput(
                _("“{text}” says nothing of a field.").format(text=text),
                _("Write NAME=TEXT with one of: {fields}.").format(fields=", ".join(FIELDS)),
                "field",
            )
        values[name] = value
    return values


def _hand_out(to: Addressee, message: Composed, output: str | None, eml: str | None, replace: bool) -> None:
    if output is not None:
        write_text(Path(output), message.body, subject=message.subject, replace=replace)
    elif eml is not None:
        write_eml(
            Path(eml), message.body, subject=message.subject, name=to.name, email=to.email, replace=replace
        )


def _document(to: Addressee, message: Composed, against: tuple[str, ...]) -> dict[str, Any]:
    template = message.template
    return {
        "customer": to.id,
        "name": to.name,
        "email": to.email or None,
        "template": template.id,
        "language": template.language,
        "channel": template.channel,
        "nature": template.nature,
        "subject": message.subject,
        "body": message.body,
        "empty": list(message.empty),
        "against": list(against),
        "interaction": None,
        "survey": None,
        "warnings": [],
    }


def _lines(message: Composed, file: str | None, link: str | None, done: dict[str, Any]) -> list[str]:
    lines = []
    if file is not None:
        lines.append(_("Wrote {file}.").format(file=file))
    if link is not None:
        lines.append(link)
    if done["interaction"] is not None:
        lines.append(_("Logged contact {id}.").format(id=done["interaction"]))
    if done["survey"] is not None:
        lines.append(_("Survey {id} waits for their answer.").format(id=done["survey"]))
    if lines:
        return lines
    return [*([message.subject, ""] if message.subject else []), *message.body.splitlines()]
