"""Playbooks: the list, and below it the steps of the one at the cursor."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from crm_tui.commands.command import Scope
from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.domain import list_views
from crm_tui.domain.playbooks import MOST_STEPS, Playbook, situation_in_words
from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.playbooks import listed_playbooks
from crm_tui.tui.deeds import Deed
from crm_tui.tui.retiring_list import RetiringList
from crm_tui.tui.widgets.rows import Cell, Column, ListRow
from crm_tui.tui.widgets.text_lines import Line

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


class PlaybooksScreen(RetiringList[Playbook]):
    """Everybody reads them here; managers write them."""

    LIST = list_views.PLAYBOOKS
    KIND = "playbook"
    FORM = "playbook-form"
    COLUMNS = (
        Column("steps", width=9),
        Column("version", width=5),
        Column("situation", N_("for"), weight=1),
        Column("title", N_("playbook"), weight=1),
    )
    QUERY = staticmethod(listed_playbooks)
    CARD_LINES = MOST_STEPS + 1
    HEADING = N_("Playbooks")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.LIST, Scope.DESK)
    FOOTER = ("open", "filter", "new", "edit", "delete", "view", "close", SCREENS_ROW)

    def row(self, one: Playbook) -> ListRow:
        """See :class:`ListScreen`."""
        steps = ngettext("{count} step", "{count} steps", len(one.steps)).format(count=len(one.steps))
        is_over = one.retired_at is not None
        cells = (
            Cell(_("retired") if is_over else steps, "dim"),
            Cell(_("v{number}").format(number=one.number), "dim"),
            situation_in_words(one.situation, one.nature_label),
            Cell(one.title, "dim" if is_over else ""),
        )
        return ListRow((self.KIND, one.id), cells)

    def none_yet(self) -> str:
        """See :class:`ListScreen`."""
        return _(
            "No playbooks yet.\n"
            "A playbook is what to do and say in a situation, in short steps.\n"
            "It stands below the form while you log a contact or take a call.\n"
            "{new} writes the first one."
        ).format(new=self.shell.keyboard.key_shown("new"))

    def card(self, one: Playbook, width: int) -> Iterable[Line]:
        """Its steps."""
        since = self.telling.long_day(self.telling.day_of(one.valid_from))
        version = _("version {number} since {day}: ").format(number=one.number, day=since)
        yield (version, "dim"), (one.title, "strong")
        for place, step in enumerate(one.steps, 1):
            required = _("  * required") if step.required else ""
            yield (f"{place} ", "dim"), (step.text, ""), (required, "strong")

    def may_write(self, one: Playbook | None) -> bool:
        """See :class:`RetiringList`."""
        return self.holds_or_says(
            self.actor.role.is_in_charge,
            _("Only a manager or an admin writes playbooks; below are the steps."),
        )

    def is_in_use(self, one: Playbook) -> bool:
        """See :class:`RetiringList`."""
        return self.holds_or_says(
            one.retired_at is None, _("This playbook was retired; write a new one for its situation.")
        )

    def retiring(self, one: Playbook) -> Deed:
        """See :class:`RetiringList`."""
        return partial(_retire, playbook=one)


def _retire(act: "Act", playbook: Playbook) -> str:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.playbooks import retire_playbook

    retire_playbook(act, playbook.id, version=playbook.record_version)
    return _("Retired the playbook: {title}").format(title=playbook.title)
