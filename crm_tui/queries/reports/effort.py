"""Value and effort by customer: who takes much, and who brings much."""

from crm_tui.i18n import N_, _
from crm_tui.queries.reports.counted import CONTACT_THEN, SOLD_THEN, sold_then
from crm_tui.queries.reports.report import Asked, Column, Plot, Report, Table, ValueKind
from crm_tui.queries.reports.spent import MINUTES, Spent, spent_by_customer, spent_columns
from crm_tui.store.reader import Reader

#: So many customers are listed of those who took the most, and of those who bought the most.
_MOST = 50

MOST_TAKEN = f"""
SELECT i.customer_id
  FROM interactions i
 WHERE {CONTACT_THEN}
 GROUP BY i.customer_id
 ORDER BY {MINUTES} DESC, count(*) DESC
 LIMIT {_MOST}"""
# To set currencies side by side, and only for that, the rate that a sale was kept with makes them one.
MOST_BOUGHT = f"""
SELECT s.customer_id
  FROM sales s
 WHERE {SOLD_THEN}
 GROUP BY s.customer_id
 ORDER BY sum(s.value * (s.rate / 1000000.0)) DESC
 LIMIT {_MOST}"""
NAMES = "SELECT c.id, c.name FROM customers c WHERE c.id IN ({ids}) AND c.deleted_at IS NULL"


def read(reader: Reader, asked: Asked) -> Table:
    """Those who took the most time first; where no time is known, the most contacts."""
    ids = {
        *(row[0] for row in reader.rows(MOST_TAKEN, asked.instants)),
        *(row[0] for row in reader.rows(MOST_BOUGHT, sold_then(asked))),
    }
    found = spent_by_customer(reader, asked, ids)
    names = dict(reader.rows(NAMES.format(ids=", ".join(map(str, ids)))))
    ordered = sorted(
        names.keys() & found.keys(), key=lambda each: (*_weight(found[each]), -each), reverse=True
    )
    return Table(
        (
            Column("customer", _("number"), ValueKind.CUSTOMER),
            *spent_columns(),
            Column("name", _("name"), ValueKind.TEXT),
        ),
        tuple((each, *row, names[each]) for each in ordered for row in found[each].rows()),
        Plot("name", ("minutes",)),
    )


def _weight(spent: Spent) -> tuple[float, int]:
    return spent.minutes or 0, spent.contacts


REPORT = Report(
    "effort",
    N_("Value and effort"),
    N_("the customers who took or bought the most: their contacts, time, and what making good cost"),
    N_("No contact and no sale in this period. l logs a contact; Call measures how long it took."),
    read,
)
