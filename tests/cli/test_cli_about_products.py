"""Products as what contacts, cases and standards are about, from the shell."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Call = Callable[..., Any]
COMPLAINT = (
    "--channel",
    "phone",
    "--direction",
    "inbound",
    "--nature",
    "complaint",
    "--outcome",
    "escalated",
)


@pytest.fixture
def kettle(ask: Call) -> int:
    """A product that has both a name and a code."""
    return int(ask("product", "add", "--name", "Kettle 1.7 l", "--code", "KET")["id"])


def test_a_contact_and_the_case_that_it_opens(ask: Call, quillon: int, kettle: int, crm: Call) -> None:
    logged = ask("log", str(quillon), *COMPLAINT, "--about", "ket", "--note", "it leaks")
    shown = ask("case", "show", str(logged["case"]))
    assert (shown["product"], shown["product_name"]) == (kettle, "Kettle 1.7 l")
    assert [one["product"] for one in shown["interactions"]] == [kettle]
    assert "about Kettle 1.7 l" in crm("case", "show", str(logged["case"])).out
    timeline = ask("customer", "show", str(quillon))["timeline"]
    assert {entry["product"] for entry in timeline} == {"Kettle 1.7 l"}


def test_said_later_and_taken_back(ask: Call, quillon: int, kettle: int, crm: Call) -> None:
    logged = ask("log", str(quillon), *COMPLAINT)
    case_id, contact = str(logged["case"]), str(logged["interaction"])
    ask("case", "about", case_id, "Kettle 1.7 L")
    shown = ask("case", "show", case_id)
    assert shown["product"] == kettle
    assert ("product", str(kettle)) in {(event["what"], event["value"]) for event in shown["events"]}
    assert "about Kettle 1.7 l" in crm("case", "show", case_id).out
    ask("case", "about", case_id, "none")
    assert ask("case", "show", case_id)["product"] is None
    ask("interaction", "edit", contact, "--about", str(kettle))
    assert ask("case", "show", case_id)["interactions"][0]["product"] == kettle
    ask("interaction", "edit", contact, "--about", "")
    assert ask("case", "show", case_id)["interactions"][0]["product"] is None
    added = ask("case", "add", str(quillon), "--nature", "problem", "--note", "leaks", "--about", "KET")
    assert ask("case", "show", str(added["id"]))["product"] == kettle


@pytest.mark.parametrize(
    "command",
    [
        ("log", "1", *COMPLAINT, "--about", "teapot"),
        ("case", "add", "1", "--nature", "problem", "--note", "x", "--about", ""),
        ("case", "about", "1", "teapot"),
        ("interaction", "edit", "1", "--about", "teapot"),
        ("standard", "fits", "--nature", "complaint", "--about", "teapot"),
    ],
)
def test_an_unknown_product_is_refused(ask: Call, crm: Call, quillon: int, command: tuple[str, ...]) -> None:
    ask("log", str(quillon), *COMPLAINT)
    told = crm(*command)
    assert (told.code, told.out) == (2, "")
    assert "There is no product" in told.err
    assert "product list" in told.err


def test_a_standard_holds_for_a_product(ask: Call, quillon: int, kettle: int, crm: Call) -> None:
    said = ("standard", "add", "--statement", "x", "--measure", "answered-within", "--objective", "0.9")
    everything = ask(*said, "--target", "60", "--since", "yesterday")["id"]
    kettles = ask(*said, "--target", "15", "--since", "yesterday", "--scope", "product=ket")["id"]
    assert ask("standard", "show", str(kettles))["scope"] == {"product": [str(kettle)]}
    assert "Kettle 1.7 l" in crm("standard", "show", str(kettles)).out
    case_id = str(ask("log", str(quillon), *COMPLAINT, "--about", "KET")["case"])
    (fit,) = ask("standard", "fits", "--case", case_id)
    assert (fit["standard"], fit["others"]) == (kettles, [everything])
    assert fit["why"].startswith("Kettle 1.7 l")
    assert ask("case", "show", case_id)["clocks"][0]["target_minutes"] == 15
    ask("case", "about", case_id, "none")
    assert ask("case", "show", case_id)["clocks"][0]["target_minutes"] == 60
    (fit,) = ask("standard", "fits", "--nature", "complaint", "--about", "KET")
    assert fit["standard"] == kettles
    ask("standard", "change", str(kettles), "--scope", "product=Kettle 1.7 l", "--scope", "tier=standard")
    assert ask("standard", "show", str(kettles))["scope"]["product"] == [str(kettle)]
    told = crm(*said, "--target", "5", "--scope", "product=teapot")
    assert told.code == 2
    assert "There is no product" in told.err


def test_what_they_are_about_leaves_the_house_and_comes_in(
    ask: Call, quillon: int, kettle: int, crm: Call, tmp_path: Path
) -> None:
    ask("log", str(quillon), *COMPLAINT, "--about", "KET")
    for kind in ("interactions", "cases"):
        written = tmp_path / f"{kind}.json"
        assert crm("export", kind, "--output", str(written), "--format", "json").code == 0
        assert '"product_code": "KET"' in written.read_text()
    log = tmp_path / "log.csv"
    log.write_text(
        "no,who,when,thing\n1,Mary,2026-11-02T10:00,kettle 1.7 l\n2,Mary,2026-11-03T10:00,teapot\n"
    )
    mapping = tmp_path / "map.toml"
    mapping.write_text('[columns]\nkey = "no"\ncustomer = "who"\nopened = "when"\nproduct = "thing"\n')
    report = ask("import", str(log), "--as", "cases", "--map", str(mapping))
    assert "teapot" in str(report)
    found = {case["id"]: ask("case", "show", str(case["id"])) for case in ask("case", "list")}
    assert sorted(str(one["product"]) for one in found.values()) == sorted([str(kettle), str(kettle), "None"])
    came = next(one for one in found.values() if one["name"] == "Mary" and one["product"])
    assert [event["what"] for event in came["events"]][:4] == ["opened", "owner", "tier", "product"]
