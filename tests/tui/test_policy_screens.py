"""Policies on their screens: listed below the standards, shown with what customers met, written, reviewed."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from customer_sample import HOSTILE, NOW, SIZES, happened, painted, until, where
from house_sample import LONG_AGO, HouseDesk, house_desk, set_standard
from textual.pilot import Pilot

from crm_tui.actions.policies import PolicyChanges, add_policy, change_policy, read_policy, retire_policy
from crm_tui.actions.policy_reviews import review_policy
from crm_tui.actions.proposals import propose
from crm_tui.domain.actor import Actor
from crm_tui.domain.folding import fold
from crm_tui.queries.policies import PolicyPage, policy_page
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.store.tables import Customer, Interaction
from crm_tui.tui.screens.policies_panel import PoliciesPanel
from crm_tui.tui.screens.policy import PolicyScreen
from crm_tui.tui.screens.policy_form import PolicyForm
from crm_tui.tui.screens.policy_review import PolicyReviewForm
from crm_tui.tui.screens.standards import StandardsScreen

WORDING = "Thirty days, with the bill."
ANSWERS = {
    "purpose": "fair", "needed": "yes", "outdated": "no", "hard": "no", "talk": "no", "hours": "no, noon",
}  # fmt: skip


@pytest.fixture
def desk(path: Path, nadia: Actor) -> HouseDesk:
    return house_desk(path, nadia)


def write(database: Database, actor: Actor, **more: Any) -> int:
    values: dict[str, Any] = {
        "name": "Returns", "wording": WORDING, "purpose": "nobody is afraid to buy", "owner": "nadia",
        "next_review": date(2026, 11, 1), **more,
    }  # fmt: skip
    with database.act(actor, LONG_AGO) as act:
        return add_policy(act, **values).id


def met(database: Database, actor: Actor, said: str = "closed at noon", name: str = "Mary Ofori") -> int:
    """A call at noon on a Monday that nobody answered, and one of Tuesday with an obstacle."""
    with database.act(actor, NOW) as act:
        act.describe("test")
        customer = act.add(
            Customer(name=name, form="person", created_at=LONG_AGO, sort_key=fold(name))
        ).record_id
        for at, outcome, obstacle in (
            (datetime(2026, 11, 16, 6, 10, tzinfo=UTC), "missed", None),
            (datetime(2026, 11, 17, 4, 0, tzinfo=UTC), "information", "hours"),
        ):
            act.add(
                Interaction(
                    customer_id=customer, staff_id=1, channel="phone", direction="inbound",
                    nature="enquiry", outcome=outcome, obstacle=obstacle, happened_at=at, recorded_at=at,
                    said=said, waited_minutes=4,
                )
            )  # fmt: skip
    return customer


def page(reader: SqliteReader) -> PolicyPage:
    return policy_page(reader, 1)


def shows(desk: HouseDesk, words: str) -> bool:
    return any(words in line for line in painted(desk))


async def opened(pilot: Pilot[int], desk: HouseDesk, route: str, words: str, **about: object) -> None:
    desk.open(route, **about)
    await until(pilot, lambda: shows(desk, words))


@pytest.mark.parametrize("size", SIZES)
async def test_policies_stand_below_the_standards(
    desk: HouseDesk, database: Database, nadia: Actor, size: tuple[int, int]
) -> None:
    set_standard(database, nadia)
    write(database, nadia)
    async with desk.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: shows(desk, "Policies   1 · 1 review overdue"))
        assert not shows(desk, WORDING)
        await pilot.press("tab")
        await until(pilot, lambda: shows(desk, WORDING))
        assert not shows(desk, "objective 90 %")
        assert shows(desk, "Policies   1 · 1 review overdue · 1 to read")
        await pilot.press("a")
        await until(pilot, lambda: "You have read version 1 of policy 1" in happened(desk))
        await until(pilot, lambda: not shows(desk, "1 review overdue · 1 to read"))
        await pilot.press("a")
        await until(pilot, lambda: "You have read this version already" in happened(desk))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(desk.screen, PolicyScreen))


@pytest.mark.parametrize("size", SIZES)
async def test_a_page_says_who_has_read_it(
    desk: HouseDesk, database: Database, nadia: Actor, paul: Actor, size: tuple[int, int]
) -> None:
    write(database, nadia)
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(
            pilot, desk, "policy", "0 of 2, not by you yet   waiting: Nadia Karim, Paul", policy_id=1
        )
        await pilot.press("a")
        await until(pilot, lambda: shows(desk, "1 of 2   waiting: Paul Mensah"))
        with database.act(paul) as act:
            read_policy(act, 1)
        desk.screen.read_again()  # type: ignore[attr-defined]
        await until(pilot, lambda: shows(desk, "2 of 2, everybody"))


async def test_today_asks_to_read_a_policy(desk: HouseDesk, database: Database, nadia: Actor) -> None:
    write(database, nadia, next_review=None)
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await opened(pilot, desk, "today", "Standards   1 to read · 0 reviews overdue")
        with database.act(nadia) as act:
            read_policy(act, 1)
        desk.screen.read_again()  # type: ignore[attr-defined]
        await until(pilot, lambda: shows(desk, "Standards   0 to read") or shows(desk, "All are read"))


async def test_the_list_teaches_and_writes_the_first_one(desk: HouseDesk, reader: SqliteReader) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: shows(desk, "Policies   0"))
        await pilot.press("tab")
        await until(pilot, lambda: shows(desk, "n writes the first one down"))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(desk.screen, PolicyForm) and shows(desk, "Wording"))
        await pilot.press(*"Returns", "enter", *"30days", "tab", *"fair", "ctrl+s")
        await until(pilot, lambda: isinstance(desk.screen, StandardsScreen))
        await until(pilot, lambda: "Policy 1 is written down" in happened(desk))
    policy = page(reader).policy
    assert (policy.name, policy.newest.wording, policy.newest.purpose) == ("Returns", "30days", "fair")
    assert (policy.owner, policy.next_review_on) == ("Nadia Karim", date(2027, 5, 21))


async def test_a_policy_without_words_is_refused_beside_the_field(desk: HouseDesk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "policy-form", "Wording")
        await pilot.press(*"Returns", "ctrl+s")
        await until(pilot, lambda: shows(desk, "is needed (plain enough"))
        assert isinstance(desk.screen, PolicyForm)


@pytest.mark.parametrize("size", SIZES)
async def test_a_page_shows_what_customers_met(
    desk: HouseDesk, database: Database, nadia: Actor, size: tuple[int, int]
) -> None:
    write(database, nadia)
    customer = met(database, nadia)
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk, "policy", "closed at noon", policy_id=1)
        assert "review overdue since Sun 1 Nov" in where(desk)
        for said in (
            WORDING, "nobody is afraid to buy", "hours 1", "2 contacts in · 1 missed · 0 outside our hours",
            "Mon 12:00 1", "half waited 4 min at most · above 3 min 2 of 2",
        ):  # fmt: skip
            assert shows(desk, said), said
        if size[1] < 30:
            assert not shows(desk, "some were missed")
            await pilot.press("w")
        await until(pilot, lambda: shows(desk, "some were missed"))
        monday = next(line for line in painted(desk) if line.strip().startswith("Mon "))
        header = next(line for line in painted(desk) if "09" in line and "16" in line)
        assert monday.index("1!") + 1 == header.index("12") + 1
        assert all(len(line.rstrip()) <= 80 for line in (monday, header))
        await pilot.press("[")
        await until(pilot, lambda: shows(desk, "No customer met anything"))
        await pilot.press("]")
        await until(pilot, lambda: shows(desk, "closed at noon"))
        await pilot.press("enter")
        await until(pilot, lambda: getattr(desk.screen, "about", {}).get("customer_id") == customer)


async def test_the_history_shows_versions_and_what_reviews_answered(
    desk: HouseDesk, database: Database, nadia: Actor
) -> None:
    write(database, nadia)
    with database.act(nadia, NOW - timedelta(days=9)) as act:
        review_policy(
            act, 1, from_on=date(2026, 5, 1), to_on=date(2026, 11, 1), answers=ANSWERS, decision="keep",
            why="it is understood", next_on=date(2027, 5, 1),
        )  # fmt: skip
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "policy", WORDING, policy_id=1)
        await pilot.press("v")
        await until(pilot, lambda: shows(desk, "no, noon"))
        assert shows(desk, "Do our hours serve them?")
        await pilot.press("down")
        await until(pilot, lambda: shows(desk, "nobody is afraid to buy"))
        await pilot.press("v")
        await until(pilot, lambda: shows(desk, "What customers said"))


@pytest.mark.parametrize("size", SIZES)
async def test_a_review_asks_six_questions_and_keeps(
    desk: HouseDesk, database: Database, nadia: Actor, reader: SqliteReader, size: tuple[int, int]
) -> None:
    write(database, nadia)
    met(database, nadia)
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk, "policy-review", "Decision", policy_id=1)
        assert where(desk).startswith("Review of policy 1 for Thu 21 May to Sat 21 Nov")
        assert shows(desk, "“closed at noon” Mary Ofori")
        assert shows(desk, "some were missed") is (size[1] >= 34)
        await pilot.press("y", "n", "n", "n", "n", "k", *"fine", "enter", *"6mo", "ctrl+s")
        await until(pilot, lambda: "Reviewed policy 1: keep." in happened(desk))
    found = page(reader)
    (review,) = found.reviews
    assert review.answers == {**ANSWERS, "purpose": "nobody is afraid to buy", "hours": "no"}
    assert (review.why, found.policy.next_review_on) == ("fine", date(2027, 5, 21))


async def test_a_review_changes_and_answers_what_was_proposed(
    desk: HouseDesk, database: Database, nadia: Actor, paul: Actor, reader: SqliteReader
) -> None:
    write(database, nadia)
    with database.act(paul, LONG_AGO) as act:
        propose(act, words="sixty days", why="simpler", policy_id=1)
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await opened(pilot, desk, "policy-review", "Paul Mensah: sixty days", policy_id=1)
        await pilot.press("y", "n", "y", "n", "y", "a", *"right", "enter", "c")
        await pilot.press("!", "tab", *"simpler", "enter", *"6mo", "ctrl+s")
        await until(pilot, lambda: "Reviewed policy 1: v2 holds." in happened(desk))
    found = page(reader)
    assert found.policy.newest.wording == WORDING + "!"
    assert (found.proposals[0].answer, found.proposals[0].in_version) == ("right", 2)


async def test_looking_at_another_period_does_not_write_over_what_changed_meanwhile(
    desk: HouseDesk, database: Database, nadia: Actor, reader: SqliteReader
) -> None:
    write(database, nadia)
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await opened(pilot, desk, "policy-review", "Decision", policy_id=1)
        with database.act(nadia, NOW) as act:
            change_policy(act, 1, PolicyChanges(wording="Meanwhile."))
        assert isinstance(desk.screen, PolicyReviewForm)
        desk.screen.form.set_value("from_on", date(2026, 10, 1))
        await until(pilot, lambda: shows(desk, "Meanwhile.") and "Thu 1 Oct" in where(desk))
        await pilot.press("y", "n", "n", "n", "n", "c", "!", "tab", *"fine", "enter", *"6mo", "ctrl+s")
        await until(pilot, lambda: "was changed by Nadia Karim since you read it" in happened(desk))
    assert page(reader).policy.newest.wording == "Meanwhile."


async def test_a_review_without_answers_or_in_the_past_is_refused_beside_the_field(
    desk: HouseDesk, database: Database, nadia: Actor, reader: SqliteReader
) -> None:
    write(database, nadia)
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await opened(pilot, desk, "policy-review", "Decision", policy_id=1)
        await pilot.press("y", "n", "ctrl+s")
        await until(pilot, lambda: shows(desk, "is needed (Is it hard to understand?"))
        await pilot.press("n", "n", "y", "r", *"gone")
        assert not shows(desk, "Next on")
        assert isinstance(desk.screen, PolicyReviewForm)
        desk.screen.form.set_value("decision", "keep")
        desk.screen.form.set_value("next_review", date(2026, 11, 2))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shows(desk, "is over"))
    assert page(reader).reviews == ()


async def test_the_next_review_begins_where_the_last_one_ended(
    desk: HouseDesk, database: Database, nadia: Actor
) -> None:
    write(database, nadia)
    with database.act(nadia, NOW - timedelta(days=9)) as act:
        review_policy(
            act, 1, from_on=date(2026, 5, 1), to_on=date(2026, 11, 1), answers=ANSWERS, decision="keep",
            why="fine", next_on=date(2027, 5, 1),
        )  # fmt: skip
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "policy-review", "Decision", policy_id=1)
        await until(pilot, lambda: where(desk).startswith("Review of policy 1 for Mon 2 Nov to Sat 21 Nov"))


async def test_agents_propose_and_write_nothing(
    path: Path, database: Database, nadia: Actor, paul: Actor
) -> None:
    write(database, nadia)
    desk = house_desk(path, paul)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "policy", WORDING, policy_id=1)
        await pilot.press("e")
        await until(pilot, lambda: "p proposes a change" in happened(desk))
        await pilot.press("r")
        await until(pilot, lambda: "Only a manager or an admin" in happened(desk))
        assert isinstance(desk.screen, PolicyScreen)


async def test_a_retired_policy_is_shown_on_request_and_stays(
    desk: HouseDesk, database: Database, nadia: Actor
) -> None:
    write(database, nadia)
    with database.act(nadia, NOW) as act:
        retire_policy(act, 1, why="no returns")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: shows(desk, "Policies   0"))
        await pilot.press("tab", "w")
        await until(pilot, lambda: shows(desk, "retired"))
        assert desk.screen.query_one(PoliciesPanel).is_in_use
        await pilot.press("e")
        await until(pilot, lambda: "nothing of it changes" in happened(desk))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("route", ["policy", "policy-form", "policy-review"])
async def test_hostile_words_are_shown_harmlessly(
    desk: HouseDesk, database: Database, nadia: Actor, size: tuple[int, int], route: str
) -> None:
    write(database, nadia, name=HOSTILE, wording=HOSTILE, purpose=HOSTILE)
    met(database, nadia, HOSTILE, HOSTILE)
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk, route, "[bold]Mallory[/]", policy_id=1)
