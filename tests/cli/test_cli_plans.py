"""``crm-tui plan``: written as text, previewed without a trace, and what it brought."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crm_tui.actions.follow_up_ends import finish
from crm_tui.actions.plan_upkeep import run_plans
from crm_tui.actions.plans import NewPlan, add_plan, switch_on
from crm_tui.actions.sale_values import NewSale
from crm_tui.actions.sales import record_sale
from crm_tui.domain.actor import Actor
from crm_tui.domain.plan_text import parse_steps
from crm_tui.domain.sale_text import NewLine
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader

Ask = Callable[..., Any]
Call = Callable[..., Any]

NOW = datetime.now(UTC)


@pytest.fixture
def buy(database: Database, nadia: Actor) -> Callable[[int, int], None]:
    """Let a customer have bought something so many days ago."""

    def buy_one(customer_id: int, days_ago: int) -> None:
        with database.act(nadia, NOW - timedelta(days=days_ago)) as act:
            record_sale(act, customer_id, NewSale((NewLine("kettle", price=25_0000),)))

    return buy_one


def test_a_plan_is_written_changed_and_switched(ask: Ask, crm: Call, tmp_path: Path) -> None:
    saved = ask(
        "plan", "add", "Thank-you", "--event", "sale", "--step", "2d phone thank them", "--kind", "client"
    )
    number = str(saved["id"])
    assert saved == {"id": 1, "version": 1, "on": False}
    steps = tmp_path / "steps.txt"
    steps.write_text(crm("plan", "show", number).out.replace("2d", "3d"), encoding="utf-8")
    ask("plan", "change", number, "--file", str(steps), "--tier", "standard")
    shown = ask("plan", "show", number)
    assert [step["days"] for step in shown["steps"]] == [3]
    assert shown["scope"] == {"tiers": ["standard"], "kinds": ["client"], "natures": [], "products": []}
    assert ask("plan", "on", number)["on"] and not ask("plan", "off", number)["on"]
    ask("plan", "change", number, "--everybody")
    assert ask("plan", "list")[0]["scope"]["kinds"] == []
    ask("plan", "retire", number)
    assert ask("plan", "list") == [] and ask("plan", "list", "--retired")[0]["retired"]


def test_products_stand_by_their_names_and_are_found_by_them(ask: Ask, crm: Call) -> None:
    kettle = ask("product", "add", "--name", "Stove kettle")["id"]
    step = ("--step", "2d phone thank them")
    ask("plan", "add", "Thank-you", "--event", "sale", *step, "--product", str(kettle))
    ask("plan", "add", "Welcome", "--event", "first-contact", *step)
    assert "a sale: Stove kettle" in crm("plan", "list", "--filter", "stove").out
    assert "a sale: Stove kettle" in crm("plan", "show", "1").out
    assert [one["id"] for one in ask("plan", "list", "--filter", "stove")] == [1]


def test_a_preview_changes_nothing(
    ask: Ask, crm: Call, quillon: int, buy: Call, reader: SqliteReader
) -> None:
    for days in (40, 20, 19, 18, 17, 2):
        buy(quillon, days)
    number = str(ask("plan", "add", "Thanks", "--event", "sale", "--step", "5d phone thank them")["id"])
    acts = reader.value("SELECT count(*) FROM acts")
    seen = ask("plan", "preview", number)
    assert seen["events"] == 5
    assert seen["counts"] == {"waiting": 1, "planned": 3, "joined": 1, "skipped": 0}
    assert "at most 3" in next(touch["why"] for touch in seen["touches"] if touch["state"] == "joined")
    assert reader.value("SELECT count(*) FROM acts") == acts
    assert "5 events in 30 days" in crm("plan", "preview", number).err


def test_what_it_brought_is_counted_and_shared_only_from_ten_events_on(
    ask: Ask, crm: Call, quillon: int, buy: Call, database: Database, nadia: Actor, reader: SqliteReader
) -> None:
    with database.act(nadia, NOW - timedelta(days=200)) as act:
        plan = add_plan(act, NewPlan("Thanks", "sale", parse_steps("2d phone thank them")))
        switch_on(act, plan.id)
    mary = int(ask("customer", "add", "--name", "Mary")["id"])
    buy(quillon, 150)
    with database.act(nadia, NOW - timedelta(days=148)) as act:
        finish(act, reader.value("SELECT max(id) FROM follow_ups"))
    buy(quillon, 120)
    buy(mary, 140)
    buy(mary, 5)
    found = ask("plan", "result", str(plan.id))
    assert found["with"] == {"events": 1, "bought_again": 1, "share": None}
    assert found["without"] == {"events": 2, "bought_again": 0, "share": None}
    assert found["too_young"] == 1
    for _each in range(8):
        buy(mary, 100)
    assert ask("plan", "result", str(plan.id))["without"] == {"events": 10, "bought_again": 1, "share": 0.1}
    told = crm("plan", "result", str(plan.id)).out
    assert "1 of 1" in told and "10 % (1 of 10)" in told


def test_running_does_what_is_due_once(ask: Ask, quillon: int, database: Database, nadia: Actor) -> None:
    with database.act(nadia, NOW - timedelta(days=100)) as act:
        plan = add_plan(act, NewPlan("News", "sale", parse_steps("30d email send the news")))
        switch_on(act, plan.id)
        record_sale(act, quillon, NewSale((NewLine("kettle", price=25_0000),)))
    with database.act(nadia, NOW - timedelta(days=75)) as act:
        assert run_plans(act).planned == 1
    assert ask("plan", "run") == {"started": 0, "planned": 0, "joined": 0, "skipped": 0}
    assert ask("plan", "show", str(plan.id))["touches"]["planned"] == 1


def test_undo_passes_over_what_the_plans_did_by_themselves(
    ask: Ask, quillon: int, database: Database, nadia: Actor
) -> None:
    with database.act(nadia, NOW - timedelta(days=30)) as act:
        plan = add_plan(act, NewPlan("News", "sale", parse_steps("28d email send the news")))
        switch_on(act, plan.id)
        record_sale(act, quillon, NewSale((NewLine("kettle", price=25_0000),)))
    renamed = ask("customer", "edit", str(quillon), "--name", "Quillon A")
    assert ask("plan", "run")["planned"] == 1
    ask("undo")
    assert ask("customer", "show", str(quillon))["version"] > renamed["version"]
    assert ask("customer", "show", str(quillon))["name"] == "Quillon Ashgrove"


def test_what_cannot_be_is_refused(crm: Call, ask: Ask) -> None:
    assert crm("plan", "add", "x", "--event", "sale").code == 2
    assert crm("plan", "add", "x", "--event", "sale", "--step", "soon phone hello").code == 2
    assert crm("plan", "add", "x", "--event", "silence", "--step", "1d phone hello").code == 2
    assert crm("plan", "show", "9").code == 4
    ask("staff", "add", "paul", "--name", "Paul Mensah", "--role", "agent")
    ask("plan", "add", "x", "--event", "sale", "--step", "1d phone hello")
    refused = crm("--as", "paul", "plan", "on", "1", "--json")
    assert refused.code == 6 and json.loads(refused.out)["error"]["code"] == "not-allowed"
