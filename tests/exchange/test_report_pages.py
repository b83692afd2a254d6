"""Reports and the week as pages: one file, nothing loaded, and nothing that was typed is markup."""

from datetime import date, timedelta
from html.parser import HTMLParser

import pytest

from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.customer_values import NewCustomer
from crm_tui.actions.customers import add_customer
from crm_tui.actions.heard import note_heard
from crm_tui.actions.interactions import log_contact
from crm_tui.actions.praise import praise_contact
from crm_tui.exchange.report_html import Headline, write_report
from crm_tui.exchange.week_html import write_week
from crm_tui.exchange.week_page import as_text, sections
from crm_tui.queries.business import business
from crm_tui.queries.heard import heard_in
from crm_tui.queries.periods import Period
from crm_tui.queries.reports import NAMES, report_named
from crm_tui.queries.reports.panels import panels_of
from crm_tui.queries.reports.report import Asked
from crm_tui.queries.week import week

HOSTILE = "<script>alert('x')</script><img src=x onerror=alert(1)> & \"quoted\" \u202e"
SHOWN = {
    "svg",
    "rect",
    "text",
    "line",
    "figure",
    "figcaption",
    "section",
    "div",
    "span",
    "ul",
    "ol",
    "li",
    "strong",
}
SHOWN |= {"html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p"}
SHOWN |= {"table", "thead", "tbody", "tr", "th", "td"}


class Tags(HTMLParser):
    """The elements of a page, the names of their attributes, and what they say."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.said: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}

    def handle_data(self, data):
        self.said.append(data)


@pytest.fixture
def asked(reader, nadia, now):
    day = date(2026, 11, 21)
    return Asked(Period(day - timedelta(days=6), day), business(reader).zone, now, nadia)


@pytest.fixture
def hostile(database, nadia, paul, now):
    """A customer with a hostile name, whose complaint has a hostile cause, was praised and noted."""
    with database.act(nadia, now) as act:
        customer = add_customer(act, NewCustomer(HOSTILE)).id
    with database.act(paul, now) as act:
        contact = log_contact(
            act,
            NewContact(
                customer_id=customer,
                channel="phone",
                direction="inbound",
                nature="complaint",
                outcome="solved",
                mood="upset",
                said=HOSTILE,
                cause=HOSTILE,
                waited_minutes=2,
                happened_at=now - timedelta(hours=1),
            ),
        ).interaction
    with database.act(nadia, now) as act:
        praise_contact(act, contact, HOSTILE)
    with database.act(nadia, now) as act:
        note_heard(act, HOSTILE, customer_id=customer)


HEADLINE = Headline("Ashgrove & Sons", "15–21 Nov", "en")


@pytest.mark.parametrize("name", NAMES)
def test_every_report_is_a_page_in_which_words_are_only_words(reader, hostile, asked, name):
    report = report_named(name)
    table = report.read(reader, asked)
    page = write_report(report, table, heard_in(reader, asked.period), HEADLINE)
    assert_safe(page)
    assert ("<svg" in page) is bool(table.rows)


def test_the_week_is_one_page(reader, hostile, asked):
    parts = sections(week(reader, asked), "en")
    pictures = [panels_of(report_named("mood").read(reader, asked))[0]]
    page = write_week(parts, pictures, heard_in(reader, asked.period), HEADLINE)
    assert_safe(page)
    said = " ".join(Tags(page).said)
    for words in ("What went well", "What did not", "Whom to thank", "Praise", "Paul Mensah"):
        assert words in said


def test_a_week_without_anything_says_so(reader, asked):
    lines = list(as_text(sections(week(reader, asked), "en")))
    assert "  No breach, no complaint, no broken promise." in lines
    assert "  Nobody stands out this week." in lines


def assert_safe(page: str) -> None:
    """Only our own elements, nothing that loads or runs, and the hostile words as words."""
    found = Tags(page)
    assert found.tags <= SHOWN
    assert not {name for name in found.attributes if name.startswith("on") or name in ("src", "href")}
    assert "default-src 'none'" in page.replace("&#x27;", "'")
    assert "url(" not in page
    assert "@import" not in page
    assert "\u202e" not in page
