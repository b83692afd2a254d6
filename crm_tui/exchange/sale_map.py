"""The mapping file of ``import --as sales``: how another program's list of sales says what ours says."""

from pathlib import Path

from crm_tui.exchange.map_file import RecordMap, read_record_map, refused_map
from crm_tui.i18n import _

#: Fields that hold an instant or a day.
TIMES = ("sold", "promised", "delivered")
#: What a customer is recognised by, or made of.
CUSTOMER = ("customer", "customer_key", "organisation", "phone", "email")
#: What one row says of one thing that was bought.
LINE = ("product", "product_code", "category", "quantity", "price", "value")
#: What a row can say. Rows of one ``key`` are one sale.
FIELDS = ("key", *CUSTOMER, *LINE, *TIMES, "currency", "rate", "owner", "stage", "note")


def read_sale_map(path: Path) -> RecordMap:
    """The mapping in a file. Raises InvalidInput naming the part that cannot be meant."""
    mapping = read_record_map(path, FIELDS)
    said = {*mapping.columns, *mapping.always}
    if "key" not in mapping.columns:
        raise refused_map(path, _("[columns] names no column for key, which tells one sale from another"))
    if "sold" not in mapping.columns:
        raise refused_map(path, _("[columns] names no column for sold, the day of the sale"))
    if "value" not in said and "price" not in said:
        raise refused_map(path, _("[columns] names no column for value, nor one for price"))
    if said.isdisjoint(CUSTOMER):
        raise refused_map(path, _("[columns] names no column for customer"))
    return mapping
