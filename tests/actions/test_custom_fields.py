"""The business's own fields: kept by managers, checked by their type, merged like other fields."""

from collections.abc import Callable
from typing import Any

import pytest

from crm_tui.actions.custom_fields import add_field, change_field, retire_field
from crm_tui.actions.customer_values import NewCustomer, SavedCustomer
from crm_tui.actions.customers import add_customer, edit_customer
from crm_tui.actions.merge import merge_customers
from crm_tui.actions.merging import FieldsChangedSince
from crm_tui.actions.undo import undo
from crm_tui.actions.unmerge import unmerge_customers
from crm_tui.domain.errors import InvalidInput, NotAllowed
from crm_tui.queries.custom_fields import own_fields, values_of
from crm_tui.queries.customers import page
from crm_tui.store.driver import SqliteReader

Run = Callable[..., Any]


@pytest.fixture
def fields(run: Run) -> None:
    """One field of each type."""
    run(add_field, label="Warranty until", type="date")
    run(add_field, label="Machines", type="number", kind="client")
    run(add_field, label="Size", type="choice", choices=("small", "large", "Small "))
    run(add_field, label="আকার", type="text", code="shape")


def said(reader: SqliteReader, customer_id: int) -> dict[str, str]:
    return {one.code: one.value for one in values_of(reader, customer_id)}


def test_each_type_is_kept_in_one_spelling(run: Run, reader: SqliteReader, fields: None) -> None:
    saved = run(
        add_customer,
        NewCustomer(
            "Ada",
            own_fields={
                "warranty-until": "24 nov",
                "machines": "1,234.50",
                "size": "LARGE",
                "shape": " round ",
            },
        ),
    )
    assert said(reader, saved.id) == {
        "warranty-until": "2026-11-24",
        "machines": "1234.50",
        "size": "large",
        "shape": "round",
    }
    assert reader.value("SELECT number FROM custom_values WHERE number IS NOT NULL") == 1234.5
    run(edit_customer, saved.id, {"field-shape": "", "field-machines": "১২"})
    assert said(reader, saved.id)["machines"] == "12"
    assert "shape" not in said(reader, saved.id)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("field-warranty-until", "soon"),
        ("field-machines", "many"),
        ("field-machines", "inf"),
        ("field-size", "medium"),
        ("field-colour", "red"),
    ],
)
def test_what_cannot_stand_in_a_field_is_refused(
    run: Run, reader: SqliteReader, quillon: SavedCustomer, fields: None, name: str, value: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        run(edit_customer, quillon.id, {name: value})
    assert refused.value.hint
    assert said(reader, quillon.id) == {}


@pytest.mark.parametrize(
    "field",
    [
        {"label": " ", "type": "text"},
        {"label": "A", "type": "colour"},
        {"label": "A", "type": "choice", "choices": ("one",)},
        {"label": "A", "type": "text", "choices": ("one", "two")},
        {"label": "Name", "type": "text"},  # the customer has one
        {"label": "Size", "type": "text"},  # taken
        {"label": "A", "type": "text", "kind": "enemy"},
    ],
)
def test_what_cannot_be_a_field_is_refused(run: Run, fields: None, field: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        run(add_field, **field)


def test_labels_choices_and_places_change_types_do_not(
    run: Run, reader: SqliteReader, quillon: SavedCustomer, fields: None
) -> None:
    run(edit_customer, quillon.id, {"field-size": "small"})
    run(change_field, "size", label="Shop size", choices=("tiny", "large"), position=0)
    first = own_fields(reader)[0]
    assert (first.code, first.label, first.choices) == ("size", "Shop size", ("tiny", "large"))
    assert said(reader, quillon.id) == {"size": "small"}  # what was said stays
    run(retire_field, "size")
    assert said(reader, quillon.id) == {}
    with pytest.raises(InvalidInput):
        run(edit_customer, quillon.id, {"field-size": "large"})


def test_fields_are_kept_by_managers(run: Run, paul: Any, fields: None) -> None:
    for action, arguments in ((add_field, {"label": "A", "type": "text"}), (retire_field, {"code": "size"})):
        with pytest.raises(NotAllowed):
            run(action, **arguments, by=paul)


def test_two_people_at_two_fields_merge_and_at_one_are_asked(
    run: Run, reader: SqliteReader, quillon: SavedCustomer, fields: None
) -> None:
    started = {"field-size": "", "field-shape": ""}
    run(edit_customer, quillon.id, {"field-size": "small"})
    run(edit_customer, quillon.id, {"field-shape": "round"}, started_from=started)
    assert said(reader, quillon.id) == {"size": "small", "shape": "round"}
    with pytest.raises(FieldsChangedSince) as asked:
        run(edit_customer, quillon.id, {"field-size": "large"}, started_from=started)
    assert [(one.field, one.stored, one.typed) for one in asked.value.conflicts] == [
        ("field-size", "small", "large")
    ]


def test_undo_takes_a_value_back(
    run: Run, reader: SqliteReader, quillon: SavedCustomer, fields: None
) -> None:
    run(edit_customer, quillon.id, {"field-size": "small"})
    run(edit_customer, quillon.id, {"field-size": "large"})
    run(undo)
    assert said(reader, quillon.id) == {"size": "small"}


def test_a_merge_keeps_what_one_says_and_asks_where_both_do(
    run: Run, reader: SqliteReader, quillon: SavedCustomer, fields: None
) -> None:
    run(edit_customer, quillon.id, {"field-size": "small"})
    other = run(add_customer, NewCustomer("Q. Ashgrove", own_fields={"size": "large", "shape": "round"})).id
    merged = run(merge_customers, quillon.id, other, {"size": "b"})
    assert said(reader, quillon.id) == {"size": "large", "shape": "round"}
    assert run(unmerge_customers, merged.act).stayed == 0
    assert said(reader, quillon.id) == {"size": "small"}
    assert said(reader, other) == {"size": "large", "shape": "round"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("size:large", ["Ada", "Bela"]),
        ("SIZE:lar", ["Ada", "Bela"]),
        ("size:large bel", ["Bela"]),
        ('shape:"very round"', ["Bela"]),
        ("size:large shape:round", ["Bela"]),
        ("size:huge", []),
        ("colour:red", []),  # no field of ours: words
    ],
)
def test_a_filter_asks_fields_by_code(
    run: Run, reader: SqliteReader, now: Any, fields: None, text: str, names: list[str]
) -> None:
    run(add_customer, NewCustomer("Ada", own_fields={"size": "large"}))
    run(add_customer, NewCustomer("Bela", own_fields={"size": "large", "shape": "very round"}))
    run(add_customer, NewCustomer("Cleo", own_fields={"size": "small"}))
    assert [row.name for row in page(reader, now=now, text=text, country="BD").rows] == names
