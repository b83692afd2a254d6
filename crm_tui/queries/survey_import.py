"""What an import of answers asks: who is meant, and whether an answer is here already."""

import json

from crm_tui.domain.contact_points import normal_form
from crm_tui.domain.words import ContactPointType
from crm_tui.store.reader import Reader

CUSTOMER = "SELECT 1 FROM customers WHERE id = :id AND deleted_at IS NULL"
WITH_EMAIL = """
SELECT DISTINCT c.id FROM contact_points p JOIN customers c ON c.id = p.customer_id AND c.deleted_at IS NULL
 WHERE p.normal = :email AND p.type = 'email' LIMIT 2"""
SOURCES = "SELECT DISTINCT external_source FROM customers WHERE external_source IS NOT NULL"
# By source and key, as the index has them.
WITH_KEY = """
SELECT id FROM customers
 WHERE external_source IN (SELECT value FROM json_each(:sources)) AND external_key = :key
   AND deleted_at IS NULL
 LIMIT 2"""
HERE = """
SELECT 1 FROM surveys WHERE external_source = :source AND external_key = :key AND deleted_at IS NULL"""


def is_customer(reader: Reader, customer_id: int) -> bool:
    """Whether there is such a customer."""
    return reader.row(CUSTOMER, {"id": customer_id}) is not None


def customers_with_email(reader: Reader, email: str) -> tuple[int, ...]:
    """At most two who have that address, in whatever case it is written. Raises InvalidInput for none."""
    normal = normal_form(ContactPointType.EMAIL, email, "")
    return tuple(number for (number,) in reader.rows(WITH_EMAIL, {"email": normal}))


def customers_with_key(reader: Reader, key: str) -> tuple[int, ...]:
    """At most two whom another program knows by that key."""
    sources = json.dumps([source for (source,) in reader.rows(SOURCES)])
    return tuple(number for (number,) in reader.rows(WITH_KEY, {"sources": sources, "key": key}))


def is_here(reader: Reader, source: str, key: str) -> bool:
    """Whether that answer was taken in before."""
    return reader.row(HERE, {"source": source, "key": key}) is not None
