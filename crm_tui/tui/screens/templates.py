"""Message templates: the list, and below it the text at the cursor as it is written."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from crm_tui.commands.command import Scope
from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.domain import list_views
from crm_tui.i18n import N_, _
from crm_tui.queries.templates import Template, listed_templates
from crm_tui.tui.deeds import Deed
from crm_tui.tui.retiring_list import RetiringList
from crm_tui.tui.text import in_lines
from crm_tui.tui.widgets.rows import Cell, Column, ListRow
from crm_tui.tui.widgets.text_lines import Line

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


class TemplatesScreen(RetiringList[Template]):
    """What all share is for managers to write; everybody can have texts of their own."""

    LIST = list_views.TEMPLATES
    KIND = "template"
    FORM = "template-form"
    COLUMNS = (
        Column("kind", width=9),
        Column("language", N_("for"), width=9),
        Column("channel", N_("by"), width=7),
        Column("whose", width=8),
        Column("name", N_("template"), weight=1),
    )
    QUERY = staticmethod(listed_templates)
    CARD_LINES = 10
    HEADING = N_("Templates")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.LIST, Scope.DESK)
    FOOTER = ("open", "filter", "new", "edit", "delete", "view", "close", SCREENS_ROW)

    def row(self, one: Template) -> ListRow:
        """See :class:`ListScreen`."""
        is_over = one.retired_at is not None
        cells = (
            Cell(_("retired") if is_over else one.kind.label, "dim"),
            one.language or _("all"),
            one.channel,
            Cell("" if one.owner_id is None else _("mine"), "dim"),
            Cell(one.name, "dim" if is_over else ""),
        )
        return ListRow((self.KIND, one.id), cells)

    def none_yet(self) -> str:
        """See :class:`ListScreen`."""
        key = self.shell.keyboard.key_shown
        return _(
            "No templates yet.\n"
            "A template is a text with fields such as {example}, filled in for a customer.\n"
            "{key} on a customer writes to them from one.\n"
            "{new} writes the first one."
        ).format(example="{address}", key=key("message"), new=key("new"))

    def card(self, one: Template, width: int) -> Iterable[Line]:
        """Its text."""
        yield ((one.subject or _("no subject"), "strong" if one.subject else "dim"),)
        for line in one.body.splitlines():
            for piece in in_lines(line, width) or [""]:
                yield ((piece, ""),)

    def may_write(self, one: Template | None) -> bool:
        """See :class:`RetiringList`: everybody may write one of their own."""
        return self.holds_or_says(
            one is None or self.actor.role.is_in_charge or one.owner_id == self.actor.staff_id,
            _("A manager or an admin writes what all share; {new} writes one of your own.").format(
                new=self.shell.keyboard.key_shown("new")
            ),
        )

    def is_in_use(self, one: Template) -> bool:
        """See :class:`RetiringList`."""
        return self.holds_or_says(
            one.retired_at is None, _("This template was retired; write a new one of that name.")
        )

    def retiring(self, one: Template) -> Deed:
        """See :class:`RetiringList`."""
        return partial(_retire, found=one)


def _retire(act: "Act", found: Template) -> str:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.templates import retire_template

    retire_template(act, found.id, version=found.version)
    return _("Retired the template: {name}").format(name=found.name)
