"""The review of a policy: what customers met, six questions, and the decision to keep, change or retire."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from crm_tui.domain.evidence import Evidence
from crm_tui.domain.words import Decision, PolicyQuestion
from crm_tui.i18n import N_, _
from crm_tui.queries.periods import Period
from crm_tui.queries.policies import PolicyPage, policy_page
from crm_tui.queries.review_evidence import review_evidence
from crm_tui.queries.vocabulary import vocabulary
from crm_tui.store.drafts import Draft
from crm_tui.store.opening_hours import opening_hours
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.screens import evidence_lines, ownership_fields, proposal_fields, review_fields
from crm_tui.tui.screens.period_review import Looked, PeriodReview
from crm_tui.tui.screens.standard_head import period_in_words
from crm_tui.tui.screens.standard_rows import wrapped
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.notes_field import NotesSpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.text_fields import TextSpec
from crm_tui.tui.widgets.text_lines import Line

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

#: A screen of so many lines has room for the week as a table.
_TALL = 34
_MOST_LINES = 2
_FEW_QUOTES, _MANY_QUOTES = 2, 3


@dataclass(frozen=True, slots=True)
class Met:
    """The policy, what customers met in the period, and the labels of the natures."""

    page: PolicyPage
    evidence: Evidence
    natures: dict[str, str]


class PolicyReviewForm(PeriodReview[Met]):
    """Above what customers met in the period, which can be changed; below questions and decision."""

    HEADING = N_("Review of a policy")
    ROUTE = "policy-review"
    MONTHS_BACK: ClassVar[int] = 6

    def __init__(self, policy_id: int | None = None, draft: Draft | None = None) -> None:
        super().__init__(draft=draft, policy_id=policy_id)

    def top_left(self) -> str:
        """Which policy, and for which days."""
        if self.period is None:
            return _(self.HEADING)
        return _("Review of policy {id} for {period}").format(
            id=self.first.page.policy.id, period=period_in_words(self.period, self.telling)
        )

    def specs(self) -> Sequence[FieldSpec]:
        """Period, questions, proposals, decision, new wording, reason, next date."""
        page = self.first.page
        return (
            *review_fields.period_specs(self.shell.state),
            TextSpec(name=PolicyQuestion.PURPOSE, label=_("For"), required=True, hint=_("what it is for")),
            *_question_specs(),
            *proposal_fields.proposal_specs(page.proposals),
            review_fields.decision_spec(page.policy.newest.number + 1),
            NotesSpec(
                name="wording",
                label=_("Wording"),
                required=True,
                hint=_("plain enough for a customer"),
                visible_when=review_fields.is_decided(Decision.CHANGE),
            ),
            *review_fields.ending_specs(self.shell.state),
        )

    def start_values(self) -> Mapping[str, Any]:
        """The period looked at, and the version in force."""
        period, version = self.proposed, self.first.page.policy.newest
        return {
            "from_on": period.from_on,
            "to_on": period.to_on,
            PolicyQuestion.PURPOSE.value: version.purpose,
            "wording": version.wording,
        }

    @property
    def start_field(self) -> str:
        """The first question that is not answered: what it is for is written down."""
        purpose = self.first.page.policy.newest.purpose
        return PolicyQuestion.NEEDED if purpose else PolicyQuestion.PURPOSE

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """End the review."""
        return partial(_review, page=self.first.page, values=values)

    def field_of(self, error: Exception) -> str:
        """The field that stands for what an action refuses."""
        name = getattr(error, "field", "")
        name = {"next_on": "next_review"}.get(name, name)
        return name if name in {spec.name for spec in self.specs()} else ""

    def look(self, period: Period) -> Callable[[Reader], Looked[Met]]:
        """Reads the policy, and what customers met."""
        zone, policy_id = self.business.zone, self.about["policy_id"]

        def look(reader: Reader) -> Looked[Met]:
            page = policy_page(reader, policy_id)
            evidence = review_evidence(reader, period, zone=zone, hours=opening_hours(reader))
            reviewed_to = page.reviews[-1].to_on if page.reviews else None
            return Looked(period, reviewed_to, Met(page, evidence, dict(vocabulary(reader).nature_labels)))

        return look

    def found_lines(self, found: Met) -> Sequence[Line]:
        """The policy in its words, and what customers met."""
        tall, language = self.size.height >= _TALL, self.business.language
        policy, width = found.page.policy, self.size.width - 2
        said = _("{name}: {wording}").format(
            name=policy.name, wording=" ".join(policy.newest.wording.split())
        )
        return [
            *(((text, "strong"),) for text in wrapped(said, width, _MOST_LINES)),
            *evidence_lines.evidence_lines(found.evidence, found.natures, language, width),
            *evidence_lines.quote_lines(found.evidence, _MANY_QUOTES if tall else _FEW_QUOTES, width),
            *(evidence_lines.week_lines(found.evidence, language) if tall else ()),
        ]


def _question_specs() -> Iterable[FieldSpec]:
    """The questions that yes or no answers; what it is for is asked in words."""
    asked = (
        (PolicyQuestion.NEEDED, _("Needed"), _("yes, still needed"), _("no longer")),
        (PolicyQuestion.OUTDATED, _("Outdated"), _("yes, something in it"), _("no, up to date")),
        (PolicyQuestion.HARD, _("Hard"), _("yes, hard to understand"), _("no, easy to understand")),
        (PolicyQuestion.TALK, _("Talking"), _("yes, hard to talk to us"), _("no, they can talk to us")),
        (PolicyQuestion.HOURS, _("Hours"), _("yes, our hours serve them"), _("no, they do not")),
    )
    return [
        PickSpec(
            name=question.value,
            label=label,
            required=True,
            hint=question.label,
            options=[Option("yes", yes, "y"), Option("no", no, "n")],
        )
        for question, label, yes, no in asked
    ]


def _review(act: "Act", page: PolicyPage, values: Mapping[str, Any]) -> str:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.policies import PolicyChanges
    from crm_tui.actions.policy_reviews import review_policy

    decision = Decision(values["decision"])
    purpose = values[PolicyQuestion.PURPOSE]
    changes = PolicyChanges(wording=values["wording"], purpose=purpose)
    saved = review_policy(
        act,
        page.policy.id,
        from_on=values["from_on"],
        to_on=values["to_on"],
        answers={question.value: values[question.value] for question in PolicyQuestion},
        decision=decision,
        why=values["why"],
        next_on=ownership_fields.review_day(values),
        changes=changes if decision is Decision.CHANGE else None,
        proposals=proposal_fields.answers_of(values, page.proposals),
        version=page.policy.record_version,
    )
    if decision is Decision.CHANGE:
        return _("Reviewed policy {id}: v{number} holds.").format(id=saved.policy_id, number=saved.number)
    return _("Reviewed policy {id}: {decision}.").format(id=saved.policy_id, decision=decision.label)
