"""Products and sales from the shell."""

import json
from collections.abc import Callable
from typing import Any

import pytest

Call = Callable[..., Any]


@pytest.fixture
def kettle(ask: Call) -> str:
    return str(
        ask(
            "product", "add", "--name", "Kettle", "--code", "K17", "--price", "24.50", "--currency", "EUR",
            "--needs", "boils water", "--warranty-days", "730", "--text", "bn=কেটলি: পানি ফোটায়",
        )["id"]
    )  # fmt: skip


@pytest.fixture
def sale(ask: Call, quillon: int) -> str:
    return str(ask("sale", "add", str(quillon), "--line", "2 x rug @ 12.50", "--at", "yesterday")["id"])


def test_a_product_is_added_changed_tied_and_retired(ask: Call, kettle: str) -> None:
    ask("product", "add", "--name", "Descaling", "--kind", "service", "--needs", "hard water")
    ask("product", "link", kettle, "--goes-with", "2")
    ask("product", "change", kettle, "--price", "", "--warranty-days", "", "--service-days", "90")
    shown = ask("product", "show", kettle)
    assert shown.items() >= {
        "name": "Kettle", "code": "K17", "price": None, "currency": "EUR", "warranty_days": None,
        "service_days": 90, "goes_with": [{"id": 2, "name": "Descaling"}], "step_up": [], "sales": 0,
    }.items()  # fmt: skip
    assert [one["name"] for one in ask("product", "list", "--need", "WATER")] == ["Descaling", "Kettle"]
    assert [one["name"] for one in ask("product", "list", "--need", "পানি")] == ["Kettle"]
    assert ask("product", "list", "--need", "nothing such") == []
    ask("product", "link", kettle, "--goes-with", "2", "--remove")
    ask("product", "retire", kettle)
    assert [one["name"] for one in ask("product", "list")] == ["Descaling"]
    assert [one["retired"] for one in ask("product", "list", "--retired")] == [False, True]


def test_the_menu_is_in_the_customers_language(ask: Call, crm: Call, quillon: int) -> None:
    ask("product", "add", "--name", "Repair", "--kind", "service", "--category", "Workshop", "--price", "30",
        "--currency", "EUR", "--text", "de=Reparatur: an einem Tag")  # fmt: skip
    ask("product", "add", "--name", "Kettle")
    ask("customer", "edit", str(quillon), "--language", "de")
    german = "Workshop\n- Reparatur: an einem Tag, 30 EUR"
    assert ask("product", "menu", "--customer", str(quillon)) == {"language": "de", "text": german}
    assert crm("product", "menu", "--language", "fr").out == "Workshop\n- Repair, 30 EUR\n"
    assert "- Kettle" in ask("product", "menu", "--all")["text"]


def test_a_sale_from_order_to_delivery(ask: Call, crm: Call, quillon: int, kettle: str) -> None:
    made = ask(
        "sale", "add", str(quillon), "--line", "2 x k17 @ 20", "--line", "rug @ 5 = 4.50", "--promised", "3d"
    )
    assert made.items() >= {"stage": "promised", "value": "44.50", "warnings": [], "follow_ups": []}.items()
    sale = str(made["id"])
    assert [one["id"] for one in ask("sale", "list", "--on-the-way")] == [made["id"]]
    for step in (("call-ahead",), ("attempt", "--why", "nobody at home"), ("promise", "2d")):
        ask("sale", step[0], sale, *step[1:])
    assert ask("sale", "deliver", sale)["stage"] == "delivered"
    shown = ask("sale", "show", sale)
    assert [event["what"] for event in shown["events"]] == [
        "ordered", "promised", "called-ahead", "attempted", "promised", "delivered",
    ]  # fmt: skip
    assert shown["attempts"] == 2
    assert [(line["words"], line["quantity"], line["value"]) for line in shown["lines"]] == [
        ("Kettle", "2", "40"),
        ("rug", "1", "4.50"),
    ]
    assert ask("sale", "list", "--on-the-way") == []
    assert ask("product", "show", kettle)["sales"] == 1
    assert "2 x Kettle @ 20 = 40" in crm("sale", "show", sale).out


def test_listed_by_customer_owner_and_day(ask: Call, sale: str, quillon: int) -> None:
    ask("staff", "add", "paul", "--name", "Paul")
    ask("sale", "owner", sale, "paul", "--why", "away")
    assert [one["owner"] for one in ask("sale", "list", "--staff", "paul")] == ["paul"]
    assert len(ask("sale", "list", "--customer", str(quillon))) == 1
    assert ask("sale", "list", "--to", "2020-01-01") == []
    assert ask("sale", "cancel", sale, "--why", "found one at home")["stage"] == "cancelled"


