"""The tables, one file per subject. :data:`KINDS` names every journalled kind of record.

Importing this package costs the ORM; reads go without it (see ``queries``).
"""

from types import MappingProxyType

from sqlmodel import SQLModel

from crm_tui.store.tables.base import Record
from crm_tui.store.tables.business import Business, Calendar, CalendarVersion
from crm_tui.store.tables.cases import Case, CaseEvent
from crm_tui.store.tables.custom import CustomField, CustomValue
from crm_tui.store.tables.customers import (
    ConsentMark,
    ContactPoint,
    Customer,
    CustomerKind,
    CustomerTag,
    Membership,
    SpeaksFor,
)
from crm_tui.store.tables.derived import (
    AttainmentDay,
    AttainmentOfCustomer,
    AttainmentRound,
    CaseClock,
    CustomerSearch,
    CustomerSummary,
    NoteSearch,
)
from crm_tui.store.tables.duplicates import Merge, NotDuplicate
from crm_tui.store.tables.heard import HeardNote
from crm_tui.store.tables.interactions import Interaction
from crm_tui.store.tables.journal import ActRow, ImportRun, JournalEntry, JournalPayload
from crm_tui.store.tables.loyalty import Departure, Referral
from crm_tui.store.tables.messages import MessageTemplate
from crm_tui.store.tables.opportunities import Opportunity
from crm_tui.store.tables.outreach import Outreach, OutreachMember, SavedView
from crm_tui.store.tables.partners import Agreement, AgreementEvent, DisputeStep, NegotiationStep
from crm_tui.store.tables.playbooks import Playbook, PlaybookVersion, StepTick
from crm_tui.store.tables.policies import Policy, PolicyReading, PolicyReview, PolicyVersion, Proposal
from crm_tui.store.tables.sales import Product, ProductLink, ProductText, Sale, SaleEvent, SaleLine
from crm_tui.store.tables.staff import Absence, Staff
from crm_tui.store.tables.standards import (
    Acknowledgement,
    BreachNote,
    Review,
    Standard,
    StandardScope,
    StandardVersion,
)
from crm_tui.store.tables.surveys import Survey
from crm_tui.store.tables.team import (
    ChecklistItem,
    JobStandard,
    Look,
    OneToOne,
    Praise,
    Pulse,
    Skill,
    Training,
)
from crm_tui.store.tables.touchpoints import Plan, PlanRun, PlanTouch
from crm_tui.store.tables.vocabulary import ChannelWord, NatureWord, OutcomeWord, Tier, TierLimit
from crm_tui.store.tables.work import FollowUp, Promise

#: The journal's word for each record, and the table that keeps it. Parents stand before their parts.
KINDS: MappingProxyType[str, type[Record]] = MappingProxyType(
    {
        "business": Business,
        "calendar": Calendar,
        "calendar-version": CalendarVersion,
        "tier": Tier,
        "nature": NatureWord,
        "outcome": OutcomeWord,
        "channel": ChannelWord,
        "staff": Staff,
        "absence": Absence,
        "customer": Customer,
        "customer-kind": CustomerKind,
        "customer-tag": CustomerTag,
        "contact-point": ContactPoint,
        "membership": Membership,
        "speaks-for": SpeaksFor,
        "consent": ConsentMark,
        "case": Case,
        "interaction": Interaction,
        "case-event": CaseEvent,
        "follow-up": FollowUp,
        "promise": Promise,
        "standard": Standard,
        "standard-version": StandardVersion,
        "standard-scope": StandardScope,
        "acknowledgement": Acknowledgement,
        "review": Review,
        "tier-limit": TierLimit,
        "breach-note": BreachNote,
        "policy": Policy,
        "policy-version": PolicyVersion,
        "policy-reading": PolicyReading,
        "policy-review": PolicyReview,
        "proposal": Proposal,
        "playbook": Playbook,
        "playbook-version": PlaybookVersion,
        "step-tick": StepTick,
        "skill": Skill,
        "training": Training,
        "checklist-item": ChecklistItem,
        "job-standard": JobStandard,
        "praise": Praise,
        "look": Look,
        "one-to-one": OneToOne,
        "pulse": Pulse,
        "product": Product,
        "product-text": ProductText,
        "product-link": ProductLink,
        "sale": Sale,
        "sale-line": SaleLine,
        "sale-event": SaleEvent,
        "opportunity": Opportunity,
        "plan": Plan,
        "plan-run": PlanRun,
        "plan-touch": PlanTouch,
        "template": MessageTemplate,
        "survey": Survey,
        "saved-view": SavedView,
        "outreach": Outreach,
        "outreach-member": OutreachMember,
        "agreement": Agreement,
        "agreement-event": AgreementEvent,
        "negotiation-step": NegotiationStep,
        "dispute-step": DisputeStep,
        "referral": Referral,
        "departure": Departure,
        "heard-note": HeardNote,
        "merge": Merge,
        "not-duplicate": NotDuplicate,
        "custom-field": CustomField,
        "custom-value": CustomValue,
    }
)

KIND_OF: MappingProxyType[type[Record], str] = MappingProxyType(
    {table: kind for kind, table in KINDS.items()}
)

metadata = SQLModel.metadata

__all__ = [
    "KINDS",
    "KIND_OF",
    "Absence",
    "Acknowledgement",
    "ActRow",
    "Agreement",
    "AgreementEvent",
    "AttainmentDay",
    "AttainmentOfCustomer",
    "AttainmentRound",
    "BreachNote",
    "Business",
    "Calendar",
    "CalendarVersion",
    "Case",
    "CaseClock",
    "CaseEvent",
    "ChannelWord",
    "ChecklistItem",
    "ConsentMark",
    "ContactPoint",
    "CustomField",
    "CustomValue",
    "Customer",
    "CustomerKind",
    "CustomerSearch",
    "CustomerSummary",
    "CustomerTag",
    "Departure",
    "DisputeStep",
    "FollowUp",
    "HeardNote",
    "ImportRun",
    "Interaction",
    "JobStandard",
    "JournalEntry",
    "JournalPayload",
    "Look",
    "Membership",
    "Merge",
    "MessageTemplate",
    "NatureWord",
    "NegotiationStep",
    "NotDuplicate",
    "NoteSearch",
    "OneToOne",
    "Opportunity",
    "OutcomeWord",
    "Outreach",
    "OutreachMember",
    "Plan",
    "PlanRun",
    "PlanTouch",
    "Playbook",
    "PlaybookVersion",
    "Policy",
    "PolicyReading",
    "PolicyReview",
    "PolicyVersion",
    "Praise",
    "Product",
    "ProductLink",
    "ProductText",
    "Promise",
    "Proposal",
    "Pulse",
    "Record",
    "Referral",
    "Review",
    "Sale",
    "SaleEvent",
    "SaleLine",
    "SavedView",
    "Skill",
    "SpeaksFor",
    "Staff",
    "Standard",
    "StandardScope",
    "StandardVersion",
    "StepTick",
    "Survey",
    "Tier",
    "TierLimit",
    "Training",
    "metadata",
]
