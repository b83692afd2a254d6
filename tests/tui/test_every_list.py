"""Every list of records is narrowed by typing, seen through views and kept under a name, by the same keys."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from customer_sample import NOW, Office, until
from form_sample import form_desk, shown, typed

from crm_tui.actions.agreements import NewAgreement, add_agreement
from crm_tui.actions.business import change_business
from crm_tui.actions.negotiations import NewMove, note_move
from crm_tui.actions.opportunities import NewOpportunity, hear
from crm_tui.actions.outreach import NewOutreach, draw_up
from crm_tui.actions.playbooks import add_playbook
from crm_tui.actions.policies import add_policy
from crm_tui.actions.product_values import NewProduct
from crm_tui.actions.products import add_product
from crm_tui.actions.proposals import propose
from crm_tui.actions.referrals import add_referral
from crm_tui.actions.sale_values import NewSale
from crm_tui.actions.sales import record_sale
from crm_tui.actions.standards import add_standard
from crm_tui.actions.starter_plans import add_plans
from crm_tui.actions.starter_templates import add_templates
from crm_tui.domain import list_views
from crm_tui.domain.actor import Actor
from crm_tui.domain.list_views import LISTS, Narrowing
from crm_tui.domain.playbook_text import TypedStep
from crm_tui.domain.playbooks import Situation
from crm_tui.domain.sale_text import NewLine
from crm_tui.queries.outreach import Weighed
from crm_tui.queries.saved_views import saved_views
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.store.journal import Act
from crm_tui.tui.app import DeskApp
from crm_tui.tui.widgets.filter_line import FilterLine
from crm_tui.tui.widgets.record_list import RecordList


@dataclass(frozen=True)
class Case:
    """A list with the words that leave one of its rows, and what its screen is opened with."""

    words: str
    fill: Callable[[Act, int, int], object] = lambda act, mary, jun: None
    about: dict[str, Any] = field(default_factory=dict)


def _products(act: Act, _mary: int, _jun: int) -> None:
    change_business(act, currency="EUR")
    for name, needs in (("Kettle", "boils water"), ("Descaling", "hard water")):
        add_product(act, NewProduct(name, needs=needs, price=100_000))


def _sales(act: Act, mary: int, jun: int) -> None:
    for customer, what in ((mary, "rug"), (jun, "lamp")):
        record_sale(act, customer, NewSale((NewLine(what, price=50_000),)))


def _opportunities(act: Act, mary: int, jun: int) -> None:
    hear(act, mary, NewOpportunity("a course"))
    hear(act, jun, NewOpportunity("filters"))


def _agreements(act: Act, mary: int, jun: int) -> None:
    add_agreement(act, mary, NewAgreement("Delivery", date(2026, 1, 1)))
    add_agreement(act, jun, NewAgreement("Spare parts", date(2026, 1, 1), terms="within 3 days"))


def _moves(act: Act, mary: int, _jun: int) -> None:
    for words in ("500 a month", "400 and no delivery"):
        note_move(act, NewMove(move="offer", words=words, customer_id=mary, subject="price"))


def _referrals(act: Act, mary: int, jun: int) -> None:
    add_referral(act, mary, jun, "over lunch")
    add_referral(act, jun, mary, "at the market")


def _outreaches(act: Act, mary: int, _jun: int) -> None:
    for name in ("spring opening", "how to descale"):
        new = NewOutreach(name, "announcement", "email", "all", Narrowing())
        draw_up(act, new, [Weighed(mary, "mary@example.org", None)])


def _standards(act: Act, _mary: int, _jun: int) -> None:
    for statement in ("Nobody waits long.", "We call before we deliver."):
        add_standard(
            act, statement=statement, measure="waiting-time", target=3, objective=0.9, why="They told us."
        )


def _proposals(act: Act, mary: int, jun: int) -> None:
    _standards(act, mary, jun)
    propose(act, words="two people at noon", why="they call then", standard_id=1)
    propose(act, words="call an hour before", why="they go out", standard_id=2)


def _policies(act: Act, _mary: int, _jun: int) -> None:
    add_policy(act, name="Returns", wording="Within 30 days.")
    add_policy(act, name="Deposits", wording="Half of the price.")


def _playbooks(act: Act, _mary: int, _jun: int) -> None:
    add_playbook(act, situation=Situation("complaint"), steps=(TypedStep("listen to the end"),))
    add_playbook(act, situation=Situation("enquiry"), steps=(TypedStep("ask what it is for"),))


CASES = {
    list_views.CUSTOMERS: Case("ofori"),
    list_views.PRODUCTS: Case("hard", _products),
    list_views.SALES: Case("lamp", _sales),
    list_views.OPPORTUNITIES: Case("filt", _opportunities),
    list_views.AGREEMENTS: Case("3 days", _agreements),
    list_views.NEGOTIATIONS: Case("no del", _moves, {"customer_id": 1}),
    list_views.REFERRALS: Case("market", _referrals),
    list_views.OUTREACHES: Case("descale", _outreaches),
    list_views.STANDARDS: Case("deliver", _standards),
    list_views.PROPOSALS: Case("noon", _proposals),
    list_views.PLAYBOOKS: Case("listen", _playbooks),
    list_views.TEMPLATES: Case("menu", lambda act, mary, jun: add_templates(act)),
    list_views.PLANS: Case("check", lambda act, mary, jun: add_plans(act)),
    list_views.TEAM: Case("paul"),
}
ROUTES = {list_views.PROPOSALS: "proposal"}


@pytest.fixture
def desk(path: Path, nadia: Actor) -> DeskApp:
    return form_desk(path, nadia)


@pytest.fixture
def people(database: Database, nadia: Actor, paul: Actor) -> tuple[int, int]:
    office = Office(database, nadia)
    return office.add("Mary Ofori"), office.add("Jun Sato")


def rows_of(desk: DeskApp, list_name: str) -> int:
    found = desk.screen.query(f"#{list_name}").results(RecordList)
    return sum(len(each.rows_at_hand) for each in found)


@pytest.mark.parametrize("list_name", CASES)
async def test_a_list_is_narrowed_kept_and_seen_again(
    list_name: str,
    desk: DeskApp,
    database: Database,
    nadia: Actor,
    people: tuple[int, int],
    reader: SqliteReader,
) -> None:
    case = CASES[list_name]
    with database.act(nadia, NOW - timedelta(days=2)) as act:
        case.fill(act, *people)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        if list_name != list_views.CUSTOMERS:
            desk.open(ROUTES.get(list_name, list_name), **case.about)
        await until(pilot, lambda: rows_of(desk, list_name) > 1)
        everything = rows_of(desk, list_name)
        await pilot.press("full_stop")
        await typed(pilot, case.words)
        await until(pilot, lambda: rows_of(desk, list_name) == 1)
        await pilot.press("enter")
        assert desk.focused is desk.screen.query_one(f"#{list_name}")
        assert desk.screen.query(FilterLine).first().value == case.words
        await pilot.press("V")
        await until(pilot, lambda: shown(desk, "Save this view"))
        await typed(pilot, "what I look for")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(saved_views(reader, nadia.staff_id, list_name)))
        (view,) = saved_views(reader, nadia.staff_id, list_name)
        assert (view.name, view.narrowing.text) == ("what I look for", case.words)
        await until(pilot, lambda: rows_of(desk, list_name) == 1)
        await pilot.press("escape")
        await until(pilot, lambda: rows_of(desk, list_name) == everything)
        assert desk.screen.query(FilterLine).first().value == ""
        for _press in range(30):
            await pilot.press("w")
            await pilot.pause()
            if shown(desk, "view: what I look for"):
                break
        await until(pilot, lambda: rows_of(desk, list_name) == 1)
        await pilot.press("full_stop")
        await typed(pilot, " zzz")
        await until(pilot, lambda: shown(desk, "Nothing here has these words."))


async def test_the_policies_below_the_standards_are_a_list_of_their_own(
    desk: DeskApp, database: Database, nadia: Actor, people: tuple[int, int]
) -> None:
    with database.act(nadia, NOW - timedelta(days=2)) as act:
        _standards(act, *people)
        _policies(act, *people)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.open("standards")
        await until(pilot, lambda: rows_of(desk, "standards") == rows_of(desk, "policies") == 2)
        await pilot.press("tab")
        await until(pilot, lambda: desk.focused is desk.screen.query_one("#policies"))
        await pilot.press("full_stop")
        await typed(pilot, "half of")
        await until(pilot, lambda: rows_of(desk, "policies") == 1)
        assert rows_of(desk, "standards") == 2
        await pilot.press("escape")
        await until(pilot, lambda: rows_of(desk, "policies") == 2)
        await pilot.press("w")
        await until(pilot, lambda: shown(desk, "view: with the retired ones"))


def test_no_list_with_a_screen_is_forgotten() -> None:
    elsewhere = {list_views.CASES, list_views.POLICIES, list_views.SURVEYS}
    without_screen = {list_views.PROMISES, list_views.HEARD}
    assert set(CASES) == set(LISTS) - elsewhere - without_screen
