"""Touchpoint plans: the list, and below it the steps of the one at the cursor."""

from collections.abc import Iterable

from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.domain import list_views
from crm_tui.domain.plan_text import MOST_STEPS, step_in_words
from crm_tui.domain.plan_words import scope_in_words, state_in_words
from crm_tui.domain.plans import Plan
from crm_tui.i18n import N_, _
from crm_tui.queries.plans import listed_plans
from crm_tui.tui.list_screen import ListScreen
from crm_tui.tui.screens.plan_deeds import PlanDeeds
from crm_tui.tui.widgets.rows import Cell, Column, ListRow
from crm_tui.tui.widgets.text_lines import Line


class PlansScreen(ListScreen[Plan], PlanDeeds):
    """Everybody sees what comes by itself; managers write it."""

    LIST = list_views.PLANS
    KIND = "plan"
    COLUMNS = (
        Column("state", width=8),
        Column("event", N_("after"), weight=1),
        Column("name", N_("plan"), weight=1),
    )
    QUERY = staticmethod(listed_plans)
    CARD_LINES = MOST_STEPS + 1
    HEADING = N_("Touchpoint plans")
    FOOTER = ("open", "filter", "plan-switch", "new", "edit", "delete", "view", "close", SCREENS_ROW)

    def row(self, one: Plan) -> ListRow:
        """See :class:`ListScreen`."""
        cells = (
            Cell(state_in_words(one), "" if one.runs_since else "dim"),
            scope_in_words(one),
            Cell(one.name, "dim" if one.retired_at else ""),
        )
        return ListRow((self.KIND, one.id), cells)

    def none_yet(self) -> str:
        """See :class:`ListScreen`."""
        return _(
            "No touchpoint plans yet.\n"
            "A plan makes follow-ups by itself: thanks 2 days after a sale, a check-in after a case.\n"
            "It keeps to the contact load, and stops while a complaint is open.\n"
            "{new} writes the first one."
        ).format(new=self.shell.keyboard.key_shown("new"))

    def card(self, one: Plan, width: int) -> Iterable[Line]:
        """Its steps."""
        yield ((one.name, "strong"),)
        for step in one.steps:
            yield ((step_in_words(step), ""),)

    def open_record(self, one: Plan) -> None:
        """Show its preview, and what came of it."""
        self.shell.open("plan", plan_id=one.id)

    def do_new(self) -> None:
        """Write one."""
        if self.is_in_charge():
            self.shell.open("plan-form")

    def plan_in_view(self) -> Plan | None:
        """The plan at the cursor."""
        return self.record
