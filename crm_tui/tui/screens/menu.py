"""Menu of services: what we offer as a message in the customer's language."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import ClassVar

from crm_tui.domain.menu import menu_text
from crm_tui.domain.templates import TemplateField
from crm_tui.domain.words import Nature
from crm_tui.i18n import N_, _
from crm_tui.queries.find import Match
from crm_tui.queries.messages import message_with
from crm_tui.queries.products import menu
from crm_tui.queries.template_values import Writer
from crm_tui.store.reader import Reader
from crm_tui.tui.screens.desk_form import Subject
from crm_tui.tui.screens.finder import FinderScreen
from crm_tui.tui.screens.message import MessageScreen
from crm_tui.tui.screens.message_facts import MessageSubject, read_subject


class MenuScreen(MessageScreen):
    """A message with the menu in it: one key puts it on the clipboard or into a file, saving logs it."""

    HEADING = N_("Menu of services")
    ROUTE = "menu-of-services"
    NATURE: ClassVar[Nature] = Nature.SALE

    @property
    def start_field(self) -> str | None:
        """The text is there; how it goes out is asked."""
        return "hand"

    def subject_query(self) -> Callable[[Reader], Subject | None]:
        """The customer, and what we offer in their language."""
        return partial(
            _read,
            customer_id=self.its_customer,
            writer=self.writer,
            follow_up_id=self.about.get("follow_up_id"),
        )

    def subject_read(self, subject: Subject | None) -> None:
        """Show the message, or say that there is nothing to put into it."""
        super().subject_read(subject)
        if isinstance(subject, MessageSubject) and not (subject.template or subject.proposed):
            self.shell.say(_("No service is offered yet: Products is where they are written down."))


class MenuForScreen(FinderScreen):
    """Looks for whom the menu is; Enter goes on to it."""

    HEADING: ClassVar[str] = N_("Menu of services for")

    def chosen(self, match: Match) -> None:
        """Make it for them."""
        self.shell.close_page()
        self.shell.open("menu-of-services", customer_id=match.id)


def _read(reader: Reader, customer_id: int, writer: Writer, follow_up_id: int | None) -> MessageSubject:
    """The message that has the menu, else the menu alone; neither where nothing is offered."""
    subject = read_subject(reader, customer_id, writer, follow_up_id)
    text = menu_text(menu(reader, subject.to.language or writer.business.language))
    if not text:
        return subject
    template = message_with(reader, TemplateField.MENU, subject.to, writer)
    return replace(subject, template=None if template is None else str(template.id), proposed=text)
