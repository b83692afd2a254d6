"""What standards and policies share: an owner, a next review, versions, and an end for a reason."""

from datetime import date
from enum import Enum
from typing import Any, Final, TypeVar

from sqlmodel import col, select

from crm_tui.actions.lookups import find_staff
from crm_tui.domain.errors import InvalidInput
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Policy, PolicyVersion, Standard, StandardVersion

V = TypeVar("V", StandardVersion, PolicyVersion)


class Keep(Enum):
    """Says "as it is" where None has a meaning of its own."""

    KEEP = "keep"


KEEP: Final = Keep.KEEP


def owned(act: Act, owner: int | str | Keep | None, next_review: date | Keep | None) -> dict[str, Any]:
    """The columns that this sets. ``owner`` is an id or login; None is nobody, or no review.

    Raises InvalidInput, naming the field, for who does not work here and for a day that is over.
    """
    columns: dict[str, Any] = {}
    if not isinstance(owner, Keep):
        columns["owner_id"] = None if owner is None else find_staff(act, owner, "owner").record_id
    if not isinstance(next_review, Keep):
        columns["next_review_on"] = None if next_review is None else _check_day(act, next_review)
    return columns


def newest_version(act: Act, model: type[V], **of: int) -> V:
    """The version in force; ``of`` is ``standard_id`` or ``policy_id``, of one that exists."""
    return act.session.exec(select(model).filter_by(**of).order_by(col(model.number).desc()).limit(1)).one()


def retire(act: Act, rule: Standard | Policy, why: str, said: str, hint: str) -> None:
    """End a rule, which is reviewed no more. Raises InvalidInput, in these sentences, without a reason."""
    if not why.strip():
        raise InvalidInput(said, hint, field="why")
    act.change(rule, retired_at=act.now, retired_why=why.strip(), next_review_on=None)


def _check_day(act: Act, day: date) -> date:
    if day < act.today:
        raise InvalidInput(
            _("{day} is over.").format(day=day.isoformat()),
            _("Give the day of the next review, today or later."),
            field="next_review",
        )
    return day
