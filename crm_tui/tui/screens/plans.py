"""Touchpoint plans: the list, and below it the steps of the one at the cursor."""

from collections.abc import Iterable, Iterator
from functools import partial

from textual.message import Message
from textual.widget import Widget

from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.domain.plan_text import MOST_STEPS, step_in_words
from crm_tui.domain.plan_words import scope_in_words, state_in_words
from crm_tui.domain.plans import Plan
from crm_tui.i18n import N_, _
from crm_tui.queries.plans import plans
from crm_tui.tui.screens.plan_deeds import PlanDeeds
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.rows import Cell, Column, ListRow
from crm_tui.tui.widgets.text_lines import Line, TextLines


class PlansRead(Message, bubble=False):
    """The plans, with the retired ones where they are wanted."""

    def __init__(self, found: tuple[Plan, ...]) -> None:
        super().__init__()
        self.found = found


class PlansScreen(PlanDeeds):
    """Everybody sees what comes by itself; managers write it."""

    HEADING = N_("Touchpoint plans")
    FOOTER = ("open", "plan-switch", "new", "edit", "delete", "view", "close", SCREENS_ROW)
    CSS = f"""
    PlansScreen #plans {{ height: 1fr; margin-top: 1; }}
    PlansScreen #card {{ height: {MOST_STEPS + 2}; padding: 0 3; border-top: solid $foreground 20%; }}
    """

    def __init__(self) -> None:
        super().__init__()
        self._plans: tuple[Plan, ...] = ()
        self._with_retired = False

    def body(self) -> Iterable[Widget]:
        """The list and the card."""
        yield RecordList(
            (
                Column("state", width=8),
                Column("event", _("after"), weight=1),
                Column("name", _("plan"), weight=1),
            ),
            empty=_(
                "No touchpoint plans yet.\n"
                "A plan makes follow-ups by itself: thanks 2 days after a sale, a check-in after a case.\n"
                "It keeps to the contact load, and stops while a complaint is open.\n"
                "n writes the first one."
            ),
            show_header=True,
            id="plans",
        )
        yield TextLines(id="card")

    def on_mount(self) -> None:
        """Begin with what there is."""
        self.read_again()

    def read_again(self) -> None:
        """Read what is shown; the cursor stays on its record."""
        query = partial(plans, with_retired=self._with_retired)
        self.shell.work.read(self, "plans", query, PlansRead)

    def on_plans_read(self, message: PlansRead) -> None:
        """Show them."""
        self._plans = message.found
        self.query_one(RecordList).set_rows([_row(plan) for plan in message.found])
        self._show_card()

    def on_record_list_highlighted(self, message: RecordList.Highlighted) -> None:
        """The card follows the cursor."""
        self._show_card()

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Show its preview, and what came of it."""
        plan = self.plan_in_view()
        if plan is not None:
            self.shell.open("plan", plan_id=plan.id)

    def do_new(self) -> None:
        """Write one."""
        if self.is_in_charge():
            self.shell.open("plan-form")

    def do_view(self) -> None:
        """Show the retired ones too, or no longer."""
        self._with_retired = not self._with_retired
        self.shell.say(
            _("The retired plans are shown too.")
            if self._with_retired
            else _("Only plans in force are shown.")
        )
        self.read_again()

    def plan_in_view(self) -> Plan | None:
        """The plan at the cursor."""
        row = self.query_one(RecordList).current
        return next((plan for plan in self._plans if row and ("plan", plan.id) == row.id), None)

    def _show_card(self) -> None:
        plan = self.plan_in_view()
        self.query_one("#card", TextLines).show_lines([] if plan is None else list(_card(plan)))


def _row(plan: Plan) -> ListRow:
    cells = (
        Cell(state_in_words(plan), "" if plan.runs_since else "dim"),
        scope_in_words(plan),
        Cell(plan.name, "dim" if plan.retired_at else ""),
    )
    return ListRow(("plan", plan.id), cells)


def _card(plan: Plan) -> Iterator[Line]:
    yield ((plan.name, "strong"),)
    for step in plan.steps:
        yield ((step_in_words(step), ""),)
