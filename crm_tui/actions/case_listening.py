"""What is learnt about a case: what they meant, the cause, the cure, and what it cost to make good."""

from dataclasses import dataclass
from typing import Any

from crm_tui.domain.errors import InvalidInput, NotAllowed
from crm_tui.domain.money import money_in_words
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Case, Customer, Staff


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt; None leaves as it is. ``cost`` is in 1/10,000 of the business's currency.

    ``confirmed`` says whether the customer agreed that ``understanding`` is what they meant.
    """

    understanding: str | None = None
    confirmed: bool | None = None
    cause: str | None = None
    resolution: str | None = None
    prevention: str | None = None
    cost: int | None = None


NOTHING_LEARNT = Learnt()


def note_learnt(act: Act, case_id: int, learnt: Learnt, *, if_version: int | None = None) -> int:
    """Write down what was learnt about a case, and return the record's version.

    Raises NoSuchRecord, ChangedSince; InvalidInput for a confirmation of nothing or a cost below nought;
    NotAllowed for a cost above what the actor may spend without asking, which managers may always.
    """
    case = act.get(Case, case_id)
    act.describe("note-learnt", "case", case_id, case.customer_id)
    act.get(Customer, case.customer_id)
    act.expect_version(case, if_version)
    act.change(case, **learnt_columns(act, case, learnt))
    return case.version


def learnt_columns(act: Act, case: Case, learnt: Learnt) -> dict[str, Any]:
    """The columns of the case that this sets. Raises as :func:`note_learnt`."""
    columns: dict[str, Any] = {
        name: text.strip()
        for name, text in (
            ("understanding", learnt.understanding),
            ("cause", learnt.cause),
            ("resolution", learnt.resolution),
            ("prevention", learnt.prevention),
        )
        if text is not None
    }
    if learnt.confirmed is not None:
        columns["understanding_confirmed"] = learnt.confirmed
    understood = columns.get("understanding", case.understanding)
    if learnt.confirmed and not understood:
        raise InvalidInput(
            _("There is nothing yet that they could have confirmed."),
            _("Write what we understood, in a sentence, and read it to them."),
            field="understanding",
        )
    if "understanding" in columns and columns["understanding"] != case.understanding:
        # What they confirmed were the words of before.
        columns.setdefault("understanding_confirmed", False)
    if learnt.cost is not None and learnt.cost != case.cost:
        _check_cost(act, learnt.cost)
        columns |= {"cost": learnt.cost, "cost_currency": act.business.currency}
    return columns


def _check_cost(act: Act, cost: int) -> None:
    """Raise InvalidInput for a cost below nought, NotAllowed for one above the actor's allowance."""
    if cost < 0:
        raise InvalidInput(
            _("Making good cannot cost less than nothing."), _("Give an amount, such as 25."), field="cost"
        )
    allowance = act.get(Staff, act.actor.staff_id).allowance
    if act.actor.role.is_in_charge or allowance is None or cost <= allowance:
        return
    currency = act.business.currency
    raise NotAllowed(
        _("{cost} is more than the {allowance} that you may spend without asking.").format(
            cost=money_in_words(cost, currency), allowance=money_in_words(allowance, currency)
        ),
        _("Ask a manager to write it down, or stay within it; everything else can be saved."),
    )
