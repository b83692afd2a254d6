"""What the message form reads: whom it is for, the texts there are in their language, a finished one."""

from collections.abc import Sequence
from dataclasses import dataclass

from crm_tui.domain.growth_words import TemplateKind
from crm_tui.domain.words import FollowUpState
from crm_tui.i18n import _
from crm_tui.queries.due import FollowUp, follow_up
from crm_tui.queries.messages import Composed, against_sending, compose
from crm_tui.queries.template_values import Addressee, Writer, addressee
from crm_tui.queries.templates import Template, one_of_each_name, templates
from crm_tui.store.reader import Reader
from crm_tui.tui.screens.desk_form import Subject
from crm_tui.tui.widgets.pick_list import Option

_DIGITS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSubject(Subject):
    """Whom the message is for, and the texts that they get: messages, and snippets to put in.

    ``template`` is the code of the message to begin with, ``proposed`` a text that comes from none;
    ``follow_up`` is what sending it may do.
    """

    to: Addressee
    messages: tuple[Template, ...]
    snippets: tuple[Template, ...]
    template: str | None = None
    proposed: str = ""
    follow_up: FollowUp | None = None


def read_subject(
    reader: Reader, customer_id: int, writer: Writer, follow_up_id: int | None = None
) -> MessageSubject:
    """The customer, and of each name the text in their language. Raises NoSuchRecord."""
    planned = None if follow_up_id is None else follow_up(reader, follow_up_id)
    to = addressee(reader, customer_id)
    found = templates(reader, writer.actor.staff_id)
    of_kind = {
        kind: one_of_each_name([one for one in found if one.kind is kind], *writer.languages(to))
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
        follow_up=planned if planned is not None and planned.state is FollowUpState.OPEN else None,
    )


def read_composed(reader: Reader, to: Addressee, template: Template, writer: Writer) -> Composed:
    """The template filled in for the customer."""
    return compose(reader, to, template, writer)


def read_against(
    reader: Reader, customer_id: int, channel: str, writer: Writer, does: int | None
) -> tuple[str, ...]:
    """What stands against sending it now on that channel."""
    return against_sending(reader, customer_id, channel, business=writer.business, now=writer.now, does=does)


def template_options(found: Sequence[Template]) -> list[Option]:
    """Each by a digit; where there are more than nine, typing finds the others."""
    return [
        Option(str(one.id), one.name, str(place) if place <= _DIGITS else "", shown=place <= _DIGITS)
        for place, one in enumerate(found, 1)
    ]
