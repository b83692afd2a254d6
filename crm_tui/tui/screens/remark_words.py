"""What colleagues said of a contact, on its page."""

from collections.abc import Iterator

from crm_tui.i18n import _
from crm_tui.queries.contact_remarks import ContactRemarks, Remark
from crm_tui.tui.screens.record_words import Block
from crm_tui.tui.telling import Telling


def remark_blocks(remarks: ContactRemarks, telling: Telling) -> Iterator[Block]:
    """Praise first; nothing where nobody said anything."""
    if remarks.praise:
        yield Block(_("Praise"), "\n".join(_praise(each, telling) for each in remarks.praise))
    if remarks.looks:
        yield Block(_("Looked at"), "\n".join(_look(each, telling) for each in remarks.looks))


def _praise(remark: Remark, telling: Telling) -> str:
    told = _("{when}  {by}, of {colleague}: {words}") if remark.words else _("{when}  {by}, of {colleague}")
    return told.format(when=telling.exactly(remark.at), by=remark.by, colleague=remark.of, words=remark.words)


def _look(remark: Remark, telling: Telling) -> str:
    told = _("{when}  {by}: {words}") if remark.words else _("{when}  {by}")
    return told.format(when=telling.exactly(remark.at), by=remark.by, words=remark.words)
