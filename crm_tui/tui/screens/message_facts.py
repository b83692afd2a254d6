"""What the message form reads: whom it is for, the texts there are in their language, a finished one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crm_tui.domain.actor import Actor
from crm_tui.domain.growth_words import TemplateKind
from crm_tui.exchange.mail import write_eml, write_text
from crm_tui.i18n import _
from crm_tui.queries.business import Business
from crm_tui.queries.messages import Addressee, Composed, addressee, against_sending, compose
from crm_tui.queries.templates import Template, one_of_each_name, templates
from crm_tui.store.reader import Reader
from crm_tui.tui.screens.desk_form import Subject
from crm_tui.tui.widgets.pick_list import Option

_DIGITS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSubject(Subject):
    """Whom the message is for, and the texts that they get: messages, and snippets to put in."""

    to: Addressee
    messages: tuple[Template, ...]
    snippets: tuple[Template, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """Who writes, where and when."""

    business: Business
    actor: Actor
    now: datetime


def read_subject(reader: Reader, customer_id: int, desk: Desk) -> MessageSubject:
    """The customer, and of each name the text in their language. Raises NoSuchRecord."""
    to = addressee(reader, customer_id)
    languages = (to.language, desk.business.language)
    found = templates(reader, desk.actor.staff_id)
    of_kind = {
        kind: one_of_each_name([one for one in found if one.kind is kind], *languages)
        for kind in TemplateKind
    }
    words = _("mail to {email}   ").format(email=to.email) if to.email else _("no mail address   ")
    return MessageSubject(
        customer_id,
        to.name,
        words,
        to=to,
        messages=of_kind[TemplateKind.MESSAGE],
        snippets=of_kind[TemplateKind.SNIPPET],
    )


def read_composed(reader: Reader, to: Addressee, template: Template, desk: Desk) -> Composed:
    """The template filled in for the customer."""
    return compose(reader, to, template, business=desk.business, actor=desk.actor, now=desk.now)


def read_against(
    reader: Reader, customer_id: int, channel: str, desk: Desk, does: int | None
) -> tuple[str, ...]:
    """What stands against sending it now on that channel."""
    return against_sending(reader, customer_id, channel, business=desk.business, now=desk.now, does=does)


def template_options(found: Sequence[Template]) -> list[Option]:
    """Each by a digit; where there are more than nine, typing finds the others."""
    return [
        Option(str(one.id), one.name, str(place) if place <= _DIGITS else "", shown=place <= _DIGITS)
        for place, one in enumerate(found, 1)
    ]


def write_file(folder: Path, to: Addressee, values: Mapping[str, str], *, as_mail: bool) -> Path:
    """Write the text into a new file of the folder, named by the customer's number. Raises InvalidInput."""
    path = _free_name(folder, f"message-{to.id}", "eml" if as_mail else "txt")
    if as_mail:
        write_eml(path, values["body"], subject=values["subject"], name=to.name, email=to.email)
    else:
        write_text(path, values["body"], subject=values["subject"])
    return path


def _free_name(folder: Path, stem: str, ending: str) -> Path:
    path, number = folder / f"{stem}.{ending}", 2
    while path.exists():
        path, number = folder / f"{stem}-{number}.{ending}", number + 1
    return path
