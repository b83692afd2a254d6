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
from crm_tui.store.tables.derived import CustomerSearch, CustomerSummary, NoteSearch
from crm_tui.store.tables.interactions import Interaction
from crm_tui.store.tables.journal import ActRow, ImportRun, JournalEntry, JournalPayload
from crm_tui.store.tables.staff import Absence, Staff
from crm_tui.store.tables.standards import (
    Acknowledgement,
    Review,
    Standard,
    StandardScope,
    StandardVersion,
)
from crm_tui.store.tables.vocabulary import ChannelWord, NatureWord, OutcomeWord, Tier
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
    "Business",
    "Calendar",
    "CalendarVersion",
    "Case",
    "CaseEvent",
    "ChannelWord",
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
    "JournalEntry",
    "JournalPayload",
    "Membership",
    "NatureWord",
    "NoteSearch",
    "OutcomeWord",
    "Promise",
    "Record",
    "Review",
    "SpeaksFor",
    "Staff",
    "Standard",
    "StandardScope",
    "StandardVersion",
    "Tier",
    "metadata",
]
