"""The tables, one file per subject. :data:`KINDS` names every journalled kind of record.

Importing this package costs the ORM; reads go without it (see ``queries``).
"""

from types import MappingProxyType

from sqlmodel import SQLModel

from crm_tui.store.tables.base import Record
from crm_tui.store.tables.business import Business, Calendar, CalendarVersion
from crm_tui.store.tables.cases import Case, CaseEvent
from crm_tui.store.tables.customers import (
    ConsentMark,
    ContactPoint,
    Customer,
    CustomerKind,
    CustomerTag,
    Membership,
    SpeaksFor,
)
from crm_tui.store.tables.derived import CaseClock, CustomerSearch, CustomerSummary, NoteSearch
from crm_tui.store.tables.interactions import Interaction
from crm_tui.store.tables.journal import ActRow, ImportRun, JournalEntry, JournalPayload
from crm_tui.store.tables.playbooks import Playbook, PlaybookVersion, StepTick
from crm_tui.store.tables.policies import Policy, PolicyReading, PolicyReview, PolicyVersion, Proposal
from crm_tui.store.tables.staff import Absence, Staff
from crm_tui.store.tables.standards import (
    Acknowledgement,
    BreachNote,
    Review,
    Standard,
    StandardScope,
    StandardVersion,
)
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
    "Customer",
    "CustomerKind",
    "CustomerSearch",
    "CustomerSummary",
    "CustomerTag",
    "FollowUp",
    "ImportRun",
    "Interaction",
    "JobStandard",
    "JournalEntry",
    "JournalPayload",
    "Look",
    "Membership",
    "NatureWord",
    "NoteSearch",
    "OneToOne",
    "OutcomeWord",
    "Playbook",
    "PlaybookVersion",
    "Policy",
    "PolicyReading",
    "PolicyReview",
    "PolicyVersion",
    "Praise",
    "Promise",
    "Proposal",
    "Pulse",
    "Record",
    "Review",
    "Skill",
    "SpeaksFor",
    "Staff",
    "Standard",
    "StandardScope",
    "StandardVersion",
    "StepTick",
    "Tier",
    "TierLimit",
    "Training",
    "metadata",
]
