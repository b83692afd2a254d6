"""Touchpoint plans, pure: what sets one off, when its steps are due, and their text."""

from datetime import UTC, date, datetime, timedelta

import pytest

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import PlanEvent, SurveyKind
from crm_tui.domain.plan_text import parse_steps, render_steps
from crm_tui.domain.plans import (
    BoughtAgain,
    Event,
    Plan,
    Scope,
    Step,
    bought_again,
    is_near,
    is_too_late,
    moved_on,
)

AT = datetime(2026, 11, 21, 6, tzinfo=UTC)
DAY = date(2026, 11, 21)
SOLD = Event(
    ("sale", 3), 1, AT, tier="key", kinds=frozenset({"client", "partner"}), products=frozenset({7, 8})
)


def plan(**scope: tuple[object, ...]) -> Plan:
    return Plan(1, "thanks", PlanEvent.SALE, (Step(2, "phone", "thank them"),), Scope(**scope))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("scope", "fits"),
    [
        ({}, True),
        ({"tiers": ("key", "priority")}, True),
        ({"tiers": ("standard",)}, False),
        ({"kinds": ("partner",)}, True),
        ({"kinds": ("supplier",)}, False),
        ({"products": (8, 9)}, True),
        ({"products": (9,)}, False),
        ({"natures": ("support",)}, False),
        ({"tiers": ("key",), "kinds": ("supplier",)}, False),
    ],
)
def test_a_plan_is_set_off_by_what_its_scope_names(scope: dict[str, tuple[object, ...]], fits: bool) -> None:
    assert plan(**scope).is_set_off_by(SOLD) is fits


def test_steps_wait_until_their_day_is_near_and_come_no_more_when_it_is_long_over() -> None:
    steps = Plan(1, "", PlanEvent.SALE, (Step(2, "phone", "a"), Step(60, "email", "b"))).days_from(DAY)
    assert steps == (date(2026, 11, 23), date(2027, 1, 20))
    assert [is_near(day, DAY) for day in steps] == [True, False]
    assert is_near(DAY + timedelta(days=7), DAY) and not is_near(DAY + timedelta(days=8), DAY)
    assert not is_too_late(DAY - timedelta(days=7), DAY) and is_too_late(DAY - timedelta(days=8), DAY)


def test_what_a_complaint_took_is_added() -> None:
    assert moved_on(DAY + timedelta(days=5), DAY, DAY + timedelta(days=9)) == DAY + timedelta(days=14)


def test_a_sale_counts_as_bought_again_only_after_the_event_and_in_time() -> None:
    later, too_late = AT + timedelta(days=30), AT + timedelta(days=91)
    found = bought_again([(AT, [AT]), (AT, [AT, later]), (AT, [too_late]), (AT, [])], 90)
    assert found == BoughtAgain(4, 1)
    assert found.share is None
    assert BoughtAgain(10, 4).share == 0.4


def test_steps_are_read_as_they_are_written() -> None:
    text = (
        "# thanks\n2w visit show the new range @manager\n\n"
        " 2d  PHONE thank them for it\n7d email survey:csat @paul"
    )
    steps = parse_steps(text)
    assert steps == (
        Step(2, "phone", "thank them for it"),
        Step(7, "email", "", "paul", SurveyKind.CSAT),
        Step(14, "visit", "show the new range", "manager"),
    )
    assert parse_steps(render_steps(steps)) == steps


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing",
        "soon phone thank",
        "2d fax thank",
        "2d phone",
        "2d email survey:mood x",
        "9999d phone x",
        "2d phone " + "x" * 121,
        "\n".join(["1d phone x"] * 10),
    ],
)
def test_what_is_no_step_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_steps(text)
    assert refused.value.field == "steps" and refused.value.hint


def test_the_line_is_named() -> None:
    with pytest.raises(InvalidInput, match="Line 2"):
        parse_steps("2d phone thank them\n3d fax them")
