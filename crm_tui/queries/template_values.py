"""What stands for the fields of a template: who is written to, who writes, and what is known of the two."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.menu import menu_text
from crm_tui.domain.promise_text import full_day
from crm_tui.domain.templates import TemplateField
from crm_tui.i18n import _
from crm_tui.queries.business import Business
from crm_tui.queries.products import menu
from crm_tui.store.reader import Reader

CUSTOMER = """
SELECT name, coalesce(nullif(trim(address_as), ''), name), language
  FROM customers WHERE id = :customer_id AND deleted_at IS NULL"""
PROMISE = """
SELECT what, told_on FROM promises
 WHERE customer_id = :customer_id AND +state = 'open' AND by = 'ours'
 ORDER BY id DESC LIMIT 1"""
CASE = """
SELECT title FROM cases
 WHERE customer_id = :customer_id AND deleted_at IS NULL
 ORDER BY opened_at DESC, id DESC LIMIT 1"""
_LAST_SALE = """
  SELECT s.id FROM sales s
   WHERE s.customer_id = :customer_id AND s.deleted_at IS NULL AND s.stage <> 'cancelled'
   ORDER BY s.sold_at DESC, s.id DESC LIMIT 1"""
_CALLED = "coalesce(nullif(t.name, ''), p.name)"
_IN_ITS_LANGUAGE = "LEFT JOIN product_texts t ON t.product_id = p.id AND t.language = :language"
BOUGHT = f"""
SELECT coalesce({_CALLED}, l.words)
  FROM sale_lines l
  LEFT JOIN products p ON p.id = l.product_id
  {_IN_ITS_LANGUAGE}
 WHERE l.sale_id = ({_LAST_SALE})
 ORDER BY l.position, l.id"""
GOES_WITH = f"""
SELECT {_CALLED}
  FROM sale_lines l
  JOIN product_links k ON k.product_id = l.product_id AND k.relation = 'goes-with'
  JOIN products p ON p.id = k.other_id AND p.retired_at IS NULL
  {_IN_ITS_LANGUAGE}
 WHERE l.sale_id = ({_LAST_SALE})
   AND NOT EXISTS (SELECT 1 FROM sales b JOIN sale_lines m ON m.sale_id = b.id
                    WHERE b.customer_id = :customer_id AND b.deleted_at IS NULL AND m.product_id = p.id)
 ORDER BY l.position, k.id LIMIT 1"""
MAIL_ADDRESSES = """
SELECT value FROM contact_points
 WHERE customer_id = :customer_id AND type = 'email'
 ORDER BY preferred DESC, id"""

Parameters = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a message is for. ``email`` is their preferred address, empty where they have none."""

    id: int
    name: str
    address: str
    language: str
    email: str


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes, for which business, and when."""

    business: Business
    actor: Actor
    now: datetime

    def languages(self, to: Addressee) -> tuple[str, str]:
        """The languages that a text for them may be in, the best first."""
        return to.language, self.business.language


def addressee(reader: Reader, customer_id: int) -> Addressee:
    """Whom a message to this customer is for. Raises NoSuchRecord."""
    row = reader.row(CUSTOMER, {"customer_id": customer_id})
    if row is None:
        raise NoSuchRecord(
            _("There is no customer {id}.").format(id=customer_id),
            _("It may have been deleted, or the number is wrong."),
        )
    name, address, language = row
    email = reader.value(MAIL_ADDRESSES, {"customer_id": customer_id})
    return Addressee(customer_id, name, address, language, email or "")


def values_of(
    reader: Reader, asked: Collection[str], to: Addressee, writer: Writer, language: str
) -> dict[str, str]:
    """What stands for the fields that a text in that language asks for; empty where nothing is known.

    A text for every language (``language`` is empty) has what we offer in the customer's all the same.
    """
    written = language or writer.business.language
    plain = {
        TemplateField.NAME.value: to.name,
        TemplateField.ADDRESS.value: to.address,
        TemplateField.ME.value: writer.actor.name,
        TemplateField.BUSINESS.value: writer.business.name,
        TemplateField.DATE.value: full_day(writer.now.astimezone(writer.business.zone).date(), written),
    }
    about = {"customer_id": to.id, "written": written, "language": language or to.language or written}
    return plain | {name: _READ[name](reader, about) for name in asked if name in _READ}


def _promise(reader: Reader, about: Parameters) -> str:
    row = reader.row(PROMISE, about)
    return row[0].rstrip(" .") if row else ""


def _told(reader: Reader, about: Parameters) -> str:
    row = reader.row(PROMISE, about)
    return full_day(date.fromisoformat(row[1]), str(about["written"])) if row else ""


def _case(reader: Reader, about: Parameters) -> str:
    return reader.value(CASE, about) or ""


def _product(reader: Reader, about: Parameters) -> str:
    return ", ".join(name for (name,) in reader.rows(BOUGHT, about) if name)


def _menu(reader: Reader, about: Parameters) -> str:
    return menu_text(menu(reader, str(about["language"])))


def _goes_with(reader: Reader, about: Parameters) -> str:
    return reader.value(GOES_WITH, about) or ""


#: What is looked up only for a text that asks for it.
_READ: Mapping[str, Callable[[Reader, Any], str]] = MappingProxyType(
    {
        TemplateField.PROMISE.value: _promise,
        TemplateField.TOLD.value: _told,
        TemplateField.CASE.value: _case,
        TemplateField.PRODUCT.value: _product,
        TemplateField.GOES_WITH.value: _goes_with,
        TemplateField.MENU.value: _menu,
    }
)
