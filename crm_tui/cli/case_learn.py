"""``crm-tui case solve``, ``learn``, ``tie`` and ``untie``: what a case taught, and what it has in common."""

from typing import Any

from crm_tui.actions import cases
from crm_tui.actions.case_listening import Learnt, note_learnt
from crm_tui.actions.case_ties import tie_cases, untie_case
from crm_tui.cli.case_write import answer_case, do_and_answer
from crm_tui.cli.declare import IF_VERSION, argument, command, option, options
from crm_tui.cli.desk import Desk
from crm_tui.domain.money import read_money
from crm_tui.i18n import N_
from crm_tui.queries.same_causes import causes_of_several

_ID = argument("case_id", type=int, metavar="ID", help=N_("The case's number."))
#: What was learnt.
_learnt = options(
    option("--understanding", metavar="TEXT", help=N_("What we understood, in a sentence.")),
    option("--confirmed/--not-confirmed", default=None, help=N_("They said that it is so, or is not.")),
    option("--cause", metavar="TEXT", help=N_("The root cause.")),
    option("--resolution", metavar="TEXT", help=N_("What resolved it.")),
    option("--prevention", metavar="TEXT", help=N_("How we prevent it from now on.")),
    option("--cost", metavar="AMOUNT", help=N_("What it cost us to make good: 25 or 12.50.")),
)


@command(
    "solve",
    help=N_("The matter is resolved."),
    examples=("crm-tui case solve 4 --cause 'wrong part' --resolution 'sent the right one' --cost 12.50",),
)
@_ID
@_learnt
@IF_VERSION
def solve(desk: Desk, case_id: int, if_version: int | None, **said: Any) -> None:
    """Solve a case. Raises NoSuchRecord, ChangedSince, InvalidInput, NotAllowed."""
    learnt = _read(said)
    do_and_answer(desk, case_id, lambda act: cases.solve(act, case_id, learnt, if_version=if_version))


@command(
    "learn",
    help=N_("Write down what was learnt about a case, open or over."),
    examples=("crm-tui case learn 4 --understanding 'the seal leaks when hot' --confirmed",),
)
@_ID
@_learnt
@IF_VERSION
def learn(desk: Desk, case_id: int, if_version: int | None, **said: Any) -> None:
    """Note what was learnt. Raises NoSuchRecord, ChangedSince, InvalidInput, NotAllowed."""
    learnt = _read(said)
    do_and_answer(desk, case_id, lambda act: note_learnt(act, case_id, learnt, if_version=if_version))


@command(
    "tie",
    help=N_("Tie cases with one cause into a case above them, a new one of ours unless one is named."),
    examples=("crm-tui case tie 4 7 9 --title 'seals of the March batch'", "crm-tui case tie 12 --into 10"),
)
@argument("case_ids", type=int, nargs=-1, required=True, metavar="ID…", help=N_("The cases' numbers."))
@option("--into", "above", type=int, metavar="ID", help=N_("The case above, where there is one."))
@option("--title", metavar="TEXT", default="", help=N_("A short name of the new one."))
@option("--owner", metavar="LOGIN", help=N_("Who looks after the new one; else you."))
def tie(desk: Desk, case_ids: tuple[int, ...], above: int | None, title: str, owner: str | None) -> None:
    """Tie cases. Raises NoSuchRecord, InvalidInput."""
    with desk.act() as act:
        saved = tie_cases(act, case_ids, title=title, owner=owner, above=above)
    answer_case(desk, saved.id)


@command("untie", help=N_("Take a case out of the one above it."), examples=("crm-tui case untie 4",))
@_ID
def untie(desk: Desk, case_id: int) -> None:
    """Untie a case. Raises NoSuchRecord, InvalidInput."""
    do_and_answer(desk, case_id, lambda act: untie_case(act, case_id))


@command(
    "causes",
    help=N_("Root causes that several customers met within days, and that nobody has tied together yet."),
    examples=("crm-tui case causes --json",),
)
def causes(desk: Desk) -> None:
    """List them."""
    found = causes_of_several(desk.read(), desk.now)
    desk.answer(
        [
            {
                "cause": one.cause,
                "customers": one.customers,
                "cases": list(one.case_ids),
                "since": desk.iso(one.since),
                "above": one.parent_id,
            }
            for one in found
        ],
        [f"{one.customers}  {one.cause}  {' '.join(map(str, one.case_ids))}" for one in found],
    )


def _read(said: dict[str, Any]) -> Learnt:
    cost = said.pop("cost")
    return Learnt(**said, cost=None if cost is None else read_money(cost))
