"""What the customer page is read from, in one go and in a thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from crm_tui.domain.contact_load import Load
from crm_tui.domain.health import Assessment
from crm_tui.queries import customer_page, vocabulary
from crm_tui.queries.customer_glance import load_now
from crm_tui.queries.customer_page import CustomerRecord
from crm_tui.queries.health import health_of
from crm_tui.store.reader import Reader


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The customer with what is open, health and contact load, and the business's words for its codes."""

    record: CustomerRecord
    health: Assessment
    load: Load
    labels: Mapping[str, str]


def read_page(reader: Reader, customer_id: int, now: datetime) -> PageFacts:
    """Everything that the page shows besides the timeline. Raises NoSuchRecord."""
    record = customer_page.record(reader, customer_id)
    labels = {choice.code: choice.label for choice in vocabulary.outcomes(reader)}
    labels |= {choice.code: choice.label for choice in vocabulary.natures(reader)}
    health = health_of(reader, customer_id, now)
    return PageFacts(record, health, load_now(reader, customer_id, now), labels)
