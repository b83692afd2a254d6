"""The book of standards: what staff and customers read, and that nothing typed becomes markup."""

import html
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from crm_tui.actions.policies import PolicyChanges, add_policy, change_policy, retire_policy
from crm_tui.actions.proposals import answer_proposal, propose
from crm_tui.actions.standards import add_standard
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.book import Audience, Book, standard_book
from crm_tui.exchange.book_html import write_html
from crm_tui.exchange.book_markdown import escaped, write_markdown
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader

HOSTILE = (
    "<script>alert(1)</script> </style> \"'&amp; # *bold* `code` [x](javascript:alert(1)) "
    "| cell | \x1b[2J \u202egnp.exe\n# no heading\n- no list\n1. nor this\n    nor code\n---\n![i](http://x)"
)


@pytest.fixture
def fill(database: Database, nadia: Actor, paul: Actor, now):
    def fill_with(words: str) -> None:
        with database.act(nadia, now) as act:
            add_standard(
                act, statement=words, measure="waiting-time", target=3, objective=0.9, why=words,
                owner="nadia", next_review=date(2027, 3, 1), question=words, scope={"channel": ["phone"]},
            )  # fmt: skip
            policy = add_policy(act, name=words, wording=words, purpose=words).id
            gone = add_policy(act, name="Faxes", wording="We read faxes.").id
            retire_policy(act, gone, why="no fax")
        with database.act(paul, now) as act:
            idea = propose(act, words="30 days", why="simpler", policy_id=policy).id
        with database.act(nadia, now) as act:
            answer_proposal(act, idea, accept=True, answer="yes")
            change_policy(act, policy, PolicyChanges(purpose="fair"))

    return fill_with


def book(reader: SqliteReader, audience: Audience, now) -> Book:
    return standard_book(reader, audience, now=now)


def test_staff_read_all_that_is_known(reader, fill, now) -> None:
    fill("Nobody waits.")
    text = write_markdown(book(reader, Audience.STAFF, now))
    for said in (
        "# The service standards of Ashgrove Repairs", "### Nobody waits.", "**Why:** Nobody waits.",
        "**Target:** at most 3 min", "**Objective:** 90 %", "**This quarter:** nothing measured",
        "**Question:** Nobody waits.", "**Owner:** Nadia Karim", "**Holds for:** call",
        "**Version:** v1 since Sat 21 Nov", "**Next review:** Mon 1 Mar 2027", "**What for:** fair",
        "**Credit:** from a proposal of Paul Mensah",
    ):  # fmt: skip
        assert said in text, said
    assert "faxes" not in text


def test_customers_read_sentences_policies_and_hours(reader, fill, now) -> None:
    fill("Nobody waits.")
    for text in (
        write_markdown(book(reader, Audience.CUSTOMERS, now)),
        write_html(book(reader, Audience.CUSTOMERS, now)),
    ):
        assert text.count("Nobody waits.") == 3  # the standard, the policy and its wording
        assert "09:00-17:00" in text
        for unsaid in ("90 %", "Nadia", "Paul", "Objective", "Question", "fair"):
            assert unsaid not in text


def test_a_business_without_standards_has_its_hours(reader, now) -> None:
    found = book(reader, Audience.CUSTOMERS, now)
    assert [part.heading for part in found.parts] == ["Opening hours"]


class Tags(HTMLParser):
    """What a browser would make of a page: its tags, and the text between them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not [name for name, _value in attrs if name in ("src", "href") or name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("audience", Audience)
def test_hostile_words_are_only_words_in_html(reader, fill, now, audience) -> None:
    fill(HOSTILE)
    page = write_html(book(reader, audience, now))
    tags = Tags()
    tags.feed(page)
    assert tags.tags <= {
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "article", "dl", "dt", "dd",
    }  # fmt: skip
    assert "<script>alert(1)</script> </style> \"'&amp; # *bold*" in tags.words
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e]", page)
    assert "default-src 'none'" in html.unescape(page)


@pytest.mark.parametrize("audience", Audience)
def test_hostile_words_are_only_words_in_markdown(reader, fill, now, audience) -> None:
    fill(HOSTILE)
    text = write_markdown(book(reader, audience, now))
    ours = re.compile(r"(#{1,3} |- \*\*[A-Z][a-z ]+:\*\* |$)")
    for line in text.splitlines():
        typed = ours.sub("", line, count=1) if ours.match(line) else line
        assert not re.search(r"(?<!\\)[`*_\[\]<>&|#]", typed), line
        assert not re.match(r"\s|[-+=]|\d+[.)]", typed), line
    assert "\x1b" not in text and "\u202e" not in text


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("1. first", "1\\. first"),
        ("2) second", "2\\) second"),
        ("- item", "\\- item"),
        ("=====", "\\====="),
        ("at 10.30", "at 10.30"),
        ("it's 3-4 days, (maybe)", "it's 3-4 days, (maybe)"),
        ("a\\b", "a\\\\b"),
        ("ক্ষ\u200dয়", "ক্ষ\u200dয়"),
    ],
)
def test_only_what_markdown_would_read_is_escaped(typed: str, written: str) -> None:
    assert escaped(typed) == written


def test_the_command_writes_a_file_once(crm_file: Path, run_book) -> None:
    run_book("--for", "staff", "--format", "html", "--output", str(crm_file))
    assert crm_file.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    with pytest.raises(InvalidInput):
        run_book("--for", "staff", "--format", "html", "--output", str(crm_file))
    run_book("--for", "customers", "--format", "md", "--output", str(crm_file), "--replace")
    assert crm_file.read_text(encoding="utf-8").startswith("# How we serve you")


@pytest.fixture
def crm_file(tmp_path: Path) -> Path:
    return tmp_path / "book"


@pytest.fixture
def run_book(path: Path):
    """The command on the test's database; its errors are raised."""
    from crm_tui.cli.desk import Desk
    from crm_tui.cli.standard_book import book as command

    def call(*arguments: str) -> None:
        desk = Desk(str(path), "nadia", as_json=True)
        try:
            command.main(list(arguments), "crm-tui standard book", standalone_mode=False, obj=desk)
        finally:
            desk.close()

    return call
