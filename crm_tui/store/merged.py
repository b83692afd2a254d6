"""Where a customer went who was merged into another: the old number leads to the one that stayed."""

from crm_tui.domain.errors import NoSuchRecord
from crm_tui.i18n import _
from crm_tui.store.reader import Reader

# A merge leads on where the one that stayed went into another later.
STAYED = """
WITH RECURSIVE went (id, depth) AS (
  SELECT :id, 0
   UNION
  SELECT m.kept_id, w.depth + 1
    FROM went w JOIN merges m ON m.gone_id = w.id AND m.unmerged_at IS NULL)
SELECT c.id, c.name
  FROM went w JOIN customers c ON c.id = w.id
 WHERE w.depth > 0 AND c.deleted_at IS NULL
 ORDER BY w.depth DESC LIMIT 1"""


def who_stayed(reader: Reader, customer_id: int) -> tuple[int, str] | None:
    """The id and name of the customer into whom this one was merged; None for whom it was not."""
    row = reader.row(STAYED, {"id": customer_id})
    return None if row is None else (row[0], row[1])


def no_such_customer(reader: Reader, customer_id: int) -> NoSuchRecord:
    """The error for a customer who is not there: deleted, merged into another, or never was."""
    stayed = who_stayed(reader, customer_id)
    if stayed is None:
        return NoSuchRecord(
            _("There is no customer {id}.").format(id=customer_id),
            _("They may have been deleted, or the number is wrong. Look them up with `crm-tui find`."),
        )
    return NoSuchRecord(
        _("Customer {id} was merged into customer {kept}, {name}.").format(
            id=customer_id, kept=stayed[0], name=stayed[1]
        ),
        _("Use number {kept}; `crm-tui unmerge` parts them again.").format(kept=stayed[0]),
    )
