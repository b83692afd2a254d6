"""What goes out in an outreach: its template finished for each customer on the list, in their language."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from crm_tui.domain.templates import TemplateField
from crm_tui.queries.messages import Composed, Prepared, finish, prepare
from crm_tui.queries.outreach import OutreachMember, OutreachRow, everybody_on, outreach
from crm_tui.queries.template_values import Addressee, Writer, addressee
from crm_tui.queries.templates import template_named
from crm_tui.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Letter:
    """One customer's copy; ``text`` is None where the outreach has no template."""

    member: OutreachMember
    text: Composed | None


def letters(reader: Reader, outreach_id: int, writer: Writer) -> Iterator[Letter]:
    """Everybody on the list with what they get. Raises NoSuchRecord, also for a template that is retired."""
    row = outreach(reader, outreach_id)
    texts = _texts(reader, row, writer)
    for member in everybody_on(reader, outreach_id):
        if not row.template:
            yield Letter(member, None)
            continue
        address = member.address_as.strip() or member.name
        to = Addressee(member.customer_id, member.name, address, member.language, member.address)
        yield Letter(member, _finish(reader, row, to, texts(member.language), writer))


def letter_to(reader: Reader, outreach_id: int, customer_id: int, writer: Writer) -> Composed | None:
    """What one customer gets; None where the outreach has no template. Raises as :func:`letters`."""
    row = outreach(reader, outreach_id)
    if not row.template:
        return None
    to = addressee(reader, customer_id)
    return _finish(reader, row, to, _texts(reader, row, writer)(to.language), writer)


def _texts(reader: Reader, row: OutreachRow, writer: Writer) -> Callable[[str], Prepared]:
    """The template by the customer's language, each looked up once."""

    @cache
    def text(language: str) -> Prepared:
        languages = (language, writer.business.language)
        found = template_named(reader, row.template, writer.actor.staff_id, *languages)
        return prepare(reader, found, writer)

    return text


def _finish(reader: Reader, row: OutreachRow, to: Addressee, text: Prepared, writer: Writer) -> Composed:
    return finish(reader, to, text, writer, {TemplateField.LINK.value: row.link})
