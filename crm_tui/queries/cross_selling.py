"""What went both ways with a partner: whom they sent to us, and what we sell together."""

from dataclasses import dataclass

from crm_tui.store.reader import Reader

SENT_TO_US = """
SELECT count(*) FROM referrals r
  JOIN customers c ON c.id = r.customer_id AND c.deleted_at IS NULL
 WHERE r.by_customer_id = :partner_id AND r.deleted_at IS NULL"""
TOGETHER = """
SELECT count(*), coalesce(sum(o.stage = 'won'), 0)
  FROM opportunities o
  JOIN customers c ON c.id = o.customer_id AND c.deleted_at IS NULL
 WHERE o.partner_id = :partner_id AND o.deleted_at IS NULL"""
WON_TOGETHER = """
SELECT o.currency, sum(o.value)
  FROM opportunities o
  JOIN customers c ON c.id = o.customer_id AND c.deleted_at IS NULL
 WHERE o.partner_id = :partner_id AND o.deleted_at IS NULL AND o.stage = 'won' AND o.value IS NOT NULL
 GROUP BY 1
 ORDER BY 1"""


@dataclass(frozen=True, slots=True)
class CrossSelling:
    """``won_value`` has an amount for each currency, in 1/10,000 of its unit."""

    sent_to_us: int
    together: int
    won: int
    won_value: tuple[tuple[str, int], ...]


def cross_selling(reader: Reader, partner_id: int) -> CrossSelling:
    """What went both ways with that customer."""
    asked = {"partner_id": partner_id}
    together, won = reader.row(TOGETHER, asked) or (0, 0)
    sent = int(reader.value(SENT_TO_US, asked))
    value = tuple((currency, amount) for currency, amount in reader.rows(WON_TOGETHER, asked))
    return CrossSelling(sent, together, won, value)
