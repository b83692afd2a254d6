"""What the customer page is read from, in one go and in a thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from crm_tui.queries import customer_page, vocabulary
from crm_tui.queries.customer_glance import Load, load_now
from crm_tui.queries.customer_page import CustomerRecord
from crm_tui.store.reader import Reader


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The customer with what is open, the contact load, and the business's words for its codes."""

    record: CustomerRecord
    load: Load
    labels: Mapping[str, str]


def read_page(reader: Reader, customer_id: int, now: datetime, zone: ZoneInfo) -> PageFacts:
    """Everything that the page shows besides the timeline. Raises NoSuchRecord."""
    record = customer_page.record(reader, customer_id)
    labels = {choice.code: choice.label for choice in vocabulary.outcomes(reader)}
    labels |= {choice.code: choice.label for choice in vocabulary.natures(reader)}
    return PageFacts(record, load_now(reader, record.customer.tier_id, customer_id, now, zone), labels)
