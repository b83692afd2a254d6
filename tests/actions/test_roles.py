"""Roles hold in the actions, whatever screens and commands offer (RELIABILITY.md, S6)."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from role_table import EVERYBODY, LEAST, OWN, PARTS

from crm_tui import actions
from crm_tui.actions.agreements import NewAgreement, add_agreement
from crm_tui.actions.calendars import set_opening_hours
from crm_tui.actions.checklists import start_checklist
from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.interactions import log_contact
from crm_tui.actions.one_to_ones import hold_one_to_one
from crm_tui.actions.playbooks import add_playbook
from crm_tui.actions.policies import add_policy
from crm_tui.actions.product_values import NewProduct
from crm_tui.actions.products import add_product
from crm_tui.actions.proposals import propose
from crm_tui.actions.skills import set_skill
from crm_tui.actions.staff import add_staff
from crm_tui.actions.standards import add_standard
from crm_tui.actions.templates import NewTemplate, add_template
from crm_tui.actions.trainings import plan_training
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import CrmError, NotAllowed
from crm_tui.domain.playbook_text import TypedStep
from crm_tui.domain.playbooks import Situation
from crm_tui.domain.words import Door, Role
from crm_tui.store.database import Database
from crm_tui.store.journal import Act

WEEK = {"mon": [("09:00", "17:00")]}


def public_actions() -> dict[str, Callable[..., Any]]:
    """Every public function of a module of actions whose first parameter is the act, by module and name."""
    found = {}
    for module in pkgutil.iter_modules(actions.__path__):
        loaded = importlib.import_module(f"{actions.__name__}.{module.name}")
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            first = next(iter(inspect.signature(function).parameters.values()), None)
            is_own = function.__module__ == loaded.__name__ and not name.startswith("_")
            if is_own and first is not None and first.annotation is Act:
                found[f"{module.name}.{name}"] = function
    return found


ACTIONS = public_actions()
GUARDED = [(name, least) for least, names in LEAST.items() for name in sorted(names)]


@pytest.fixture
def of_role(run) -> Callable[[Role], Actor]:
    """Somebody with that role, whom nothing here is about."""

    def make(role: Role) -> Actor:
        login = f"some-{role.value}"
        staff_id = run(add_staff, login=login, name=login, role=role.value).id
        return Actor(staff_id, login, login, role, Door.SCREENS, f"session-{login}")

    return make


@pytest.fixture
def known(run, paul, quillon, now: datetime) -> dict[str, Any]:
    """Something that is there for each parameter that names a record; nonsense would be refused as such."""
    trainee = run(add_staff, login="tuli", name="Tuli", role="trainee")
    tuli = Actor(trainee.id, "tuli", "Tuli", Role.TRAINEE, Door.SCREENS, "session-tuli")
    contact = NewContact("phone", "inbound", "enquiry", "solved", customer_id=quillon.id)
    standard = run(
        add_standard, statement="Nobody waits.", measure="waiting-time", target=3, objective=0.9
    ).id
    steps = [TypedStep("listen")]
    run(set_skill, "paul", "repairs", 2)
    return {
        "customer_id": quillon.id,
        "interaction_id": run(log_contact, contact, by=tuli).interaction,
        "standard_id": standard,
        "standard": standard,
        "policy_id": run(add_policy, name="Returns", wording="Within 14 days.").id,
        "proposal_id": run(propose, words="two", why="noon", standard_id=standard, by=paul).id,
        "playbook_id": run(add_playbook, situation=Situation("complaint"), steps=steps).id,
        "item_id": run(start_checklist, "tuli").ids[0],
        "training_id": run(plan_training, "paul", "listening").id,
        "one_to_one_id": run(
            hold_one_to_one, "paul", from_on=now.date(), to_on=now.date(), words={"goals": "x"}
        ).id,
        "template_id": run(add_template, NewTemplate("mine", "Thank you", mine=True), by=paul).id,
        "template": NewTemplate("thank-you", "Thank you"),
        "referral_id": 1,
        "by_customer_id": quillon.id,
        "agreement_id": run(add_agreement, quillon.id, NewAgreement("Delivery", now.date())).id,
        "changes": {"name": "Delivery 2027"},
        "product_id": run(add_product, NewProduct("Kettle")).id,
        "version_id": run(set_opening_hours, WEEK, valid_from=date(2027, 1, 4)).id,
        **dict.fromkeys(("tier_id", "case_id", "follow_up_id", "promise_id", "speaker_id", "record_id"), 1),
        "to_customer": quillon.id,
        "login": "paul",
        "whose": "paul",
        "to": "tuli",
        "stand_in_login": "tuli",
        "until": now.date(),
        "situation": Situation("problem"),
        "steps": steps,
        "name": "repairs",
        "label": "warranty",
        "day": date(2027, 1, 5),
        "names": {date(2027, 1, 6): "a holiday"},
        "why": "because",
        "statement": "Nobody waits at all.",
        "wording": "Within 15 days.",
        "measure": "waiting-time",
        "objective": 0.9,
        "decision": "keep",
    }


def is_refused(database: Database, actor: Actor, name: str, known: dict[str, Any], now: datetime) -> bool:
    """Whether the role is refused. What is asked for may be nonsense besides, and refused for that."""
    parameters = list(inspect.signature(ACTIONS[name]).parameters.values())[1:]
    needed = [one for one in parameters if one.default is inspect.Parameter.empty]
    positional = [known.get(one.name) for one in needed if one.kind is one.POSITIONAL_OR_KEYWORD]
    named = {one.name: known.get(one.name) for one in needed if one.kind is one.KEYWORD_ONLY}
    try:
        with database.act(actor, now) as act:
            ACTIONS[name](act, *positional, **named)
    except NotAllowed:
        return True
    except (CrmError, TypeError, AttributeError, ValueError):
        return False
    return False


def test_every_action_is_in_the_table_once() -> None:
    entered = [*EVERYBODY, *OWN, *PARTS, *(name for names in LEAST.values() for name in names)]
    assert sorted(set(ACTIONS) - set(entered)) == []
    assert sorted(set(entered) - set(ACTIONS)) == []
    assert len(entered) == len(set(entered))


@pytest.mark.parametrize(("name", "least"), GUARDED)
def test_refused_below_its_role_and_not_from_it_on(
    database: Database, of_role, known, now: datetime, name: str, least: Role
) -> None:
    roles = list(Role)
    for role in roles[: roles.index(least)]:
        assert is_refused(database, of_role(role), name, known, now), role
    assert not is_refused(database, of_role(least), name, known, now)


@pytest.mark.parametrize("name", sorted(OWN - {"undo.undo"}))
def test_another_persons_affair_takes_a_manager(
    database: Database, of_role, known, paul: Actor, now: datetime, name: str
) -> None:
    for role in (Role.TRAINEE, Role.AGENT):
        assert is_refused(database, of_role(role), name, known, now), role
    assert not is_refused(database, paul, name, known, now)
    assert not is_refused(database, of_role(Role.MANAGER), name, known, now)


def test_another_persons_act_is_undone_by_a_manager(run, of_role, paul: Actor, reader) -> None:
    run(plan_training, "paul", "listening")
    act_id = reader.value("SELECT max(id) FROM acts")
    for role in (Role.TRAINEE, Role.AGENT):
        with pytest.raises(NotAllowed):
            run(ACTIONS["undo.undo"], act_id, by=of_role(role))
    run(ACTIONS["undo.undo"], act_id, by=of_role(Role.MANAGER))
    assert reader.value("SELECT count(*) FROM trainings") == 0


@pytest.mark.parametrize("name", sorted(EVERYBODY))
def test_nobody_is_refused_what_the_day_brings(
    database: Database, of_role, known, now: datetime, name: str
) -> None:
    assert not is_refused(database, of_role(Role.TRAINEE), name, known, now)