def test_the_customer_is_shown_with_what_they_bought(ask: Call, crm: Call, sale: str, quillon: int) -> None:
    shown = ask("customer", "show", str(quillon))["bought"]
    assert (shown["times"], shown["last"], shown["sale"]) == (1, "rug", int(sale))
    assert f"bought {shown['on']}: rug" in crm("customer", "show", str(quillon)).out
    ask("sale", "cancel", sale, "--why", "found one at home")
    assert ask("customer", "show", str(quillon))["bought"] is None


def test_the_lines_given_are_all_that_was_bought(ask: Call, crm: Call, sale: str) -> None:
    changed = ask("sale", "edit", sale, "--line", "3 x rug", "--line", "delivery @ 5", "--if-version", "1")
    assert changed.items() >= {"value": "42.50", "version": 2}.items()
    ask("sale", "edit", sale, "--note", "for the office")
    shown = ask("sale", "show", sale)
    assert [(line["words"], line["value"]) for line in shown["lines"]] == [
        ("rug", "37.50"),
        ("delivery", "5"),
    ]
    assert (shown["note"], shown["value"], shown["version"]) == ("for the office", "42.50", 3)
    assert "changed a sale" in crm("journal").out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("sale", "add", "{customer}", "--line", "rug"), 2, "has no price"),
        (("sale", "add", "{customer}", "--line", "-2 x rug @ 5"), 2, "no line of a sale"),
        (("sale", "add", "{customer}", "--line", "0 x rug @ 5"), 2, "above nought"),
        (("sale", "add", "{customer}", "--line", "rug @ 1,250"), 2, "no line of a sale"),
        (("sale", "add", "{customer}"), 2, "--line"),
        (("sale", "add", "99", "--line", "rug @ 5"), 4, "customer 99"),
        (("sale", "add", "{customer}", "--line", "rug @ 5", "--currency", "QQQ"), 2, "no currency"),
        (("sale", "add", "{customer}", "--line", "rug @ 5", "--rate", "much"), 2, "no rate"),
        (("sale", "add", "{customer}", "--line", "rug @ 5", "--at", "2d"), 2, "to come"),
        (("sale", "edit", "{sale}"), 2, "nothing to change"),
        (("sale", "edit", "{sale}", "--line", " "), 2, "needs words"),
        (("sale", "edit", "{sale}", "--line", "carpet"), 2, "has no price"),
        (("sale", "edit", "{sale}", "--line", "rug @ 1,250"), 2, "no line of a sale"),
        (("sale", "edit", "{sale}", "--currency", "USD"), 2, "not in USD"),
        (("sale", "edit", "{sale}", "--note", "x", "--if-version", "9"), 5, "changed by"),
        (("sale", "edit", "99", "--note", "x"), 4, "no sale 99"),
        (("sale", "deliver", "{sale}", "--at", "2020-01-01"), 2, "before the sale"),
        (("sale", "promise", "{sale}", "yesterday"), 2, "before the promise"),
        (("sale", "cancel", "{sale}", "--why", " "), 2, "no words"),
        (("sale", "owner", "{sale}", "nobody"), 2, "nobody"),
        (("sale", "deliver", "{sale}", "--if-version", "9"), 5, "changed by"),
        (("sale", "show", "99"), 4, "no sale 99"),
        (("product", "show", "99"), 4, "no product 99"),
        (("product", "add", "--name", " "), 2, "needs a name"),
        (("product", "add", "--name", "x", "--how-to", "the shelf"), 2, "no link"),
        (("product", "add", "--name", "x", "--service-days", "soon"), 2, "number of days"),
        (("product", "add", "--name", "x", "--text", "hallo"), 2, "language"),
        (("product", "link", "1"), 2, "--goes-with"),
        (("product", "menu", "--language", "qqqq"), 2, "language"),
    ],
)
def test_bad_input_is_told_in_a_sentence(
    crm: Call, sale: str, quillon: int, words: tuple[str, ...], code: int, said: str
) -> None:
    told = crm("--json", *(word.format(sale=sale, customer=quillon) for word in words))
    error = json.loads(told.out)["error"]
    assert (told.code, said in f"{error['message']} {error['hint']}") == (code, True), error


def test_undo_takes_a_sale_back(ask: Call, crm: Call, sale: str) -> None:
    assert "recorded a sale" in crm("undo").out
    assert crm("sale", "show", sale).code == 4
