"""Which of our products a case is about: said when it is opened, or later."""

from crm_tui.actions.cases import SavedCase, find_case, note_event, saved_case
from crm_tui.store.journal import Act
from crm_tui.store.tables import Product


def set_product(
    act: Act, case_id: int, product_id: int | None, *, if_version: int | None = None
) -> SavedCase:
    """Say which product a case is about; None is none.

    What runs on it goes on by the standards of that product, from where it began. Raises NoSuchRecord for
    the case or the product, ChangedSince.
    """
    case = find_case(act, case_id, "set-case-product", if_version)
    if product_id is not None:
        act.get(Product, product_id)
    if act.change(case, product_id=product_id):
        note_event(act, case, "product", "" if product_id is None else str(product_id), act.now)
    return saved_case(case)
