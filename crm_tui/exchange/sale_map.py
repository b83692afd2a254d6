"""The mapping of ``import --as sales``: how another program's list of sales says what ours says."""

from crm_tui.exchange.record_map import RecordMap
from crm_tui.i18n import _

#: Fields that hold an instant or a day.
TIMES = ("sold", "promised", "delivered")
#: Fields that hold a number.
NUMBERS = ("quantity", "price", "value", "rate")
#: What a customer is recognised by, or made of.
CUSTOMER = ("customer", "customer_key", "organisation", "phone", "email")
#: What one row says of one thing that was bought.
LINE = ("product", "product_code", "category", "quantity", "price", "value")
#: What a row can say. Rows of one ``key`` are one sale.
FIELDS = ("key", *CUSTOMER, *LINE, *TIMES, "currency", "rate", "owner", "stage", "note")


def what_is_missing(mapping: RecordMap) -> str:
    """Why no sale can be read by this mapping, as a clause; empty where it can."""
    said = {*mapping.columns, *mapping.always}
    if "key" not in mapping.columns:
        return _("no column is read into key, which tells one sale from another")
    if "sold" not in mapping.columns:
        return _("no column is read into sold, the day of the sale")
    if "value" not in said and "price" not in said:
        return _("no column is read into value, nor one into price")
    if said.isdisjoint(CUSTOMER):
        return _("no column is read into customer")
    return ""
