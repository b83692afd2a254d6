"""A review: what a standard found in a period, and the decision to keep, change or retire it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from crm_tui.domain.evidence import Evidence
from crm_tui.domain.words import Decision
from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.periods import Period
from crm_tui.queries.proposals import Proposal, proposals
from crm_tui.queries.review_evidence import review_evidence
from crm_tui.queries.standard_labels import Labels, standard_labels
from crm_tui.queries.standard_page import StandardPage, standard_page
from crm_tui.store.drafts import Draft
from crm_tui.store.opening_hours import opening_hours
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.screens import (
    evidence_lines,
    ownership_fields,
    proposal_fields,
    review_fields,
    standard_fields,
    standard_head,
    standard_settings,
    standard_targets,
)
from crm_tui.tui.screens.period_review import Looked, PeriodReview
from crm_tui.tui.screens.standard_rows import wrapped
from crm_tui.tui.text import cut
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.form import Form
from crm_tui.tui.widgets.text_lines import Line

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

#: A screen of so many lines has room for what customers met.
_TALL = 30
_MOST_LINES = 2
#: So many causes, and so many things that customers said, are named: the most frequent ones.
_MOST_NAMED = 3
_QUOTE_WIDTH = 40


@dataclass(frozen=True, slots=True)
class Measured:
    """The standard with its figures for the period, what customers met, and what staff propose."""

    page: StandardPage
    labels: Labels
    evidence: Evidence
    proposals: tuple[Proposal, ...]


class ReviewForm(PeriodReview[Measured]):
    """Above the figures and their breaches; below the decision, with new words and figures for a change."""

    HEADING = N_("Review")
    ROUTE = "review"
    MONTHS_BACK: ClassVar[int] = 3

    def __init__(self, standard_id: int | None = None, draft: Draft | None = None) -> None:
        super().__init__(draft=draft, standard_id=standard_id)

    def on_form_changed(self, message: Form.Changed) -> None:
        """The fields of a change need room on a small screen."""
        if message.name == "decision":
            self.show_found()

    def top_left(self) -> str:
        """Which standard, and for which days."""
        if self.period is None:
            return _(self.HEADING)
        return _("Review of standard {id} for {period}").format(
            id=self.first.page.line.id, period=standard_head.period_in_words(self.period, self.telling)
        )

    def specs(self) -> Sequence[FieldSpec]:
        """Period, proposals, decision, new words and figures, reason, next date."""
        version = self.first.page.line.version
        changes = {"visible_when": review_fields.is_decided(Decision.CHANGE)}
        return (
            *review_fields.period_specs(self.shell.state),
            *proposal_fields.proposal_specs(self.first.proposals),
            review_fields.decision_spec(version.number + 1),
            standard_fields.statement_spec(**changes),
            *standard_fields.figure_specs(version.measure, **changes),
            *review_fields.ending_specs(self.shell.state),
        )

    def start_values(self) -> Mapping[str, Any]:
        """The period looked at, and the version in force."""
        version = standard_fields.figure_values(self.first.page.line.version)
        return {**version, "from_on": self.proposed.from_on, "to_on": self.proposed.to_on}

    @property
    def start_field(self) -> str:
        """The decision: the period is proposed."""
        return "decision"

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """End the review."""
        return partial(_review, page=self.first.page, proposed=self.first.proposals, values=values)

    def field_of(self, error: Exception) -> str:
        """The field that stands for what an action refuses."""
        name = standard_fields.field_of(getattr(error, "field", ""), self.first.page.line.version.measure)
        return name if name in {spec.name for spec in self.specs()} else ""

    def look(self, period: Period) -> Callable[[Reader], Looked[Measured]]:
        """Reads the standard with its figures, and what customers met."""
        now, zone, actor = self.shell.state.now(), self.business.zone, self.actor
        standard_id = self.about["standard_id"]

        def look(reader: Reader) -> Looked[Measured]:
            page = standard_page(reader, standard_id, period, now=now, zone=zone, viewer=actor)
            scope = page.line.version.rule.scope.values
            evidence = review_evidence(
                reader,
                period,
                zone=zone,
                hours=opening_hours(reader),
                natures=scope.get("nature", ()),
                channels=scope.get("channel", ()),
                products=scope.get("product", ()),
            )
            labels = standard_labels(reader)
            found = Measured(page, labels, evidence, proposals(reader, standard_id=standard_id))
            return Looked(period, page.reviews[-1].to_on if page.reviews else None, found)

        return look

    def found_lines(self, found: Measured) -> Sequence[Line]:
        """The standard in its words, its figures, its breaches, and what customers met."""
        page, width, most = found.page, self.size.width - 2, self._most_lines()
        figures = standard_head.figures_lines(
            page,
            None,
            self.telling,
            found.labels,
            self.actor.staff_id,
            named=_("what happened"),
            width=width,
            most=most,
        )
        return [
            *(((text, "strong"),) for text in wrapped(page.line.version.statement, width, _MOST_LINES)),
            *figures,
            *breach_lines(page, width, most),
            *self._evidence_lines(found, width),
        ]

    def _most_lines(self) -> int:
        """Each figure in full, unless a small screen needs the room for the fields of a change."""
        is_changing = self._form is not None and self.form.values()["decision"] == Decision.CHANGE
        return 1 if is_changing and self.size.height < _TALL else _MOST_LINES

    def _evidence_lines(self, found: Measured, width: int) -> list[Line]:
        """What customers met in the contacts that the standard is about, where there is room for it."""
        if self.size.height < _TALL:
            return []
        natures = found.labels.get("nature", {})
        return [
            *evidence_lines.evidence_lines(found.evidence, natures, self.business.language, width),
            *evidence_lines.quote_lines(found.evidence, _MOST_NAMED, width),
            *answer_lines(found.page),
        ]


def answer_lines(page: StandardPage) -> list[Line]:
    """What those who read it last answered to its check question: whether it is understood."""
    answered = sorted(
        ((reading.at, reading) for reading in page.acknowledged if reading.at and reading.answer),
        key=lambda each: each[0],
        reverse=True,
    )
    return [
        [
            (standard_head.labelled(_("answered")), "dim"),
            (_("“{words}” {name}").format(words=reading.answer, name=reading.name), ""),
        ]
        for _at, reading in answered[:_MOST_NAMED]
    ]


def breach_lines(page: StandardPage, width: int, most: int) -> list[Line]:
    """What the breaches have in common, as far as somebody wrote it down."""
    if not page.breaches:
        return []
    causes = Counter(breach.cause or _("cause not said") for breach in page.breaches)
    said = Counter(breach.what for breach in page.breaches if breach.what)
    count = len(page.breaches)
    breaches = (
        _("more than {count} breaches").format(count=count)
        if page.more_breaches
        else ngettext("{count} breach", "{count} breaches", count).format(count=count)
    )
    part = partial(standard_head.part_lines, width=width, most=most)
    return [*part(breaches, _most(causes)), *(part(_("about"), _most(said)) if said else ())]


def _most(counted: Counter[str]) -> str:
    return " · ".join(
        _("“{words}” ({count})").format(words=cut(words, _QUOTE_WIDTH), count=count)
        for words, count in counted.most_common(_MOST_NAMED)
    )


def _review(act: "Act", page: StandardPage, proposed: Sequence[Proposal], values: Mapping[str, Any]) -> str:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.reviews import review_standard
    from crm_tui.actions.standards import StandardChanges

    decision = Decision(values["decision"])
    changes = None
    if decision is Decision.CHANGE:
        changes = StandardChanges(
            statement=values["statement"],
            target=standard_targets.target_of(values),
            settings=standard_settings.settings_of(page.line.version.measure, values),
            objective=values["objective"],
        )
    saved = review_standard(
        act,
        page.line.id,
        from_on=values["from_on"],
        to_on=values["to_on"],
        decision=decision,
        why=values["why"],
        next_on=ownership_fields.review_day(values),
        changes=changes,
        proposals=proposal_fields.answers_of(values, proposed),
        version=page.line.standard.record_version,
    )
    if decision is Decision.CHANGE:
        return _("Reviewed standard {id}: v{number} holds; everybody is asked to read it.").format(
            id=saved.standard_id, number=saved.number
        )
    return _("Reviewed standard {id}: {decision}.").format(id=saved.standard_id, decision=decision.label)
