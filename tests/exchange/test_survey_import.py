"""Answers from a table: each customer found, each refused line with its reason, nothing twice."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from crm_tui.actions.customer_values import NewCustomer, PointValue
from crm_tui.actions.customers import add_customer
from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.survey_import import import_surveys
from crm_tui.queries.cases import cases_of
from crm_tui.queries.periods import quarter_of
from crm_tui.queries.surveys import survey_figures, surveys, surveys_of


@pytest.fixture
def mary(database, nadia, now) -> int:
    with database.act(nadia, now) as act:
        new = NewCustomer("Mary Ofori", points=(PointValue("email", "Mary@Example.org"),))
        return add_customer(act, new).id


@pytest.fixture
def take(database, nadia, now, tmp_path: Path):
    """Write a file and import it."""

    def run(text: str, **options):
        file = tmp_path / "answers.csv"
        file.write_text(text, encoding="utf-8")
        with database.act(nadia, now) as act:
            return import_surveys(act, file, **options)

    return run


def test_customers_are_told_in_three_ways_and_refused_lines_say_why(
    take, reader, mary, database, nadia
) -> None:
    with database.act(nadia) as act:
        jun = add_customer(act, NewCustomer("Jun Sato", external_source="shop", external_key="K-7")).id
        for _twice in range(2):
            add_customer(act, NewCustomer("Shared", points=(PointValue("email", "both@example.org"),)))
    report = take(
        "Customer;E-mail;External key;Score;Comment;Date\n"
        f"{mary};;;2;leaks;2026-11-20 10:00\n"
        ";MARY@example.org;;5;;2026-11-19\n"
        ";;K-7;4;;\n"
        "999;;;4;;\n"
        ";both@example.org;;4;;\n"
        ";;;4;;\n"
        f"{mary};;;9;;\n"
        f"{mary};;;four;;\n"
        f"{mary};;;;;\n"
        f"{mary};;;3;;2027-01-01\n"
    )
    assert (report.read, report.created, report.skipped_count) == (10, 3, 7)
    reasons = {note.line: note.reason for note in report.skipped}
    assert list(reasons) == [5, 6, 7, 8, 9, 10, 11]
    for line, words in (
        (5, "No customer is known by “999”"),
        (6, "Several customers are meant"),
        (7, "who answered"),
        (8, "from 1 to 5"),
        (9, "“four” is no whole number"),
        (10, "There is no answer"),
    ):
        assert words in reasons[line]
    assert [one.score for one in surveys_of(reader, mary)] == [2, 5]
    assert [one.score for one in surveys_of(reader, jun)] == [4]
    (opened,) = cases_of(reader, mary)
    assert opened.opened_at.isoformat() == "2026-11-20T04:00:00+00:00"


def test_the_same_file_twice_adds_nothing(take, reader, mary) -> None:
    text = f"customer,csat,nps,words\n{mary},1,3,leaks\n{mary},4,,\n"
    first = take(text)
    assert (first.read, first.created, first.unchanged) == (2, 2, 0)
    again = take(text)
    assert (again.read, again.created, again.unchanged) == (2, 0, 2)
    assert len(surveys(reader)) == 3
    assert len(cases_of(reader, mary)) == 2


def test_old_answers_open_no_cases(take, reader, mary) -> None:
    take(f"customer,nps,date\n{mary},0,2026-10-05\n", opens_cases=False)
    assert cases_of(reader, mary) == ()
    (figures,) = survey_figures(reader, quarter_of(date(2026, 11, 1)), ZoneInfo("Asia/Dhaka"))
    assert (figures.count, figures.low, figures.net) == (1, 1, -1.0)


def test_a_file_whose_columns_say_nothing_is_refused(take) -> None:
    with pytest.raises(InvalidInput, match="who answered what"):
        take("name,stars\nMary,4\n")
