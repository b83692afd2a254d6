"""The business's own fields: kept by managers, checked by their type, merged like other fields."""

from collections.abc import Callable
from typing import Any

import pytest

from crm_tui.actions.custom_fields import add_field, change_field, retire_field
from crm_tui.actions.customer_values import NewCustomer, SavedCustomer
from crm_tui.actions.customers import add_customer, delete_customer, edit_customer
from crm_tui.actions.merge import merge_customers
from crm_tui.actions.merging import FieldsChangedSince
from crm_tui.actions.undo import undo
from crm_tui.actions.unmerge import unmerge_customers
from crm_tui.domain.errors import InvalidInput, NotAllowed
from crm_tui.queries import customers
from crm_tui.queries.custom_fields import listed_fields, own_fields, values_of
from crm_tui.queries.customers import ALL, Among, View, count, key_of, page
from crm_tui.queries.list_order import read_order
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
    run(change_field, "size", label="Shop size", choices=("small", "huge"), position=1)
    first = own_fields(reader)[0]
    assert (first.code, first.label, first.choices) == ("size", "Shop size", ("small", "huge"))
    retired = run(retire_field, "size")
    assert (retired.label, retired.customers) == ("Shop size", 1)
    assert said(reader, quillon.id) == {}
    with pytest.raises(InvalidInput):
        run(edit_customer, quillon.id, {"field-size": "large"})
    run(undo)
    assert said(reader, quillon.id) == {"size": "small"}


def test_a_choice_that_is_said_cannot_be_taken_away(
    run: Run, reader: SqliteReader, quillon: SavedCustomer, fields: None
) -> None:
    run(edit_customer, quillon.id, {"field-size": "small"})
    with pytest.raises(InvalidInput, match="“small” is still said of 1 customer") as refused:
        run(change_field, "size", choices=("tiny", "large"))
    assert (refused.value.field, "size:small" in refused.value.hint) == ("choices", True)
    run(delete_customer, quillon.id)
    run(change_field, "size", choices=("tiny", "large"))
    assert next(one for one in own_fields(reader) if one.code == "size").choices == ("tiny", "large")


@pytest.mark.parametrize(
    ("place", "codes"),
    [
        (1, ["size", "warranty-until", "machines", "shape"]),
        (2, ["warranty-until", "size", "machines", "shape"]),
        (9, ["warranty-until", "machines", "shape", "size"]),
    ],
)
def test_a_field_goes_to_a_place_and_the_others_follow(
    run: Run, reader: SqliteReader, fields: None, place: int, codes: list[str]
) -> None:
    run(change_field, "size", position=place)
    assert [one.code for one in own_fields(reader)] == codes
    assert [one.position for one in listed_fields(reader, retired=False)] == [1, 2, 3, 4]
    run(undo)
    assert [one.code for one in own_fields(reader)] == ["warranty-until", "machines", "size", "shape"]
    with pytest.raises(InvalidInput):
        run(change_field, "size", position=0)


def test_a_label_is_there_once(run: Run, fields: None) -> None:
    with pytest.raises(InvalidInput) as refused:
        run(add_field, label=" SIZE", code="other", type="text")
    assert refused.value.field == "label"
    with pytest.raises(InvalidInput):
        run(change_field, "shape", label="size")
    run(change_field, "size", label="size")  # its own


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
        ("size:small machines:>=2", ["Cleo"]),
        ("machines:2", ["Cleo"]),  # not those with 12
        ("machines:<2.5 size:small", ["Cleo"]),
        ("machines:3..", ["Ada"]),
        ("machines:..12", ["Ada", "Cleo"]),
        ("warranty-until:2026", ["Bela"]),
        ("warranty-until:2026-12", []),
        ("warranty-until:>2026-10", ["Bela"]),
        ("warranty-until:<today", []),
        ("warranty-until:>today warranty-until:<2027", ["Bela"]),
        ("colour:red", []),  # no field of ours: words
    ],
)
def test_a_filter_asks_fields_by_code(
    run: Run, reader: SqliteReader, now: Any, fields: None, text: str, names: list[str]
) -> None:
    ada = {"size": "large", "machines": "12"}
    run(add_customer, NewCustomer("Ada", own_fields=ada))
    bela = {"size": "large", "shape": "very round", "warranty-until": "2026-11-24"}
    run(add_customer, NewCustomer("Bela", own_fields=bela))
    run(add_customer, NewCustomer("Cleo", own_fields={"size": "small", "machines": "2"}))
    assert [row.name for row in page(reader, now=now, text=text, country="BD").rows] == names
    assert count(reader, now=now, text=text, country="BD").shown == len(names)


