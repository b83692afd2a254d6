"""Surveys: who was asked what, when and about what, and what they answered; low scores are marked."""

from collections.abc import Iterable
from typing import ClassVar

from crm_tui.commands.command import Scope
from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.domain import list_views
from crm_tui.domain.growth_words import SurveyKind, SurveyState
from crm_tui.domain.surveys import SCORES
from crm_tui.i18n import N_, _
from crm_tui.queries.surveys import Survey, listed_surveys
from crm_tui.tui.list_screen import ListScreen
from crm_tui.tui.screens.survey_facts import matter_of
from crm_tui.tui.widgets.rows import Cell, Column, ListRow, Severity
from crm_tui.tui.widgets.text_lines import Line


class SurveysScreen(ListScreen[Survey]):
    """Enter takes the answer to what waits for one; of an answer it shows the contact."""

    LIST = list_views.SURVEYS
    KIND = "survey"
    COLUMNS = (
        Column("day", N_("asked"), width=10),
        Column("question", N_("question"), width=12),
        Column("answer", N_("answer"), width=14),
        Column("about", N_("about"), weight=2),
        Column("name", N_("of whom"), weight=3),
    )
    CARD_LINES = 2
    QUERY = staticmethod(listed_surveys)
    HEADING = N_("Surveys")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.LIST, Scope.CUSTOMER, Scope.DESK)
    FOOTER = ("open", "filter", "view", "survey", "new", "log", "call", "close", SCREENS_ROW)

    def row(self, one: Survey) -> ListRow:
        """See :class:`ListScreen`."""
        score = f"{one.score} / {SCORES[one.kind][-1]}"
        asked = _("recommending") if one.kind is SurveyKind.NPS else _("satisfaction")
        cells = (
            Cell(self.telling.day_of(one.asked_at).isoformat(), "dim"),
            Cell(asked, "dim"),
            one.state.label if one.score is None else Cell(score, "late" if one.is_low else "met"),
            Cell(one.about, "dim"),
            one.customer,
        )
        severity = Severity.LATE if one.is_low else Severity.NONE
        return ListRow((self.KIND, one.id), cells, severity=severity)

    def card(self, one: Survey, width: int) -> Iterable[Line]:
        """What they said, and the case that came of it."""
        yield ((one.words or _("no words to it"), "" if one.words else "dim"),)
        told = _("asked by {login}") if one.answered_at is None else _("taken by {login}")
        parts = [told.format(login=one.staff)]
        if one.opened_case_id is not None:
            parts.append(_("case {id} was opened").format(id=one.opened_case_id))
        yield (("   ".join(parts), "dim"),)

    def none_yet(self) -> str:
        """See :class:`ListScreen`."""
        key = self.shell.keyboard.key_shown
        return _(
            "Nobody is still to answer.\n"
            "{survey} on a customer, a sale or a case asks how it was;\n"
            "{view} shows what was answered."
        ).format(survey=key("survey"), view=key("view"))

    @property
    def customer_id(self) -> int | None:
        """Who was asked."""
        return None if self.record is None else self.record.customer_id

    def open_record(self, one: Survey) -> None:
        """Take the answer, or show it whole."""
        if one.state is SurveyState.ASKED:
            self.do_survey()
        elif one.interaction_id is not None:
            self.shell.open("record", kind="interaction", record_id=one.interaction_id)
        else:
            self.shell.open("customer", customer_id=one.customer_id, focus=None)

    def do_survey(self) -> None:
        """Ask again about the same, or take the answer that is still to come."""
        one = self.record
        if one is None:
            self.shell.say(_("There is nothing at the cursor to ask about."))
        else:
            matter = matter_of(one.case_id, one.sale_id)
            self.shell.open("survey", customer_id=one.customer_id, matter=matter, kind=one.kind.value)

    def do_new(self) -> None:
        """Asking begins with whom."""
        self.shell.say(
            _("Find the customer first; {key} on their page asks.").format(
                key=self.shell.keyboard.key_shown("survey")
            )
        )
        self.shell.open("find")
