"""Where each screen is: ``module:Class``, imported when it is first shown. To add a screen, add a line."""

from importlib import import_module
from typing import Any

from textual.screen import Screen

_SCREENS = "crm_tui.tui.screens"

#: The main screens, each at most once open; their routes are their commands' ids.
MAIN = ("today", "customers", "cases", "standards", "team", "insights")

#: What asks five things where there is no database yet.
FIRST_START = "first-start"

#: Forms that start with the customer in view, passed as ``customer_id``.
FOR_CUSTOMER = frozenset(
    {
        "call",
        "log",
        "follow-up",
        "note",
        "promise",
        "case",
        "speaker",
        "merge-with",
        "heard",
        "message",
        "survey",
        "menu-of-services",
        "opportunity",
        "sale",
        "agreement-form",
        "negotiations",
        "referral",
        "won-back",
    }
)

#: Commands' ids whose screens need more than that: only a screen that has it opens them.
NEEDS_MORE = frozenset({"look-up", "move", "say-why"})

ROUTES: dict[str, str] = {
    "today": f"{_SCREENS}.today:TodayScreen",
    "cases": f"{_SCREENS}.cases:CasesScreen",
    "standards": f"{_SCREENS}.standards:StandardsScreen",
    "standard": f"{_SCREENS}.standard:StandardScreen",
    "standard-form": f"{_SCREENS}.standard_form:StandardForm",
    "insights": f"{_SCREENS}.insights:InsightsScreen",
    "heard": f"{_SCREENS}.heard_form:HeardForm",
    "say-why": f"{_SCREENS}.say_why:SayWhyForm",
    "standards-holding": f"{_SCREENS}.standards_holding:StandardsHoldingScreen",
    "review": f"{_SCREENS}.review:ReviewForm",
    "read-standard": f"{_SCREENS}.reading_form:ReadingForm",
    "agreements": f"{_SCREENS}.agreements:AgreementsScreen",
    "agreement": f"{_SCREENS}.agreement:AgreementScreen",
    "agreement-form": f"{_SCREENS}.agreement_form:AgreementForm",
    "agreement-renew": f"{_SCREENS}.agreement_ends:AgreementRenewForm",
    "agreement-notice": f"{_SCREENS}.agreement_ends:AgreementNoticeForm",
    "agreement-end": f"{_SCREENS}.agreement_ends:AgreementEndForm",
    "referrals": f"{_SCREENS}.referrals:ReferralsScreen",
    "referral": f"{_SCREENS}.loyalty_forms:ReferralForm",
    "won-back": f"{_SCREENS}.loyalty_forms:WonBackForm",
    "negotiations": f"{_SCREENS}.negotiations:NegotiationsScreen",
    "negotiate": f"{_SCREENS}.negotiation_form:NegotiationForm",
    "case-dispute": f"{_SCREENS}.dispute_form:DisputeForm",
    "policy": f"{_SCREENS}.policy:PolicyScreen",
    "policy-form": f"{_SCREENS}.policy_form:PolicyForm",
    "policy-review": f"{_SCREENS}.policy_review:PolicyReviewForm",
    "proposal": f"{_SCREENS}.proposals:ProposalsScreen",
    "propose-change": f"{_SCREENS}.proposal_forms:ProposeForm",
    "answer-proposal": f"{_SCREENS}.proposal_forms:AnswerForm",
    "team": f"{_SCREENS}.team:TeamScreen",
    "playbooks": f"{_SCREENS}.playbooks:PlaybooksScreen",
    "playbook-form": f"{_SCREENS}.playbook_form:PlaybookForm",
    "message": f"{_SCREENS}.message:MessageScreen",
    "surveys": f"{_SCREENS}.surveys:SurveysScreen",
    "survey": f"{_SCREENS}.survey:SurveyScreen",
    "menu-of-services": f"{_SCREENS}.menu:MenuScreen",
    "menu-for": f"{_SCREENS}.menu:MenuForScreen",
    "templates": f"{_SCREENS}.templates:TemplatesScreen",
    "template-form": f"{_SCREENS}.template_form:TemplateForm",
    "settings": f"{_SCREENS}.settings:SettingsScreen",
    "own-fields": f"{_SCREENS}.own_field_list:OwnFieldsScreen",
    "own-field-form": f"{_SCREENS}.own_field_form:OwnFieldForm",
    "calendar": f"{_SCREENS}.calendar:CalendarScreen",
    "calendar-week": f"{_SCREENS}.calendar_forms:WeekForm",
    "calendar-day": f"{_SCREENS}.calendar_forms:DayForm",
    "public-holidays": f"{_SCREENS}.calendar_forms:HolidaysForm",
    FIRST_START: f"{_SCREENS}.first_start:FirstStartScreen",
    "import": f"{_SCREENS}.import_screen:ImportScreen",
    "staff-form": f"{_SCREENS}.staff_form:StaffForm",
    "away": f"{_SCREENS}.away:AwayForm",
    "member": f"{_SCREENS}.member:MemberScreen",
    "skill": f"{_SCREENS}.member_forms:SkillForm",
    "training": f"{_SCREENS}.member_forms:TrainingForm",
    "praise-form": f"{_SCREENS}.member_forms:PraiseForm",
    "job": f"{_SCREENS}.member_forms:JobForm",
    "checklist-item": f"{_SCREENS}.member_forms:ChecklistForm",
    "sign-off": f"{_SCREENS}.trainee_forms:SignOffForm",
    "look": f"{_SCREENS}.trainee_forms:LookForm",
    "one-to-one": f"{_SCREENS}.one_to_one:OneToOneScreen",
    "one-to-one-form": f"{_SCREENS}.one_to_one_form:OneToOneForm",
    "give-away-form": f"{_SCREENS}.give_away:GiveAwayForm",
    "pulse": f"{_SCREENS}.pulse:PulseForm",
    "log": f"{_SCREENS}.log:LogScreen",
    "call": f"{_SCREENS}.call:CallScreen",
    "follow-up": f"{_SCREENS}.follow_up:FollowUpScreen",
    "snooze": f"{_SCREENS}.follow_up_forms:SnoozeScreen",
    "reassign": f"{_SCREENS}.follow_up_forms:ReassignScreen",
    "drop": f"{_SCREENS}.follow_up_forms:DropScreen",
    "note": f"{_SCREENS}.note:NoteScreen",
    "customer-form": f"{_SCREENS}.customer_form:CustomerFormScreen",
    "speaker": f"{_SCREENS}.speaker:SpeakerScreen",
    "promise": f"{_SCREENS}.promise_forms:PromiseScreen",
    "promise-end": f"{_SCREENS}.promise_forms:PromiseEndScreen",
    "plans": f"{_SCREENS}.plans:PlansScreen",
    "plan": f"{_SCREENS}.plan:PlanScreen",
    "plan-form": f"{_SCREENS}.plan_form:PlanForm",
    "opportunities": f"{_SCREENS}.opportunities:OpportunitiesScreen",
    "opportunity": f"{_SCREENS}.opportunity_form:OpportunityForm",
    "opportunity-win": f"{_SCREENS}.opportunity_ends:OpportunityWinForm",
    "opportunity-lose": f"{_SCREENS}.opportunity_ends:OpportunityLoseForm",
    "sales": f"{_SCREENS}.sales:SalesScreen",
    "sale-page": f"{_SCREENS}.sale:SaleScreen",
    "sale": f"{_SCREENS}.sale_form:SaleForm",
    "sale-edit": f"{_SCREENS}.sale_edit:SaleEditForm",
    "sale-promise": f"{_SCREENS}.sale_forms:SalePromiseForm",
    "sale-attempt": f"{_SCREENS}.sale_forms:SaleAttemptForm",
    "sale-cancel": f"{_SCREENS}.sale_forms:SaleCancelForm",
    "sale-hand-over": f"{_SCREENS}.sale_forms:SaleHandOverForm",
    "products": f"{_SCREENS}.products:ProductsScreen",
    "product-form": f"{_SCREENS}.product_form:ProductForm",
    "look-up": f"{_SCREENS}.look_up:LookUpScreen",
    "case": f"{_SCREENS}.case_forms:CaseScreen",
    "case-solve": f"{_SCREENS}.case_learning:CaseSolveScreen",
    "case-tie": f"{_SCREENS}.case_tie:CaseTieScreen",
    "case-learn": f"{_SCREENS}.case_learning:CaseLearnScreen",
    "case-reopen": f"{_SCREENS}.case_forms:CaseReopenScreen",
    "case-product": f"{_SCREENS}.case_forms:CaseProductScreen",
    "case-hand-over": f"{_SCREENS}.case_forms:CaseHandOverScreen",
    "help": f"{_SCREENS}.help:HelpScreen",
    "palette": "crm_tui.tui.palette:PaletteScreen",
    "drafts": f"{_SCREENS}.drafts:DraftsScreen",
    "customers": f"{_SCREENS}.customers:CustomersScreen",
    "outreaches": f"{_SCREENS}.outreaches:OutreachesScreen",
    "outreach": f"{_SCREENS}.outreach:OutreachScreen",
    "outreach-form": f"{_SCREENS}.outreach_forms:OutreachForm",
    "outreach-answer": f"{_SCREENS}.outreach_forms:AnswerForm",
    "outreach-file": f"{_SCREENS}.outreach_file:ListFileForm",
    "save-view": f"{_SCREENS}.save_view:SaveViewForm",
    "find": f"{_SCREENS}.find:FindScreen",
    "move": f"{_SCREENS}.move:MoveScreen",
    "contact-edit": f"{_SCREENS}.contact_edit:ContactEditForm",
    "duplicates": f"{_SCREENS}.duplicates:DuplicatesScreen",
    "merge": f"{_SCREENS}.merge:MergeScreen",
    "merge-with": f"{_SCREENS}.merge:MergeWithScreen",
    "customer": f"{_SCREENS}.customer:CustomerScreen",
    "record": f"{_SCREENS}.record:RecordPage",
}


def load(target: str) -> type[Screen[Any]]:
    """The class of a route's target."""
    module, name = target.split(":")
    found: type[Screen[Any]] = getattr(import_module(module), name)
    return found
