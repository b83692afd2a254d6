"""What recommendations brought: by who recommended us, in each currency."""

from crm_tui.i18n import N_, _
from crm_tui.queries.reports.report import Asked, Column, Plot, Report, Table, ValueKind
from crm_tui.store.reader import Reader

# What they bought by the end of the period, ever since; who bought nothing yet brings no currency.
REFERRED = """
SELECT coalesce(b.currency, ''), r.by_customer_id, count(DISTINCT r.customer_id),
       count(DISTINCT CASE WHEN k.kind IS NOT NULL OR b.value IS NOT NULL THEN r.customer_id END),
       coalesce(sum(b.value), 0), n.name
  FROM referrals r
  JOIN customers n ON n.id = r.by_customer_id AND n.deleted_at IS NULL
  JOIN customers c ON c.id = r.customer_id AND c.deleted_at IS NULL
  LEFT JOIN customer_kinds k ON k.customer_id = r.customer_id AND k.kind = 'client'
  LEFT JOIN (SELECT s.customer_id, s.currency, sum(s.value) AS value
               FROM sales s
              WHERE s.customer_id IN (SELECT customer_id FROM referrals)
                AND s.deleted_at IS NULL AND s.stage <> 'cancelled' AND s.sold_at < :end
              GROUP BY 1, 2) b ON b.customer_id = r.customer_id
 WHERE r.deleted_at IS NULL AND r.happened_at >= :start AND r.happened_at < :end
 GROUP BY 1, 2
 ORDER BY 1, 5 DESC, 3 DESC, n.sort_key"""


def read(reader: Reader, asked: Asked) -> Table:
    """Who brought most first. Somebody whose customers buy in two currencies stands there twice."""
    rows = reader.rows(REFERRED, asked.instants)
    return Table(
        (
            Column("currency", _("currency"), ValueKind.CODE, unknown=_("nothing bought yet")),
            Column("customer", _("customer"), ValueKind.CUSTOMER),
            Column("recommended", _("recommended to"), ValueKind.COUNT),
            Column("clients", _("clients of them"), ValueKind.COUNT),
            Column("value", _("value"), ValueKind.AMOUNT),
            Column("name", _("who"), ValueKind.TEXT),
        ),
        tuple((currency or None, *rest) for currency, *rest in rows),
        Plot("name", ("recommended",), apart="currency"),
    )


REPORT = Report(
    "referrals",
    N_("Referrals"),
    N_("who recommended us, and what their recommendations brought"),
    N_("Nobody recommended us in this period, as far as anybody wrote down: R on a customer says who did."),
    read,
)
