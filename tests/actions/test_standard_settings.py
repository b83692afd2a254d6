"""What measures need besides their target, and what is refused beside which field."""

from typing import Any

import pytest

from crm_tui.actions.playbooks import add_playbook
from crm_tui.actions.standards import StandardChanges, add_standard, change_standard
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.playbook_text import TypedStep
from crm_tui.domain.playbooks import Situation

MISSED = {"a": {"outcome": ["missed"]}, "b": {"direction": ["outbound"]}}


@pytest.fixture
def add(run):
    """Set a standard."""

    def add_one(measure: str, target: Any = None, **more: Any):
        fields = {"statement": measure, "measure": measure, "target": target, "objective": 0.9, **more}
        return run(add_standard, **fields)

    return add_one


@pytest.fixture
def kept(reader):
    """Target and settings of a version as the database keeps them."""
    return lambda saved: reader.row(
        "SELECT target, settings FROM standard_versions WHERE id = :id", {"id": saved.version_id}
    )


@pytest.mark.parametrize(
    ("measure", "target", "settings", "expected"),
    [
        ("answered-within", 240, {}, (240.0, '{"hours":"open"}')),
        ("answered-within", 0, {"hours": "all"}, (0.0, '{"hours":"all"}')),
        ("next-answer-within", 60, {}, (60.0, '{"hours":"open"}')),
        ("promise-kept", None, {}, (None, "{}")),
        ("contact-load", None, {}, (None, '{"days":30}')),
        ("contact-load", 0, {"days": 7}, (0.0, '{"days":7}')),
        ("read-by-all", None, {}, (None, '{"hours":"open"}')),
        ("review-on-time", None, {"of": "policy"}, (None, '{"of":"policy"}')),
        (
            "followed-by",
            0,
            {"unit": "days", **MISSED},
            (0.0, '{"a":{"outcome":["missed"]},"b":{"direction":["outbound"]},"hours":"open","unit":"days"}'),
        ),
    ],
)
def test_settings_are_kept(add, kept, measure, target, settings, expected) -> None:
    assert kept(add(measure, target, settings=settings)) == expected


@pytest.mark.parametrize(
    ("measure", "target", "more", "field"),
    [
        ("answered-within", None, {}, "target"),
        ("answered-within", -1, {}, "target"),
        ("answered-within", 60, {"settings": {"hours": "night"}}, "hours"),
        ("waiting-time", 3, {"settings": {"hours": "open"}}, "hours"),
        ("promise-kept", 60, {}, "target"),
        ("promise-kept", None, {"settings": {"days": 3}}, "days"),
        ("contact-load", 2.5, {}, "target"),
        ("contact-load", 3, {"settings": {"days": 0}}, "days"),
        ("followed-by", 60, {}, "a"),
        ("followed-by", 60, {"settings": {"a": {"nature": ["sale"]}}}, "b"),
        ("followed-by", 60, {"settings": {**MISSED, "a": {"nature": ["magic"]}}}, "a"),
        ("followed-by", 60, {"settings": {**MISSED, "a": {"weather": ["rain"]}}}, "a"),
        ("followed-by", 60, {"settings": {**MISSED, "b": {"outcome": []}}}, "b"),
        ("followed-by", 60, {"settings": {**MISSED, "b": {"direction": ["internal"]}}}, "b"),
        ("followed-by", None, {"settings": MISSED}, "target"),
        ("followed-by", 1.5, {"settings": {**MISSED, "unit": "days"}}, "target"),
        ("followed-by", 1, {"settings": {**MISSED, "unit": "weeks"}}, "unit"),
        ("preceded-by", 60, {"settings": {"b": {"channel": ["phone"]}}}, "a"),
        ("step-ticked", None, {}, "step"),
        ("step-ticked", None, {"settings": {"step": "say-price"}}, "step"),
        ("review-on-time", None, {"settings": {"of": "customers"}}, "of"),
        ("review-on-time", None, {"scope": {"tier": ["standard"]}}, "scope"),
        ("read-by-all", None, {"scope": {"tier": ["standard"]}}, "scope"),
        ("waiting-time", 3, {"scope": {"channel": ["email"]}}, "scope"),
        ("waiting-time", 3, {"scope": {"tier": ["platinum"]}}, "scope"),
        (
            "followed-by",
            60,
            {"settings": {**MISSED, "a": {"nature": ["sale"]}}, "scope": {"nature": ["complaint"]}},
            "scope",
        ),
    ],
)
def test_what_cannot_be_measured_is_refused_beside_its_field(
    add, reader, measure, target, more, field
) -> None:
    with pytest.raises(InvalidInput) as refused:
        add(measure, target, **more)
    assert refused.value.field == field
    assert refused.value.message and refused.value.hint
    assert reader.value("SELECT count(*) FROM standards") == 0


def test_a_scope_that_meets_what_is_measured_is_taken(add) -> None:
    add("waiting-time", 3, scope={"channel": ["email", "phone"]})
    add("followed-by", 60, settings=MISSED, scope={"nature": ["sale"]})


def test_a_step_of_a_playbook_can_be_measured(run, add, kept) -> None:
    steps = (TypedStep("Say what it costs", True, "say-price"), TypedStep("Thank them", False, "thank"))
    run(add_playbook, situation=Situation("sale"), steps=steps)
    assert kept(add("step-ticked")) == (None, "{}")
    assert kept(add("step-ticked", settings={"step": "thank"})) == (None, '{"step":"thank"}')


def test_a_change_keeps_the_settings_that_it_does_not_name(run, add, kept) -> None:
    standard = add("followed-by", 1, settings={**MISSED, "unit": "days", "hours": "all"})
    changed = run(change_standard, standard.id, StandardChanges(target=2.0))
    assert changed.number == 2
    assert kept(changed)[0] == 2.0
    assert '"hours":"all"' in kept(changed)[1]
    in_minutes = run(change_standard, standard.id, StandardChanges(target=90.0, settings={"unit": None}))
    assert "unit" not in kept(in_minutes)[1]
    same = run(change_standard, standard.id, StandardChanges(target=90.0, settings={"hours": "all"}))
    assert same.number == in_minutes.number


def test_a_change_is_refused_as_a_new_standard_is(run, add) -> None:
    standard = add("followed-by", 60, settings=MISSED, scope={"nature": ["sale"]})
    with pytest.raises(InvalidInput) as refused:
        run(change_standard, standard.id, StandardChanges(settings={"a": {"nature": ["delivery"]}}))
    assert refused.value.field == "scope"


def test_a_change_of_a_mood_keeps_it_a_mood(run, add, kept) -> None:
    standard = add("mood", "pleased")
    changed = run(change_standard, standard.id, StandardChanges(settings={}, statement="All leave happy."))
    assert kept(changed) == (4.0, '{"mood":"pleased"}')
