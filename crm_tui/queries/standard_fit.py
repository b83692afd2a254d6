"""Which standards measure a case or a contact, with what they say and why it is they."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.events import About, products_of
from crm_tui.domain.instants import from_micros
from crm_tui.domain.standard_fit import Contact, Fit, fits_of_case, fits_of_contact
from crm_tui.domain.standards import Version
from crm_tui.domain.words import Measure
from crm_tui.i18n import _
from crm_tui.queries.measured_cases import ABOUT_CASE
from crm_tui.queries.standard_versions import WrittenStandard, WrittenVersion, written_standards
from crm_tui.store.reader import Reader

CASE_TO_FIT = f"""
SELECT k.opened_at, k.customer_id, k.owner_id, {ABOUT_CASE["tier"]}, k.nature, {ABOUT_CASE["channel"]},
       k.product_id
  FROM cases k
 WHERE k.id = :id AND k.deleted_at IS NULL"""
TIER_OF_CUSTOMER = """
SELECT t.code FROM customers c LEFT JOIN tiers t ON t.id = c.tier_id WHERE c.id = :id"""
KINDS_OF_CUSTOMER = "SELECT kind FROM customer_kinds WHERE customer_id = :id"


@dataclass(frozen=True, slots=True)
class WrittenFit:
    """A standard that measures something, with the version that does and what it gives way to."""

    standard: WrittenStandard
    version: WrittenVersion
    fit: Fit


def standards_of_case(reader: Reader, case_id: int) -> tuple[WrittenFit, ...]:
    """The standards that measure a case, by their versions when it began. Raises NoSuchRecord."""
    found = reader.row(CASE_TO_FIT, {"id": case_id})
    if found is None:
        raise NoSuchRecord(
            _("There is no case {id}.").format(id=case_id), _("List them with `crm-tui case list`.")
        )
    opened_at, customer_id, owner_id, tier, nature, channel, product_id = found
    kinds, products = _kinds(reader, customer_id), products_of(product_id)
    about = About(customer_id, owner_id, tier, nature, channel, kinds, products)
    written = written_standards(reader)
    return _told(written, fits_of_case(_by_measure(written), about, from_micros(opened_at)))


def standards_of_contact(
    reader: Reader,
    *,
    customer_id: int | None,
    nature: str | None,
    channel: str | None,
    direction: str | None,
    outcome: str | None,
    at: datetime,
    product_id: int | None = None,
) -> tuple[WrittenFit, ...]:
    """The standards that measure a contact as far as it is known, now being ``at``."""
    tier = None if customer_id is None else reader.value(TIER_OF_CUSTOMER, {"id": customer_id})
    kinds = frozenset[str]() if customer_id is None else _kinds(reader, customer_id)
    about = About(customer_id, None, tier, nature, channel, kinds, products_of(product_id))
    contact = Contact(about, direction, outcome)
    written = written_standards(reader)
    return _told(written, fits_of_contact(_by_measure(written), contact, at))


def _kinds(reader: Reader, customer_id: int) -> frozenset[str]:
    return frozenset(row[0] for row in reader.rows(KINDS_OF_CUSTOMER, {"id": customer_id}))


def _by_measure(written: Iterable[WrittenStandard]) -> dict[Measure, list[Version]]:
    found: dict[Measure, list[Version]] = {}
    for standard in written:
        for version in standard.versions:
            found.setdefault(version.measure, []).append(version.rule)
    return found


def _told(written: Iterable[WrittenStandard], fits: Iterable[Fit]) -> tuple[WrittenFit, ...]:
    by_version = {version.id: (standard, version) for standard in written for version in standard.versions}
    return tuple(WrittenFit(*by_version[fit.version.id], fit) for fit in fits)
