"""What the customer page is read from, in one go and in a thread."""

from collections.abc import Mapping
from dataclasses import dataclass

from crm_tui.domain.add_on import Suggestion
from crm_tui.domain.contact_load import Load
from crm_tui.domain.health import Assessment
from crm_tui.queries import customer_page, vocabulary
from crm_tui.queries.add_on import suggestions_of
from crm_tui.queries.customer_glance import load_now
from crm_tui.queries.customer_page import CustomerRecord
from crm_tui.queries.health import health_of
from crm_tui.queries.opportunities import Opportunity, opportunities_of
from crm_tui.store.merged import who_stayed
from crm_tui.store.reader import Reader
from crm_tui.tui.screens.customer_more import more_rows
from crm_tui.tui.telling import Telling
from crm_tui.tui.widgets.rows import ListRow


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The customer with what is open, health and contact load, and the business's words for its codes.

    ``more`` are rows that other subjects add to what is known.
    """

    record: CustomerRecord
    health: Assessment
    load: Load
    labels: Mapping[str, str]
    opportunities: tuple[Opportunity, ...]
    suggestions: tuple[Suggestion, ...]
    more: tuple[ListRow, ...]


def read_page(reader: Reader, customer_id: int, telling: Telling) -> PageFacts:
    """Everything that the page shows besides the timeline; of who stayed, for somebody who was merged.

    Raises NoSuchRecord.
    """
    stayed = who_stayed(reader, customer_id)
    customer_id = customer_id if stayed is None else stayed[0]
    record = customer_page.record(reader, customer_id)
    labels = {choice.code: choice.label for choice in vocabulary.outcomes(reader)}
    labels |= {choice.code: choice.label for choice in vocabulary.natures(reader)}
    now = telling.now
    return PageFacts(
        record,
        health_of(reader, customer_id, now),
        load_now(reader, customer_id, now),
        labels,
        opportunities_of(reader, customer_id, now=now),
        suggestions_of(reader, customer_id, now),
        more_rows(reader, customer_id, telling),
    )