def test_a_filter_within_a_view_of_few_looks_at_all_of_them(
    run: Run, reader: SqliteReader, now: Any, fields: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(customers, "MOST_FILTERED", 2)
    run(add_customer, NewCustomer("Ada", kinds=frozenset({"supplier"}), own_fields={"machines": "1"}))
    for name in ("Bela", "Cleo", "Dora"):
        run(add_customer, NewCustomer(name, own_fields={"machines": "1", "size": "small"}))
    everybody = page(reader, now=now, text="machines:1")
    assert ([row.name for row in everybody.rows], everybody.cut) == (["Cleo", "Dora"], True)
    suppliers = page(reader, now=now, text="machines:>0", view=View(Among.KIND, "supplier"))
    assert ([row.name for row in suppliers.rows], suppliers.cut) == (["Ada"], False)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("size:huge", "“huge” is no answer of “Size”."),
        ("size:>small", "“Size” holds answers, of which none is more or less."),
        ("machines:many", "“many” is no number, as “Machines” needs."),
        ("machines:>", "Say what “Machines” is to be compared with."),
        ("machines:20..5", "Nothing lies within “20..5”."),
        ("warranty-until:<2026-13", "There is no month “2026-13”."),
        ("warranty-until:soon", "soon"),
        ("seats:>10", "There is no field “seats”."),
        ("gone:red", "There is no field “gone”."),
    ],
)
def test_a_filter_that_asks_what_cannot_be_is_told_so(
    run: Run, reader: SqliteReader, now: Any, fields: None, text: str, why: str
) -> None:
    run(add_field, label="Gone", type="text")
    run(retire_field, "gone")
    with pytest.raises(InvalidInput) as refused:
        page(reader, now=now, text=text, country="BD")
    assert why in refused.value.message
    assert refused.value.hint


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("machines", ["Bela", "Cleo", "Ada", "Eve", "Dora"]),
        ("-machines", ["Ada", "Cleo", "Bela", "Eve", "Dora"]),
        ("field-size", ["Cleo", "Dora", "Ada", "Eve", "Bela"]),
        ("-size", ["Dora", "Ada", "Cleo", "Eve", "Bela"]),
        ("shape", ["Dora", "Bela", "Ada", "Eve", "Cleo"]),
        ("-shape", ["Ada", "Bela", "Dora", "Eve", "Cleo"]),
        ("warranty-until", ["Eve", "Ada", "Dora", "Cleo", "Bela"]),
        ("-warranty-until", ["Ada", "Eve", "Dora", "Cleo", "Bela"]),
    ],
)
@pytest.mark.parametrize("as_a_set", [False, True])
def test_a_list_goes_by_a_field_both_ways_walked_and_as_a_set(
    run: Run, reader: SqliteReader, now: Any, fields: None, order: str, names: list[str], as_a_set: bool
) -> None:
    for name, own in {
        "Ada": {"size": "large", "machines": "12", "shape": "round", "warranty-until": "2026-12-01"},
        "Bela": {"machines": "-2.5", "shape": "flat"},
        "Cleo": {"size": "small", "machines": "2"},
        "Dora": {"size": "large", "shape": "Flas"},
        "Eve": {"warranty-until": "2026-01-31"},
    }.items():
        run(add_customer, NewCustomer(name, own_fields=own))
    sort = read_order(order, own_fields(reader))
    view = View(Among.HEALTH, "steady") if as_a_set else ALL  # a view of few is sorted as a set
    columns = own_fields(reader)[:2]
    rows = page(reader, now=now, sort=sort, view=view, columns=columns).rows
    assert [row.name for row in rows] == names
    assert {row.name: row.own for row in rows}["Ada"] == ("2026-12-01", "12")
    for place, row in enumerate(rows):
        assert key_of(reader, sort, row.id) == row.key
        after = page(reader, now=now, sort=sort, view=view, after=row.key).rows
        before = page(reader, now=now, sort=sort, view=view, before=row.key).rows
        assert [one.name for one in (*before, row, *after)] == names, place
    assert sort.value in {order, f"field-{order}", order.replace("-", "-field-", 1)}
