"""Standards: versions, scopes, acknowledgements, and what is refused."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from crm_tui.actions.standards import (
    StandardChanges,
    acknowledge,
    add_standard,
    change_standard,
    retire_standard,
)
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import ChangedSince, InvalidInput, NoSuchRecord, NotAllowed
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader

NOW = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)
ANSWER: dict[str, Any] = {
    "statement": "A complaint gets an answer within a day.",
    "measure": "answered-within",
    "target": 1440,
    "objective": 0.95,
}


def _add(database: Database, actor: Actor, **fields: Any) -> int:
    with database.act(actor, NOW) as act:
        return add_standard(act, **{**ANSWER, **fields}).id


def test_added_with_scope_owner_and_review(database: Database, reader: SqliteReader, nadia: Actor) -> None:
    standard = _add(
        database,
        nadia,
        why=" they stay ",
        scope={"nature": ["dispute", "complaint"], "tier": ["standard"]},
        owner="nadia",
        next_review=date(2027, 5, 1),
    )
    assert reader.row("SELECT owner_id, next_review_on, retired_at FROM standards") == (1, "2027-05-01", None)
    assert reader.row("SELECT number, why, target, objective FROM standard_versions") == (
        1,
        "they stay",
        1440.0,
        0.95,
    )
    assert reader.rows("SELECT dimension, value FROM standard_scopes ORDER BY id") == [
        ("nature", "complaint"),
        ("nature", "dispute"),
        ("tier", "standard"),
    ]
    assert reader.row("SELECT verb, record_id FROM acts ORDER BY id DESC") == ("add-standard", standard)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"statement": "  \t"}, "statement"),
        ({"measure": "happiness"}, "measure"),
        ({"target": None}, "target"),
        ({"target": -1}, "target"),
        ({"target": "soon"}, "target"),
        ({"target": float("nan")}, "target"),
        ({"objective": 0}, "objective"),
        ({"objective": 1.5}, "objective"),
        ({"objective": float("nan")}, "objective"),
        ({"measure": "mood", "target": 4}, "target"),
        ({"measure": "mood", "target": "cheerful"}, "target"),
        ({"measure": "follow-up-in-time", "target": 5}, "target"),
        ({"measure": "review-on-time", "target": None, "scope": {"tier": ["standard"]}}, "scope"),
        ({"scope": {"colour": ["red"]}}, "scope"),
        ({"scope": {"tier": ["gold"]}}, "scope"),
        ({"scope": {"kind": []}}, "scope"),
        ({"owner": "nobody"}, "owner"),
        ({"next_review": date(2026, 11, 20)}, "next_review"),
    ],
)
def test_refused_beside_the_field(
    database: Database, nadia: Actor, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        _add(database, nadia, **wrong)
    assert refused.value.field == field
    assert refused.value.hint


def test_a_percentage_is_asked_about(database: Database, nadia: Actor) -> None:
    with pytest.raises(InvalidInput) as refused:
        _add(database, nadia, objective=95)
    assert "0.95" in refused.value.hint


def test_nought_minutes_is_a_target(database: Database, reader: SqliteReader, nadia: Actor) -> None:
    _add(database, nadia, measure="waiting-time", target=0)
    assert reader.value("SELECT target FROM standard_versions") == 0.0


def test_a_mood_is_kept_by_level_and_code(database: Database, reader: SqliteReader, nadia: Actor) -> None:
    _add(database, nadia, measure="mood", target="pleased")
    assert reader.row("SELECT target, settings FROM standard_versions") == (4.0, '{"mood":"pleased"}')


def test_a_change_is_a_new_version(database: Database, reader: SqliteReader, nadia: Actor) -> None:
    standard = _add(database, nadia, scope={"kind": ["client"]}, next_review=date(2027, 5, 1))
    first = reader.row("SELECT * FROM standard_versions")
    with database.act(nadia, NOW + timedelta(days=1)) as act:
        saved = change_standard(act, standard, StandardChanges(target=240.0), version=1)
    assert saved.number == 2
    assert reader.row("SELECT * FROM standard_versions ORDER BY id") == first
    assert reader.row(
        "SELECT number, target, objective, statement FROM standard_versions ORDER BY id DESC"
    ) == (
        2,
        240.0,
        0.95,
        ANSWER["statement"],
    )
    assert reader.rows("SELECT standard_version_id, value FROM standard_scopes") == [
        (1, "client"),
        (2, "client"),
    ]
    assert reader.value("SELECT next_review_on FROM standards") == "2027-05-01"


def test_the_same_again_is_no_version(database: Database, reader: SqliteReader, nadia: Actor) -> None:
    standard = _add(database, nadia)
    same = StandardChanges(statement=ANSWER["statement"], target=1440.0, objective=0.95, scope={})
    with database.act(nadia, NOW) as act:
        assert change_standard(act, standard, same).number == 1
    with database.act(nadia, NOW) as act:
        saved = change_standard(act, standard, StandardChanges(owner="nadia", next_review=date(2027, 1, 1)))
    assert (saved.number, saved.version) == (1, 2)
    assert reader.value("SELECT count(*) FROM standard_versions") == 1


def test_a_change_of_what_somebody_else_changed(database: Database, nadia: Actor) -> None:
    standard = _add(database, nadia)
    with database.act(nadia, NOW) as act:
        change_standard(act, standard, StandardChanges(owner="nadia"))
    with pytest.raises(ChangedSince), database.act(nadia, NOW) as act:
        change_standard(act, standard, StandardChanges(objective=0.5), version=1)


def test_two_who_read_the_same_words_do_not_both_change_them(database: Database, nadia: Actor) -> None:
    standard = _add(database, nadia)
    with database.act(nadia, NOW) as act:
        assert change_standard(act, standard, StandardChanges(target=300), version=1).version == 2
    with pytest.raises(ChangedSince), database.act(nadia, NOW) as act:
        change_standard(act, standard, StandardChanges(target=360), version=1)


def test_read_by_everybody_and_again_after_a_change(
    database: Database, reader: SqliteReader, nadia: Actor, paul: Actor
) -> None:
    standard = _add(database, nadia)
    for actor in (paul, paul, nadia):
        with database.act(actor, NOW) as act:
            acknowledge(act, standard)
    assert reader.rows("SELECT staff_id FROM acknowledgements ORDER BY id") == [(paul.staff_id,), (1,)]
    with database.act(nadia, NOW) as act:
        second = change_standard(act, standard, StandardChanges(objective=0.9))
    with database.act(paul, NOW) as act:
        acknowledge(act, standard)
    assert reader.rows(
        "SELECT staff_id FROM acknowledgements WHERE standard_version_id = :id", {"id": second.version_id}
    ) == [(paul.staff_id,)]


def test_retired_with_a_reason_and_then_left_alone(
    database: Database, reader: SqliteReader, nadia: Actor
) -> None:
    standard = _add(database, nadia, next_review=date(2027, 5, 1))
    with pytest.raises(InvalidInput) as refused, database.act(nadia, NOW) as act:
        retire_standard(act, standard, why=" ")
    assert refused.value.field == "why"
    with database.act(nadia, NOW) as act:
        retire_standard(act, standard, why="replaced")
    assert reader.row("SELECT retired_why, next_review_on FROM standards") == ("replaced", None)
    for change in (
        lambda act: retire_standard(act, standard, why="again"),
        lambda act: change_standard(act, standard, StandardChanges(objective=0.5)),
        lambda act: acknowledge(act, standard),
    ):
        with pytest.raises(InvalidInput), database.act(nadia, NOW) as act:
            change(act)


def test_agents_read_but_do_not_set(database: Database, nadia: Actor, paul: Actor) -> None:
    standard = _add(database, nadia)
    with pytest.raises(NotAllowed):
        _add(database, paul)
    with pytest.raises(NotAllowed), database.act(paul, NOW) as act:
        change_standard(act, standard, StandardChanges(objective=0.5))
    with pytest.raises(NotAllowed), database.act(paul, NOW) as act:
        retire_standard(act, standard, why="I do not like it")


def test_an_unknown_standard(database: Database, nadia: Actor) -> None:
    with pytest.raises(NoSuchRecord), database.act(nadia, NOW) as act:
        acknowledge(act, 99)
